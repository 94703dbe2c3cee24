"""Pensions and dividends named for an employer: active if they come with active income."""

from __future__ import annotations

import datetime
from calendar import isleap


class Employers:
    """The days when accounts named for an employer last had active income in their transaction.

    Attributes:
        asked: Whether a decision has depended on them.
    """

    def __init__(self) -> None:
        """Start without any days."""
        self.asked = False
        self._last: dict[str, datetime.date] = {}

    def stood_beside_work(self, account: str, date: datetime.date, *, now: bool) -> bool:
        """Return whether an account came with active income in the last twelve months.

        Calls must be in order of date.

        Args:
            account: The account.
            date: The day of its transaction.
            now: Whether that transaction has active income.
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
