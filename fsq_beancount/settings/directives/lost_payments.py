"""Whether a recurring rule loses payments in short months, or pays more often than it names."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import Final

Occurrences = Callable[[str, datetime.date], Iterator[datetime.date]]
"""Yields the days of a rule from a day on."""

_NAMED: Final[Mapping[str, Sequence[str]]] = {
    "WEEKLY": ("BYDAY",),
    "MONTHLY": ("BYMONTHDAY", "BYDAY"),
    "YEARLY": ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY"),
}
"""The parts that name several days of payment in a week, a month or a year."""

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_SHORTEST: Final = 28
_LOOK: Final = 48
"""The number of payments checked for skipped months: four years of monthly payments."""


def written(parts: Mapping[str, str]) -> str:
    """Return a rule as text."""
    return ";".join(f"{name}={value}" for name, value in parts.items())


def days_of_month(date: datetime.date, parts: Mapping[str, str]) -> frozenset[int]:
    """Return the days of a month that a rule names, or that of its start; empty without any.

    Args:
        date: The day from which on the rule holds.
        parts: Its parts by name.
    """
    if not {"BYDAY", "BYWEEKNO", "BYYEARDAY"}.isdisjoint(parts):
        return frozenset()
    if "BYMONTHDAY" in parts:
        return frozenset(map(int, parts["BYMONTHDAY"].split(",")))
    return frozenset({date.day} if parts.get("FREQ") in ("MONTHLY", "YEARLY") else ())


def skips_months(
    rule: str, date: datetime.date, parts: Mapping[str, str], occurrences: Occurrences
) -> bool:
    """Return whether a month or a year is too short for a rule's day, so that it pays nothing.

    The payments are compared with those of the same rule with its days cut to the month's end.

    Args:
        rule: The rule.
        date: The day from which on it holds.
        parts: Its parts by name.
        occurrences: Yields the days of a rule.
    """
    if "366" in parts.get("BYYEARDAY", "").replace("-", "").split(","):
        return True
    days = days_of_month(date, parts)
    if all(abs(day) <= _SHORTEST for day in days):
        return False
    ends = dict(parts)
    if parts["FREQ"] == "YEARLY" and "BYMONTHDAY" not in parts:
        ends.setdefault("BYMONTH", str(date.month))
    # The same rule on the last day of each month skips none.
    ends.pop("BYSETPOS", None)
    ends["BYMONTHDAY"] = "-1"
    meant = list(islice(occurrences(written(ends), date), _LOOK))
    if "COUNT" in parts:
        # The last of several payments may be in the middle of a month.
        *_, last = islice(occurrences(rule, date), _LOOK)
        meant = [end for end in meant if end < last.replace(day=1)]
    if not meant:
        return False
    paid = Counter(
        (day.year, day.month)
        for day in takewhile(lambda day: day <= meant[-1], occurrences(rule, date))
    )
    most = 1 if "BYSETPOS" in parts else len(days)
    return any(paid[end.year, end.month] < min(most, _expected(days, end, date)) for end in meant)


def too_often(
    rule: str, date: datetime.date, parts: Mapping[str, str], occurrences: Occurrences
) -> int | None:
    """Return the payments in a week, month or year if they are more than a rule names.

    Args:
        rule: The rule.
        date: The day from which on it holds.
        parts: Its parts by name.
        occurrences: Yields the days of a rule.
    """
    frequency = parts.get("FREQ", "")
    if frequency not in _NAMED:
        return None
    named = 1
    for name in _NAMED[frequency]:
        named *= len(parts.get(name, "-").split(","))
    if "BYSETPOS" in parts:
        named = len(parts["BYSETPOS"].split(","))
    start = _WEEKDAYS.index(parts["WKST"]) if parts.get("WKST") in _WEEKDAYS else 0
    counts = Counter(
        _span_of(day, frequency, start) for day in islice(occurrences(rule, date), _LOOK)
    )
    most = max(counts.values(), default=0)
    return most if most > named else None


def _expected(days: Iterable[int], end: datetime.date, start: datetime.date) -> int:
    """Return on how many days of a month a rule pays if they are cut to its end.

    Args:
        days: The days that the rule names; negative ones are counted from the end.
        end: The last day of the month.
        start: The day from which on the rule holds.
    """
    cut = {min(day, end.day) if day > 0 else max(1, end.day + 1 + day) for day in days}
    return sum(end.replace(day=day) >= start for day in cut)


def _span_of(day: datetime.date, frequency: str, start: int) -> tuple[int, ...]:
    """Return the week, month or year of a day; weeks begin on the given weekday."""
    if frequency == "WEEKLY":
        return ((day.toordinal() - 1 - start) // 7,)
    return (day.year,) if frequency == "YEARLY" else (day.year, day.month)
