"""Whether a recurring rule loses payments in short months, or pays more often than it names.

A rule loses payments if it has fewer than the same rule with its days cut to the end of a short
month or year (:mod:`.cut_days`), however it is spelled.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile
from math import prod
from typing import Final

from fsq_beancount.settings.directives import cut_days
from fsq_beancount.settings.directives.cut_days import Named

Occurrences = Callable[[str, datetime.date], Iterator[datetime.date]]
"""Yields the days of a rule from a day on."""

_NAMED: Final[Mapping[str, Sequence[str]]] = {
    "WEEKLY": ("BYDAY", "BYMONTHDAY", "BYYEARDAY"),
    "MONTHLY": ("BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO"),
    "YEARLY": ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY"),
}
"""The parts that name several days of payment in a week, a month or a year."""

_YEARS: Final = 28
"""The years after which the days of the week and the leap years repeat: all that are looked at."""


def horizon(start: datetime.date) -> datetime.date:
    """Return the last day up to which the payments of a rule from a day on are looked at."""
    return datetime.date(min(start.year + _YEARS, datetime.MAXYEAR - 1), 12, 31)


def written(parts: Mapping[str, str]) -> str:
    """Return a rule as text."""
    return ";".join(f"{name}={value}" for name, value in parts.items())


def meant_days(
    start: datetime.date, parts: Mapping[str, str], last: datetime.date
) -> list[datetime.date]:
    """Return the days of a rule with those that a short month or year lacks cut to its end.

    Args:
        start: The day from which on it holds.
        parts: Its parts by name.
        last: The last day.
    """
    named = cut_days.named(parts, start)
    until = min(last, _until(parts) or last)
    days = [day for *_, found in cut_days.cut(named, start, until) for day in found]
    return days[: int(parts["COUNT"])] if "COUNT" in parts else days


def lost_days(
    rule: str, start: datetime.date, parts: Mapping[str, str], occurrences: Occurrences
) -> list[datetime.date]:
    """Return the days on which a rule would pay if a short month or year left no payment out.

    Args:
        rule: The rule.
        start: The day from which on it holds.
        parts: Its parts by name.
        occurrences: Yields the days of a rule.
    """
    named = cut_days.named(parts, start)
    if not cut_days.may_be_cut(named):
        return []
    end = horizon(start)
    last = min(end, _until(parts) or end)
    paid = list(takewhile(lambda day: day <= last, occurrences(rule, start)))
    if "COUNT" in parts and paid:
        # What would follow the last payment is not lost.
        last = paid[-1]
    return [
        day
        for begin, until, days in cut_days.cut(named, start, last)
        if len(days) > bisect_right(paid, until) - bisect_left(paid, begin)
        for day in days
        if day not in paid
    ]


def too_often(
    rule: str, start: datetime.date, parts: Mapping[str, str], occurrences: Occurrences
) -> int | None:
    """Return the payments in a week, month or year if they are more than a rule names.

    Args:
        rule: The rule.
        start: The day from which on it holds.
        parts: Its parts by name.
        occurrences: Yields the days of a rule.
    """
    frequency = parts.get("FREQ", "")
    if frequency not in _NAMED:
        return None
    names = ("BYSETPOS",) if "BYSETPOS" in parts else _NAMED[frequency]
    listed = prod(len(set(parts[name].split(","))) for name in names if name in parts)
    named, last = cut_days.named(parts, start), horizon(start)
    counts = Counter(
        _span_of(day, named) for day in takewhile(lambda day: day <= last, occurrences(rule, start))
    )
    most = max(counts.values(), default=0)
    return most if most > listed else None


def _until(parts: Mapping[str, str]) -> datetime.date | None:
    """Return the last day that a rule names."""
    if "UNTIL" not in parts:
        return None
    return datetime.datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date()


def _span_of(day: datetime.date, named: Named) -> tuple[int, ...]:
    """Return the week, month or year of a day; a week of a year belongs to most of its days."""
    if named.frequency == "WEEKLY":
        return ((day.toordinal() - 1 - named.week_start) // 7,)
    if named.frequency == "MONTHLY":
        return (day.year, day.month)
    return (cut_days.year_of_week(day, named.week_start) if named.weeks else day.year,)
