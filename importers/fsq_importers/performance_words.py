"""The words of Portfolio Performance, in German and English: types of bookings, and columns."""

from __future__ import annotations

from typing import Final

from fsq_importers.records import Kind

KINDS: Final = {
    "kauf": Kind.BUY,
    "verkauf": Kind.SELL,
    "einlage": Kind.TRANSFER,
    "entnahme": Kind.TRANSFER,
    "dividende": Kind.DIVIDEND,
    "zinsen": Kind.INTEREST,
    "zinsbelastung": Kind.INTEREST_PAID,
    "gebühren": Kind.FEE,
    "gebührenerstattung": Kind.FEE,
    "steuern": Kind.TAX,
    "steuerrückerstattung": Kind.TAX,
    "umbuchung": Kind.TRANSFER,
    "umbuchung (eingang)": Kind.TRANSFER,
    "umbuchung (ausgang)": Kind.TRANSFER,
    # The types in an English Portfolio Performance.
    "buy": Kind.BUY,
    "sell": Kind.SELL,
    "deposit": Kind.TRANSFER,
    "removal": Kind.TRANSFER,
    "withdrawal": Kind.TRANSFER,
    "dividend": Kind.DIVIDEND,
    "interest": Kind.INTEREST,
    "interest charge": Kind.INTEREST_PAID,
    "fees": Kind.FEE,
    "fees refund": Kind.FEE,
    "taxes": Kind.TAX,
    "tax refund": Kind.TAX,
    "transfer (inbound)": Kind.TRANSFER,
    "transfer (outbound)": Kind.TRANSFER,
}
DELIVERIES: Final = frozenset(
    {"einlieferung", "auslieferung", "delivery (inbound)", "delivery (outbound)"}
)
OUT: Final = frozenset(
    {
        *("kauf", "entnahme", "zinsbelastung", "gebühren", "steuern", "umbuchung (ausgang)"),
        *("buy", "removal", "withdrawal", "interest charge", "fees", "taxes"),
        "transfer (outbound)",
    }
)
IN: Final = frozenset(
    {
        *("einlage", "gebührenerstattung", "steuerrückerstattung", "umbuchung (eingang)"),
        *("deposit", "fees refund", "tax refund", "transfer (inbound)"),
    }
)
TRADES: Final = frozenset({"kauf", "verkauf", "buy", "sell"})
ENGLISH: Final = {
    "date": "datum",
    "type": "typ",
    "value": "wert",
    "transaction currency": "buchungswährung",
    "gross amount": "bruttobetrag",
    "currency gross amount": "währung bruttobetrag",
    "fees": "gebühren",
    "taxes": "steuern",
    "shares": "stück",
    "ticker symbol": "ticker-symbol",
    "security name": "wertpapiername",
    "note": "notiz",
    "security": "wertpapier",
    "quote": "kurs",
    "amount": "betrag",
    "net transaction value": "gesamtpreis",
    "account": "konto",
    "offset account": "gegenkonto",
    "source": "quelle",
}
"""The German names of the columns by the English ones."""
