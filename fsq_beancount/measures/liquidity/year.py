"""The last twelve complete months, the basis of monthly averages."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from fsq_beancount.core.periods import Period


class BookedYear(NamedTuple):
    """The last twelve complete months.

    Attributes:
        first: The first day.
        last: The last day.
        months: The number of months that the books cover, from 1 to 12.
    """

    first: datetime.date
    last: datetime.date
    months: int


def booked_year(year: Period | None, months: int) -> BookedYear | None:
    """Return the last twelve complete months; ``None`` where the books cover none of them.

    Args:
        year: Their days; ``None`` where no month has ended since the books began.
        months: How many of them the books cover.
    """
    if year is None or not months:
        return None
    return BookedYear(year.first, year.last, months)
