"""The records of rows of any export, independent of the bank or broker."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from fsq_importers.numbers import ZERO


class Kind(StrEnum):
    """The kind of a booking."""

    DIVIDEND = "dividend"
    DISTRIBUTION = "distribution"
    """A distribution of a fund."""
    INTEREST = "interest"
    COUPON = "coupon"
    """Interest on a bond."""
    PREMIUM = "premium"
    """The premium of a written option; buying the option back reduces it."""
    BONUS = "bonus"
    """Cashback or a welcome bonus: a gift from the broker."""
    GIFT = "gift"
    GIVEN = "given"
    """A gift to another person."""
    INTEREST_PAID = "interest-paid"
    FEE = "fee"
    TAX = "tax"
    """A tax, or its settlement, without income on the same day."""
    VORABPAUSCHALE = "vorabpauschale"
    """The German advance lump-sum tax on funds, without cash income."""
    BUY = "buy"
    SELL = "sell"
    REDEMPTION = "redemption"
    CURRENCY_GAIN = "currency-gain"
    """A change in the value of cash in a foreign currency."""
    EXCHANGE = "exchange"
    """An exchange of two currencies."""
    TRANSFER = "transfer"
    """A transfer between own accounts."""
    TRADE = "trade"
    """A purchase or sale of which only the cash amount is known."""
    PAYMENT = "payment"
    """Any other payment: only the user knows its purpose."""
    NOTE = "note"
    """A row without money that needs a review."""


INCOME: Final = frozenset(
    {
        Kind.DIVIDEND,
        Kind.DISTRIBUTION,
        Kind.INTEREST,
        Kind.COUPON,
        Kind.PREMIUM,
        Kind.BONUS,
        Kind.GIFT,
    }
)
TRADES: Final = frozenset({Kind.BUY, Kind.SELL, Kind.REDEMPTION})
OPEN_TO_RULES: Final = frozenset({Kind.PAYMENT, Kind.TRANSFER, Kind.TRADE})
"""The kinds that rules apply to, besides all records of which only the net amount is known."""


class TaxKind(StrEnum):
    """The kind of a tax."""

    SUM = "sum"
    """All taxes in one sum, as most brokers give it."""
    CAPITAL = "capital"
    """Kapitalertragsteuer, KESt."""
    SOLIDARITY = "solidarity"
    """Solidaritätszuschlag."""
    CHURCH = "church"
    """Kirchensteuer."""
    FOREIGN = "foreign"
    """Quellensteuer: tax withheld abroad."""


class Money(NamedTuple):
    """An amount in a currency."""

    number: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Security:
    """The security of a trade or of income.

    Attributes:
        isin: Its ISIN; empty if the file has none.
        symbol: Its ticker.
        wkn: Its German security number (WKN).
        name: Its name.
    """

    isin: str = ""
    symbol: str = ""
    wkn: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A booking in a file: ``net = gross - taxes - fee``, to the cent.

    Amounts are signed from the perspective of the account: incoming is positive.

    Attributes:
        kind: The kind of booking.
        date: The booking date.
        net: The net change of the account, in ``currency``.
        currency: The currency of net, gross, taxes and (without ``fee_currency``) the fee.
        gross: The amount before taxes and fees; ``None`` if the file gives only the net amount.
        taxes: The taxes withheld; negative if refunded.
        fee: The fee charged; negative if refunded.
        fee_currency: The currency of the fee if it differs; the fee then is not part of ``net``.
        security: The security of a trade or of income.
        shares: The number of shares, positive.
        price: The price of a share, in ``currency``.
        incoming: Whether money comes in by the word of the file; ``None`` if the word does not say.
        closes: Whether a trade closes a position; ``None`` if purchases open and sales close.
        other: The amount exchanged for ``net``, in an exchange of currencies.
        original: The gross amount in the currency of payment, if that differs.
        payee: The other party, payer or payee.
        text: The text of the booking in the file.
        word: The word in the file for the kind of booking.
        iban: The IBAN of the other side.
        source_ids: The ids of its rows: the provider's, or a hash in their place.
        raw: The row as in the file.
        line: Its line.
        year: The year that it belongs to, if that is another than the year of its date.
        account: The file's name of its account, if the file contains several.
        unknown: The reason why it was not fully understood; the entry then is flagged.
    """

    kind: Kind
    date: datetime.date
    net: Decimal
    currency: str
    gross: Decimal | None = None
    taxes: tuple[tuple[TaxKind, Decimal], ...] = ()
    fee: Decimal = ZERO
    fee_currency: str = ""
    security: Security | None = None
    shares: Decimal | None = None
    price: Decimal | None = None
    incoming: bool | None = None
    closes: bool | None = None
    other: Money | None = None
    original: Money | None = None
    payee: str = ""
    text: str = ""
    word: str = ""
    iban: str = ""
    source_ids: tuple[str, ...] = ()
    raw: str = ""
    line: int = 0
    year: int | None = None
    account: str = ""
    unknown: str = ""

    @property
    def tax(self) -> Decimal:
        """The sum of all taxes."""
        return sum((amount for _, amount in self.taxes), ZERO)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is not a booking.

    Attributes:
        line: Its line in the file.
        reason: The reason to skip it.
        raw: The row as in the file.
    """

    line: int
    reason: str
    raw: str
