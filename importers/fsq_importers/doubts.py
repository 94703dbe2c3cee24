"""What contradicts itself in a record is flagged with a reason, whichever importer made it.

A word and the sign of its amount say the same direction, or one of them is wrong: a sale that
costs money, a purchase that brings some. Where it is said that a booking undoes another, the sign
is the other one. A purchase or sale moves a number of shares of a security.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from fsq_importers.numbers import ZERO
from fsq_importers.records import INCOME, TRADES, Kind, Record

_COMES_IN: Final = (INCOME - {Kind.PREMIUM}) | {Kind.SELL, Kind.REDEMPTION}
_EITHER_WAY: Final = frozenset({Kind.FEE, Kind.TAX, Kind.VORABPAUSCHALE})
"""Charged as a rule, and refunded at times under the same word."""
_GOES_OUT: Final = _EITHER_WAY | {Kind.BUY, Kind.INTEREST_PAID, Kind.GIVEN}
_UNDOES: Final = re.compile(
    r"storn|korrektur|r(ü|ue)ckbuchung|berichtigung|revers|cancel|correct|undo|\(ca\.\)",
    re.IGNORECASE,
)


def said(record: Record) -> Record:
    """Return a record with the reason why it is doubtful, if it has none yet."""
    if record.unknown:
        return record
    reason = _without_shares(record) or _contradiction(record)
    return replace(record, unknown=reason) if reason else record


def moved(record: Record) -> Decimal:
    """Return what a booking brings or costs: before taxes and fees, unless it is one of these."""
    if record.gross is None or record.kind in (Kind.FEE, Kind.TAX, Kind.VORABPAUSCHALE):
        return record.net
    return record.gross


def comes_in_by_kind(kind: Kind) -> bool | None:
    """Return whether money of a kind comes in as a rule; ``None`` if it goes either way."""
    return True if kind in _COMES_IN else False if kind in _GOES_OUT else None


def undoes(record: Record) -> bool:
    """Return whether a record says that it undoes another, or its taxes come back with it."""
    if moved(record) * record.tax > 0 and record.kind in INCOME:
        return moved(record) < 0
    return _UNDOES.search(f"{record.word} {record.text}") is not None


def _without_shares(record: Record) -> str:
    if record.kind not in TRADES or (record.shares and record.security):
        return ""
    return f"type {record.word or record.kind} without a security or a number of shares"


def _contradiction(record: Record) -> str:
    """Return in which way the sign of the amount contradicts the word; empty if it does not."""
    incoming = record.incoming
    if incoming is None and record.kind not in _EITHER_WAY:
        incoming = comes_in_by_kind(record.kind)
    if incoming is None:
        return ""
    number = moved(record)
    if not number or incoming == (number > ZERO):
        return ""
    if record.kind not in TRADES and undoes(record):
        return ""
    way = "comes in" if number > ZERO else "goes out"
    return f"{record.word or record.kind}, but money {way}"
