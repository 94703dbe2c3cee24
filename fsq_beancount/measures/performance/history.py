"""Wealth over time: the balance sheets, and the bookings between them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from fsq_beancount.measures.performance.bookings import Bookings
from fsq_beancount.measures.returns import day_before
from fsq_beancount.measures.wealth.sheet import Sheet


class History(NamedTuple):
    """The balance sheets and bookings that returns are computed from.

    Attributes:
        sheet_on: Gives the balance sheet at the end of a day, the same object each time.
        bookings: The contributions of postings to the change of wealth, by day.
    """

    sheet_on: Callable[[datetime.date], Sheet]
    bookings: Bookings

    def ends(self, first: datetime.date, last: datetime.date) -> tuple[Sheet, Sheet]:
        """Return the balance sheets at the beginning and at the end of some days."""
        return self.sheet_on(day_before(first)), self.sheet_on(last)
