"""Figures that need a window of twelve months: the monthly shortfall and the quota's change.

Every function takes a :class:`Window` and returns money in the report currency or the change of a
ratio, ``None`` where undefined.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.quota import (
    ZERO,
    Totals,
    fsq_narrow,
    fsq_wide,
    living_costs,
    narrow_income,
    wide_income,
)


@dataclass(frozen=True, slots=True)
class Window:
    """Twelve calendar months, or those of them that the books cover.

    Attributes:
        totals: Their sums.
        months: The number of months that the books cover.
        before: The sums of the twelve months before; ``None`` where the books do not cover all of
            these, since windows of unequal length compare seasons, not years.
    """

    totals: Totals
    months: int
    before: Totals | None = None


@exact
def missing_per_month(income: Decimal, costs: Decimal, months: int) -> Decimal | None:
    """Return the income missing each month to pay all costs, in the report currency.

    It is zero once the quota is at least 1, and ``None`` without a month to divide by.
    """
    if months <= 0:
        return None
    return max(ZERO, costs - income) / months


def missing_narrow(window: Window) -> Decimal | None:
    """Return the passive income missing each month to pay the living costs."""
    totals = window.totals
    return missing_per_month(narrow_income(totals), living_costs(totals), window.months)


def missing_wide(window: Window) -> Decimal | None:
    """Return the passive and near-passive income missing each month to pay the living costs."""
    totals = window.totals
    return missing_per_month(wide_income(totals), living_costs(totals), window.months)


@exact
def change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """Return the change of a ratio, a fraction; ``None`` where either is undefined."""
    return None if now is None or before is None else now - before


def change_narrow(window: Window) -> Decimal | None:
    """Return the narrow quota less that of the twelve months before."""
    return _change(window, fsq_narrow)


def change_wide(window: Window) -> Decimal | None:
    """Return the wide quota less that of the twelve months before."""
    return _change(window, fsq_wide)


def _change(window: Window, quota: Callable[[Totals], Decimal | None]) -> Decimal | None:
    return change(quota(window.totals), None if window.before is None else quota(window.before))
