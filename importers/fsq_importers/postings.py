"""The single place where a record becomes a Beancount transaction.

Gross income, each tax, each fee and the net amount have separate postings. The cost of a security
excludes the fee, which is an expense; a sale reduces lots by the booking method of the account
(open the depot with ``"FIFO"``, as German tax law requires), and Beancount computes the gain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from beancount.core import amount, data, flags, position

from fsq_importers.accounts import Accounts
from fsq_importers.numbers import ZERO, unit
from fsq_importers.records import INCOME, TRADES, Kind, Record
from fsq_importers.rules import Rule

SOURCE_ID: Final = "source_id"
RECORD: Final = "record"
GROSS: Final = "gross"
UNKNOWN: Final = "unknown"
NET_ONLY: Final = "unknown"
"""The value of :data:`GROSS` if the file gives only the net amount."""
YEAR: Final = "fsq-year"
"""The year that a correction belongs to, if the money moved in another."""
SOURCE: Final = "__source__"
"""The text that Fava shows next to an entry on its import page; Beancount never prints it."""

LABELS: Final = {
    Kind.DIVIDEND: "Dividende",
    Kind.DISTRIBUTION: "Ausschüttung",
    Kind.INTEREST: "Zinsen",
    Kind.COUPON: "Zinsen",
    Kind.PREMIUM: "Optionsprämie",
    Kind.BONUS: "Bonus",
    Kind.GIFT: "Geschenk",
    Kind.GIVEN: "Geschenk",
    Kind.INTEREST_PAID: "Sollzinsen",
    Kind.FEE: "Gebühr",
    Kind.TAX: "Steuer",
    Kind.VORABPAUSCHALE: "Vorabpauschale",
    Kind.BUY: "Kauf",
    Kind.SELL: "Verkauf",
    Kind.REDEMPTION: "Tilgung",
    Kind.CURRENCY_GAIN: "Währungsgewinn oder -verlust",
    Kind.EXCHANGE: "Währungstausch",
    Kind.TRANSFER: "Umbuchung",
    Kind.TRADE: "Wertpapierabrechnung",
    Kind.PAYMENT: "Zahlung",
    Kind.NOTE: "Hinweis",
}

_TENTH: Final = Decimal("0.1")
_PRICE_PLACES: Final = Decimal("0.00000001")
_LONGEST_TEXT: Final = 500
_BLANKS: Final = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return text for a single line of a ledger, without line breaks and control characters."""
    composed = unicodedata.normalize("NFC", text)
    if not composed.isprintable():
        composed = "".join(each if each.isprintable() else " " for each in composed)
    return _BLANKS.sub(" ", composed).strip()[:_LONGEST_TEXT]


def _trimmed(number: Decimal) -> Decimal:
    """Return a number without trailing zeros and without an exponent."""
    if number == number.to_integral_value():
        return number.quantize(Decimal(1))
    return number.normalize()


def post(record: Record, accounts: Accounts, filename: str, rule: Rule | None = None) -> Any:
    """Return the transaction of a record.

    It balances, or has one posting to be completed: the gain of a sale by Beancount, or the other
    side of a payment by smart_importer, if the accounts omit it.

    Args:
        record: The booking.
        accounts: The accounts to book to.
        filename: The file it comes from.
        rule: The user's rule for it, if there is one.
    """
    book = _Book(record, accounts, rule)
    postings = list(book.postings())
    meta = data.new_metadata(filename, record.line)
    meta.update(book.metadata())
    return data.Transaction(
        meta,
        record.date,
        flags.FLAG_WARNING if book.doubtful else flags.FLAG_OKAY,
        clean(record.payee or (record.security.name if record.security else "")) or None,
        clean((rule and rule.narration) or record.text) or LABELS[record.kind],
        rule.tags if rule else data.EMPTY_SET,
        data.EMPTY_SET,
        postings,
    )


