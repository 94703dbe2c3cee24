"""What a row of any export says, in words that do not depend on who wrote the file."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from fsq_importers.numbers import ZERO


class Kind(StrEnum):
    """What happened."""

    DIVIDEND = "dividend"
    DISTRIBUTION = "distribution"
    """A payment of a fund."""
    INTEREST = "interest"
    COUPON = "coupon"
    """Interest of a bond."""
    PREMIUM = "premium"
    """Of an option that was written; buying it back makes it smaller."""
    BONUS = "bonus"
    """Cash back, welcome money: a gift of the broker."""
    GIFT = "gift"
    GIVEN = "given"
    """A gift to somebody else."""
    INTEREST_PAID = "interest-paid"
    FEE = "fee"
    TAX = "tax"
    """A tax, or its settlement, without income of the same day."""
    VORABPAUSCHALE = "vorabpauschale"
    """The German tax in advance on funds: no cash income comes with it."""
    BUY = "buy"
    SELL = "sell"
    REDEMPTION = "redemption"
    CURRENCY_GAIN = "currency-gain"
    """What cash in a foreign currency is worth more or less."""
    EXCHANGE = "exchange"
    """One currency for another."""
    TRANSFER = "transfer"
    """Between accounts of one's own."""
    TRADE = "trade"
    """A purchase or sale of which only the cash is known."""
    PAYMENT = "payment"
    """Anything else that moves the account: only its owner knows what it was for."""
    NOTE = "note"
    """Something that moves no money but has to be looked at."""


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
"""What a user's rule may know better, and all that is known by its net amount only."""


class TaxKind(StrEnum):
    """Which tax."""

    SUM = "sum"
    """All taxes in one figure: what most brokers give."""
    CAPITAL = "capital"
    """Kapitalertragsteuer, KESt."""
    SOLIDARITY = "solidarity"
    """Solidaritätszuschlag."""
    CHURCH = "church"
    """Kirchensteuer."""
    FOREIGN = "foreign"
    """Quellensteuer: withheld abroad."""


class Money(NamedTuple):
    """An amount in a currency."""

    number: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Security:
    """What was bought, sold, or paid income.

    Attributes:
        isin: Its ISIN, empty where the file has none.
        symbol: Its ticker.
        wkn: Its German number.
        name: Its name.
    """

    isin: str = ""
    symbol: str = ""
    wkn: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One booking of a file: ``net = gross - taxes - fee``, to the cent.

    Amounts are signed as seen from the account: what comes in is positive.

    Attributes:
        kind: What happened.
        date: The day it is booked on.
        net: What the account moved by, in ``currency``.
        currency: Of net, gross, taxes and (unless ``fee_currency`` says otherwise) the fee.
        gross: Before taxes and fees; ``None`` where the file gives the net amount alone.
        taxes: What was withheld; negative where it came back.
        fee: What was charged; negative where it came back.
        fee_currency: The fee's currency where it is another one; it then is no part of ``net``.
        security: What it is about.
        shares: How many of it, positive.
        price: Of one, in ``currency``.
        closes: Whether a trade ends a position; ``None`` where a purchase opens and a sale ends.
        other: What was given or got for ``net``, of an exchange.
        original: The gross amount in the currency it was paid in, where that is another one.
        payee: Who paid or was paid.
        text: What the file says about it.
        word: The word of the file that says what it is.
        iban: Of the other side.
        source_ids: The provider's ids of the rows it is made of, or what stands for them.
        raw: The row as it stands in the file.
        line: Its line.
        account: The account it belongs to, in the words of the file, where the file has several.
        unknown: What could not be understood; the entry then is flagged.
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
    account: str = ""
    unknown: str = ""

    @property
    def tax(self) -> Decimal:
        """All taxes together."""
        return sum((amount for _, amount in self.taxes), ZERO)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no booking, and why.

    Attributes:
        line: Its line in the file.
        reason: Why it is none.
        raw: The row as it stands in the file.
    """

    line: int
    reason: str
    raw: str
