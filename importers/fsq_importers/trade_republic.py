"""Trade Republic: the official Transaktionsexport, older (``;``) and newer (``,``) variant.

``amount`` is gross; taxes and fees are negative if charged, so the account changes by
``amount + fee + tax``. Foreign and German taxes are one sum. ``date`` is the booking date;
``datetime`` can be a day later.

That money came in or went out by transfer says nothing of its purpose: it is a payment, unless the
word says that the customer moved it, or the other side is an own account
(:mod:`fsq_importers.owners`). What is unknown and moves securities goes against
``Accounts.transfer``; so does a trade that was cancelled, and what cancels it.

Rows of the category CORPORATE_ACTION that repeat a cash row without money, and transfers of a
position from one custodian to another, are not booked.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar, Final

from fsq_importers import dates, reading
from fsq_importers.numbers import ZERO, Convention
from fsq_importers.reading import Layout, Row, layout
from fsq_importers.records import Kind, Money, Record, Security, Skipped, TaxKind
from fsq_importers.tables import TableImporter

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
    "CARD_ORDERING_FEE": Kind.FEE,
    "FINAL_MATURITY": Kind.REDEMPTION,
    "REDEMPTION": Kind.REDEMPTION,
    "TILG": Kind.REDEMPTION,
    "EARLY_REDEMPTION": Kind.REDEMPTION,
    "LIQUIDATION_PROCEEDS": Kind.REDEMPTION,
    "WARRANT_EXERCISE": Kind.REDEMPTION,
    "BENEFITS_SAVEBACK": Kind.BONUS,
    "BONUS": Kind.BONUS,
    "COMPENSATION": Kind.BONUS,
    "KINDERGELD_BONUS": Kind.BONUS,
    "REFERRAL": Kind.BONUS,
    "PEA_MARKETING": Kind.BONUS,
    "STOCKPERK": Kind.BONUS,
    "GIFT": Kind.GIFT,
    "CARD_TRANSACTION": Kind.PAYMENT,
    "CARD_TRANSACTION_INTERNATIONAL": Kind.PAYMENT,
    "CARD_REFUND": Kind.PAYMENT,
    "CARD_TRANSACTION_REFUND": Kind.PAYMENT,
    "CARD_TRANSACTION_REFUND_REVERSAL": Kind.PAYMENT,
    "TRANSFER_DIRECT_DEBIT_INBOUND": Kind.PAYMENT,
    "CUSTOMER_INBOUND": Kind.PAYMENT,
    "TRANSFER_IN": Kind.PAYMENT,
    "TRANSFER_OUT": Kind.PAYMENT,
    "TRANSFER_INBOUND": Kind.PAYMENT,
    "TRANSFER_OUTBOUND": Kind.PAYMENT,
    "TRANSFER_INSTANT_INBOUND": Kind.PAYMENT,
    "TRANSFER_INSTANT_OUTBOUND": Kind.PAYMENT,
    # The customer's own card or reference account.
    "CUSTOMER_INPAYMENT": Kind.TRANSFER,
    "CUSTOMER_INPAYMENT_REVERSAL": Kind.TRANSFER,
    "CUSTOMER_OUTBOUND_REQUEST": Kind.TRANSFER,
    "VIBAN_TRANSFER_INBOUND": Kind.TRANSFER,
    "VIBAN_TRANSFER_OUTBOUND": Kind.TRANSFER,
}
_FUNDS: Final = frozenset({"FUND", "PRIVATE_FUND"})
_ISIN_LENGTH: Final = 12
_CANCELLED: Final = "_CANCELLED"
_OTHER_SIDE: Final = re.compile(r"\b(?:from|to|for) (.+?) \(([A-Z]{2}[0-9]{2}[A-Z0-9]{11,30})\)")

_SETTLED: Final = frozenset({Kind.TAX, Kind.VORABPAUSCHALE})

_Trade = tuple[str, str, str, str]
"""The word, symbol, shares and amount that a trade and its cancellation share."""


class TradeRepublic(TableImporter):
    """Trade Republic's official CSV export."""

    source: ClassVar[str] = "trade-republic"
    title: ClassVar[str] = "Trade Republic"
    convention: ClassVar[Convention] = Convention.ENGLISH
    layouts: ClassVar[tuple[Layout, ...]] = (layout("Transaktionsexport", _COLUMNS),)

    def read(self, filepath: str) -> Iterator[Record | Skipped]:
        """Yield the records of the rows; trades that a later row cancels move no securities."""
        table = self.table(filepath)
        if table is None:
            return
        cancelled: Counter[_Trade] = Counter()
        if _mentions(filepath, _CANCELLED):
            for row in reading.rows(table, self.layouts):
                if row["type"].endswith(_CANCELLED):
                    word = row["type"].removesuffix(_CANCELLED)
                    cancelled[word, row["symbol"], row["shares"], row["amount"].lstrip("-")] += 1
        yield from self.read_rows(reading.rows(table, self.layouts), cancelled=cancelled)

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
        kind, unknown = _kind(row, word, amount or ZERO)
        trade = (word, row["symbol"], row["shares"], row["amount"].lstrip("-"))
        if more["cancelled"][trade]:
            more["cancelled"][trade] -= 1
            kind, unknown = Kind.TRADE, f"{word} that is cancelled: book neither of both"
        if kind in _SETTLED and amount:
            # The tax is the whole amount: there is no income beside it.
            tax, amount = amount + (tax or ZERO), ZERO
        payee, iban = row["counterparty_name"], row["counterparty_iban"]
        if kind in (Kind.PAYMENT, Kind.TRANSFER):
            named = _OTHER_SIDE.search(row["description"])
            payee, iban = payee or (named[1] if named else ""), iban or (named[2] if named else "")
            if payee or iban:
                kind = Kind.PAYMENT
        shares = self.number(row["shares"])
        original = self.number(row["original_amount"])
        yield self.from_gross(
            amount or ZERO,
            currency=row["currency"] or "EUR",
            taxes=((TaxKind.SUM, -tax if tax else None),),
            fee=-fee if fee else None,
            kind=kind,
            date=date,
            security=_security(row),
            shares=abs(shares) if shares else None,
            price=self.number(row["price"]),
            original=_money(original, row["original_currency"]),
            payee=payee or row["name"],
            text=row["payment_reference"] or row["description"],
            word=word,
            iban=iban,
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
            net=ZERO,
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


def _mentions(path: str, word: str) -> bool:
    with open(path, "rb") as file:
        return any(word.encode() in line for line in file)


def _kind(row: Row, word: str, amount: Decimal) -> tuple[Kind, str]:
    """Return the kind that a word stands for, and why that is doubtful."""
    kind = _KINDS.get(word)
    if kind is None:
        if row["shares"] or row["symbol"] or row["category"] == "TRADING":
            return Kind.TRADE, f"type {word}"
        return Kind.PAYMENT, f"type {word}"
    if kind is Kind.DIVIDEND and row["asset_class"] in _FUNDS:
        return Kind.DISTRIBUTION, ""
    if kind is Kind.INTEREST and row["symbol"]:
        return Kind.COUPON, ""
    if kind is Kind.INTEREST and amount < 0 and not row["tax"]:
        return Kind.INTEREST_PAID, ""
    if kind is Kind.GIFT and amount < 0:
        return Kind.GIVEN, ""
    if kind is Kind.VORABPAUSCHALE and amount:
        return kind, f"type {word} with an amount"
    return kind, ""


def _security(row: Row) -> Security | None:
    symbol = row["symbol"]
    if not symbol:
        return None
    # A cryptocurrency has a ticker in place of an ISIN.
    return Security(symbol if len(symbol) == _ISIN_LENGTH else "", symbol, name=row["name"])


def _money(number: Decimal | None, currency: str) -> Money | None:
    return Money(number, currency) if number is not None and currency else None
