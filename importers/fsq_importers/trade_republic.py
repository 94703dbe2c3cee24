"""Trade Republic: the official Transaktionsexport, older (``;``) and newer (``,``) variant.

``amount`` is gross; taxes and fees are negative if charged, so the account changes by
``amount + fee + tax``. Foreign and German taxes are one sum. ``date`` is the booking date;
``datetime`` can be a day later.

Rows of the category CORPORATE_ACTION that repeat a cash row without money, and transfers of a
position from one custodian to another, are not booked.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar, Final

from fsq_importers import dates
from fsq_importers.importer import TableImporter
from fsq_importers.numbers import Convention
from fsq_importers.reading import Layout, Row, layout
from fsq_importers.records import Kind, Money, Record, Security, Skipped, TaxKind

_COLUMNS: Final = (
    "datetime|date|account_type|category|type|asset_class|name|symbol|shares|price|amount|fee|tax|"
    "currency|original_amount|original_currency|fx_rate|description|transaction_id"
)

_KINDS: Final = {
    "BUY": Kind.BUY,
    "SELL": Kind.SELL,
    "PRIVATE_MARKET_BUY": Kind.BUY,
    "PRIVATE_MARKET_SELL": Kind.SELL,
    "DIVIDEND": Kind.DIVIDEND,
    "DIVIDEND_EQUIVALENT_PAYMENT": Kind.DIVIDEND,
    "CAPITAL_INC_CASH": Kind.DIVIDEND,
    "ADDITIONAL_INCOME": Kind.DIVIDEND,
    "DISTRIBUTION": Kind.DISTRIBUTION,
    "INTEREST_PAYMENT": Kind.INTEREST,
    "BOND_ACCRUED_INTEREST": Kind.COUPON,
    "EARNINGS": Kind.VORABPAUSCHALE,
    "PRE_DETERMINED_TAX_BASE": Kind.VORABPAUSCHALE,
    "SEC_ACCOUNT": Kind.TAX,
    "TAX_OPTIMIZATION": Kind.TAX,
    "TAX": Kind.TAX,
    "FEE": Kind.FEE,
    "FINAL_MATURITY": Kind.REDEMPTION,
    "REDEMPTION": Kind.REDEMPTION,
    "TILG": Kind.REDEMPTION,
    "LIQUIDATION_PROCEEDS": Kind.REDEMPTION,
    "WARRANT_EXERCISE": Kind.REDEMPTION,
    "BENEFITS_SAVEBACK": Kind.BONUS,
    "BONUS": Kind.BONUS,
    "COMPENSATION": Kind.BONUS,
    "KINDERGELD_BONUS": Kind.BONUS,
    "REFERRAL": Kind.BONUS,
    "STOCKPERK": Kind.BONUS,
    "GIFT": Kind.GIFT,
    "CARD_TRANSACTION": Kind.PAYMENT,
    "CARD_TRANSACTION_INTERNATIONAL": Kind.PAYMENT,
    "CARD_REFUND": Kind.PAYMENT,
    "CUSTOMER_INBOUND": Kind.TRANSFER,
    "CUSTOMER_INPAYMENT": Kind.TRANSFER,
    "CUSTOMER_OUTBOUND_REQUEST": Kind.TRANSFER,
    "TRANSFER_IN": Kind.TRANSFER,
    "TRANSFER_OUT": Kind.TRANSFER,
    "TRANSFER_INBOUND": Kind.TRANSFER,
    "TRANSFER_OUTBOUND": Kind.TRANSFER,
    "TRANSFER_INSTANT_INBOUND": Kind.TRANSFER,
    "TRANSFER_INSTANT_OUTBOUND": Kind.TRANSFER,
}
_FUNDS: Final = frozenset({"FUND", "PRIVATE_FUND"})
_ISIN_LENGTH: Final = 12
_WITHOUT_INCOME: Final = frozenset({Kind.TAX, Kind.VORABPAUSCHALE, Kind.FEE})


class TradeRepublic(TableImporter):
    """Trade Republic's official CSV export."""

    source: ClassVar[str] = "trade-republic"
    title: ClassVar[str] = "Trade Republic"
    convention: ClassVar[Convention] = Convention.ENGLISH
    layouts: ClassVar[tuple[Layout, ...]] = (layout("Transaktionsexport", _COLUMNS),)

    def parse(self, row: Row, **more: Any) -> Iterator[Record | Skipped]:
        """Yield the record of a row."""
        word, category = row["type"], row["category"]
        amount = self.number(row["amount"])
        if not amount and category == "CORPORATE_ACTION" and word in _KINDS:
            yield Skipped(row.line, "repeats a cash row without money", row.raw)
            return
        if not amount and (category, word) == ("DELIVERY", "MIGRATION"):
            yield Skipped(row.line, "moves a position to another custodian", row.raw)
            return
        fee, tax = self.number(row["fee"]), self.number(row["tax"])
        date = dates.parse(row["date"])
        if amount is None and fee is None and tax is None:
            yield self._note(row, date, word)
            return
        kind, unknown = _kind(row, word, amount or Decimal())
        shares = self.number(row["shares"])
        original = self.number(row["original_amount"])
        yield self.from_gross(
            amount or Decimal(),
            currency=row["currency"] or "EUR",
            taxes=((TaxKind.SUM, -tax if tax else None),),
            fee=-fee if fee else None,
            kind=kind,
            date=date,
            security=_security(row),
            shares=abs(shares) if shares else None,
            price=self.number(row["price"]),
            original=_money(original, row["original_currency"]),
            payee=row["counterparty_name"] or row["name"],
            text=row["payment_reference"] or row["description"],
            word=word,
            iban=row["counterparty_iban"],
            source_ids=(row["transaction_id"],) if row["transaction_id"] else (),
            raw=row.raw,
            line=row.line,
            unknown=unknown,
        )

    @staticmethod
    def _note(row: Row, date: datetime.date, word: str) -> Record:
        """Return a note about a row without money, such as a split, to be booked by hand."""
        shares = row["shares"].rstrip("0").rstrip(".")
        return Record(
            kind=Kind.NOTE,
            date=date,
            net=Decimal(),
            currency=row["currency"] or "EUR",
            security=_security(row),
            payee=row["name"],
            text=row["description"] or word,
            word=word,
            source_ids=(row["transaction_id"],) if row["transaction_id"] else (),
            raw=row.raw,
            line=row.line,
            unknown=f"{word} of {shares or 'no'} shares without money: book it by hand",
        )


