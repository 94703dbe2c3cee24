"""The rhythm of an income: in which month the next payment is due, by the payments so far.

An income is monthly, comes every 2, 3, 4 or 6 months, or in the same months of each year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import Final

from fsq_beancount.core.periods import ROLLING_MONTHS
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places

REGULAR_MONTHS: Final = 9
"""Income in at least this many of twelve months is monthly."""

_STOPPED: Final = 3
"""Monthly income that has not come for more months than this has stopped."""

_INTERVALS: Final = (2, 3, 4, 6)
_PAYMENTS: Final = 3
"""The payments at equal distances that make a rhythm."""


def interval_of(months: Sequence[int]) -> int | None:
    """Return the months between payments at equal distances; ``None`` where they differ.

    Args:
        months: The running numbers of the months with a payment, oldest first.
    """
    distances = {later - earlier for earlier, later in pairwise(months)}
    interval = distances.pop() if len(distances) == 1 else None
    return interval if interval in _INTERVALS else None


@exact
def usual_amount(payments: Sequence[Decimal]) -> Decimal:
    """Return the median of payments, currency: a bonus or a lost month does not change it."""
    return round_places(median(payments))


@exact
def due_in(month: int, paid: Mapping[int, Decimal]) -> Decimal | None:
    """Return what is due in a month by the rhythm of the payments before it.

    Args:
        month: The running number of the month.
        paid: What came in each month; later months are ignored.

    Returns:
        The median of the payments that make the rhythm, currency; ``None`` where none is due.
    """
    before = sorted(each for each in paid if each < month and paid[each] > 0)
    year = [each for each in before if each >= month - ROLLING_MONTHS]
    if len(year) >= REGULAR_MONTHS:
        if month - year[-1] > _STOPPED:
            return None
        return usual_amount([paid[each] for each in year])
    two_years = [each for each in before if each >= month - 2 * ROLLING_MONTHS]
    interval = interval_of(two_years)
    if interval is not None and len(two_years) >= _PAYMENTS:
        if month - two_years[-1] != interval:
            return None
        return usual_amount([paid[each] for each in year])
    same = [month - ROLLING_MONTHS, month - 2 * ROLLING_MONTHS]
    if all(each in before for each in same):
        return usual_amount([paid[each] for each in same])
    return None
