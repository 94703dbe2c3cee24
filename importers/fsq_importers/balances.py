"""What a file says of its own balances, compared with its bookings, and asserted in the ledger.

The closing balance is asserted for the day after. The opening one is asserted only if the ledger
holds earlier bookings of the account; else it is offered as a flagged entry, so that the account
begins with what was there. A file whose own figures disagree, as one that was filtered, asserts
nothing and says so.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from beancount.core import amount, data, flags

from fsq_importers import numbers
from fsq_importers.accounts import Accounts
from fsq_importers.numbers import CENT, ZERO
from fsq_importers.postings import RECORD, SOURCE_ID, UNKNOWN
from fsq_importers.records import Kind, Record

OPENING: Final = "opening"
"""The value of :data:`RECORD` of an opening entry."""
_DAY: Final = datetime.timedelta(1)


@dataclass(frozen=True, slots=True)
class Stated:
    """The balances that a file states of an account, in a currency.

    Attributes:
        closing: The balance at the end of ``day``.
        currency: Its currency.
        day: The last day that it covers.
        opening: The balance before the first booking; ``None`` if the file does not say it.
        account: The file's name of the account, as in :class:`Record`.
    """

    closing: Decimal
    currency: str
    day: datetime.date
    opening: Decimal | None = None
    account: str = ""


class Sums:
    """What the bookings of a file add up to, by account, currency and day."""

    def __init__(self) -> None:
        self._by_day: dict[tuple[str, str], dict[datetime.date, Decimal]] = {}
        self.first: datetime.date | None = None

    def add(self, record: Record) -> None:
        """Add what a record changes."""
        if record.kind is Kind.NOTE:
            return
        self._add(record, record.net, record.currency)
        if record.other is not None:
            self._add(record, *record.other)
        if record.fee_currency:
            self._add(record, -record.fee, record.fee_currency)
        self.first = min(self.first or record.date, record.date)

    def _add(self, record: Record, number: Decimal, currency: str) -> None:
        days = self._by_day.setdefault((record.account, currency), defaultdict(Decimal))
        days[record.date] += number

    def until(self, stated: Stated) -> Decimal:
        """Return the sum of the bookings that a stated balance covers."""
        days = self._by_day.get((stated.account, stated.currency), {})
        return sum((number for day, number in days.items() if day <= stated.day), ZERO)


@dataclass(frozen=True, slots=True)
class Compared:
    """What a file states, beside its bookings.

    Attributes:
        stated: The balances that it states.
        booked: The sum of its bookings.
    """

    stated: Stated
    booked: Decimal

    @property
    def agrees(self) -> bool:
        """Whether the bookings lead from the opening to the closing balance, or none is stated."""
        opening = self.stated.opening
        return opening is None or abs(opening + self.booked - self.stated.closing) < CENT

    def __str__(self) -> str:
        """Return both figures as a sentence."""
        stated = self.stated
        whole = f"bookings add up to {self._money(self.booked)}, the file says "
        if stated.opening is None:
            return f"{whole}{self._money(stated.closing)} on {stated.day}, and no opening balance"
        moved = self._money(stated.closing - stated.opening)
        return f"{whole}{moved} ({stated.opening} to {stated.closing})"

    def _money(self, number: Decimal) -> str:
        return f"{numbers.quantise(number, self.stated.currency)} {self.stated.currency}"


def compare(found: Iterable[Stated], sums: Sums) -> Iterator[Compared]:
    """Yield what a file states beside its bookings."""
    for stated in found:
        yield Compared(stated, sums.until(stated))


def directives(
    found: Iterable[Compared],
    first: datetime.date | None,
    existing: Sequence[Any],
    accounts_of: Callable[[str], Accounts],
    origin: tuple[str, str],
) -> Iterator[Any]:
    """Yield the directives for the balances that a file states.

    Args:
        found: What the file states, beside its bookings.
        first: The day of the first booking; ``None`` if there is none.
        existing: The ledger.
        accounts_of: The accounts for what the file calls an account.
        origin: The file, and the prefix of the ids of its source.
    """
    filepath, source = origin
    for compared in found:
        stated = compared.stated
        sets = accounts_of(stated.account)
        account = sets.cash.format(currency=stated.currency, commodity=stated.currency)
        meta = data.new_metadata(filepath, 0)
        if not compared.agrees:
            yield _flagged(meta, stated.day, f"no balance is asserted: {compared}")
            continue
        begins = first or stated.day
        opening = stated.opening
        if _is_held(account, stated.currency, begins, existing):
            if opening is not None:
                yield _assertion(meta, begins, account, opening, stated.currency)
        else:
            before = stated.closing - compared.booked if opening is None else opening
            if before:
                number = numbers.quantise(before, stated.currency)
                legs = ((account, number), (sets.opening, -number))
                source_id = f"{source}:{OPENING}:{stated.currency}:{begins}"
                yield _opening(meta, begins, legs, stated.currency, source_id)
        after = stated.day + _DAY
        yield _assertion(meta, after, account, stated.closing, stated.currency)


def mark_known(entries: list[Any], existing: Iterable[Any], key: str) -> None:
    """Mark the assertions of a day that the ledger has already.

    Args:
        entries: New entries; marked in place.
        existing: The ledger.
        key: The metadata key for the original.
    """
    known = {_of(entry): entry for entry in existing if isinstance(entry, data.Balance)}
    for entry in entries:
        if isinstance(entry, data.Balance) and _of(entry) in known:
            entry.meta[key] = known[_of(entry)]


def _of(entry: data.Balance) -> tuple[str, str, datetime.date]:
    return entry.account, entry.amount.currency, entry.date


def _is_held(account: str, currency: str, first: datetime.date, existing: Iterable[Any]) -> bool:
    """Return whether a ledger holds bookings of an account before a day."""
    return any(
        posting.account == account and (posting.units is None or posting.units.currency == currency)
        for entry in existing
        if isinstance(entry, data.Transaction) and entry.date < first
        for posting in entry.postings
    )


def _assertion(
    meta: dict[str, Any], day: datetime.date, account: str, number: Decimal, currency: str
) -> data.Balance:
    # In whole cents: brokers count fractions, and Beancount's tolerance is that of the number.
    units = amount.Amount(numbers.quantise(number, currency), currency)
    return data.Balance(dict(meta), day, account, units, None, None)


def _opening(
    meta: dict[str, Any],
    day: datetime.date,
    legs: Iterable[tuple[str, Decimal]],
    currency: str,
    source_id: str,
) -> data.Transaction:
    postings = [
        data.Posting(account, amount.Amount(number, currency), None, None, None, None)
        for account, number in legs
    ]
    entry = _flagged(meta, day, "the ledger holds nothing of the account from before the file")
    entry.meta.update({SOURCE_ID: source_id, RECORD: OPENING})
    return entry._replace(narration="Anfangsbestand", postings=postings)


def _flagged(meta: dict[str, Any], day: datetime.date, why: str) -> data.Transaction:
    return data.Transaction(
        {**meta, UNKNOWN: why},
        day,
        flags.FLAG_WARNING,
        None,
        "Kontostand",
        data.EMPTY_SET,
        data.EMPTY_SET,
        [],
    )