def _kind(row: Row, word: str, amount: Decimal) -> tuple[Kind, str]:
    """Return the kind that a word stands for, and why that is doubtful."""
    kind = _KINDS.get(word)
    if kind is None:
        return Kind.PAYMENT, f"type {word}"
    if kind is Kind.DIVIDEND and row["asset_class"] in _FUNDS:
        return Kind.DISTRIBUTION, ""
    if kind is Kind.INTEREST and row["symbol"]:
        return Kind.COUPON, ""
    if kind is Kind.INTEREST and amount < 0 and not row["tax"]:
        return Kind.INTEREST_PAID, ""
    if kind is Kind.GIFT and amount < 0:
        return Kind.GIVEN, ""
    if kind in _WITHOUT_INCOME and amount:
        if kind is Kind.FEE:
            return kind, ""
        return Kind.PAYMENT, f"type {word} with an amount"
    if kind in (Kind.BUY, Kind.SELL, Kind.REDEMPTION) and not row["shares"]:
        return kind, f"type {word} without a number of shares"
    return kind, ""


def _security(row: Row) -> Security | None:
    symbol = row["symbol"]
    if not symbol:
        return None
    # A cryptocurrency has a ticker in place of an ISIN.
    return Security(symbol if len(symbol) == _ISIN_LENGTH else "", symbol, name=row["name"])


def _money(number: Decimal | None, currency: str) -> Money | None:
    return Money(number, currency) if number is not None and currency else None
