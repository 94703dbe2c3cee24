"""The last twelve complete months, the basis of monthly averages."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from fsq_beancount.core.periods import Period, month_index


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


def booked_year(year: Period | None, first_month: int | None) -> BookedYear | None:
    """Return the last twelve complete months; ``None`` where no month has ended.

    Args:
        year: Their days; ``None`` where no month has ended since the books began.
        first_month: The month in which the books begin, by its running number.
    """
    if year is None:
        return None
    first = month_index(year.first)
    if first_month is not None:
        first = max(first, first_month)
    return BookedYear(year.first, year.last, month_index(year.last) - first + 1)
