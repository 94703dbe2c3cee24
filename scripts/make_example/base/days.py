"""The ten years of the story, their months and workdays."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Container, Iterator
from datetime import date, timedelta

FIRST_YEAR = 2016
LAST_YEAR = 2025
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
START = date(FIRST_YEAR, 1, 1)
END = date(LAST_YEAR, 12, 31)

EVERY_MONTH = range(1, 13)
QUARTER_STARTS = (1, 4, 7, 10)
QUARTER_ENDS = (3, 6, 9, 12)


def months(first: date = START) -> Iterator[tuple[int, int]]:
    """Yield year and month of every month from that of ``first`` to the end of the story."""
    year, month = first.year, first.month
    while year <= LAST_YEAR:
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def workday(year: int, month: int, day: int) -> date:
    """Return the given day, or at weekends the next Monday; at month-end the Friday before."""
    wanted = date(year, month, day)
    past_friday = max(0, wanted.weekday() - 4)
    monday = wanted + timedelta(days=3 - past_friday)
    if past_friday == 0:
        return wanted
    return monday if monday.month == month else wanted - timedelta(days=past_friday)


def workdays(day: int, among: Container[int] = EVERY_MONTH, first: date = START) -> Iterator[date]:
    """Yield the given day of each of these months of the year, from the month of ``first`` on."""
    for year, month in months(first):
        if month in among:
            yield workday(year, month, day)
