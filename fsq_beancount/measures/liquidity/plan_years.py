"""The years of the plan: twelve months each, counted from the as-of date.

Where the as-of date is within a month, a year ends within one, too: such a month has a part in each
of two years.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from fsq_beancount.core.periods import ROLLING_MONTHS, Period, month_index, month_last
from fsq_beancount.measures.liquidity.months import share, spans


class Part(NamedTuple):
    """The days of a month that are in the same year of the plan.

    Attributes:
        days: The days.
        month: The running number of the month.
        year: The number of the year of the plan, from 0 on.
        share: The days as a share of all days of the month, fraction.
    """

    days: Period
    month: int
    year: int
    share: Decimal


def year_of(date: datetime.date, as_of: datetime.date) -> int:
    """Return the number of the year of the plan that a later day is in, from 0 on."""
    months = month_index(date) - month_index(as_of)
    if as_of == month_last(month_index(as_of)) or date.day <= as_of.day:
        months -= 1
    return months // ROLLING_MONTHS


def parts(as_of: datetime.date, horizon: int) -> Iterator[Part]:
    """Yield the parts of all months in the years that a horizon touches, whole years of them.

    Args:
        as_of: The as-of date.
        horizon: The number of months to plan.
    """
    whole = as_of == month_last(month_index(as_of))
    last_year = (horizon - whole) // ROLLING_MONTHS
    for span in spans(as_of, (last_year + 1) * ROLLING_MONTHS):
        for days in _cut(span, as_of):
            year = year_of(days.first, as_of)
            if year <= last_year:
                yield Part(days, month_index(days.first), year, share(days))


def _cut(span: Period, as_of: datetime.date) -> Iterator[Period]:
    """Yield the days of a month before and after the end of a year of the plan."""
    if year_of(span.first, as_of) == year_of(span.last, as_of):
        yield span
        return
    end = span.first.replace(day=as_of.day)
    yield Period(span.first, end)
    yield Period(end + datetime.timedelta(1), span.last)
