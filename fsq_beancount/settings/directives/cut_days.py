"""The days of a recurring rule if what a short month or year lacks is cut to its end.

A rule names days of a month (31), of a year (366), weeks (53) or the how-manieth weekday (the fifth
Friday), and RFC 5545 leaves a payment out where there is no such day. Here the last day, week or
weekday stands for it, or the first where the rule counts from the end. A rule that names nothing
of the kind has the same days as dateutil gives it.
"""

from __future__ import annotations

import datetime
import re
from calendar import isleap, monthrange
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Final, NamedTuple

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_WEEK: Final = datetime.timedelta(days=7)
_DAY: Final = datetime.timedelta(days=1)
_NTH: Final = re.compile(r"([+-]?[0-9]*)\(?([A-Z]{2})")
_FILLED: Final = ("BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY")
"""The parts without which a rule pays on the day of its start."""


class Named(NamedTuple):
    """The days that a rule names; an empty set does not restrict them.

    Attributes:
        frequency: Its frequency: ``MONTHLY``.
        interval: The number of weeks, months or years from a payment to the next.
        week_start: The first day of the week: 0 for Monday.
        months: Months, from 1 on.
        month_days: Days of the month, negative from its end.
        year_days: Days of the year, negative from its end.
        weeks: Weeks of the year, negative from its end.
        weekdays: Days of the week: 0 for Monday.
        nth: Which of these days of the week in a month or year: (5, 4) for the fifth Friday.
        positions: Which of the days of a week, month or year, negative from the last.
    """

    frequency: str
    interval: int
    week_start: int
    months: frozenset[int]
    month_days: frozenset[int]
    year_days: frozenset[int]
    weeks: frozenset[int]
    weekdays: frozenset[int]
    nth: frozenset[tuple[int, int]]
    positions: frozenset[int]


def numbers(parts: Mapping[str, str], name: str) -> frozenset[int]:
    """Return the numbers that a part of a rule lists; empty without that part."""
    return frozenset(int(text) for text in parts.get(name, "").split(",") if text)


def named(parts: Mapping[str, str], start: datetime.date) -> Named:
    """Return the days that a valid rule names, or those of its start.

    Args:
        parts: The parts of the rule by name.
        start: The day from which on it holds.
    """
    frequency = parts["FREQ"]
    months, month_days = numbers(parts, "BYMONTH"), numbers(parts, "BYMONTHDAY")
    weekdays: set[int] = set()
    nth: set[tuple[int, int]] = set()
    for text in filter(None, parts.get("BYDAY", "").split(",")):
        which, day = _which(text)
        if which and frequency in ("MONTHLY", "YEARLY"):
            nth.add((which, day))
        else:
            weekdays.add(day)
    if not any(parts.get(name) for name in _FILLED):
        if frequency in ("MONTHLY", "YEARLY"):
            month_days = frozenset({start.day})
        if frequency == "YEARLY":
            months = months or frozenset({start.month})
        if frequency == "WEEKLY":
            weekdays.add(start.weekday())
    return Named(
        frequency=frequency,
        interval=int(parts.get("INTERVAL", 1)),
        week_start=WEEKDAYS.index(parts["WKST"]) if parts.get("WKST") in WEEKDAYS else 0,
        months=months,
        month_days=month_days,
        year_days=numbers(parts, "BYYEARDAY"),
        weeks=numbers(parts, "BYWEEKNO"),
        weekdays=frozenset(weekdays),
        nth=frozenset(nth),
        positions=numbers(parts, "BYSETPOS"),
    )


def may_be_cut(rule: Named) -> bool:
    """Return whether a rule names a day, a week or a position that some month or year lacks."""
    return (
        any(abs(day) > 28 for day in rule.month_days)
        or any(abs(day) > 365 for day in rule.year_days)
        or any(abs(week) > 52 for week in rule.weeks)
        or any(abs(which) > 4 for which, _ in rule.nth)
        or any(abs(position) > 1 for position in rule.positions)
    )


def cut(
    rule: Named, start: datetime.date, last: datetime.date
) -> Iterator[tuple[datetime.date, datetime.date, Sequence[datetime.date]]]:
    """Yield each week, month or year of a rule: its first and last day, and the days of payment.

    Args:
        rule: The days that it names.
        start: The day from which on it holds.
        last: The last day that matters.
    """
    for begin, end in _spans(rule, start):
        if begin > last:
            return
        days = [day for day in _days(begin, end) if _is_named(rule, day)]
        if rule.positions and days:
            days = _at(rule, days)
        yield begin, end, [day for day in days if start <= day <= last]


