"""Pensions and dividends named for an employer: active where they come with active income."""

from __future__ import annotations

import datetime
from calendar import isleap


class Employers:
    """The days on which accounts named for an employer last stood beside active income.

    Attributes:
        asked: Whether a decision has rested on them.
    """

    def __init__(self) -> None:
        """Start without any."""
        self.asked = False
        self._last: dict[str, datetime.date] = {}

    def stood_beside_work(self, account: str, date: datetime.date, *, now: bool) -> bool:
        """Return whether an account stood beside active income in the last twelve months.

        Args:
            account: The account, in order of date.
            date: The day of its transaction.
            now: Whether active income stands beside it in that transaction.
        """
        self.asked = True
        if now:
            self._last[account] = date
            return True
        last = self._last.get(account)
        return last is not None and last >= _year_before(date)


def _year_before(date: datetime.date) -> datetime.date:
    year = max(date.year - 1, datetime.MINYEAR)
    if (date.month, date.day) == (2, 29) and not isleap(year):
        return datetime.date(year, 2, 28)
    return date.replace(year=year)
