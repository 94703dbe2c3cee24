"""What the exports of German banks have in common: one table with a net amount per row.

A bank is a table of its column names, and of patterns that say what a row is. Amounts are net: a
dividend is what is left of it after taxes that only the bank's PDF names. Such entries say
``gross: "unknown"``; the hook of :mod:`fsq_importers.enrich` fills in what Portfolio Performance
has read of the PDF. What a payment was for, a rule says (:mod:`fsq_importers.rules`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, ClassVar, Final

from fsq_importers import dates
from fsq_importers.importer import TableImporter
from fsq_importers.numbers import ZERO
from fsq_importers.reading import Row
from fsq_importers.records import Kind, Record, Security, Skipped, TaxKind

_ISIN: Final = re.compile(r"\b([A-Z]{2}[A-Z0-9]{9}[0-9])\b")
_WKN: Final = re.compile(r"\b(?:WKN|WPKNR)[:.]?\s*([A-Z0-9]{6})\b", re.IGNORECASE)
# Longer than an ISIN, which begins like one.
_IBAN: Final = re.compile(r"\b([A-Z]{2}[0-9]{2}[A-Z0-9]{11,30})\b")
_EMPTY: Final = frozenset({"", "n/a", "-"})

TAXES: Final = {
    "kapitalertragsteuer": TaxKind.CAPITAL,
    "kapitalertragssteuer": TaxKind.CAPITAL,
    "abgeltungsteuer": TaxKind.CAPITAL,
    "abgeltungssteuer": TaxKind.CAPITAL,
    "solidaritätszuschlag": TaxKind.SOLIDARITY,
    "solidaritaetszuschlag": TaxKind.SOLIDARITY,
    "kirchensteuer": TaxKind.CHURCH,
    "quellensteuer": TaxKind.FOREIGN,
}


@dataclass(frozen=True, slots=True)
class Columns:
    """What a bank calls its columns; empty where it has none.

    Attributes:
        date: The day of booking.
        amount: The net amount; with ``|`` between the names it has had.
        payee: Who paid, or was paid.
        payer: Who paid, where that is a column of its own; ``payee`` then is who was paid.
        text: What for.
        word: What kind of booking it is.
        iban: Of the other side.
        currency: Of the amount.
    """

    date: str
    amount: str
    payee: str = ""
    payer: str = ""
    text: str = ""
    word: str = ""
    iban: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a row is whose kind and text match.

    Attributes:
        kind: What it is.
        word: A pattern for the kind of booking that the bank names.
        text: A pattern for its text.
        incoming: Whether only credits (or only debits) are meant.
    """

    kind: Kind
    word: str = ""
    text: str = ""
    incoming: bool | None = None

    def matches(self, word: str, text: str, net: Decimal) -> bool:
        """Return whether a row is of this kind."""
        return (
            (not self.word or re.search(self.word, word, re.IGNORECASE) is not None)
            and (not self.text or re.search(self.text, text, re.IGNORECASE) is not None)
            and (self.incoming is None or self.incoming == (net > 0))
        )


class GermanBank(TableImporter):
    """An importer for the account of a German bank.

    Attributes:
        columns: The names of its columns.
        patterns: What rows are; the first that matches decides.
        words: The kinds of booking that are known, folded; empty where a bank has too many to
            tell a new one. A row of another kind is flagged.
    """

    columns: ClassVar[Columns]
    patterns: ClassVar[tuple[Pattern, ...]]
    words: ClassVar[frozenset[str]] = frozenset()

    def pending(self, row: Row) -> str:
        """Return why a row is not booked yet, empty if it is."""
        return ""

    def parties(self, row: Row, net: Decimal) -> tuple[str, str]:
        """Return the payee and the text of a row."""
        names = self.columns
        column = names.payer if names.payer and net > 0 else names.payee
        payee, text = row[column], row[names.text]
        return ("" if payee in _EMPTY else payee), ("" if text in _EMPTY else text)

    def parse(self, row: Row, **more: Any) -> Iterator[Record | Skipped]:
        """Yield what a row says."""
        reason = self.pending(row)
        if reason:
            yield Skipped(row.line, reason, row.raw)
            return
        names = self.columns
        date = dates.parse(row[names.date])
        net = self.amount(next(filter(None, map(row.__getitem__, names.amount.split("|"))), ""))
        payee, text = self.parties(row, net)
        word = row[names.word]
        kind = next((p.kind for p in self.patterns if p.matches(word, text, net)), Kind.PAYMENT)
        unknown = ""
        if self.words and word.casefold() not in self.words and kind is Kind.PAYMENT:
            unknown = f"type {word or '(empty)'}"
        currency = row[names.currency] or "EUR"
        iban = row[names.iban] if names.iban else _found(_IBAN, text)
        known = kind not in NET_ONLY
        net = self.rounded(net, currency)
        tax, fee = self._charges(kind, word, text, net)
        yield Record(
            kind=kind,
            date=date,
            net=net,
            gross=net + sum((each for _, each in tax), ZERO) + fee if known else None,
            currency=currency,
            taxes=tax,
            fee=fee,
            security=_security(text) if kind in WITH_SECURITY else None,
            payee=payee,
            text=text or word,
            word=word,
            iban="" if iban in _EMPTY else iban,
            raw=row.raw,
            line=row.line,
            unknown=unknown,
        )

    def _charges(
        self, kind: Kind, word: str, text: str, net: Decimal
    ) -> tuple[tuple[tuple[TaxKind, Decimal], ...], Decimal]:
        """Return the tax or the fee that a row is all of."""
        if kind in (Kind.TAX, Kind.VORABPAUSCHALE):
            folded = f"{word} {text}".casefold()
            named = (tax for name, tax in TAXES.items() if name in folded)
            return ((next(named, TaxKind.SUM), -net),), ZERO
        return (), -net if kind is Kind.FEE else ZERO


NET_ONLY: Final = frozenset({Kind.DIVIDEND, Kind.DISTRIBUTION, Kind.COUPON, Kind.TRADE})
"""What banks book net of taxes that they do not show."""
WITH_SECURITY: Final = NET_ONLY | {Kind.VORABPAUSCHALE, Kind.TAX}


def _security(text: str) -> Security | None:
    isin, wkn = _found(_ISIN, text), _found(_WKN, text)
    return Security(isin, wkn=wkn.upper()) if isin or wkn else None


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""


def join_taxes_of_interest(
    items: Iterable[Record | Skipped],
) -> Iterator[Record | Skipped]:
    """Join interest with the taxes that are booked as rows of their own on the same day.

    Only where a day has one credit of interest is it clear what its taxes are of. Rows are taken
    day by day, as they stand in the file.
    """

    def day(item: Record | Skipped) -> Any:
        return item.date if isinstance(item, Record) else None

    for _, group in itertools.groupby(items, day):
        of_day = list(group)
        interest = [i for i in of_day if isinstance(i, Record) and i.kind is Kind.INTEREST]
        taxes = [
            i for i in of_day if isinstance(i, Record) and i.kind is Kind.TAX and not i.security
        ]
        if len(interest) != 1 or not taxes:
            yield from of_day
            continue
        whole = interest[0]
        joined = replace(
            whole,
            net=whole.net + sum((tax.net for tax in taxes), ZERO),
            taxes=tuple(each for tax in taxes for each in tax.taxes),
            source_ids=tuple(each for record in (whole, *taxes) for each in record.source_ids),
            raw="\n".join(record.raw for record in (whole, *taxes)),
        )
        for item in of_day:
            if item is whole:
                yield joined
            elif item not in taxes:
                yield item
