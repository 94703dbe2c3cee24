"""What it takes to reach the FI number by a month: saving, return or costs, each alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fsq_beancount.measures.projection.scenario import Plan

_STEPS: Final = 30
"""Halvings of a search: from a million to a tenth of a cent."""
_HIGHEST_RETURN: Final = 0.5
"""A year; beyond it, no return counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """What reaches the FI number by a month, each alone and the others fixed.

    Attributes:
        by: The month.
        saving: What is saved more a month in today's money; ``None`` if no amount does.
        rate: The annual return it takes, fraction; ``None`` if none up to 50 % does.
        costs: The highest living costs a month in today's money, which lower the number, too;
            ``None`` if not even none do.
    """

    by: int
    saving: float | None
    rate: float | None
    costs: float | None


def break_even(plan: Plan, by: int) -> BreakEven:
    """Return what reaches the FI number of a plan by the end of a month."""
    top = 2 * (plan.fi_numbers()[0] + plan.costs)
    base = plan.yield_rate

    def reaches(other: Plan) -> bool:
        month = other.changed(months=by).fi_month()
        return month is not None and month <= by

    saving = _least(top, lambda more: reaches(plan.changed(work=plan.work + more)))
    rate = _least(_HIGHEST_RETURN, lambda least: reaches(plan.changed(extra=least - base)))
    less = _least(plan.costs, lambda cut: reaches(plan.changed(costs=plan.costs - cut)))
    return BreakEven(
        by=by, saving=saving, rate=rate, costs=None if less is None else plan.costs - less
    )


def _least(highest: float, suffices: Callable[[float], bool]) -> float | None:
    """Return the least amount from 0 to a highest one that suffices, ``None`` if none does."""
    if suffices(0.0):
        return 0.0
    if not suffices(highest):
        return None
    low, high = 0.0, highest
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if suffices(middle):
            high = middle
        else:
            low = middle
    return high
