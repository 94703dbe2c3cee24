"""Sales of what neither the file nor the ledger has bought before.

Beancount cannot work out the gain of such a sale, and leaves out the whole transaction, its cash
too. So the cash is booked against ``Accounts.transfer``, flagged with what is missing.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from beancount.core import data

from fsq_importers import duplicates
from fsq_importers.accounts import Accounts
from fsq_importers.numbers import ZERO
from fsq_importers.records import TRADES, Kind, Record


class _Change(NamedTuple):
    """A change of what is held; on a day, purchases come before sales."""

    date: datetime.date
    reduces: bool
    position: int
    commodity: str
    number: Decimal
    closes: bool


AccountsOf = Callable[[Record], Accounts]


def found(
    records: Sequence[Record],
    existing: Sequence[Any],
    accounts_of: AccountsOf,
    depots: Sequence[str],
) -> Iterator[Record]:
    """Yield records, each sale without lots as a trade of which only the cash is booked.

    Args:
        records: The records of a file.
        existing: The ledger.
        accounts_of: The accounts that a record is booked to.
        depots: The accounts of securities that the importer books to.
    """
    missing = _missing(records, existing, accounts_of, depots)
    for position, record in enumerate(records):
        yield missing.get(position, record)


def _missing(
    records: Sequence[Record],
    existing: Sequence[Any],
    accounts_of: AccountsOf,
    depots: Sequence[str],
) -> dict[int, Record]:
    """Return the records of sales without lots, by their positions."""
    if not any(record.kind in TRADES for record in records):
        return {}
    known = {each for entry in existing for each in duplicates.ids(entry)}
    changes = sorted([*_of_ledger(existing, depots), *_of_file(records, known, accounts_of)])
    held: dict[str, Decimal] = defaultdict(Decimal)
    missing: dict[int, Record] = {}
    for change in changes:
        lots = held[change.commodity] * (-1 if change.number > 0 else 1)
        short = abs(change.number) - max(lots, ZERO)
        if change.closes and short > 0:
            record = records[change.position]
            why = f"no lots of {short.normalize():f} {change.commodity} before {record.date}: "
            unknown = record.unknown or f"{why}book what was held first"
            missing[change.position] = replace(record, kind=Kind.TRADE, unknown=unknown)
        else:
            held[change.commodity] += change.number
    return missing


def _of_ledger(existing: Iterable[Any], depots: Sequence[str]) -> Iterator[_Change]:
    for entry in existing:
        if not isinstance(entry, data.Transaction):
            continue
        for posting in entry.postings:
            if posting.units is None or not isinstance(posting.units.number, Decimal):
                continue
            if any(
                posting.account == own or posting.account.startswith(f"{own}:") for own in depots
            ):
                number = posting.units.number
                yield _Change(entry.date, number < 0, -1, posting.units.currency, number, False)


def _of_file(
    records: Iterable[Record], known: set[str], accounts_of: AccountsOf
) -> Iterator[_Change]:
    for position, record in enumerate(records):
        in_ledger = bool(record.source_ids) and known.issuperset(record.source_ids)
        if record.kind not in TRADES or in_ledger or not record.shares or record.security is None:
            continue
        commodity = accounts_of(record).commodity(record.security)
        buys = record.kind is Kind.BUY
        closes = record.closes if record.closes is not None else not buys
        number = record.shares if buys else -record.shares
        yield _Change(record.date, not buys, position, commodity, number, closes)
