"""Joins dividends and interest of a Flex query with the taxes withheld from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from fsq_importers.numbers import ZERO
from fsq_importers.records import Kind, Record

_PER_SHARE: Final = re.compile(r"\b[A-Z]{3} ([0-9.]+)")
_INTEREST_MONTH: Final = re.compile(r"FOR ([A-Z]{3}-[0-9]{4})", re.IGNORECASE)
_WITHHELD: Final = frozenset({Kind.DIVIDEND, Kind.DISTRIBUTION, Kind.INTEREST, Kind.COUPON})


@dataclass(frozen=True, slots=True)
class Cash:
    """A row of Cash Transactions with the attributes that rows are joined by."""

    record: Record
    action: str
    description: str


def join(rows: Sequence[Cash]) -> Iterator[Record]:
    """Yield the records, each with the taxes withheld from it on the same day."""
    keys: dict[tuple[object, ...], list[int]] = {}
    for position, row in enumerate(rows):
        if row.record.kind in _WITHHELD:
            for key in _keys(row):
                keys.setdefault(key, []).append(position)
    joined: dict[int, list[Record]] = {}
    alone: set[int] = set()
    for position, row in enumerate(rows):
        if row.record.kind is not Kind.TAX:
            continue
        target = _target(row, rows, keys, joined)
        if target is None:
            alone.add(position)
        else:
            joined.setdefault(target, []).append(row.record)
    for position, row in enumerate(rows):
        if row.record.kind is not Kind.TAX or position in alone:
            yield _with_taxes(row.record, joined.get(position, ()))


def _keys(row: Cash) -> Iterator[tuple[object, ...]]:
    """Yield the keys that a dividend, or interest, shares with its tax, the most reliable first."""
    record, security = row.record, row.record.security
    if row.action:
        yield "action", row.action, record.date, record.currency
        return
    if security is not None:
        per_share = _PER_SHARE.search(row.description)
        in_lieu = "PAYMENT IN LIEU" in row.description
        name = security.isin or security.symbol
        number = per_share[1].rstrip("0") if per_share else ""
        yield "share", name, record.date, record.currency, in_lieu, number
    month = _INTEREST_MONTH.search(row.description)
    if month and security is None:
        yield "interest", month[1].upper(), record.date, record.currency


def _target(
    row: Cash,
    rows: Sequence[Cash],
    keys: dict[tuple[object, ...], list[int]],
    joined: dict[int, list[Record]],
) -> int | None:
    """Return the income that a tax was withheld from, preferably one without a tax so far."""
    for key in _keys(row):
        fits = [
            position
            for position in keys.get(key, ())
            if (rows[position].record.net > 0) == (row.record.net < 0)
        ]
        if fits:
            return next((each for each in fits if each not in joined), fits[0])
    return None


def _with_taxes(record: Record, taxes: Sequence[Record]) -> Record:
    if not taxes:
        return record
    return replace(
        record,
        net=record.net + sum((tax.net for tax in taxes), ZERO),
        taxes=tuple(each for tax in taxes for each in tax.taxes),
        source_ids=tuple(each for one in (record, *taxes) for each in one.source_ids)
        if all(one.source_ids for one in (record, *taxes))
        else record.source_ids,
        raw="\n".join(one.raw for one in (record, *taxes)),
    )
