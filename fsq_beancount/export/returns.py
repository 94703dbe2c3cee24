"""Returns, leverage and loans for programs."""

from __future__ import annotations

from typing import Any, Final

from fsq_beancount.export.values import Row, amounts, flag, money, quotient, ratio, table
from fsq_beancount.measures.performance.change import BESIDE, PARTS
from fsq_beancount.measures.performance.debts import LeverageFigures, PaidOff
from fsq_beancount.measures.performance.definitions import RETURN_MEASURES
from fsq_beancount.measures.performance.growth import ANNUALISED, Growth
from fsq_beancount.report.report import Report

SHOWS: Final = frozenset({"changes", "returns", "leverage"})
"""The families of figures written here, in a richer form than their definitions give."""

_RATES: Final = tuple(measure.id for measure in RETURN_MEASURES)


def growth(found: Growth) -> dict[str, Any]:
    """Return the growth over a period for JSON."""
    annualised = found.annualised
    return {
        **_flat(found),
        "other_by_cause": {
            cause.value: money(amount) for cause, amount in found.change.other_by_cause.items()
        },
        "annualised": (
            None
            if annualised is None
            else {name: ratio(value) for name, value in annualised.items()}
        ),
        "undefined": {
            name: {"reason": why.reason.value, "month": why.month or None}
            for name, why in found.undefined.items()
        },
        "approximate": list(found.approximate),
    }


def _flat(found: Growth) -> dict[str, Any]:
    change = found.change
    return {
        "period": found.period,
        "first": change.first.isoformat(),
        "last": change.last.isoformat(),
        "measure": found.measure,
        "opening": money(change.opening),
        "closing": money(change.closing),
        **{name: money(getattr(change, name)) for name in PARTS},
        **{name: money(getattr(change, name)) for name in BESIDE},
        **{name: ratio(getattr(found, name)) for name in _RATES},
        "benchmark": found.benchmark,
        "several_irr": found.several_irr,
    }


def leverage(found: LeverageFigures) -> dict[str, Any]:
    """Return the leverage for JSON."""
    year = found.year
    return {
        "date": found.date.isoformat(),
        "loan_ratio": ratio(found.loan_ratio),
        "loan_ratio_of": found.loan_ratio_of,
        "debt_to_gross": ratio(found.debt_to_gross),
        "debt_to_equity": ratio(found.debt_to_equity),
        "cost_of_debt": ratio(found.cost_of_debt),
        "cost_of_debt_covers": ratio(found.cost_of_debt_covers),
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "cost_of_debt_paid": ratio(found.cost_of_debt_paid),
        "leverage_effect": ratio(found.leverage_effect),
        "break_even": ratio(found.break_even),
        "return_gross": ratio(year.gross),
        "return_net": ratio(year.net),
        "interest": money(year.interest),
        "fees": money(year.fees),
        "average_debt": quotient(year.debt),
        "average_equity": quotient(year.equity),
        "loans": [
            {"account": loan.account, "balance": money(loan.balance), "rate": ratio(loan.rate)}
            for loan in found.loans
        ],
        "paid_off": None if found.paid_off is None else _paid_off(found.paid_off),
    }


def _paid_off(found: PaidOff) -> dict[str, Any]:
    return {
        "amount": money(found.amount),
        "left": money(found.left),
        "interest_saved": money(found.interest_saved),
        "return_foregone": money(found.return_foregone),
        "gain": money(found.gain),
        "return_net": ratio(found.net_return),
    }


_CHANGE: Final = (
    "period",
    "first",
    "last",
    "measure",
    "currency",
    "opening",
    "closing",
    *PARTS,
    *BESIDE,
)


_A_YEAR: Final = {name: f"{name}_annualised" for name in ANNUALISED}


def _a_year(found: Growth) -> dict[str, Any]:
    """Return the annualised rates; they are empty where the period is a year itself."""
    annualised = found.annualised or {}
    return {column: ratio(annualised.get(name)) for name, column in _A_YEAR.items()}


def returns_csv(report: Report) -> str:
    """Return the growth over all periods as CSV.

    A row per period asked for, calendar years unless given.
    """
    rows = (
        {
            **_flat(found),
            **_a_year(found),
            "several_irr": flag(found.several_irr),
            "currency": report.currency,
            "other_by_cause": amounts(
                {cause.value: amount for cause, amount in found.change.other_by_cause.items()}
            ),
        }
        for found in report.returns
    )
    return table(
        (*_CHANGE, "other_by_cause", *_RATES, "benchmark", "several_irr", *_A_YEAR.values()), rows
    )


def loans_csv(report: Report) -> str:
    """Return the balance and the rate of each loan at each month-end as CSV.

    A row per loan and month-end.
    """
    rows: list[Row] = [
        {
            "date": month.date.isoformat(),
            "account": loan.account,
            "balance": money(loan.balance),
            "currency": report.currency,
            "rate": ratio(loan.rate),
        }
        for month in report.loan_series
        for loan in month.loans
    ]
    return table(("date", "account", "balance", "currency", "rate"), rows)
