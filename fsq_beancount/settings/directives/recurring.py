"""``custom "fsq-recurring" ACCOUNT AMOUNT "RRULE"``: a payment that comes again and again.

The rule is that of a calendar (RFC 5545), as dateutil reads it, from the directive's date on: that
is its first day if the rule matches it. Beware of RFC 5545's own trap: monthly from the 31st there
are only seven payments a year, so write ``BYMONTHDAY=-1`` for the last day of each month.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from beancount.core import account as account_module
from beancount.core import data
from beancount.core.amount import Amount

from fsq_beancount.settings.directives import lost_payments as lost
from fsq_beancount.settings.directives.values import closest, is_amount, listed

if TYPE_CHECKING:
    from dateutil.rrule import rrule

USAGE: Final = (
    'write: custom "fsq-recurring" ACCOUNT AMOUNT "RRULE", for example custom "fsq-recurring" '
    'Expenses:Wohnen:Miete 950.00 EUR "FREQ=MONTHLY"; the amount has the sign of a posting on '
    "that account"
)

FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
PARTS: Final = (
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYMONTH",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYDAY",
    "BYSETPOS",
)
"""The allowed parts of a rule. Payments have a day and no time, so there are no parts shorter than
a day; the start of a rule is the directive's date."""

_PREFIX: Final = re.compile(r"\s*RRULE\s*:", re.IGNORECASE)
_UNTIL: Final = re.compile(r"([0-9]{8})(T[0-9]{6}Z?)?")
_COUNTED: Final = re.compile(r"[1-9][0-9]{0,5}")

_CYCLE: Final = 400
"""The years after which the calendar repeats, including weekdays and leap years."""

_SEEN: Final = 101
"""The years that remain from the moved first day on: more than any horizon."""


class Recurring(NamedTuple):
    """A ``custom "fsq-recurring"``: a recurring payment.

    Attributes:
        date: The earliest day of payment.
        account: The account that it is posted to.
        amount: The amount, with the sign of a posting on that account.
        rule: The recurrence rule, in the syntax of RFC 5545.
        entry: The directive.
    """

    date: datetime.date
    account: str
    amount: Amount
    rule: str
    entry: data.Custom

    def days(self, first: datetime.date, last: datetime.date) -> list[datetime.date]:
        """Return the days of payment from a first to a last day, both included."""
        days = takewhile(lambda day: day <= last, occurrences(self.rule, self.date))
        return [day for day in days if day >= first]

    @property
    def parts(self) -> Mapping[str, str]:
        """The parts of the rule by name, in capitals."""
        parts = _parts(self.rule)
        return {} if isinstance(parts, str) else parts

    @property
    def lost_days(self) -> list[datetime.date]:
        """The days on which a month or a year is too short for the rule, so that nothing is paid.

        The payments are compared with those of the same rule with its days cut to the month's end,
        over the years after which the calendar repeats.
        """
        return lost.lost_days(self.rule, self.date, self.parts, occurrences)

    @property
    def too_often(self) -> int | None:
        """The payments in a week, month or year, if they are more than the days that it names.

        A yearly rule with ``BYMONTHDAY`` alone has a payment each month, and a monthly one with
        ``BYDAY=MO`` one each Monday.
        """
        return lost.too_often(self.rule, self.date, self.parts, occurrences)


def read(entry: data.Custom, values: Sequence[Any]) -> Recurring | str:
    """Return the payment that a directive states, or an error message."""
    if not values:
        return f"fsq-recurring has no values: {USAGE}"
    account = values[0]
    if account.dtype != account_module.TYPE:
        return f"fsq-recurring begins with {account.value}, which is no account: {USAGE}"
    what = f"fsq-recurring on {account.value}"
    if len(values) < 3:
        lacks = "an amount and a rule" if len(values) == 1 else "an amount or a rule"
        return f"{what} lacks {lacks}: {USAGE}"
    if len(values) > 3:
        return f"{what} has {len(values)} values; it takes three: {USAGE}"
    amount, rule = values[1].value, values[2].value
    if not is_amount(amount):
        return f"{what} has {amount!s}, which is no amount such as 950.00 EUR: {USAGE}"
    if not isinstance(rule, str):
        return f"{what} has {rule!s}, which is no rule in quotes: {USAGE}"
    mistake = _mistake(rule, entry.date)
    if mistake is not None:
        return f'{what} has the rule "{rule}", {mistake}'
    return Recurring(entry.date, account.value, amount, rule, entry)


