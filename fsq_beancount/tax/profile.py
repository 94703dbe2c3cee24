"""The structure of a tax profile: the law on capital gains, as data by year.

A profile is an instance of :class:`Profile`. To add a profile, create it in a new module of this
package, with the source of each figure, and add it to ``PROFILES`` in the package.
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
    """The taxation of one kind of asset when it is sold.

    Attributes:
        pot: The pot for its gains and losses; losses are offset within a pot only. ``None`` if a
            sale is not taxed.
        lump_sums: Whether advance lump sums (*Vorabpauschalen*) are taxed while it is held.
        whole: Whether the whole value is taxed instead of the gain, as with a pension saved from
            untaxed income; then it belongs to no pot.
    """

    pot: str | None = None
    lump_sums: bool = False
    whole: bool = False


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
    """

    id: str
    rules: tuple[Rules, ...]
    treatments: Mapping[str, Treatment]
    otherwise: Treatment
    currency: str = ""
    base_rates: Mapping[int, BaseRate] = field(default_factory=dict)
    base_share: Decimal = ZERO

    def of_year(self, year: int) -> Rules:
        """Return the rules in force in a year."""
        position = bisect.bisect_right([rules.since for rules in self.rules], year)
        return self.rules[max(position - 1, 0)]
