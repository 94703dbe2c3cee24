"""Money put into streams, and the dates since which they have earned it back.

An investment (``fsq-investment``) is the weight of the marked postings since the beginning of the
books; withdrawals reduce it. It belongs to the stream, so each row of the stream shows the same
amount; the rows' returns on it add up to the return of the stream.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from beancount.core import account as account_module
from beancount.core import data

from fsq_beancount.books.earnings import Key
from fsq_beancount.core.periods import last_complete_month, month_index, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Converter
from fsq_beancount.core.terms import FLAG_UNREALIZED, KEY_INVESTMENT
from fsq_beancount.core.weights import Weight, weigh
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.metadata import text_in

ZERO: Final = Decimal()


class Marked(NamedTuple):
    """Money put into a stream, or taken out again.

    Attributes:
        date: The day.
        stream: The stream.
        weight: The amount, negative for money taken out.
    """

    date: datetime.date
    stream: str
    weight: Weight


class Investments:
    """The money put into each stream, by day.

    Attributes:
        since: The day of the first money put into each stream, with a price or without.
        unconverted: Amounts without a price, by currency.
    """

    @exact
    def __init__(
        self,
        marked: Iterable[Marked],
        *,
        earned: Mapping[Key, Mapping[str, Mapping[int, Decimal]]],
        as_of: datetime.date,
        convert: Converter,
    ) -> None:
        """Add up the investments.

        Args:
            marked: The money put in up to the as-of date, oldest first.
            earned: The earnings of each month with any, by key and role; costs negative.
            as_of: The last day that counts.
            convert: Converts an amount to the report currency.
        """
        self._earned = earned
        self._as_of = as_of
        self._dates: dict[str, list[datetime.date]] = {}
        self._sums: dict[str, list[Decimal]] = {}
        unconverted: dict[str, Decimal] = {}
        unknown: set[str] = set()
        self.since: dict[str, datetime.date] = {}
        for date, stream, weight in marked:
            if weight.number > 0:
                self.since.setdefault(stream, date)
            amount = convert(weight, date)
            if amount is None:
                unit = weight.currency
                unconverted[unit] = unconverted.get(unit, ZERO) + abs(weight.number)
                unknown.add(stream)
                continue
            dates = self._dates.setdefault(stream, [])
            sums = self._sums.setdefault(stream, [])
            dates.append(date)
            sums.append((sums[-1] if sums else ZERO) + amount)
        # A part of what was put in is no sum of it: the return would look too high.
        for stream in unknown.intersection(self._dates):
            del self._dates[stream], self._sums[stream]
        self.unconverted: Mapping[str, Decimal] = dict(sorted(unconverted.items()))

    @property
    def streams(self) -> Sequence[str]:
        """The streams with an investment."""
        return list(self._dates)

    def _until(self, stream: str, date: datetime.date) -> Decimal:
        """Return the money put into a stream up to a day."""
        position = bisect.bisect_right(self._dates[stream], date)
        return self._sums[stream][position - 1] if position else ZERO

    def up_to(self, date: datetime.date) -> dict[str, Decimal]:
        """Return the money put into each stream up to a day."""
        return {
            stream: self._until(stream, date)
            for stream, dates in self._dates.items()
            if dates[0] <= date
        }

    def _first_month(self, stream: str) -> int:
        """Return the month of the first investment in a stream."""
        return month_index(self._dates[stream][0])

    @exact
    def payback(self, stream: str) -> dict[int, datetime.date]:
        """Return, per complete month with a covered investment, the date since which it is."""
        net: dict[int, Decimal] = {}
        for key, roles in self._earned.items():
            if key.stream == stream:
                for by_month in roles.values():
                    for month, amount in by_month.items():
                        net[month] = net.get(month, ZERO) + amount
        first = self._first_month(stream)
        earned = sum((amount for month, amount in net.items() if month < first), ZERO)
        since: datetime.date | None = None
        payback: dict[int, datetime.date] = {}
        for month in range(first, last_complete_month(self._as_of) + 1):
            earned += net.get(month, ZERO)
            end = month_last(month)
            invested = self._until(stream, end)
            if not (invested > 0 and earned >= invested):
                since = None
                continue
            since = since or end
            payback[month] = since
        return payback


class _Said(dict[str, "str | None"]):
    """Maps an account to the stream that its ``open``, or that of a parent, declares."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self._opened = {
            account: stream
            for account, opened in config.opens.items()
            if (stream := text_in(opened.meta, KEY_INVESTMENT)) is not None
        }

    @property
    def anything(self) -> bool:
        """Whether any ``open`` declares a stream."""
        return bool(self._opened)

    def __missing__(self, account: str) -> str | None:
        parents = account_module.parents(account)
        opened = self._opened
        self[account] = next((opened[name] for name in parents if name in opened), None)
        return self[account]


def marked(
    *,
    entries: Iterable[data.Directive],
    annotated: Sequence[data.Transaction],
    config: Config,
    as_of: datetime.date,
) -> Iterator[Marked]:
    """Yield the money put into streams up to the as-of date, oldest first.

    Args:
        entries: The directives that count, in order of date.
        annotated: The transactions among them with the suite's metadata.
        config: The settings of the ledger.
        as_of: The last day that counts.
    """
    said = _Said(config)
    speaking = {id(entry) for entry in annotated}
    # Where no account is marked, only transactions that have metadata themselves matter.
    for entry in entries if said.anything else annotated:
        if entry.date > as_of:
            return
        if not isinstance(entry, data.Transaction) or entry.flag == FLAG_UNREALIZED:
            continue
        speaks = id(entry) in speaking
        for posting in entry.postings:
            stream = said[posting.account]
            if speaks and posting.meta and KEY_INVESTMENT in posting.meta:
                stream = text_in(posting.meta, KEY_INVESTMENT)
            if stream is not None and posting.units is not None:
                yield Marked(entry.date, stream, weigh(posting))
