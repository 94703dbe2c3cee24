"""Latent tax (*latente Steuer*): the tax that selling everything today would trigger.

The gain of a lot is ``market value - cost - advance lump sums already taxed``, less the exempt
part; which parts of it are free, the day of purchase decides. Gains and losses are offset as the
user's profile (``tax-profile``) says, the saver's allowance is deducted once, and the rest is taxed
at the rate of the profile. The tax is never negative.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.measures.wealth.tax_law import Law
from fsq_beancount.tax.profile import PRIVATE, Rule

ZERO: Final = Decimal()


@dataclass(frozen=True, slots=True, kw_only=True)
class LatentTax:
    """The latent tax of a day.

    Attributes:
        date: The day.
        profile: The tax profile used.
        total: The tax, currency; never negative.
        rate: The total tax rate on a gain, fraction.
        pots: Gains less losses of each pot after the exemptions and the allowance for old funds,
            currency; negative for a loss.
        old_fund_allowance: The used part of the allowance for funds that were free once, currency.
        allowance: The used part of the saver's allowance, currency.
        base: The tax base: gains less the losses they are offset against, less the allowance,
            currency; without private sales, which have a rate of their own.
        private_rate: The rate on private sales, fraction; ``None`` if it is unknown.
        deferred: The value that is taxed as a whole, currency.
        untreated: Commodities that are fully taxed because their tax treatment is unknown.
        without_cost: The value of holdings that are in no pot because their cost is unknown, by
            commodity, currency; the tax on their gain is unknown, too.
        unknown_lump_sums: Commodities and years whose lump sum was counted as zero because a base
            rate or a price is missing.
        computed_lump_sums: Commodities and years whose lump sum was computed from prices.
        without_base: Commodities and days without the price that separates two parts of a gain;
            the gain is taxed without its free or exempt part.
        unrated: The value of commodities with a gain from private sales, if their rate is unknown,
            by commodity, currency; the tax on the gain is in no figure.
    """

    date: datetime.date
    profile: str
    total: Decimal
    rate: Decimal
    pots: Mapping[str, Decimal]
    old_fund_allowance: Decimal
    allowance: Decimal
    base: Decimal
    private_rate: Decimal | None
    deferred: Decimal
    untreated: tuple[str, ...]
    without_cost: Mapping[str, Decimal]
    unknown_lump_sums: tuple[tuple[str, int], ...]
    computed_lump_sums: tuple[tuple[str, int], ...]
    without_base: tuple[tuple[str, datetime.date], ...]
    unrated: Mapping[str, Decimal]

    @property
    def known(self) -> Decimal | None:
        """The tax as far as it is known; ``None`` if it is unknown for all taxed holdings."""
        rated = [pot for pot in self.pots if pot != PRIVATE or not self.unrated]
        return self.total if rated or self.deferred or not self.unknown else None

    @property
    def unknown(self) -> Mapping[str, Decimal]:
        """The value of holdings whose tax is in no figure, by commodity, currency."""
        return {**self.without_cost, **self.unrated}


@exact
def taxed_gain(pots: Mapping[str, Decimal], restricted: Collection[str] = ()) -> Decimal:
    """Return the gains of several pots less the losses that they are offset against, currency.

    Args:
        pots: Gains less losses of each pot, currency; that of private sales does not count.
        restricted: The pots whose losses are offset against their own gains only.
    """
    gain = sum(
        (
            max(gain, ZERO) if pot in restricted else gain
            for pot, gain in pots.items()
            if pot != PRIVATE
        ),
        ZERO,
    )
    return max(gain, ZERO)


@exact
def tax_on(gain: Decimal, rate: Decimal, allowance: Decimal = ZERO) -> Decimal:
    """Return the tax on gains, rounded to 12 places; never negative.

    Args:
        gain: The gains less the losses they are offset against, currency.
        rate: The total tax rate on a gain, fraction.
        allowance: The remaining saver's allowance, currency.
    """
    return round_places(max(gain - allowance, ZERO) * rate)


@dataclass(slots=True)
class Sums:
    """The sums over what is held on a day, before losses are offset.

    Attributes:
        pots: Gains less losses of each pot after the exemptions, currency.
        old_funds: Those of funds that were free once, which have an allowance, by pot.
        deferred: The value that is taxed as a whole, currency.
        private: The value of what is in the pot of private sales, by commodity, currency.
        funds: The commodities with lump sums.
        untreated: As in :class:`LatentTax`, and so are ``without_cost`` and ``without_base``.
    """

    pots: dict[str, Decimal] = field(default_factory=dict)
    old_funds: dict[str, Decimal] = field(default_factory=dict)
    deferred: Decimal = ZERO
    private: dict[str, Decimal] = field(default_factory=dict)
    funds: set[str] = field(default_factory=set)
    untreated: set[str] = field(default_factory=set)
    without_cost: dict[str, Decimal] = field(default_factory=dict)
    without_base: set[tuple[str, datetime.date]] = field(default_factory=set)

    def add(self, pot: str, rule: Rule, gain: Decimal) -> None:
        """Add a part of a gain to its pot.

        Args:
            pot: The pot.
            rule: The rule it is taxed by.
            gain: The part, after the exemption, currency.
        """
        into = self.old_funds if rule is Rule.OLD_FUND else self.pots
        into[pot] = into.get(pot, ZERO) + gain

    @exact
    def tax(
        self,
        law: Law,
        date: datetime.date,
        *,
        unknown_lump_sums: Collection[tuple[str, int]],
        computed_lump_sums: Collection[tuple[str, int]],
    ) -> LatentTax:
        """Return the tax on the sums.

        Args:
            law: The law of the day.
            date: The day.
            unknown_lump_sums: Commodities and years whose lump sum is unknown.
            computed_lump_sums: Commodities and years whose lump sum was computed from prices.
        """
        pots = dict(self.pots)
        free = ZERO
        for pot, gain in self.old_funds.items():
            of_pot = min(max(gain, ZERO), law.old_fund_allowance - free)
            free += of_pot
            pots[pot] = pots.get(pot, ZERO) + gain - of_pot
        gains = taxed_gain(pots, law.profile.restricted)
        private = max(pots.get(PRIVATE, ZERO), ZERO)
        total = tax_on(gains, law.rate, law.allowance)
        total += tax_on(private, law.private_rate or ZERO)
        total += tax_on(self.deferred, law.deferred_rate or ZERO)
        is_unrated = private and law.private_rate is None
        allowance = min(law.allowance, gains)
        return LatentTax(
            date=date,
            profile=law.profile.id,
            total=total,
            rate=law.rate,
            pots=pots,
            old_fund_allowance=free,
            allowance=allowance,
            base=gains - allowance,
            private_rate=law.private_rate,
            deferred=self.deferred,
            untreated=tuple(sorted(self.untreated)),
            without_cost=dict(sorted(self.without_cost.items())),
            unknown_lump_sums=tuple(sorted(unknown_lump_sums)),
            computed_lump_sums=tuple(sorted(computed_lump_sums)),
            without_base=tuple(sorted(self.without_base)),
            unrated=dict(sorted(self.private.items())) if is_unrated else {},
        )
