"""Plan against actual for programs."""

from __future__ import annotations

from typing import Any, Final

from fsq_beancount.export.values import amounts, by_currency, money, table
from fsq_beancount.measures.budget.comparison import BudgetRow, Comparison
from fsq_beancount.report.report import Report

SHOWS: Final = frozenset({"budget"})
"""The families of figures written here, in a richer form than their definitions give."""


def rows(compared: Comparison | None) -> list[dict[str, Any]]:
    """Return plan and actual of each account with a budget, for JSON."""
    return [] if compared is None else [_row(row) for row in compared.rows]


def summary(compared: Comparison | None) -> dict[str, Any] | None:
    """Return period, unbudgeted flows and savings of a comparison; ``None`` without a budget."""
    if compared is None:
        return None
    return {
        "first": compared.first.isoformat(),
        "last": compared.last.isoformat(),
        "income_without_budget": money(compared.other_income),
        "expenses_without_budget": money(compared.other_expenses),
        "savings": money(compared.savings),
        "savings_planned": money(compared.savings_planned),
        "savings_indirect": money(compared.savings_indirect),
        "unconverted": by_currency(compared.unconverted),
    }


def _row(row: BudgetRow) -> dict[str, Any]:
    return {
        "account": row.account,
        "planned": money(row.planned),
        "actual": money(row.actual),
        "difference": money(row.difference),
        "unconverted": by_currency(row.unconverted),
    }


_COLUMNS: Final = (
    "account",
    "currency",
    "first",
    "last",
    "planned",
    "actual",
    "difference",
    "unconverted",
)


def budget_csv(report: Report) -> str:
    """Return plan against actual of the last twelve complete months as CSV.

    A row per account with a budget, over the last twelve complete months.
    """
    compared = report.budget
    if compared is None:
        return table(_COLUMNS, ())
    first, last = compared.first.isoformat(), compared.last.isoformat()
    found = (
        {
            **_row(row),
            "currency": report.currency,
            "first": first,
            "last": last,
            "unconverted": amounts(row.unconverted),
        }
        for row in compared.rows
    )
    return table(_COLUMNS, found)