def _which(text: str) -> tuple[int, int]:
    """Return which of a day of the week an item of ``BYDAY`` names: 0 for each of them."""
    inside = re.fullmatch(r"([A-Z]{2})\(([+-]?[0-9]+)\)", text)
    if inside is not None:
        return int(inside[2]), WEEKDAYS.index(inside[1])
    found = _NTH.match(text)
    if found is None:
        raise ValueError(text)
    return int(found[1] or 0), WEEKDAYS.index(found[2])


def _spans(rule: Named, start: datetime.date) -> Iterator[tuple[datetime.date, datetime.date]]:
    """Yield the first and last day of each week, month or year in which a rule pays."""
    if rule.frequency == "YEARLY":
        for year in range(start.year, datetime.MAXYEAR, rule.interval):
            yield datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    elif rule.frequency == "MONTHLY":
        for month in count(start.year * 12 + start.month - 1, rule.interval):
            begin = datetime.date(month // 12, month % 12 + 1, 1)
            yield begin, begin.replace(day=_length(begin))
    elif rule.frequency == "WEEKLY":
        begin = start - _DAY * ((start.weekday() - rule.week_start) % 7)
        # Positions in the first week are counted from the start, as dateutil does.
        yield start, begin + 6 * _DAY
        while True:
            begin += rule.interval * _WEEK
            yield begin, begin + 6 * _DAY
    else:
        while True:
            yield start, start
            start += rule.interval * _DAY


def _days(begin: datetime.date, end: datetime.date) -> Iterator[datetime.date]:
    return map(datetime.date.fromordinal, range(begin.toordinal(), end.toordinal() + 1))


def _is_named(rule: Named, day: datetime.date) -> bool:
    """Return whether a day is one that a rule names, or stands for one that there is not."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.weekdays and day.weekday() not in rule.weekdays:
        return False
    if rule.month_days and not _is_one_of(rule.month_days, day.day, _length(day)):
        return False
    if rule.year_days:
        length = 366 if isleap(day.year) else 365
        if not _is_one_of(rule.year_days, day.timetuple().tm_yday, length):
            return False
    if rule.weeks and not _is_one_of(rule.weeks, *_week(day, rule.week_start)):
        return False
    return not rule.nth or _is_nth(rule, day)


def _is_one_of(chosen: frozenset[int], number: int, length: int) -> bool:
    """Return whether a number is among those chosen of 1 to a length, cut to the length."""
    return any(
        number == (min(each, length) if each > 0 else max(1, length + 1 + each)) for each in chosen
    )


def _length(day: datetime.date) -> int:
    """Return the number of days of the month of a day."""
    return monthrange(day.year, day.month)[1]


def _week(day: datetime.date, week_start: int) -> tuple[int, int]:
    """Return the number of the week of a day in its year, and of the weeks of that year.

    The first week is the first with at least four days in the year.
    """
    begin = day - _DAY * ((day.weekday() - week_start) % 7)
    year = year_of_week(day, week_start)
    first, following = (_first_week(each, week_start) for each in (year, year + 1))
    return (begin - first) // _WEEK + 1, (following - first) // _WEEK


def year_of_week(day: datetime.date, week_start: int) -> int:
    """Return the year that most of the week of a day is in."""
    begin = day - _DAY * ((day.weekday() - week_start) % 7)
    return (begin + 3 * _DAY).year


def _first_week(year: int, week_start: int) -> datetime.date:
    fourth = datetime.date(year, 1, 4)
    return fourth - _DAY * ((fourth.weekday() - week_start) % 7)


def _is_nth(rule: Named, day: datetime.date) -> bool:
    """Return whether a day is the how-manieth of its weekday in the month or year."""
    if rule.frequency == "YEARLY" and not rule.months:
        number, length = day.timetuple().tm_yday, 366 if isleap(day.year) else 365
    else:
        number, length = day.day, _length(day)
    before, after = (number - 1) // 7, (length - number) // 7
    return any(
        weekday == day.weekday() and _is_one_of(frozenset({which}), before + 1, before + 1 + after)
        for which, weekday in rule.nth
    )


def _at(rule: Named, days: Sequence[datetime.date]) -> list[datetime.date]:
    """Return the days at the positions that a rule names; all weeks are of the same length."""
    is_cut = rule.frequency in ("MONTHLY", "YEARLY")
    return [
        day
        for number, day in enumerate(days, 1)
        if (is_cut and _is_one_of(rule.positions, number, len(days)))
        or not rule.positions.isdisjoint({number, number - len(days) - 1})
    ]
