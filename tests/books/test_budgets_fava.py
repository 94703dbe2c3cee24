"""Our budgets against Fava's own module: the same directives, the same numbers."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest
from beancount.core.data import Custom
from fava.core.budgets import calculate_budget, parse_budgets
from fava.util.date import INTERVALS, Quarter
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently
from small_ledger import load

from fsq_beancount.books import facts
from fsq_beancount.books.budgets.reading import read_plan
from fsq_beancount.settings.directives import budget as directive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fava.core.budgets import BudgetDict
    from small_ledger import Ledger

pytestmark = pytest.mark.fava

CENTS = Decimal("0.01")
# Fava's sums carry the rounding of 28 digits for each day; ours are rounded once, to 12 places.
CLOSE = Decimal("1e-11")

# Fava 1.30.13 takes July for a part of the second quarter; later ones, like us, do not.
AGREED = sorted(
    word
    for word, interval in INTERVALS.items()
    if interval is not Quarter or Quarter.number_of_days(datetime.date(2024, 7, 5)) == 92
)

_ACCOUNTS = ["Expenses:Leben", "Expenses:Leben:Essen", "Expenses:Auto"]
_START = st.dates(datetime.date(2019, 12, 1), datetime.date(2024, 3, 31))


def of_fava_in(ledger: Ledger) -> BudgetDict:
    """Return the budgets of a ledger as Fava reads them."""
    customs = [entry for entry in ledger.entries if isinstance(entry, Custom)]
    of_fava, mistakes = parse_budgets(cast("Sequence[Any]", customs))
    assert mistakes == []
    return of_fava


def test_every_period_that_fava_knows_is_known() -> None:
    for word in INTERVALS:
        text = f'2024-01-01 custom "budget" Expenses:Essen "{word}" 5.00 EUR\n'
        [entry] = load(text).entries
        result = directive.read(cast("Any", entry), cast("Any", entry).values)
        assert isinstance(result, directive.Budget), result


@patiently
@given(
    st.lists(
        st.builds(
            '{} custom "budget" {} "{}" {} EUR'.format,
            _START,
            st.sampled_from(_ACCOUNTS),
            st.sampled_from(AGREED),
            st.decimals(-9999, 9999, places=2),
        ),
        min_size=1,
        max_size=6,
    ),
    _START,
    st.integers(0, 500),
)
def test_budgets_agree_with_fava(lines: list[str], first: datetime.date, days: int) -> None:
    last = first + datetime.timedelta(days)
    ledger = load("\n".join([*lines, ""]))
    of_fava = of_fava_in(ledger)
    collected = facts.collect(ledger.entries, ledger.options)
    plan = read_plan(collected)
    end = last + datetime.timedelta(1)  # Fava leaves the last day out
    for account in _ACCOUNTS:
        theirs = calculate_budget(of_fava, account, first, end)
        ours = plan.amount(account, first, last)
        assert (ours is None) == ("EUR" not in theirs)
        assert abs((ours or Decimal()) - theirs.get("EUR", Decimal())) < CLOSE


@pytest.mark.parametrize("interval", AGREED)
@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2024-01-01", "2024-12-31"),
        ("2023-01-01", "2023-12-31"),
        ("2024-02-01", "2024-02-29"),
        ("2024-04-01", "2024-06-30"),
        ("2024-05-06", "2024-05-12"),
        ("2024-05-06", "2024-05-06"),
    ],
)
def test_to_the_cent_for_every_interval_and_several_currencies(
    interval: str, first: str, last: str
) -> None:
    ledger = load(f"""
        2023-01-01 price USD 0.50 EUR
        2023-01-01 custom "budget" Expenses:Leben "{interval}" 411.07 EUR
        2024-02-10 custom "budget" Expenses:Leben "{interval}" 523.99 EUR
        2023-01-01 custom "budget" Expenses:Leben "{interval}" 33.34 USD
        2023-01-01 custom "budget" Income:Gehalt "{interval}" -1234.56 EUR
    """)
    begin, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    of_fava = of_fava_in(ledger)
    plan = read_plan(facts.collect(ledger.entries, ledger.options))
    after = end + datetime.timedelta(1)
    theirs = calculate_budget(of_fava, "Expenses:Leben", begin, after)
    ours = plan.amount("Expenses:Leben", begin, end)
    assert ours is not None
    # Fava leaves currencies apart; here a dollar is half a euro on every day.
    assert ours.quantize(CENTS) == (theirs["EUR"] + theirs["USD"] / 2).quantize(CENTS)
    salary = plan.amount("Income:Gehalt", begin, end)
    assert salary is not None
    minus = calculate_budget(of_fava, "Income:Gehalt", begin, after)["EUR"]
    assert salary.quantize(CENTS) == -minus.quantize(CENTS)