class _Book:
    """The postings of one record."""

    def __init__(self, record: Record, accounts: Accounts, rule: Rule | None) -> None:
        self.record = record
        self.accounts = accounts
        self.rule = rule
        # A booking with a rule needs no review, even if the bank's word for it is unknown.
        self.doubtful = rule is None and (bool(record.unknown) or record.kind is Kind.TRADE)

    def metadata(self) -> Iterator[tuple[str, Any]]:
        record = self.record
        if record.source_ids:
            yield SOURCE_ID, " ".join(record.source_ids)
        yield RECORD, str(record.kind)
        security = record.security
        if security is not None:
            if security.isin:
                yield "isin", clean(security.isin)
            if security.wkn:
                yield "wkn", clean(security.wkn)
        # As text: Fava's import page does not save numbers or amounts in metadata.
        if record.shares is not None and record.kind not in TRADES:
            yield "shares", f"{_trimmed(record.shares):f}"
        if record.original is not None:
            number, currency = record.original
            yield "original", clean(f"{_trimmed(number):f} {currency}")
        if self.net_only:
            yield GROSS, NET_ONLY
        if record.year is not None:
            yield YEAR, Decimal(record.year)
        if record.iban:
            yield "iban", clean(record.iban)
        if record.unknown and self.rule is None:
            yield UNKNOWN, clean(record.unknown)
        yield SOURCE, record.raw

    @property
    def net_only(self) -> bool:
        """Whether the amount may be net of unknown taxes and fees."""
        record = self.record
        if self.rule is not None or record.gross is not None:
            return False
        return record.kind in INCOME or record.kind is Kind.TRADE

    def postings(self) -> Iterator[data.Posting]:
        record = self.record
        if record.kind is Kind.NOTE:
            self.doubtful = True
            return
        if record.kind is Kind.EXCHANGE:
            yield from self.exchange()
        elif self.rule is not None:
            legs = self.rule.legs(self.gross, record.currency)
            for account, number in legs:
                yield self.posting(account, number)
            # The parts exceed the payment: a rent that was not paid in full.
            self.doubtful = legs[0].number * self.gross > 0
        elif record.kind in TRADES:
            yield from self.trade()
        else:
            yield from self.other_side()
        yield from self.taxes()
        yield from self.fees()
        net = record.net
        if record.kind in TRADES and net == net.to_integral_value():
            # Beancount infers its tolerance from the decimal places, and whole amounts have none;
            # a total cost divided by the number of shares needs some.
            net = net.quantize(min(_TENTH, unit(record.currency)))
        yield self.posting(self.accounts.cash, net)

    def posting(self, account: str, number: Decimal, currency: str = "") -> data.Posting:
        units = amount.Amount(number, currency or self.record.currency)
        name = self.filled(account, currency)
        return data.Posting(name, units, None, None, None, None)

    def filled(self, account: str, currency: str = "") -> str:
        """Return an account name with commodity and currency filled in."""
        if "{" not in account:
            return account
        security = self.record.security
        commodity = self.accounts.commodity(security) if security else self.record.currency
        # Account components allow no dots or apostrophes.
        component = re.sub(r"[^A-Za-z0-9-]", "-", commodity)
        return account.format(commodity=component, currency=currency or self.record.currency)

    @property
    def gross(self) -> Decimal:
        record = self.record
        if record.gross is not None:
            return record.gross
        fee = ZERO if record.fee_currency else record.fee
        return record.net + record.tax + fee

    def other_side(self) -> Iterator[data.Posting]:
        record, gross = self.record, self.gross
        if record.kind is Kind.PAYMENT:
            self.doubtful = True
            accounts = self.accounts
            account = accounts.unknown_income if gross >= 0 else accounts.unknown_expense
            if account is not None:
                yield self.posting(account, -gross)
        elif not gross and record.kind in (Kind.TAX, Kind.VORABPAUSCHALE, Kind.FEE, Kind.TRADE):
            # No other side: there is only the tax or fee.
            return
        else:
            yield self.posting(self.accounts.of(record.kind), -gross)

    def trade(self) -> Iterator[data.Posting]:
        record, gross = self.record, self.gross
        buys = record.kind is Kind.BUY
        closes = record.closes if record.closes is not None else not buys
        # Without a number of shares the depot does not change; and a purchase that brings money
        # has no cost, a sale that costs some no proceeds.
        backwards = gross * (1 if buys else -1) > 0
        if not record.shares or record.security is None or backwards:
            self.doubtful = True
            yield self.posting(self.accounts.transfer, -gross)
            return
        commodity = self.accounts.commodity(record.security)
        shares = _trimmed(record.shares)
        units = amount.Amount(shares if buys else -shares, commodity)
        depot = self.filled(self.accounts.depot)
        if closes:
            nothing = position.CostSpec(None, None, None, None, None, None)
            price = amount.Amount(self.price(), record.currency)
            yield data.Posting(depot, units, nothing, price, None, None)
            yield data.Posting(self.filled(self.accounts.gains), None, None, None, None, None)
        else:
            yield data.Posting(depot, units, self.cost(), None, None, None)

    def price(self) -> Decimal:
        record = self.record
        if record.price is not None:
            return _trimmed(record.price)
        assert record.shares  # noqa: S101 - only called for trades with shares
        return _trimmed((abs(self.gross) / record.shares).quantize(_PRICE_PLACES))

    def cost(self) -> position.CostSpec:
        """Return the unit cost if it gives the amount exactly, else the total cost."""
        record, total = self.record, abs(self.gross)
        price, shares = record.price, record.shares
        currency = record.currency
        if price is not None and shares is not None and price * shares == total:
            return position.CostSpec(_trimmed(price), None, currency, None, None, None)
        # A unit cost of zero: if omitted, it would be interpolated and hide an imbalance.
        return position.CostSpec(ZERO, total, currency, None, None, None)

    def exchange(self) -> Iterator[data.Posting]:
        record = self.record
        assert record.other is not None  # noqa: S101 - every exchange has it
        number, currency = record.other
        rate = record.price
        if number and (rate is None or rate * abs(number) != abs(self.gross)):
            rate = abs(self.gross) / abs(number)
        price = amount.Amount(_trimmed(rate or ZERO), record.currency)
        cash = self.accounts.cash.format(currency=currency, commodity=currency)
        yield data.Posting(cash, amount.Amount(number, currency), None, price, None, None)

    def taxes(self) -> Iterator[data.Posting]:
        sums: dict[str, Decimal] = {}
        if self.record.kind is Kind.BUY:
            return  # a tax on transactions, which is among the fees
        for kind, number in self.record.taxes:
            account = self.accounts.taxes.of(kind)
            sums[account] = sums.get(account, ZERO) + number
        for account, number in sums.items():
            if number:
                yield self.posting(account, number)

    def fees(self) -> Iterator[data.Posting]:
        record = self.record
        # A tax on a purchase is a cost of acquisition, and lowers no income.
        costs = record.tax if record.kind is Kind.BUY else ZERO
        abroad = bool(record.fee_currency)
        if not abroad:
            costs += record.fee
        if costs:
            yield self.posting(self.accounts.fees, costs)
        if abroad and record.fee:
            yield self.posting(self.accounts.fees, record.fee, record.fee_currency)
            yield self.posting(self.accounts.cash, -record.fee, record.fee_currency)
