"""The liquidity plan for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from fsq_beancount.export.values import Row, by_currency, money, quotient, ratio, table
from fsq_beancount.measures.liquidity.months import PlanMonth
from fsq_beancount.measures.liquidity.statement import Liquidity
from fsq_beancount.report.report import Report

SHOWS: Final = frozenset({"liquidity"})
"""The families of figures written here, in a richer form than their definitions give."""


def liquidity(found: Liquidity) -> dict[str, Any]:
    """Return the runway and the plan for JSON."""
    return {
        "date": found.date.isoformat(),
        "cash": money(found.cash),
        "by_horizon": by_currency(found.by_horizon),
        "living_costs": quotient(found.living_costs),
        "passive_income": quotient(found.passive_income),
        "runway": ratio(found.runway),
        "runway_passive": ratio(found.runway_passive),
        "reserve": money(found.reserve),
        "horizon": found.horizon,
        "months_secured": found.months_secured,
        "secured_beyond_horizon": found.secured_beyond_horizon,
        "plan": [_month(month) for month in found.plan],
        "unplanned_income": [
            {
                "account": each.account,
                "amount": money(each.amount),
                "month": each.month,
                "interval": each.interval,
            }
            for each in found.unplanned_income
        ],
        "unplanned_loans": [
            {"account": loan.account, "monthly": quotient(loan.monthly)}
            for loan in found.unplanned_loans
        ],
        "unconverted": by_currency(found.unconverted),
    }


def _month(month: PlanMonth) -> dict[str, Any]:
    return {
        "month": month.month,
        "first": month.first.isoformat(),
        "last": month.last.isoformat(),
        "opening": money(month.opening),
        "inflow": money(month.inflow),
        "outflow": money(month.outflow),
        "closing": money(month.closing),
    }


_MONTH: Final = ("month", "first", "last", "currency", "opening", "inflow", "outflow", "closing")
_ITEM: Final = ("month", "account", "basis", "amount", "currency")


def plan_csv(report: Report) -> str:
    """Return the months of the plan as CSV.

    A row per month of the plan.
    """
    rows = ({**_month(month), "currency": report.currency} for month in report.liquidity.plan)
    return table(_MONTH, rows)


def items_csv(report: Report) -> str:
    """Return the items of each month of the plan as CSV.

    A row per month of the plan, account and what the amount is based on.
    """
    return table(_ITEM, _items(report))


def _items(report: Report) -> Iterator[Row]:
    for month in report.liquidity.plan:
        for item in month.items:
            yield {
                "month": month.month,
                "account": item.account,
                "basis": item.basis.value,
                "amount": money(item.amount),
                "currency": report.currency,
            }
