"""pytr: the ``account_transactions.csv`` that pytr writes for a Trade Republic account.

``Wert`` is net: the gross amount is ``Wert`` + taxes + fees, unlike in the official export. Words
and numbers are in the language in which pytr was run, but the numbers may be in English format
anyway. So the whole file is scanned first: rows in German or Dutch have German numbers, unless a
number among them is invalid in that format; then all of them are English.

pytr calls all that comes in a deposit and all that goes out a removal, card payments, rent and
salary too: they are payments, unless the other side is named like the owner
(:mod:`fsq_importers.owners`). It calls what a bond or a certificate pays back a dividend: what
looks so is flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, ClassVar, Final, NamedTuple

from fsq_importers import dates, numbers, reading
from fsq_importers.numbers import ZERO, Convention
from fsq_importers.reading import Layout, Row, layout
from fsq_importers.records import Kind, Record, Security, Skipped, TaxKind
from fsq_importers.tables import TableImporter

_COLUMNS: Final = {
    "German": "datum|typ|wert|notiz|isin|stück|gebühren|steuern",
    "English": "date|type|value|note|isin|shares|fees|taxes",
    "Dutch": "datum|transactietype|waarde (netto)|opmerking|isin|aantal|kosten|belasting",
}
_ENGLISH: Final = {
    "buy": Kind.BUY,
    "sell": Kind.SELL,
    "interest": Kind.INTEREST,
    "interest charge": Kind.INTEREST_PAID,
    "deposit": Kind.PAYMENT,
    "removal": Kind.PAYMENT,
    "withdrawal": Kind.PAYMENT,
    "taxes": Kind.TAX,
    "tax refund": Kind.TAX,
    "fees": Kind.FEE,
    "fees refund": Kind.FEE,
}
_OTHERS: Final = {
    "kauf": Kind.BUY,
    "aankoop": Kind.BUY,
    "verkauf": Kind.SELL,
    "verkoop": Kind.SELL,
    "dividende": Kind.DIVIDEND,
    "dividend": Kind.DIVIDEND,
    "zinsen": Kind.INTEREST,
    "rente": Kind.INTEREST,
    "rentebaten": Kind.INTEREST,
    "rentelasten": Kind.INTEREST_PAID,
    "zinsbelastung": Kind.INTEREST_PAID,
    "einlage": Kind.PAYMENT,
    "storting": Kind.PAYMENT,
    "entnahme": Kind.PAYMENT,
    "onttrekking": Kind.PAYMENT,
    "steuern": Kind.TAX,
    "belastingen": Kind.TAX,
    "steuerrückerstattung": Kind.TAX,
    "belastingteruggave": Kind.TAX,
    "terugbetaling van belastingen": Kind.TAX,
    "gebühren": Kind.FEE,
    "kosten": Kind.FEE,
    "gebührenerstattung": Kind.FEE,
}
_KINDS: Final = _OTHERS | _ENGLISH
_IN: Final = frozenset(
    {
        *("deposit", "einlage", "storting", "tax refund", "steuerrückerstattung"),
        *("belastingteruggave", "terugbetaling van belastingen"),
        *("fees refund", "gebührenerstattung"),
    }
)
_OUT: Final = frozenset(
    {
        *("removal", "withdrawal", "entnahme", "onttrekking", "taxes", "steuern", "belastingen"),
        *("fees", "gebühren", "kosten"),
    }
)
_BONUS: Final = re.compile(r"\bbonus\b|saveback|stockperk|aktien-bonus", re.IGNORECASE)
_CERTIFICATE: Final = re.compile(
    r"\b(long|short|call|put|turbo|knock|faktor|zertifikat|discount|tilgung)\b", re.IGNORECASE
)
_NEARLY: Final = Decimal("0.02")


class _Cells(NamedTuple):
    """The cells of a row, independent of the language of its columns."""

    day: str
    word: str
    value: str
    note: str
    isin: str
    shares: str
    fee: str
    tax: str

    @classmethod
    def of(cls, row: Row) -> _Cells:
        return cls(*(row[name] for name in _COLUMNS[row.layout.name].split("|")))

    @property
    def is_english(self) -> bool:
        return self.word.casefold() in _ENGLISH

    @property
    def amounts(self) -> tuple[str, ...]:
        return self.value, self.shares, self.fee, self.tax


class Pytr(TableImporter):
    """The CSV export of pytr."""

    source: ClassVar[str] = "pytr"
    title: ClassVar[str] = "Trade Republic (pytr)"
    layouts: ClassVar[tuple[Layout, ...]] = tuple(
        # Portfolio Performance has the same columns, and one for the currency.
        layout(name, columns, without="buchungswährung|transaction currency")
        for name, columns in _COLUMNS.items()
    )

    def read(self, filepath: str) -> Iterator[Record | Skipped]:
        """Yield the records of the rows, after detecting the number format of the file."""
        table = self.table(filepath)
        if table is None:
            return
        found = [_Cells.of(row) for row in reading.rows(table, self.layouts) if not row.problem]
        english = _is_english([cells for cells in found if not cells.is_english])
        rest = Convention.ENGLISH if english else Convention.GERMAN

        def convention(cells: _Cells) -> Convention:
            return Convention.ENGLISH if cells.is_english else rest

        yield from self.read_rows(reading.rows(table, self.layouts), convention=convention)

    def parse(self, row: Row, **more: Any) -> Iterator[Record | Skipped]:
        """Yield the record of a row."""
        cells = _Cells.of(row)
        convention: Convention = more["convention"](cells)
        net, shares, fee, tax = (numbers.parse(text, convention) for text in cells.amounts)
        kind = _KINDS.get(cells.word.casefold())
        facts: dict[str, Any] = {
            "date": dates.parse(cells.day),
            "currency": "EUR",
            "security": Security(cells.isin, name=cells.note) if cells.isin else None,
            "shares": abs(shares) if shares else None,
            "payee": cells.note,
            "word": cells.word,
            "raw": row.raw,
            "line": row.line,
        }
        if not (net or tax or fee) and kind is None:
            why = f"{cells.word} of {cells.shares or 'no'} shares without money: book it by hand"
            yield Record(kind=Kind.NOTE, net=ZERO, text=cells.word, unknown=why, **facts)
            return
        unknown = "" if kind else f"type {cells.word}"
        if net is None:
            raise numbers.NumberError("there is no amount")
        if kind is Kind.DIVIDEND and _pays_back(cells, net + (tax or ZERO), shares):
            unknown = f"{cells.word} that may be what a bond or certificate pays back"
        if kind is Kind.PAYMENT and net > 0 and _BONUS.search(cells.note):
            kind = Kind.BONUS
        # Some versions write charged fees as negative numbers.
        fee = abs(fee) if fee else None
        if kind is Kind.TAX and not tax:
            tax = -net
        elif kind is Kind.FEE and not fee:
            fee = -net
        yield self.from_net(
            net,
            taxes=((TaxKind.SUM, tax),),
            fee=fee,
            kind=kind or Kind.PAYMENT,
            unknown=unknown,
            incoming=_incoming(cells.word),
            **facts,
        )


def _incoming(word: str) -> bool | None:
    folded = word.casefold()
    return True if folded in _IN else False if folded in _OUT else None


def _pays_back(cells: _Cells, gross: Decimal, shares: Decimal | None) -> bool:
    """Return whether a dividend looks like a redemption: a bond's at par, or a certificate's."""
    at_par = shares is not None and abs(gross - abs(shares)) < _NEARLY * abs(shares)
    return at_par or (cells.isin.startswith("DE000") and bool(_CERTIFICATE.search(cells.note)))


def _is_english(found: Iterable[_Cells]) -> bool:
    """Return whether the numbers are English although the words are not."""
    texts = [text for cells in found for text in cells.amounts]
    return not _all_numbers(texts, Convention.GERMAN) and _all_numbers(texts, Convention.ENGLISH)


def _all_numbers(texts: Iterable[str], convention: Convention) -> bool:
    try:
        for text in texts:
            numbers.parse(text, convention)
    except numbers.NumberError:
        return False
    return True
