"""Latent tax (*latente Steuer*): the tax that selling everything today would trigger.

The gain of a lot is ``market value - cost - advance lump sums already taxed``, less the exempt
part; gains and losses of a pot are offset, the saver's allowance is deducted once, and the rest is
taxed at the rate of the user's profile (``tax-profile``). The tax is never negative.

Gains are linear in the units of a commodity, so a day takes a few sums per line, regardless of the
number of lots.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount import tax
from fsq_beancount.books.holdings import Holding, Kind
from fsq_beancount.books.line import Line
from fsq_beancount.books.positions import Positions
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Converter, round_places
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.wealth.lump_sums import LumpSums, taxed_on
from fsq_beancount.settings.config import Config
from fsq_beancount.tax.profile import Profile, Rules, Treatment

ZERO: Final = Decimal()
ONE: Final = Decimal(1)

Chosen = Callable[[Line], bool]
"""Whether a line counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LatentTax:
    """The latent tax of a day.

    Attributes:
        date: The day.
        profile: The tax profile used.
        total: The tax, currency; never negative.
        rate: The total tax rate on a gain, fraction.
        pots: Gains less losses of each pot after the exemptions, currency; negative for a loss.
        allowance: The used part of the saver's allowance, currency.
        base: The tax base: the gains of all pots less the allowance, currency.
        deferred: The value that is taxed as a whole, currency.
        untreated: Commodities that are fully taxed because their tax treatment is unknown.
        without_cost: The value of holdings that are in no pot because their cost is unknown, by
            commodity, currency; the tax on their gain is unknown, too.
        unknown_lump_sums: Commodities and years whose lump sum was counted as zero because a base
            rate or a price is missing.
    """

    date: datetime.date
    profile: str
    total: Decimal
    rate: Decimal
    pots: Mapping[str, Decimal]
    allowance: Decimal
    base: Decimal
    deferred: Decimal
    untreated: tuple[str, ...]
    without_cost: Mapping[str, Decimal]
    unknown_lump_sums: tuple[tuple[str, int], ...]

    @property
    def known(self) -> Decimal | None:
        """The tax as far as it is known; ``None`` if it is unknown for all taxed holdings."""
        return self.total if self.pots or self.deferred or not self.without_cost else None


@exact
def tax_on(
    pots: Mapping[str, Decimal], rate: Decimal, allowance: Decimal = ZERO, deferred: Decimal = ZERO
) -> Decimal:
    """Return the tax on the gains of several pots, rounded to 12 places; never negative.

    Args:
        pots: Gains less losses of each pot, currency; a loss in a pot does not reduce another.
        rate: The total tax rate on a gain, fraction.
        allowance: The remaining saver's allowance, currency.
        deferred: The value that is taxed as a whole, currency; the allowance does not apply to it.
    """
    base = max(sum((max(gain, ZERO) for gain in pots.values()), ZERO) - allowance, ZERO)
    return round_places((base + max(deferred, ZERO)) * rate)


class _Held(NamedTuple):
    """A line whose sale is taxed, and its index among the lines."""

    place: int
    line: Line
    word: str | None
    treatment: Treatment


class _Law(NamedTuple):
    """The tax rules in force on a day."""

    profile: Profile
    rules: Rules
    rate: Decimal
    allowance: Decimal


