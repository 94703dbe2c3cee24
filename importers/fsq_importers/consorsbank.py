"""Consorsbank: the Verrechnungskonto or Girokonto. Dividends are net."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from fsq_importers import dates
from fsq_importers.balances import Stated
from fsq_importers.german_bank import Columns, GermanBank, Pattern
from fsq_importers.reading import Layout, layout
from fsq_importers.records import Kind

_BALANCE: Final = re.compile(
    r"^Saldo;[^\r\n]*Datum[^\r\n]*[\r\n]+([0-9.,-]+);([A-Z]{3});([0-9.]+)", re.MULTILINE
)


class Consorsbank(GermanBank):
    """An account of Consorsbank."""

    source: ClassVar[str] = "consorsbank"
    title: ClassVar[str] = "Consorsbank"
    layouts: ClassVar[tuple[Layout, ...]] = (
        layout(
            "Kontoumsätze",
            "Buchung|Valuta|Sender / Empfänger|IBAN|BIC|Buchungstext|Verwendungszweck|Betrag|"
            "Währung",
        ),
    )
    columns: ClassVar[Columns] = Columns(
        date="buchung",
        amount="betrag",
        payee="sender / empfänger",
        text="verwendungszweck",
        word="buchungstext",
        iban="iban",
        currency="währung",
    )
    patterns: ClassVar[tuple[Pattern, ...]] = (
        Pattern(Kind.VORABPAUSCHALE, text="Vorabpauschale"),
        Pattern(Kind.DIVIDEND, word=r"^Zins(en)? ?/ ?Divid"),
        Pattern(Kind.TRADE, word="^(Effekten|Wertpapier)"),
        Pattern(Kind.TAX, word="^(Steuer|Kapitalertrags?steuer)"),
        Pattern(Kind.INTEREST, word="^(Abschluss|Zinsen|Habenzinsen)$", incoming=True),
        Pattern(Kind.INTEREST_PAID, word="^(Abschluss|Zinsen)$", text="zins", incoming=False),
        Pattern(Kind.FEE, word="^(Abschluss|Geb(ü|ue)hr|Entgelt)", incoming=False),
    )
    words: ClassVar[frozenset[str]] = frozenset(
        {
            *("euro-überweisung", "euro-ueberweisung", "überweisung", "gutschrift", "lastschrift"),
            *("dauerauftrag", "sepa-überweisung", "sepa-lastschrift", "sepa-gutschrift"),
            *("echtzeit-überweisung", "echtzeitüberweisung", "kartenzahlung", "girocard", "visa"),
            *("gehalt/rente", "gehalt", "dauerauftragsgutschrift", "d-gutschrift", "d-auftrag"),
            *(
                "umbuchung",
                "barauszahlung",
                "bargeldauszahlung",
                "e-überweisung",
                "rücküberweisung",
            ),
        }
    )

    def stated(self, filepath: str) -> Iterator[Stated]:
        """Yield the balance above the table."""
        match = _BALANCE.search(self.preamble(filepath))
        if match:
            yield Stated(self.amount(match[1]), match[2], dates.parse(match[3]))
