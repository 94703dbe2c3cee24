"""All files of the ledger."""

from __future__ import annotations

from make_example.base.days import YEARS
from make_example.base.market import Market
from make_example.files.accounts import account_file
from make_example.files.budget import budget_file
from make_example.files.commodities import commodity_file
from make_example.files.journal import year_file
from make_example.files.main_file import main_file
from make_example.files.plan import planned_file
from make_example.files.prices import price_file
from make_example.story.household import household


def render() -> dict[str, str]:
    """Return the text of every file, by name."""
    market = Market()
    book = household(market)
    files = {
        "accounts.beancount": account_file(),
        "commodities.beancount": commodity_file(),
        "prices.beancount": price_file(market),
        "budget.beancount": budget_file(),
        **{f"{year}.beancount": year_file(book, year) for year in YEARS},
        "geplant.beancount": planned_file(),
    }
    files = {"main.beancount": main_file(files), **files}
    return {name: "\n".join(lines).rstrip("\n") + "\n" for name, lines in files.items()}
