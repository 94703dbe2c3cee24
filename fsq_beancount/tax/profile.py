"""The structure of a tax profile: the law on capital gains, as data by year.

A profile is an instance of :class:`Profile`. To add a profile, create it in a new module of this
package, with the source of each figure, and add it to ``PROFILES`` in the package.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from fsq_beancount.core.precision import exact

ZERO = Decimal()
ONE = Decimal(1)

PRIVATE: Final = "private"
"""The pot of private sales, which has a rate of its own."""


class Rule(StrEnum):
    """The taxation of a part of a gain."""

    FREE = "free"
    """It is not taxed, and a loss lowers nothing."""
    FULL = "full"
    """It is taxed without the partial exemption."""
    TAXED = "taxed"
    """It is taxed after the partial exemption, if there is one."""
    OLD_FUND = "old-fund"
    """Like :attr:`TAXED`, less the allowance for funds that were free once."""


@dataclass(frozen=True, slots=True)
class Vintage:
    """The rule for what was bought before a day.

    Attributes:
        before: The first day of purchase that it does not hold for.
        rule: The rule for its gain, or for the gain since ``split``.
        source: The legal source.
        split: The last day of the first part of the gain; the price of that day separates the
            parts. ``None`` where a gain has a single part.
        first: The rule for the first part.
    """

    before: datetime.date
    rule: Rule
    source: str
    split: datetime.date | None = None
    first: Rule = Rule.TAXED


@dataclass(frozen=True, slots=True)
class Treatment:
    """The taxation of one kind of asset when it is sold.

    Attributes:
        pot: The pot for its gains and losses; losses are offset within a pot first. ``None`` if a
            sale is not taxed.
        lump_sums: Whether advance lump sums (*Vorabpauschalen*) are taxed while it is held.
        whole: Whether the whole value is taxed instead of the gain, as with a pension saved from
            untaxed income; then it belongs to no pot.
        vintages: The rules by day of purchase, the oldest first; what is bought later is simply
            taxed.
        free_after: The number of years after which a sale is free; ``None`` if it never is.
        average: Whether the cost is the moving average of what is held, not that of each lot.
    """

    pot: str | None = None
    lump_sums: bool = False
    whole: bool = False
    vintages: tuple[Vintage, ...] = ()
    free_after: int | None = None
    average: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force from a year on.

    Attributes:
        since: The first year.
        capital_tax: The rate of capital tax, fraction; ``None`` if the user has to set it
            (``tax-rate``).
        surcharge: The surcharge on the tax, fraction of it (*Solidaritätszuschlag*).
        exemptions: The exempt share of gains and losses, by treatment, fraction
            (*Teilfreistellung*).
        allowance: The tax-free capital income of one person in a year, in ``currency`` of the
            profile (*Sparer-Pauschbetrag*).
        source: The legal source.
    """

    since: int
    capital_tax: Decimal | None
    surcharge: Decimal = ZERO
    exemptions: Mapping[str, Decimal] = field(default_factory=dict)
    allowance: Decimal = ZERO
    source: str = ""

    @exact
    def rate(self, church_tax: Decimal = ZERO, tax_rate: Decimal | None = None) -> Decimal | None:
        """Return the total tax rate, fraction of a gain.

        Church tax is deductible from the income that capital tax is charged on, so the capital tax
        on a gain ``e`` is ``e / (4 + k)`` where it is a quarter without church tax (§ 32d Abs. 1
        EStG); surcharge and church tax are added as fractions of it.

        Args:
            church_tax: The rate ``k`` of church tax, fraction of the capital tax.
            tax_rate: The user's own total rate, fraction; it takes precedence over the law's.
        """
        if tax_rate is not None or self.capital_tax is None:
            return tax_rate
        reduced = self.capital_tax / (ONE + self.capital_tax * church_tax)
        return reduced * (ONE + self.surcharge + church_tax)


@dataclass(frozen=True, slots=True)
class BaseRate:
    """The base rate (*Basiszins*) of a year.

    Attributes:
        rate: The rate, fraction; below zero there are no lump sums.
        source: The publication.
    """

    rate: Decimal
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The taxes of a country, or of a user.

    Attributes:
        id: The name used in ``tax-profile``.
        rules: The rules, oldest first; the first apply before their year, too.
        treatments: The treatments by name.
        otherwise: The treatment of commodities without a declared treatment.
        currency: The currency of the allowance.
        base_rates: The base rate of each year with advance lump sums.
        base_share: The share of the base rate that limits a lump sum.
        restricted: The pots whose losses are offset against their own gains only; the losses of
            all others are offset against every gain, except that private sales stand alone.
        old_fund_allowance: The tax-free gain of one person on funds that were free once, in
            ``currency``.
        taxes_income: Whether its rates are those of capital income, too, not of gains alone.
        taxes_deferred: Whether the ordinary rate is that of what is taxed as a whole; otherwise
            the user has to set it (``tax-rate-deferred``).
    """

    id: str
    rules: tuple[Rules, ...]
    treatments: Mapping[str, Treatment]
    otherwise: Treatment
    currency: str = ""
    base_rates: Mapping[int, BaseRate] = field(default_factory=dict)
    base_share: Decimal = ZERO
    restricted: frozenset[str] = frozenset()
    old_fund_allowance: Decimal = ZERO
    taxes_income: bool = True
    taxes_deferred: bool = True

    def treatment(self, word: str | None) -> Treatment:
        """Return the treatment by its name; ``None`` stands for a commodity without one."""
        return self.otherwise if word is None else self.treatments[word]

    def of_year(self, year: int) -> Rules:
        """Return the rules in force in a year."""
        position = bisect.bisect_right([rules.since for rules in self.rules], year)
        return self.rules[max(position - 1, 0)]