class LatentTaxes:
    """The latent tax on any day up to the as-of date."""

    __slots__ = (
        "_config",
        "_convert",
        "_held",
        "_holdings",
        "_lump_sums",
        "_lump_sums_of",
        "_positions",
    )

    def __init__(
        self,
        *,
        positions: Positions,
        holdings: Sequence[Holding],
        config: Config,
        convert: Converter,
        lump_sums_of: Callable[[Profile], LumpSums],
    ) -> None:
        """Store the inputs; everything is computed on first use.

        Args:
            positions: The positions, in the report currency.
            holdings: The holding of each line of the positions, in the same order.
            config: The settings, with the tax options.
            convert: Converts an allowance to the report currency at the price of a day.
            lump_sums_of: Returns the lump sums under a profile; called once per profile.
        """
        self._positions = positions
        self._holdings = holdings
        self._config = config
        self._convert = convert
        self._lump_sums_of = lump_sums_of
        self._held: dict[str, tuple[_Held, ...]] = {}
        self._lump_sums: dict[str, LumpSums] = {}

    def missing(self, date: datetime.date) -> tuple[str, ...]:
        """Return the missing options that leave the tax of a day undefined, in the order to set.

        They are ``tax-profile``, or ``tax-rate`` if the profile has no rate of its own.
        """
        profile = self._profile(date)
        if profile is None:
            return ("tax-profile",)
        return ("tax-rate",) if self._rate(profile.of_year(date.year), date) is None else ()

    @exact
    def on(self, date: datetime.date, chosen: Chosen | None = None) -> LatentTax | None:
        """Return the tax that selling everything at the end of a day would trigger.

        Args:
            date: The day.
            chosen: Whether a line of the positions counts; by default all do.

        Returns:
            The tax; ``None`` without a profile, or without a rate: see :meth:`missing`.
        """
        law = self._law(date)
        return None if law is None else self._tax(law, date, chosen)

    def _profile(self, date: datetime.date) -> Profile | None:
        name = self._config.option("tax-profile", date)
        return None if name is None else tax.PROFILES.get(name)

    def _rate(self, rules: Rules, date: datetime.date) -> Decimal | None:
        option = self._config.option
        return rules.rate(option("church-tax", date) or ZERO, option("tax-rate", date))

    def _law(self, date: datetime.date) -> _Law | None:
        profile = self._profile(date)
        if profile is None:
            return None
        rules = profile.of_year(date.year)
        rate = self._rate(rules, date)
        if rate is None:
            return None
        amount = self._config.option("saver-allowance", date)
        allowance = ZERO
        if amount is not None:
            weight = Weight(amount.number, amount.currency)
            allowance = self._convert(weight, date) or ZERO
        return _Law(profile, rules, rate, max(allowance, ZERO))

    def _lines(self, profile: Profile) -> tuple[_Held, ...]:
        """Return the lines that are taxed when they are sold, computed once per profile."""
        known = self._held.get(profile.id)
        if known is None:
            known = self._held[profile.id] = tuple(self._taxed_lines(profile))
        return known

    def _taxed_lines(self, profile: Profile) -> Iterator[_Held]:
        for place, holding in enumerate(self._holdings):
            if holding.kind is not Kind.ASSET or holding.is_depreciation:
                continue
            word = holding.tax_treatment
            treatment = profile.otherwise if word is None else profile.treatments[word]
            if treatment.pot is not None or treatment.whole:
                yield _Held(place, holding.line, word, treatment)

    def _taxed_before(self, profile: Profile) -> LumpSums:
        known = self._lump_sums.get(profile.id)
        if known is None:
            known = self._lump_sums[profile.id] = self._lump_sums_of(profile)
        return known

    def _tax(self, law: _Law, date: datetime.date, chosen: Chosen | None) -> LatentTax:
        pots: dict[str, Decimal] = {}
        deferred = ZERO
        untreated: set[str] = set()
        without_cost: dict[str, Decimal] = {}
        funds: set[str] = set()
        values = self._positions.on(date)
        for held in self._lines(law.profile):
            place, line, word, treatment = held
            units, amount, at_cost = values[place]
            cost = line.cost(date)
            # Equal long and short units add up to zero, but their lots have a gain.
            if not (units or cost):
                continue
            if amount is None or (chosen is not None and not chosen(line)):
                continue
            if treatment.whole or treatment.pot is None:
                deferred += amount
                continue
            if at_cost:
                # Without a price the gain is unknown.
                continue
            if cost is None:
                if not line.is_money:
                    of_others = without_cost.get(line.currency, ZERO)
                    without_cost[line.currency] = of_others + amount
                continue
            if word is None:
                untreated.add(line.currency)
            gain = amount - cost
            if treatment.lump_sums:
                funds.add(line.currency)
                gain -= self._taxed_before(law.profile).taxed(line, date)
            gain *= ONE - _exemption(held, law)
            pots[treatment.pot] = pots.get(treatment.pot, ZERO) + gain
        gains = sum((max(gain, ZERO) for gain in pots.values()), ZERO)
        allowance = min(law.allowance, gains)
        unknown = (
            sorted(
                (commodity, year)
                for commodity, year in self._taxed_before(law.profile).unknown
                if commodity in funds and taxed_on(year) <= date
            )
            if funds
            else ()
        )
        return LatentTax(
            date=date,
            profile=law.profile.id,
            total=tax_on(pots, law.rate, law.allowance, deferred),
            rate=law.rate,
            pots=pots,
            allowance=allowance,
            base=gains - allowance,
            deferred=deferred,
            untreated=tuple(sorted(untreated)),
            without_cost=dict(sorted(without_cost.items())),
            unknown_lump_sums=tuple(unknown),
        )


def _exemption(held: _Held, law: _Law) -> Decimal:
    return ZERO if held.word is None else law.rules.exemptions.get(held.word, ZERO)
