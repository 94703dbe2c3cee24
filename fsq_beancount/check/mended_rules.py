"""What mends a recurring rule that loses payments, or that pays too often.

It is a rule to write in its place, or a line that pays what it leaves out. Each is tried against
the days that were meant before it is said.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final

from fsq_beancount.settings.directives import recurring
from fsq_beancount.settings.directives.cut_days import WEEKDAYS
from fsq_beancount.settings.directives.lost_payments import horizon, meant_days, written
from fsq_beancount.settings.directives.recurring import Recurring

_LAST: Final[Mapping[str, Mapping[str, str]]] = {
    "BYMONTHDAY": {"31": "-1", "-31": "1"},
    "BYYEARDAY": {"366": "-1", "-366": "1"},
    "BYWEEKNO": {"53": "-1", "-53": "1"},
}
"""What is the last or the first of its kind, by the number that not each month or year has."""

_LONGEST: Final = 31
_SHORTEST: Final = 28


def rule_instead(payment: Recurring) -> str | None:
    """Return the rule that loses no payment and adds none, ``None`` where it takes a person."""
    parts = payment.parts
    if payment.too_often is None:
        return _cut(payment.date, parts)
    first = next(recurring.occurrences(payment.rule, payment.date))
    for rarer in _once(parts, first):
        mended = _cut(payment.date, rarer) or written(rarer)
        found = payment._replace(rule=mended)
        starts = next(recurring.occurrences(mended, payment.date), None)
        if starts == first and found.too_often is None and not found.lost_days:
            return mended
    return None


def line_of_lost(payment: Recurring, lost: Sequence[datetime.date]) -> str | None:
    """Return a line that pays on the lost days and on no others, if a rule can say them.

    Args:
        payment: The payment that leaves days out.
        lost: These days.
    """
    parts = payment.parts
    if "COUNT" in parts:
        # It pays as often as it says, only later.
        return None
    months = ",".join(map(str, sorted({day.month for day in lost})))
    end = f";UNTIL={parts['UNTIL']}" if "UNTIL" in parts else ""
    for days in (
        f"BYMONTH={months};BYMONTHDAY=-1",
        # Day 307 from the end of a year is 28 February unless it is a leap year; so is 31
        # December the 365th.
        "BYMONTHDAY=28;BYYEARDAY=-307",
        "BYMONTHDAY=31;BYYEARDAY=365",
    ):
        rule = f"FREQ=YEARLY;{days}{end}"
        if _days(rule, payment.date) == list(lost):
            return (
                f'{payment.date} custom "fsq-recurring" {payment.account} '
                f'{payment.amount.number} {payment.amount.currency} "{rule}"'
            )
    return None


def _days(rule: str, start: datetime.date) -> list[datetime.date]:
    last = horizon(start)
    return list(takewhile(lambda day: day <= last, recurring.occurrences(rule, start)))


def _cut(start: datetime.date, parts: Mapping[str, str]) -> str | None:
    """Return the first rule that gives the meant days; ``None`` if none of those tried does."""
    meant = meant_days(start, parts, horizon(start))
    for tried in _with_last_days(start, parts):
        rule = written(tried)
        if _days(rule, start) == meant:
            return rule
    return None


def _with_last_days(start: datetime.date, parts: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield a rule with the last day, week or weekday in place of what a month or year lacks."""
    by_number = dict(parts)
    for name, instead in _LAST.items():
        if name in parts:
            numbers = (instead.get(text, text) for text in parts[name].split(","))
            by_number[name] = ",".join(numbers)
    if "BYDAY" in parts:
        by_number["BYDAY"] = ",".join(map(_last_weekday, parts["BYDAY"].split(",")))
    yield by_number
    if "BYSETPOS" in parts:
        position = int(parts["BYSETPOS"].split(",")[0])
        yield {**by_number, "BYSETPOS": "-1" if position > 0 else "1"}
        ends = {name: value for name, value in by_number.items() if name != "BYSETPOS"}
        yield {**ends, "BYMONTHDAY": "-1"}
        return
    said = parts.get("BYMONTHDAY", str(start.day))
    if not said.isdigit():
        return
    # A yearly rule with a day of the month alone would pay each month.
    is_alone = parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts
    in_months = {**parts, "BYMONTH": str(start.month)} if is_alone else parts
    if int(said) == _LONGEST:
        yield {**in_months, "BYMONTHDAY": "-1"}
    # The last of several days: -1 alone would be a later day in long months.
    several = {
        "BYMONTHDAY": ",".join(map(str, range(_SHORTEST, int(said) + 1))),
        "BYSETPOS": "-1",
    }
    yield {**in_months, **several}
    # Positions are counted in a year, so payments in several months are monthly ones.
    yield {**parts, "FREQ": "MONTHLY", **several}


def _last_weekday(text: str) -> str:
    """Return an item of ``BYDAY`` with the last weekday in place of one that months lack."""
    which, day = text[:-2], text[-2:]
    if which.lstrip("+") in ("5", "53"):
        return f"-1{day}"
    return f"1{day}" if which in ("-5", "-53") else text


def _once(parts: Mapping[str, str], first: datetime.date) -> Iterator[dict[str, str]]:
    """Yield a rule with a payment once in a month or year: that of its first day.

    Args:
        parts: The parts of the rule by name.
        first: Its first day of payment.
    """
    weekday = WEEKDAYS[first.weekday()]
    nth = {"BYDAY": f"{(first.day - 1) // 7 + 1}{weekday}"}
    is_alone = parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts
    in_month = {**parts, "BYMONTH": str(first.month)} if is_alone else dict(parts)
    if "BYWEEKNO" in parts:
        yield {**parts, "BYDAY": weekday}
    elif "BYDAY" in parts:
        # Of several weekdays nothing says which is meant.
        if "," not in parts["BYDAY"]:
            yield {**in_month, **nth}
    elif is_alone:
        yield in_month
