"""The growth of wealth over each period of a report."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from fsq_beancount.core.periods import Interval, Period, day_after, day_before
from fsq_beancount.measures.performance.growth import Growth
from fsq_beancount.measures.scope import Scope


def of(scope: Scope) -> tuple[Growth, ...]:
    """Return the growth over each period of a scope, oldest first."""
    return scope.household_returns.over(periods_of(scope))


def periods_of(scope: Scope) -> Sequence[Period]:
    """Return the periods that have returns, oldest first.

    Where no days were asked for, they begin with the first posting of any kind: wealth may have
    been held, or is held alone, without income and expenses.
    """
    shown, first = scope.periods, first_posting(scope)
    begin = shown[0].first if shown else day_after(scope.as_of)
    if scope.period is not None or first is None or first >= begin:
        return shown
    before = Period(first, day_before(begin)).split(scope.interval or Interval.YEAR)
    return (*before, *shown)


def first_posting(scope: Scope) -> datetime.date | None:
    """Return the day of the first posting to what is held or owed; ``None`` without any."""
    days = (line.days[0] for line in scope.positions.lines)
    return min((day for day in days if day <= scope.as_of), default=None)
