"""The drought of a stream: from the first effort to the first income, and until it is paid back.

The first effort is the first transaction with hours of work for the stream, or the first money put
into it. A stream that had income before has no drought: its months and hours are zero.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fsq_beancount.books.earnings import Earnings
from fsq_beancount.core.periods import last_complete_month, month_first, month_index, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import INCOME
from fsq_beancount.measures.streams.investments import Investments
from fsq_beancount.measures.streams.work import Worked

ZERO: Final = Decimal()


@exact
def months_until(first: datetime.date, until: datetime.date | None) -> int | None:
    """Return the calendar months from a day to another; 0 if that is earlier, ``None`` without.

    From any day of March to any day of September it is six months.
    """
    return None if until is None else max(0, month_index(until) - month_index(first))


@exact
def hours_until(
    worked: Sequence[tuple[datetime.date, Decimal]], until: datetime.date | None
) -> Decimal | None:
    """Return the hours of work up to a day, included; ``None`` without any hours or without a day.

    Args:
        worked: The days of work and their hours.
        until: The day.
    """
    if until is None or not worked:
        return None
    return sum((hours for date, hours in worked if date <= until), ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drought:
    """What a stream took until it paid.

    Attributes:
        stream: The stream.
        effort_since: The day of the first hours of work or of the first money put in.
        income_since: The day of the first income; ``None`` until then.
        payback_on: The last day of the month since which its net income has covered the money put
            in; ``None`` until then, and without any.
        hours_to_income: The hours of work up to the first income; ``None`` without hours or income.
        hours_to_payback: The hours of work until it was paid back.
    """

    stream: str
    effort_since: datetime.date
    income_since: datetime.date | None
    payback_on: datetime.date | None
    hours_to_income: Decimal | None
    hours_to_payback: Decimal | None

    @property
    def months_to_income(self) -> int | None:
        """The months from the first effort to the first income; ``None`` until then."""
        return months_until(self.effort_since, self.income_since)

    @property
    def months_to_payback(self) -> int | None:
        """The months from the first effort until it was paid back; ``None`` until then."""
        return months_until(self.effort_since, self.payback_on)


@exact
def of(
    *,
    worked: Iterable[Worked],
    investments: Investments,
    earnings: Earnings,
    as_of: datetime.date,
) -> tuple[Drought, ...]:
    """Return the droughts of the streams with an effort, in the order of the first efforts.

    Args:
        worked: The hours of work, oldest first.
        investments: The money put into streams.
        earnings: Puts flows into streams.
        as_of: The last day that counts.
    """
    hours = hours_by_stream(worked)
    since = efforts(hours, investments.since)
    complete = last_complete_month(as_of)
    found = []
    for stream, first in since.items():
        income = first_income(earnings, stream)
        paid = None
        if stream in investments.streams:
            paid = investments.payback(stream).get(complete)
        days = hours.get(stream, ())
        found.append(
            Drought(
                stream=stream,
                effort_since=first,
                income_since=income,
                payback_on=paid,
                hours_to_income=hours_until(days, income),
                hours_to_payback=hours_until(days, paid),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.effort_since, each.stream)))


def hours_by_stream(
    worked: Iterable[Worked],
) -> dict[str, list[tuple[datetime.date, Decimal]]]:
    """Return the days of work for each named stream, and their hours, oldest first."""
    found: dict[str, list[tuple[datetime.date, Decimal]]] = {}
    for date, key, hours in worked:
        if key.stream is not None:
            found.setdefault(key.stream, []).append((date, hours))
    return found


def efforts(
    hours: Mapping[str, Sequence[tuple[datetime.date, Decimal]]],
    invested: Mapping[str, datetime.date],
) -> dict[str, datetime.date]:
    """Return the day of the first effort for each stream.

    Args:
        hours: The days of work by stream, oldest first.
        invested: The day of the first money put into each stream.
    """
    since = dict(invested)
    for stream, days in hours.items():
        since[stream] = min(since.get(stream, days[0][0]), days[0][0])
    return since


def months_with_income(earnings: Earnings) -> dict[str | None, int]:
    """Return the first month with income of each stream that has any, by its running number."""
    first: dict[str | None, int] = {}
    for key, roles in earnings.monthly.items():
        months = [month for month, amount in roles.get(INCOME, {}).items() if amount > 0]
        if months:
            first[key.stream] = min(first.get(key.stream, months[0]), *months)
    return first


def first_income(earnings: Earnings, stream: str) -> datetime.date | None:
    """Return the day of the first income of a stream; ``None`` if it has had none."""
    month = months_with_income(earnings).get(stream)
    if month is None:
        return None
    return next(
        item.date
        for item in earnings.within(month_first(month), month_last(month))
        if item.key.stream == stream and item.role == INCOME and item.amount > 0
    )
