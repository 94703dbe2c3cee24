"""The base of the exports of German banks: one table with a net amount per row.

A bank is described by its column names and by patterns that classify rows. Amounts are net: a
dividend comes after taxes that only the bank's PDF names. Such entries have the metadata
``gross: "unknown"``; the hook of :mod:`fsq_importers.enrich` adds the details that Portfolio
Performance has read from the PDF. Rules give the purpose of payments (:mod:`fsq_importers.rules`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, ClassVar, Final

from fsq_importers import check_digits, dates
from fsq_importers.numbers import ZERO
from fsq_importers.reading import Row
from fsq_importers.records import Kind, Record, Security, Skipped, TaxKind
from fsq_importers.tables import TableImporter

_EMPTY: Final = frozenset({"", "n/a", "-"})
_SLASH: Final = re.compile(r"\s*/\s*")

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
    """The names of a bank's columns; empty if it has no such column.

    Attributes:
        date: The day of booking.
        amount: The net amount; several names over time are separated by ``|``.
        payee: The other party, payer or payee.
        payer: The payer, if that is a separate column; ``payee`` then holds the payee only.
        text: The purpose.
        word: The bank's word for the kind of booking.
        iban: The IBAN of the other side.
        currency: The currency of the amount.
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
    """A pattern for the type and the text of a row, and the kind of booking it stands for.

    Attributes:
        kind: The kind of booking.
        word: A pattern for the bank's word for the kind of booking.
        text: A pattern for the text.
        incoming: ``True`` for credits only, ``False`` for debits only, ``None`` for both.
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
        patterns: The patterns that classify rows; the first match decides.
        words: The bank's known words for kinds of booking, case-folded and without blanks around
            a slash; a payment with another word is flagged, and is none if it names a security.
    """

    columns: ClassVar[Columns]
    patterns: ClassVar[tuple[Pattern, ...]]
    words: ClassVar[frozenset[str]]

    def pending(self, row: Row) -> str:
        """Return the reason to skip a row that is not booked yet; empty if it is."""
        return ""

    def parties(self, row: Row, net: Decimal) -> tuple[str, str]:
        """Return the payee and the text of a row."""
        names = self.columns
        column = names.payer if names.payer and net > 0 else names.payee
        payee, text = row[column], row[names.text]
        return ("" if payee in _EMPTY else payee), ("" if text in _EMPTY else text)

    def parse(self, row: Row, **more: Any) -> Iterator[Record | Skipped]:
        """Yield the record of a row."""
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
        if kind is Kind.PAYMENT and not self._knows(word):
            unknown = f"type {word or '(empty)'}"
            if _security(text):
                kind = Kind.TRADE
        currency = row[names.currency] or "EUR"
        if names.iban:
            iban = check_digits.iban_or_none(row[names.iban])
        else:
            iban = check_digits.iban_in(text)
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
            security=_security(text) if kind in WITH_SECURITY and not unknown else None,
            payee=payee,
            text=text or word,
            word=word,
            iban=iban,
            raw=row.raw,
            line=row.line,
            unknown=unknown,
        )

    def _knows(self, word: str) -> bool:
        folded = word.casefold()
        return folded in self.words or _SLASH.sub("/", folded) in self.words

    def joined(self, items: Iterable[Record | Skipped]) -> Iterable[Record | Skipped]:
        """Return the records of a file with the details in their texts.

        They are added to records that have their ids already: details are no part of these.
        """
        return (self.detailed(item) if isinstance(item, Record) else item for item in items)

    def detailed(self, record: Record) -> Record:
        """Return a record with the details that the bank writes into its text."""
        if record.kind is Kind.TRADE and record.security is None:
            return replace(record, security=_security(record.text))
        return record

    def _charges(
        self, kind: Kind, word: str, text: str, net: Decimal
    ) -> tuple[tuple[tuple[TaxKind, Decimal], ...], Decimal]:
        """Return the taxes and the fee of a row that consists only of a tax or a fee."""
        if kind in (Kind.TAX, Kind.VORABPAUSCHALE):
            folded = f"{word} {text}".casefold()
            named = (tax for name, tax in TAXES.items() if name in folded)
            return ((next(named, TaxKind.SUM), -net),), ZERO
        return (), -net if kind is Kind.FEE else ZERO


NET_ONLY: Final = frozenset({Kind.DIVIDEND, Kind.DISTRIBUTION, Kind.COUPON, Kind.TRADE})
"""The kinds that banks book net of taxes and fees without showing them."""
WITH_SECURITY: Final = NET_ONLY | {Kind.VORABPAUSCHALE, Kind.TAX}


def _security(text: str) -> Security | None:
    isin, wkn = check_digits.isin_in(text), check_digits.wkn_in(text)
    return Security(isin, wkn=wkn) if isin or wkn else None


def join_taxes_of_interest(
    items: Iterable[Record | Skipped],
) -> Iterator[Record | Skipped]:
    """Join interest with the taxes that are booked as separate rows on the same day.

    Taxes can be attributed only if a day has exactly one credit of interest. Rows are grouped by
    day in the order of the file.
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
