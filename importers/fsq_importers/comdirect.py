"""comdirect: the CSV of all accounts, in several sections.

The sections Girokonto and Tagesgeld PLUS are supported. The rows of a depot repeat charges of the
account, without taxes, and are skipped. Rows with "offen" instead of a date are not booked yet.

The importer's accounts are those of the first section. Map the other sections to accounts with
``konten``, by the beginning of their titles::

    Comdirect("Assets:Bank:Giro", konten={"Tagesgeld": Accounts("Assets:Bank:Tagesgeld")})

Rows of a section that is not named there are flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar, Final

from fsq_importers import dates, reading
from fsq_importers.accounts import Accounts
from fsq_importers.balances import Stated
from fsq_importers.german_bank import Columns, GermanBank, Pattern
from fsq_importers.numbers import ZERO, NumberError
from fsq_importers.reading import Layout, Row, layout
from fsq_importers.records import INCOME, Kind, Record, Security, Skipped, TaxKind
from fsq_importers.rules import Rule

_DEPOT: Final = "Depot"
_CARD: Final = "Visa"
_PARTS: Final = re.compile(
    r"\s*(Auftraggeber|Empfänger|Buchungstext|Kto/IBAN|BLZ/BIC|Ref\.|Zahlungspflichtiger):?\s*"
)
_HELD: Final = re.compile(r"DEPOTBESTAND: ?([0-9.,]+)", re.IGNORECASE)
_BRUTTO: Final = re.compile(r"Brutto ([0-9.,]+-?) EUR", re.IGNORECASE)
_TAX: Final = re.compile(r"Steuerabzug ([0-9.,]+-) EUR", re.IGNORECASE)
# Before the amount per share: MUSTER ETF A1XXX1 USD 0,4083
_BARE_WKN: Final = re.compile(r"\b([A-Z0-9]{6}) [A-Z]{3} [0-9]+,[0-9]+")
_SECTION: Final = re.compile('^"?Umsätze ([^";]+)')
_BALANCE: Final = {
    word: re.compile(rf'"?{word} Kontostand"?;"?([0-9.,-]+) EUR') for word in ("Neuer", "Alter")
}
_PERIOD: Final = re.compile(r"Zeitraum: [0-9.]+ - ([0-9.]+)")
_TITLES: Final = re.compile(
    r"^(Umsätze |(Neuer |Alter )?Kontostand|Keine Umsätze vorhanden|Saldo|Zeitraum)"
)


class Comdirect(GermanBank):
    """The Girokonto or Tagesgeld of comdirect."""

    source: ClassVar[str] = "comdirect"
    title: ClassVar[str] = "comdirect"
    layouts: ClassVar[tuple[Layout, ...]] = (
        layout("Girokonto", "Buchungstag|Wertstellung (Valuta)|Vorgang|Buchungstext|Umsatz in EUR"),
        layout(_CARD, "Buchungstag|Vorgang|Referenz|Buchungstext|Umsatz in EUR"),
        layout(
            _DEPOT, "Buchungstag|Geschäftstag|Stück / Nom.|Bezeichnung|WKN|Währung|Umsatz in EUR"
        ),
    )
    columns: ClassVar[Columns] = Columns(
        date="buchungstag",
        amount="umsatz in eur",
        text="buchungstext",
        word="vorgang",
    )
    patterns: ClassVar[tuple[Pattern, ...]] = (
        Pattern(Kind.VORABPAUSCHALE, text="Vorabpauschale"),
        Pattern(Kind.TAX, text=r"Steuerausgleich|Steuermitteilung|Steuererstattung"),
        Pattern(Kind.DISTRIBUTION, word="^Kupon", text=r"Ertr(ä|ae)gnis.*\b(ETF|UCITS|FONDS?)\b"),
        Pattern(Kind.DIVIDEND, word="^Kupon", text="Ertr(ä|ae)gnis|Dividende"),
        Pattern(Kind.COUPON, word="^Kupon"),
        Pattern(Kind.DIVIDEND, word="^Dividende|^Ertr(ä|ae|a)g|^Zinsen / Dividenden"),
        Pattern(
            Kind.DIVIDEND,
            word="^Wertpapiere",
            text="Ertr(ä|ae|a)gnis|Dividende|Zins",
            incoming=True,
        ),
        Pattern(Kind.TRADE, word="^Wertpapiere"),
        Pattern(Kind.INTEREST, word="^(Zinsen|Habenzinsen)$", incoming=True),
        Pattern(Kind.INTEREST_PAID, word="^(Zinsen|Sollzinsen)", incoming=False),
        Pattern(Kind.INTEREST, word="^Kontoabschluss", incoming=True),
        Pattern(Kind.INTEREST_PAID, word="^Kontoabschluss", text="zins", incoming=False),
        Pattern(Kind.FEE, word="^(Geb(ü|ue)hren|Spesen|Entgelt|Kontoabschluss)", incoming=False),
    )
    words: ClassVar[frozenset[str]] = frozenset(
        {
            *("bar", "übertrag/überweisung", "lastschrift/belastung", "auszahlung gaa"),
            *("kartenverfügung", "dauerauftrag", "gutschrift", "übertrag", "lastschrift"),
            *("scheck", "visa-umsatz", "visa-kartenabrechnung", "storno", "korrektur"),
            *("überweisung", "echtzeitüberweisung", "rücklastschrift", "kartenzahlung"),
        }
    )

    def __init__(
        self,
        accounts: Accounts | str,
        rules: Sequence[Rule] = (),
        *,
        konten: Mapping[str, Accounts] | None = None,
    ) -> None:
        super().__init__(accounts, rules)
        self.konten = dict(konten or {})

    def read_rows(self, rows_of_table: Iterable[Row], **more: Any) -> Iterator[Record | Skipped]:
        """Yield the records of rows, each with the account of its section."""
        title, first = "", True
        for item in super().read_rows(rows_of_table, **more):
            if isinstance(item, Skipped):
                match = _SECTION.search(item.raw)
                if match:
                    title, first = match[1].strip(), False
                yield item
            elif first:
                yield item
            else:
                known = self._konto(title) is not None
                unknown = "" if known else f'section "{title}" is not among konten'
                yield replace(item, account=title, unknown=item.unknown or unknown)

    def _konto(self, title: str) -> Accounts | None:
        return next((kept for name, kept in self.konten.items() if title.startswith(name)), None)

    def accounts_of_section(self, name: str) -> Accounts:
        """Return the accounts of a section."""
        return (self._konto(name) if name else None) or self.accounts

    def stated(self, filepath: str) -> Iterator[Stated]:
        """Yield the balances of each section that has an account, the new one and the old one."""
        found: dict[str, list[str]] = {}
        lines = found.setdefault("", [])
        title: str | None = None
        with open(filepath, encoding=reading.encoding_of(filepath), errors="replace") as file:
            for line in file:
                if match := _SECTION.search(line):
                    title = match[1].strip() if title is not None else ""
                    lines = found.setdefault(title, [])
                lines.append(line)
        for name, texts in found.items():
            if name and self._konto(name) is None:
                continue
            whole = "".join(texts)
            new, old = (_BALANCE[each].search(whole) for each in ("Neuer", "Alter"))
            period = _PERIOD.search(whole)
            if new and period:
                yield Stated(
                    self.amount(new[1]),
                    "EUR",
                    dates.parse(period[1]),
                    opening=self.number(old[1]) if old else None,
                    account=name,
                )

    def all_accounts(self) -> Iterable[Accounts]:
        """Return the accounts of all sections."""
        return (self.accounts, *self.konten.values())

    def between_sections(self, row: Row) -> str:
        """Return the reason to skip a row as a title or a balance; empty if it is neither."""
        first = row.cells[0].strip() if row.cells else ""
        return "title or balance of a section" if _TITLES.match(first) else ""

    def pending(self, row: Row) -> str:
        """Return the reason to skip a row that is not booked yet or no booking; empty otherwise."""
        if row.layout.name == _DEPOT:
            return "a row of the depot repeats one of the account"
        if row["buchungstag"].casefold() == "offen":
            return "not booked yet (offen)"
        return self.between_sections(row)

    def detailed(self, record: Record) -> Record:
        """Return income with shares, WKN, gross and tax, if the text names them and they agree."""
        record, text = super().detailed(record), record.text
        if not record.payee:
            record = replace(record, payee=_parts(text).get("Zahlungspflichtiger", "").strip())
        held, brutto, tax = (pattern.search(text) for pattern in (_HELD, _BRUTTO, _TAX))
        if record.kind not in INCOME or not (held and brutto):
            return record
        security = record.security or Security()
        wkn = security.wkn or next(iter(_BARE_WKN.findall(text)), "")
        try:
            shares, gross = self.amount(held[1]), self.amount(brutto[1])
            withheld = -self.amount(tax[1]) if tax else ZERO
        except NumberError:
            return record
        if gross - withheld != record.net:
            return record
        return replace(
            record,
            gross=gross,
            taxes=((TaxKind.SUM, withheld),) if withheld else (),
            shares=shares,
            security=replace(security, wkn=wkn),
        )

    def parties(self, row: Row, net: Decimal) -> tuple[str, str]:
        """Return the payee and the text, which comdirect combines in one cell."""
        text = row["buchungstext"]
        named = _parts(text)
        payee = named.get("Auftraggeber") or named.get("Empfänger") or ""
        return payee.strip(), text.removeprefix("Buchungstext:").strip()


def _parts(text: str) -> dict[str, str]:
    """Return the parts of a text by the words before them."""
    pieces = _PARTS.split(text)
    return dict(zip(pieces[1::2], pieces[2::2], strict=False))
