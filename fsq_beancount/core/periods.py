"""Calendar periods and arithmetic of months.

Months are numbered ``year * 12 + month - 1``, so that windows are differences of integers.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dateutil.relativedelta import relativedelta

ROLLING_MONTHS = 12


def month_index(date: datetime.date) -> int:
    """Return the number of the month of ``date``."""
    return date.year * 12 + date.month - 1


def day_before(date: datetime.date) -> datetime.date:
    """Return the day before another; the first day of the calendar has none and is returned."""
    return date if date == datetime.date.min else date - datetime.timedelta(days=1)


def day_after(date: datetime.date) -> datetime.date:
    """Return the day after another; the last day of the calendar has none and is returned."""
    return date if date == datetime.date.max else date + datetime.timedelta(days=1)


def month_first(index: int) -> datetime.date:
    """Return the first day of a month."""
    return datetime.date(index // 12, index % 12 + 1, 1)


@lru_cache(maxsize=4096)  # the same months are needed in many places
def month_last(index: int) -> datetime.date:
    """Return the last day of a month."""
    year, month = index // 12, index % 12 + 1
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def month_label(index: int) -> str:
    """Return a month in ISO 8601 format, ``2024-07``."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def month_of(label: str) -> int:
    """Return the number of a month from its label, ``2024-12``."""
    return month_index(datetime.date.fromisoformat(f"{label}-01"))


def last_complete_month(as_of: datetime.date) -> int:
    """Return the last month whose last day is not after ``as_of``."""
    index = month_index(as_of)
    return index if as_of == month_last(index) else index - 1


class Interval(StrEnum):
    """The length of the periods of a series."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def months(self) -> int:
        """The number of months in a period."""
        return {"year": 12, "quarter": 3, "month": 1}[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of days, first and last included.

    Raises:
        ValueError: When the last day is before the first.
    """

    first: datetime.date
    last: datetime.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"the period ends ({self.last}) before it begins ({self.first})")

    @classmethod
    def year(cls, year: int) -> Period:
        """Return a calendar year."""
        return cls(datetime.date(year, 1, 1), datetime.date(year, 12, 31))

    @classmethod
    def of_months(cls, first: int, last: int) -> Period:
        """Return the span of whole months from a first to a last month, both included.

        It is limited to the calendar: there is no month before January of the year 1, and none
        after December of the year 9999.
        """
        earliest, latest = month_index(datetime.date.min), month_index(datetime.date.max)
        return cls(
            month_first(min(max(first, earliest), latest)),
            month_last(min(max(last, earliest), latest)),
        )

    @property
    def whole_months(self) -> bool:
        """Whether the period begins on the first and ends on the last day of a month."""
        return self.first.day == 1 and self.last == month_last(month_index(self.last))

    @property
    def label(self) -> str:
        """The shortest ISO 8601 name: ``2024``, ``2024-Q3``, ``2024-07`` or ``first/last``."""
        if self.whole_months:
            first, last = month_index(self.first), month_index(self.last)
            if first == last:
                return month_label(first)
            if last - first == 11 and first % 12 == 0:
                return f"{self.first.year:04d}"
            if last - first == 2 and first % 3 == 0:
                return f"{self.first.year:04d}-Q{first % 12 // 3 + 1}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    @property
    def is_calendar(self) -> bool:
        """Whether it is a month, a quarter, or whole calendar years."""
        ends = (self.first.month, self.first.day, self.last.month, self.last.day)
        return "/" not in self.label or ends == (1, 1, 12, 31)

    def years(self) -> list[Period]:
        """Return the years that begin with its first day, the last cut at its end."""
        years: list[Period] = []
        first = self.first
        while first <= self.last:
            following = self.first + relativedelta(years=len(years) + 1)
            years.append(Period(first, min(day_before(following), self.last)))
            first = following
        return years

    def split(self, interval: Interval) -> Iterator[Period]:
        """Yield the calendar years, quarters or months that the period touches.

        They are not cut: the first may begin before the period, the last may end after it.
        """
        step = interval.months
        month = month_index(self.first) // step * step
        while month <= month_index(self.last):
            yield Period.of_months(month, month + step - 1)
            month += step
