"""What a tax profile is: the law on gains from capital, as data by year.

A profile is nothing but an instance of :class:`Profile`. To add one, write a module beside this
one that makes it, with the source of each figure, and add it to ``PROFILES`` in the package.
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from fsq_beancount.core.precision import exact

ZERO = Decimal()
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Treatment:
    """How one kind of thing is taxed when it is sold.

    Attributes:
        pot: The pot that its gains and losses go to; losses are offset within a pot only.
            ``None`` where selling it is not taxed.
        lump_sums: Whether advance lump sums (*Vorabpauschalen*) are taxed while it is held.
        whole: Whether the whole value is taxed instead of a gain, as with a pension that was
            saved from untaxed income; it goes to no pot then.
    """

    pot: str | None = None
    lump_sums: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds from a year on.

    Attributes:
        since: The first year.
        capital_tax: The tax, fraction; ``None`` where the user has to say it (``tax-rate``).
        surcharge: What is added to the tax, fraction of it (*Solidaritätszuschlag*).
        exemptions: The share of gains and losses that is left out, by treatment, fraction
            (*Teilfreistellung*).
        allowance: What one person may earn without tax in a year, in ``currency`` of the
            profile (*Sparer-Pauschbetrag*).
        source: Where that is written.
    """

    since: int
    capital_tax: Decimal | None
    surcharge: Decimal = ZERO
    exemptions: Mapping[str, Decimal] = field(default_factory=dict)
    allowance: Decimal = ZERO
    source: str = ""

    @exact
    def rate(self, church_tax: Decimal = ZERO, tax_rate: Decimal | None = None) -> Decimal | None:
        """Return what is paid in all, fraction of a gain.

        Church tax is deductible from the income that the capital tax is taken of, so that tax is
        ``e / (4 + k)`` of a gain ``e`` where it is a quarter without church tax (§ 32d Abs. 1
        EStG); surcharge and church tax are added as fractions of it.

        Args:
            church_tax: The rate ``k`` of church tax, fraction of the capital tax.
            tax_rate: The user's own rate in all, fraction; it goes before the law's.
        """
        if tax_rate is not None or self.capital_tax is None:
            return tax_rate
        reduced = self.capital_tax / (ONE + self.capital_tax * church_tax)
        return reduced * (ONE + self.surcharge + church_tax)


@dataclass(frozen=True, slots=True)
class BaseRate:
    """The base rate (*Basiszins*) of a year.

    Attributes:
        rate: Fraction; below zero there are no lump sums.
        source: Where it was published.
    """

    rate: Decimal
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The taxes of a country, or of a user.

    Attributes:
        id: What ``tax-profile`` names it.
        rules: What holds, oldest first; the first holds before its year, too.
        treatments: How each kind of thing is taxed, by the word for it.
        otherwise: How that is taxed of which nobody says what it is.
        currency: The currency of the allowance.
        base_rates: The base rate of each year with advance lump sums.
        base_share: The share of the base rate that a lump sum is at most.
    """

    id: str
    rules: tuple[Rules, ...]
    treatments: Mapping[str, Treatment]
    otherwise: Treatment
    currency: str = ""
    base_rates: Mapping[int, BaseRate] = field(default_factory=dict)
    base_share: Decimal = ZERO

    def of_year(self, year: int) -> Rules:
        """Return what holds in a year."""
        position = bisect.bisect_right([rules.since for rules in self.rules], year)
        return self.rules[max(position - 1, 0)]
