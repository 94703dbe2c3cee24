"""The growth of wealth over each period of a report."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from fsq_beancount.books.line import Line
from fsq_beancount.books.silence import Silence
from fsq_beancount.core.periods import Interval, Period, day_after, day_before, month_index
from fsq_beancount.measures.performance.growth import Growth
from fsq_beancount.measures.scope import Scope


def of(scope: Scope) -> tuple[Growth, ...]:
    """Return the growth over each period of a scope, oldest first."""
    return scope.household_returns.over(with_returns(scope))


def with_returns(scope: Scope) -> Sequence[Period]:
    """Return the periods of a scope that have returns, oldest first.

    Where no days were asked for, they begin with the first posting of any kind: wealth may have
    been held, or is held alone, without income and expenses. A part of the ledger that never holds
    or owes anything has none.
    """
    if scope.part is not None and not scope.positions.lines:
        return ()
    interval = scope.interval or Interval.YEAR
    if scope.period is None:
        shown = since(held_since(scope), scope.periods, scope.as_of, interval)
    elif scope.interval is None:
        return scope.periods
    else:
        shown = scope.periods
    return heard(shown, interval, scope.coverage.silences.of_prices)


def heard(shown: Iterable[Period], interval: Interval, silence: Silence) -> Sequence[Period]:
    """Return periods with those between them in which prices move what is held.

    Income and expenses may be silent for long where something is held, so that they leave out
    periods that have returns.

    Args:
        shown: The periods, oldest first.
        interval: The length of those between them.
        silence: The months in which wealth has nothing to say; whole periods of these are left out.
    """
    found: dict[Period, None] = {}
    end = None
    for each in shown:
        if end is not None and day_after(end) < each.first:
            gap = month_index(day_after(end)), month_index(day_before(each.first))
            for months in silence.between(*gap):
                between = Period.of_months(months[0], months[-1]).split(interval)
                found.update(dict.fromkeys(between))
        found[each] = None
        end = each.last
    return [each for each in found if not silence.hides(each)]


def held_since(scope: Scope) -> datetime.date | None:
    """Return the day of the first posting to what is held or owed; ``None`` without any."""
    return first_day(scope.positions.lines, scope.as_of)


def first_day(lines: Iterable[Line], until: datetime.date) -> datetime.date | None:
    """Return the first day with a posting on any of several lines, up to a day."""
    days = (line.days[0] for line in lines)
    return min((day for day in days if day <= until), default=None)


def since(
    first: datetime.date | None, shown: Sequence[Period], until: datetime.date, interval: Interval
) -> Sequence[Period]:
    """Return periods with those before them from a day on.

    Args:
        first: The day, if any.
        shown: The periods, oldest first.
        until: The last day that counts.
        interval: The length of the periods before them.
    """
    begin = shown[0].first if shown else day_after(until)
    if first is None or first >= begin:
        return shown
    return (*Period(first, day_before(begin)).split(interval), *shown)
