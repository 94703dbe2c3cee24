"""Findings about the balance sheet: missing prices, tax treatments and depreciation."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings import AboutAccount, Finding, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutCommodity(Finding):
    """A finding about a commodity.

    Attributes:
        commodity: The commodity; it may be named in a directive only and not be held.
    """

    commodity: str

    @property
    def subject(self) -> str:
        """What its id names."""
        return self.commodity


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPrice(AboutCommodity):
    """The last price of a holding is old or of units before a split, or old on days of large flows.

    Attributes:
        date: The date of that price.
        split: The date of the last split, if that is later: the price is of other units.
        flows: The days with a large flow, on which returns take the price of its transactions;
            empty where it is today's balance sheet that takes the old price.
        paid_in: The currency of the prices of those transactions; empty without any.
    """

    kind: ClassVar[Kind] = Kind.OLD_PRICE
    date: datetime.date
    split: datetime.date | None = None
    flows: tuple[datetime.date, ...] = ()
    paid_in: str = ""

    @property
    def subject(self) -> str:
        """The commodity, at large flows with the currency it was paid in."""
        return f"{self.commodity}/{self.paid_in}" if self.flows else self.commodity


@dataclass(frozen=True, slots=True, kw_only=True)
class Unvalued(Finding):
    """A holding has no price and is left out of the balance sheet.

    Attributes:
        units: What is held.
        into: The currency that a price is missing in.
        may_count: Whether it may be no money, and only count something.
    """

    kind: ClassVar[Kind] = Kind.UNVALUED
    units: Weight
    into: str
    may_count: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommodityAsMoney(AboutCommodity):
    """A commodity counts as money, but is booked like a share.

    Attributes:
        units: What is held.
    """

    kind: ClassVar[Kind] = Kind.COMMODITY_AS_MONEY
    units: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyByName(AboutAccount):
    """Money is on an account that is named for what cannot be spent at once.

    Attributes:
        amount: The money.
        word: The word in the account's name.
        runway: How many months the cash lasts, this money included; ``None`` where undefined.
        runway_without: The same without it.
    """

    kind: ClassVar[Kind] = Kind.MONEY_BY_NAME
    amount: Weight
    word: str
    runway: Decimal | None
    runway_without: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims(Finding):
    """Pensions are left out of the balance sheet.

    Attributes:
        pensions: The names of the pensions.
        options: The options that their present value needs and that are not set.
        unpriced: The currencies of pensions without a price.
    """

    kind: ClassVar[Kind] = Kind.CLAIMS
    pensions: tuple[str, ...]
    options: tuple[str, ...]
    unpriced: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Untreated(AboutCommodity):
    """A commodity has no tax treatment, so its whole gain is taxed."""

    kind: ClassVar[Kind] = Kind.UNTREATED


@dataclass(frozen=True, slots=True, kw_only=True)
class AtCost(AboutCommodity):
    """A commodity has no price and is valued at cost.

    Attributes:
        cost: The cost of its lots, report currency.
    """

    kind: ClassVar[Kind] = Kind.AT_COST
    cost: Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class LumpSumUnknown(AboutCommodity):
    """Advance lump sums of a fund are unknown and count as zero in its latent tax.

    Attributes:
        years: The years whose lump sum is unknown.
    """

    kind: ClassVar[Kind] = Kind.LUMP_SUM_UNKNOWN
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LumpSumUnused(AboutCommodity):
    """An advance lump sum is declared for a commodity that is not held."""

    kind: ClassVar[Kind] = Kind.LUMP_SUM_UNUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxWithoutCost(AboutCommodity):
    """The cost of a commodity is unknown, so latent tax leaves out its gain."""

    kind: ClassVar[Kind] = Kind.TAX_WITHOUT_COST


@dataclass(frozen=True, slots=True, kw_only=True)
class LumpSumWithoutDistributions(AboutCommodity):
    """Lump sums of a fund are computed, but no distribution in the ledger names a commodity.

    Distributions lower the lump sums, so these may be too high and the latent tax too low.

    Attributes:
        years: The years with a computed lump sum.
    """

    kind: ClassVar[Kind] = Kind.LUMP_SUM_WITHOUT_DISTRIBUTIONS
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseValue(AboutCommodity):
    """The price of the day that separates two parts of a gain is unknown.

    Attributes:
        date: The day.
    """

    kind: ClassVar[Kind] = Kind.BASE_VALUE
    date: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateRate(Finding):
    """The rate on private sales is unknown, so the tax on their gains is in no figure.

    Attributes:
        commodities: The commodities with such gains.
    """

    kind: ClassVar[Kind] = Kind.PRIVATE_RATE
    commodities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceLeft(Finding):
    """Something is left of the saver's allowance, but the ledger does not say so.

    Attributes:
        left: What the capital income of the year has left of the allowance of one person.
        year: The year.
    """

    kind: ClassVar[Kind] = Kind.ALLOWANCE_LEFT
    left: Weight
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance(Finding):
    """The saver's allowance exceeds the statutory allowance of two persons.

    Attributes:
        allowance: The allowance as set.
        most: The statutory allowance of two persons.
        year: The year that it applies to.
    """

    kind: ClassVar[Kind] = Kind.ALLOWANCE
    allowance: Weight
    most: Weight
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDepreciated(AboutAccount):
    """The depreciation plugin is missing; the account is that of the first posting.

    Attributes:
        postings: The number of postings with a useful life.
    """

    kind: ClassVar[Kind] = Kind.NOT_DEPRECIATED
    postings: int