def occurrences(rule: str, start: datetime.date) -> Iterator[datetime.date]:
    """Yield the days of a valid rule from a day on, for at least a hundred years."""
    shift = _shift(start)
    for day in _compiled(rule, start):
        yield datetime.date(day.year - shift, day.month, day.day)


def _mistake(rule: str, start: datetime.date) -> str | None:
    """Return the end of the error message about a rule, ``None`` if it is valid."""
    parts = _parts(rule)
    if isinstance(parts, str):
        return parts
    for name, is_right, takes in (
        ("INTERVAL", _COUNTED.fullmatch, "a whole number from 1 on"),
        ("COUNT", _COUNTED.fullmatch, "a whole number from 1 on"),
        ("UNTIL", _is_day, "a day such as 20301231"),
    ):
        if name in parts and not is_right(parts[name]):
            return f"whose {name} is {parts[name] or 'empty'}; it takes {takes}"
    if "COUNT" in parts and "UNTIL" in parts:
        return "which has both COUNT and UNTIL; a rule ends in one way only"
    try:
        first = next(occurrences(rule, start), None)
    except (ValueError, TypeError, LookupError, ArithmeticError) as error:
        # The cached rule has stopped halfway and would give other results on the next use.
        _compiled.cache_clear()
        # Other errors describe dateutil's own code.
        why = f" ({error})" if isinstance(error, ValueError) else ""
        return f"which is no rule of RFC 5545{why}"
    if first is None:
        return (
            f"which gives no day from {start} on: it ends before it starts, or names a day that no "
            "month or year has"
        )
    return None


def _is_day(text: str) -> bool:
    found = _UNTIL.fullmatch(text)
    try:
        return found is not None and bool(datetime.datetime.strptime(found[1], "%Y%m%d"))
    except ValueError:
        return False


def _parts(rule: str) -> dict[str, str] | str:
    """Return the parts of a rule by name, or the end of an error message about them."""
    found: dict[str, str] = {}
    for text in _PREFIX.sub("", rule, count=1).split(";"):
        name, mark, value = (piece.strip().upper() for piece in text.partition("="))
        name = "BYDAY" if name == "BYWEEKDAY" else name
        if not mark or name not in PARTS:
            meant = closest(name, [part.lower() for part in PARTS])
            hint = f'; did you mean "{meant.upper()}"?' if meant else ""
            return f'where "{text.strip()}" is not understood; allowed are {listed(PARTS)}{hint}'
        if name in found:
            return f"which says {name} twice"
        found[name] = value
    if found.get("FREQ") not in FREQUENCIES:
        said = found.get("FREQ")
        what = f"whose FREQ is {said}" if said else "which has no FREQ"
        return f"{what}; allowed are {listed(FREQUENCIES)}, for example FREQ=MONTHLY"
    return found


def _shift(start: datetime.date) -> int:
    """Return the number of years by which a rule is moved towards the end of the calendar.

    For a rule with a day that does not exist (30 February), dateutil searches up to the year 9999.
    From a late start that takes a moment instead of minutes, and the days are the same: see
    ``_CYCLE``.
    """
    return max(0, (datetime.MAXYEAR - _SEEN - start.year) // _CYCLE) * _CYCLE


@lru_cache(maxsize=256)
def _compiled(rule: str, start: datetime.date) -> rrule:
    """Return a rule as a dateutil object, moved by ``_shift``."""
    # dateutil is slow to import, and few ledgers need it.
    from dateutil.rrule import rrulestr

    parts = _parts(rule)
    if isinstance(parts, str):
        raise ValueError(parts)
    shift = _shift(start)
    text = ";".join(f"{name}={value}" for name, value in _moved(parts, shift).items())
    moved = datetime.datetime(start.year + shift, start.month, start.day)
    # Not a set of rules, since the text is a single line with a single rule.
    return cast("rrule", rrulestr(text, dtstart=moved, cache=True))


def _moved(parts: Mapping[str, str], shift: int) -> dict[str, str]:
    moved = dict(parts)
    if "UNTIL" in moved:
        # Keep only the day: a time zone would have to match that of the start, which has none.
        year = int(moved["UNTIL"][:4]) + shift
        if year > datetime.MAXYEAR:
            del moved["UNTIL"]
        else:
            moved["UNTIL"] = f"{year:04}{moved['UNTIL'][4:8]}"
    return moved
