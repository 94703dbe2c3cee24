"""How an amount of a calendar period spreads over its days.

The calculation is Fava's: a day takes ``amount / days of the calendar period around it``. It is
done here once more, since importing Fava's module takes ten times as long as all of ours, adds up
day by day, and loses digits; ``tests/books/test_budgets_fava.py`` holds the two together.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import lru_cache
from math import lcm
from typing import Final

from fsq_beancount.core.periods import month_first, month_index, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.settings.directives.budget import Every

PARTS: Final = lcm(7, 28, 29, 30, 31, 90, 91, 92, 365, 366)
"""Parts of a calendar period that every number of days is a whole number of."""

_DAY: Final = datetime.timedelta(days=1)


@lru_cache(maxsize=4096)  # all budgets of a month are asked for the same days
def elapsed(every: Every, day: datetime.date) -> int:
    """Return how many calendar periods have gone by at the end of a day.

    Args:
        every: Which periods.
        day: The day.

    Returns:
        Their number since an arbitrary one, times :data:`PARTS`, which makes it a whole number.
        The difference of two days is what share of the amounts falls on the days between.
    """
    if every is Every.DAY:
        return day.toordinal() * PARTS
    if every is Every.WEEK:
        # The first day of the calendar, number one, is a Monday.
        return day.toordinal() * (PARTS // 7)
    months = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}[every]
    number = month_index(day) // months
    first, last = month_first(number * months), month_last(number * months + months - 1)
    gone = day.toordinal() - first.toordinal() + 1
    return number * PARTS + gone * (PARTS // (last.toordinal() - first.toordinal() + 1))


def day_before(day: datetime.date) -> datetime.date:
    """Return the day before; the calendar's first day is its own eve, nothing is planned then."""
    return day - _DAY if day > datetime.date.min else day


@exact
def planned(number: Decimal, every: Every, first: datetime.date, last: datetime.date) -> Decimal:
    """Return what an amount per calendar period plans for some days.

    Args:
        number: The amount of each period, in any currency.
        every: Which periods.
        first: The first day.
        last: The last day, included.

    Returns:
        The amount, rounded to 12 places: 400 a month are 200 from the 1st to the 15th of April.
    """
    share = elapsed(every, last) - elapsed(every, day_before(first))
    return round_places(number * share / PARTS)
