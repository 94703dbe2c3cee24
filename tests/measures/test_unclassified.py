"""Income that nobody has called passive or active, of flows made by hand."""

from __future__ import annotations

from decimal import Decimal

from flows_by_hand import by_month, flow

from fsq_beancount.core.periods import Period
from fsq_beancount.measures.unclassified import by_account

FLOWS = [
    flow("2023-12-31", "Income:Flohmarkt", "7", "unclassified"),
    flow("2024-01-05", "Income:Verein", "30", "unclassified"),
    flow("2024-01-06", "Expenses:Verein", "-4", "unclassified", role="cost"),
    flow("2024-02-05", "Income:Flohmarkt", "20", "unclassified"),
    flow("2024-02-07", "Income:Zinsen", "5", "passive"),
    flow("2024-03-05", "Income:Verein", "-10", "unclassified"),
]


def test_it_is_gross_by_account_from_the_first_day_shown_on() -> None:
    # Verein 30 - 10; the 7 of 2023 are not shown, a cost is no income.
    shown = [Period.year(2025), Period.year(2024)]
    found = by_account(FLOWS, [], shown, monthly=by_month(FLOWS))
    assert list(found.items()) == [("Income:Flohmarkt", Decimal(20)), ("Income:Verein", 20)]


def test_without_any_or_where_nothing_is_shown_there_is_none() -> None:
    passive = [flow("2024-02-07", "Income:Zinsen", "5", "passive")]
    assert by_account(passive, [Period.year(2024)], monthly=by_month(passive)) == {}
    assert by_account(FLOWS, monthly=by_month(FLOWS)) == {}
