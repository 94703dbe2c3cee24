"""The spread of an amount per calendar period over its days.

The calculation is Fava's: the amount of a day is ``amount / days in its calendar period``. It is
reimplemented here because Fava's module takes ten times as long to import as this whole package,
sums day by day, and loses digits; ``tests/books/test_budgets_fava.py`` compares the two.
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
"""The number of parts in a calendar period, so that each day is a whole number of parts."""

_DAY: Final = datetime.timedelta(days=1)


@lru_cache(maxsize=4096)  # all budgets of a month need the same days
def elapsed(every: Every, day: datetime.date) -> int:
    """Return the number of calendar periods elapsed at the end of a day.

    Args:
        every: The kind of period.
        day: The day.

    Returns:
        The number since an arbitrary origin, times :data:`PARTS`, which makes it an integer. The
        difference of two days is the share of the amount on the days between, times PARTS.
    """
    if every is Every.DAY:
        return day.toordinal() * PARTS
    if every is Every.WEEK:
        # The first day of the calendar, ordinal 1, is a Monday.
        return day.toordinal() * (PARTS // 7)
    months = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}[every]
    number = month_index(day) // months
    first, last = month_first(number * months), month_last(number * months + months - 1)
    gone = day.toordinal() - first.toordinal() + 1
    return number * PARTS + gone * (PARTS // (last.toordinal() - first.toordinal() + 1))


def day_before(day: datetime.date) -> datetime.date:
    """Return the day before; for ``date.min``, on which nothing is planned, the day itself."""
    return day - _DAY if day > datetime.date.min else day


@exact
def planned(number: Decimal, every: Every, first: datetime.date, last: datetime.date) -> Decimal:
    """Return the planned amount over a span of days for an amount per calendar period.

    Args:
        number: The amount of each period, in any currency.
        every: The kind of period.
        first: The first day.
        last: The last day, included.

    Returns:
        The amount, rounded to 12 places: 400 a month is 200 from the 1st to the 15th of April.
    """
    share = elapsed(every, last) - elapsed(every, day_before(first))
    return round_places(number * share / PARTS)
