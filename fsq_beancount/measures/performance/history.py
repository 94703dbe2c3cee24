"""Wealth over time: the balance sheets, and the bookings between them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from fsq_beancount.core.periods import day_before
from fsq_beancount.measures.performance.bookings import Bookings
from fsq_beancount.measures.wealth.sheet import Sheet


def _always(_date: datetime.date) -> bool:
    return True


class History(NamedTuple):
    """The balance sheets and bookings that returns are computed from.

    Attributes:
        sheet_on: Gives the balance sheet at the end of a day, the same object each time.
        bookings: The contributions of postings to the change of wealth, by day.
        sheet_at_flow: Gives that of a day on which a month is cut, where the own prices of its
            transactions count; unless given, it is that of any day.
        is_priced: Whether all that is held on a day has a price near it.
    """

    sheet_on: Callable[[datetime.date], Sheet]
    bookings: Bookings
    is_priced: Callable[[datetime.date], bool] = _always
    sheet_at_flow: Callable[[datetime.date], Sheet] | None = None

    def ends(self, first: datetime.date, last: datetime.date) -> tuple[Sheet, Sheet]:
        """Return the balance sheets at the beginning and at the end of some days."""
        return self.sheet_on(day_before(first)), self.sheet_on(last)

    def cut(self, date: datetime.date) -> Sheet:
        """Return the balance sheet at the end of a day on which a month is cut."""
        return (self.sheet_at_flow or self.sheet_on)(date)
