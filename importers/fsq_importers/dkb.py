"""DKB: the Girokonto's CSV since 2023.

Rows with the status "Vorgemerkt" are not booked yet; a later export contains them as booked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from fsq_importers import dates
from fsq_importers.balances import Stated
from fsq_importers.german_bank import Columns, GermanBank, Pattern
from fsq_importers.reading import Layout, Row, layout
from fsq_importers.records import Kind

_BALANCE: Final = re.compile(r'Kontostand vom ([0-9.]+):?"?[;,]"?([0-9.,-]+) ?(?:EUR|€)')


class Dkb(GermanBank):
    """The Girokonto or Tagesgeld of DKB."""

    source: ClassVar[str] = "dkb"
    title: ClassVar[str] = "DKB"
    layouts: ClassVar[tuple[Layout, ...]] = (
        layout(
            "Girokonto",
            "Buchungsdatum|Status|Zahlungspflichtige*r|Zahlungsempfänger*in|Verwendungszweck|"
            "Umsatztyp|IBAN|Betrag (€)",
        ),
        layout(
            "Girokonto 2023",
            "Buchungsdatum|Status|Zahlungspflichtige*r|Zahlungsempfänger*in|Verwendungszweck|"
            "Umsatztyp|Betrag|Kundenreferenz",
        ),
    )
    columns: ClassVar[Columns] = Columns(
        date="buchungsdatum",
        amount="betrag (€)|betrag",
        payee="zahlungsempfänger*in",
        payer="zahlungspflichtige*r",
        text="verwendungszweck",
        word="umsatztyp",
        iban="iban",
    )
    patterns: ClassVar[tuple[Pattern, ...]] = (
        Pattern(Kind.VORABPAUSCHALE, text="Vorabpauschale"),
        Pattern(Kind.DIVIDEND, text=r"Wertpapierertrag|Depot \d+ .*Ertr(ä|ae|a)gnis"),
        Pattern(Kind.TRADE, text=r"Wertp\.? ?Abrechn|Gesch\.? ?Art [KV]V"),
        Pattern(Kind.TAX, text=r"Steuerausgleich|Steuererstattung Depot|Depot .*Kapitalertragst"),
        Pattern(Kind.INTEREST, text=r"^(Abrechnung .*)?(Haben)?zinsen\b", incoming=True),
        Pattern(Kind.INTEREST_PAID, text=r"Sollzinsen|Zinsen .*Dispo", incoming=False),
        Pattern(Kind.FEE, text="Kontof(ü|ue)hrung|Kartenpreis", incoming=False),
    )
    words: ClassVar[frozenset[str]] = frozenset({"eingang", "ausgang"})

    def stated(self, filepath: str) -> Iterator[Stated]:
        """Yield the balance above the table."""
        match = _BALANCE.search(self.preamble(filepath))
        if match:
            yield Stated(self.amount(match[2]), "EUR", dates.parse(match[1]))

    def pending(self, row: Row) -> str:
        """Return the reason to skip a row that is not booked yet; empty if it is."""
        return "not booked yet (Vorgemerkt)" if row["status"].casefold() == "vorgemerkt" else ""
