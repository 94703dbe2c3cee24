"""ING (Germany): Girokonto and Extra-Konto.

Interest is booked gross, with each tax in a separate row: they are joined if a day has exactly one
credit of interest. Dividends are net.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import ClassVar, Final

from fsq_importers import dates, reading
from fsq_importers.balances import Stated
from fsq_importers.german_bank import Columns, GermanBank, Pattern, join_taxes_of_interest
from fsq_importers.reading import Layout, layout
from fsq_importers.records import Kind, Record, Skipped

_BALANCE: Final = re.compile(r"^Saldo;([0-9.,-]+);([A-Z]{3})", re.MULTILINE)
_PERIOD: Final = re.compile(r"^Zeitraum;[0-9.]+ - ([0-9.]+)", re.MULTILINE)


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

    def stated(self, filepath: str) -> Iterator[Stated]:
        """Yield the balance above the table, and the opening one if each row has its balance."""
        table = self.table(filepath)
        closing = _BALANCE.search(table.preamble) if table else None
        period = _PERIOD.search(table.preamble) if table else None
        if table is None or closing is None or period is None:
            return
        befores: list[Decimal | None] = []
        for row in reading.rows(table, self.layouts):
            after, moved = self.number(row["saldo"]), self.number(row["betrag"])
            befores.append(None if after is None or moved is None else after - moved)
        # The newest row is the first, unless the user has sorted them otherwise.
        oldest = 0 if "Datum aufsteigend" in table.preamble else -1
        opening = befores[oldest] if befores else None
        yield Stated(self.amount(closing[1]), closing[2], dates.parse(period[1]), opening)
