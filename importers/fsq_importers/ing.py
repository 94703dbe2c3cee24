"""ING (Germany): Girokonto and Extra-Konto.

Interest is booked gross, with each tax in a separate row: they are joined if a day has exactly one
credit of interest. Dividends are net.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from fsq_importers.german_bank import Columns, GermanBank, Pattern, join_taxes_of_interest
from fsq_importers.reading import Layout, layout
from fsq_importers.records import Kind, Record, Skipped


class Ing(GermanBank):
    """An account of ING."""

    source: ClassVar[str] = "ing"
    title: ClassVar[str] = "ING"
    layouts: ClassVar[tuple[Layout, ...]] = (
        layout(
            "Umsatzanzeige",
            "Buchung|Auftraggeber/Empfänger|Buchungstext|Verwendungszweck|Betrag|Währung",
        ),
    )
    columns: ClassVar[Columns] = Columns(
        date="buchung",
        amount="betrag",
        payee="auftraggeber/empfänger",
        text="verwendungszweck",
        word="buchungstext",
        currency="währung",
    )
    patterns: ClassVar[tuple[Pattern, ...]] = (
        Pattern(Kind.VORABPAUSCHALE, text="Vorabpauschale"),
        Pattern(Kind.DIVIDEND, word=r"Zins ?/ ?Dividende"),
        Pattern(Kind.TAX, word=r"^(Kapitalertrags?steuer|Solidarit|Kirchensteuer|Steuer)"),
        Pattern(Kind.TRADE, word=r"Wertpapier(kauf|verkauf|gutschrift|lastschrift|sparplan)"),
        Pattern(Kind.INTEREST, word="^(Abschluss|Zinsgutschrift|Zinsertrag|Zinsen)", incoming=True),
        Pattern(Kind.INTEREST_PAID, word="^Abschluss", text="zins", incoming=False),
        Pattern(Kind.FEE, word="^(Entgelt|Abschluss|Geb(ü|ue)hr)", incoming=False),
    )
    words: ClassVar[frozenset[str]] = frozenset(
        {
            *("gutschrift", "gehalt/rente", "lastschrift", "überweisung", "ueberweisung"),
            *("dauerauftrag/terminueberweisung", "dauerauftrag/terminüberweisung"),
            *("dauerauftrag", "echtzeitüberweisung", "echtzeitueberweisung", "gutschrift/"),
            *("gutschrift aus dauerauftrag", "gutschrift/dauerauftrag", "retoure", "umbuchung"),
            *("bezahlung mit karte", "bargeldauszahlung", "bargeldauszahlung visa card"),
            *("lastschrifteinzug", "echtzeitgutschrift", "visa", "visa card", "girocard"),
        }
    )

    def joined(self, items: Iterable[Record | Skipped]) -> Iterable[Record | Skipped]:
        """Return the records of the rows, interest joined with its taxes."""
        return join_taxes_of_interest(super().joined(items))
