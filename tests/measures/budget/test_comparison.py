"""Plan against actual of flows and budgets made by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, cast

from flows_by_hand import covered, flow

from fsq_beancount.books.budgets.line import Line
from fsq_beancount.books.budgets.plan import Plan
from fsq_beancount.core.periods import Period
from fsq_beancount.measures.budget.comparison import compare, compare_planned
from fsq_beancount.settings.directives.budget import Budget, Every

D = Decimal
AS_OF = datetime.date(2024, 2, 29)


def line(account: str, number: int) -> Line:
    """What an account plans a month from 2024 on."""
    since = datetime.date(2024, 1, 1)
    budget = Budget(since, account, Every.MONTH, D(number), "EUR", cast("Any", None))
    is_income = account.startswith("Income:")
    return Line(account, "EUR", [budget], is_income=is_income, runs=None)


PLAN = Plan([line("Expenses:Essen", 400), line("Expenses:Essen:Aus", 50), line("Income:A", -3000)])
FLOWS = [
    flow("2023-12-31", "Expenses:Essen", "-999"),
    flow("2024-01-05", "Expenses:Essen:Markt", "-300"),
    flow("2024-01-06", "Expenses:Essen:Aus", "-70"),
    flow("2024-02-01", "Income:A:Gehalt", "3100", "active"),
    flow("2024-02-02", "Income:Zinsen", "12", "passive"),
    flow("2024-02-03", "Expenses:Kleidung", "-40"),
    flow("2024-02-03", "Expenses:Urlaub", "-40", "neutral", role="excluded"),
]


def test_each_posting_counts_in_the_nearest_budget_or_beside_them() -> None:
    # Two months: income 6,000 planned; food 800 and eating out 100.
    # 3,100 + 12 - 300 - 70 - 40 = 2,702 saved; 6,000 - 900 = 5,100 planned.
    found = compare(Period.year(2024), plan=PLAN, flows=FLOWS, income="Income", as_of=AS_OF)
    assert [(row.account, row.planned, row.actual, row.without) for row in found.rows] == [
        ("Income:A", D(6000), D(3100), ()),
        ("Expenses:Essen", D(800), D(300), ("Expenses:Essen:Aus",)),
        ("Expenses:Essen:Aus", D(100), D(70), ()),
    ]
    assert (found.other_income, found.other_expenses) == (D(12), D(40))
    assert (found.savings, found.savings_planned) == (D(2702), D(5100))
    assert (found.first, found.last) == (datetime.date(2024, 1, 1), AS_OF)


def test_without_days_it_is_that_of_the_last_twelve_complete_months() -> None:
    year = covered("2023-01-01", AS_OF.isoformat()).twelve_months
    found = compare_planned(year, plan=PLAN, flows=FLOWS, income="Income", as_of=AS_OF)
    assert found is not None
    assert (found.first, found.last) == (datetime.date(2023, 3, 1), AS_OF)
    # The 999 of December 2023 are in it.
    assert found.rows[1].actual == D(1299)


def test_where_nothing_is_planned_there_is_no_comparison() -> None:
    period = Period.year(2023)
    for plan in (PLAN, Plan([])):
        assert compare_planned(period, plan=plan, flows=FLOWS, income="Income", as_of=AS_OF) is None
    beyond = compare(Period.year(2025), plan=PLAN, flows=FLOWS, income="Income", as_of=AS_OF)
    assert beyond.rows == ()
