"""The latent tax of a ledger on any day.

Gains are linear in the units of a commodity, so a day takes a few sums per line, regardless of the
number of lots.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from fsq_beancount.books.holdings import Holding, Kind
from fsq_beancount.books.line import Line
from fsq_beancount.books.positions import Positions, Value
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Converter
from fsq_beancount.measures.wealth.bases import Bases
from fsq_beancount.measures.wealth.latent_tax import LatentTax, Sums
from fsq_beancount.measures.wealth.lump_sum_law import taxed_on
from fsq_beancount.measures.wealth.lump_sums import LumpSums
from fsq_beancount.measures.wealth.splits import Splits
from fsq_beancount.measures.wealth.tax_law import Law, law_on
from fsq_beancount.measures.wealth.vintages import Lots, TaxedLine, taxed_line
from fsq_beancount.settings.config import Config
from fsq_beancount.tax.profile import PRIVATE, Profile, Rule

ZERO: Final = Decimal()
ONE: Final = Decimal(1)

Chosen = Callable[[Line], bool]
"""Whether a line counts."""


class LatentTaxes:
    """The latent tax on any day up to the as-of date."""

    __slots__ = (
        "_bases",
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
        splits: Splits,
        lump_sums_of: Callable[[Profile], LumpSums],
    ) -> None:
        """Store the inputs; everything is computed on first use.

        Args:
            positions: The positions, in the report currency.
            holdings: The holding of each line of the positions, in the same order.
            config: The settings, with the tax options.
            convert: Converts an allowance to the report currency at the price of a day.
            splits: The splits of the commodities.
            lump_sums_of: Returns the lump sums under a profile; called once per profile.
        """
        self._positions = positions
        self._bases = Bases(positions, splits)
        self._holdings = holdings
        self._config = config
        self._convert = convert
        self._lump_sums_of = lump_sums_of
        self._held: dict[str, tuple[TaxedLine, ...]] = {}
        self._lump_sums: dict[str, LumpSums] = {}

    def missing(self, date: datetime.date) -> tuple[str, ...]:
        """Return the missing options that leave the tax of a day undefined, in the order to set.

        They are ``tax-profile``, or ``tax-rate`` if the profile has no rate of its own, or
        ``tax-rate-deferred`` if it has none for what is taxed as a whole and such is held.
        """
        law = self._law_on(date)
        if isinstance(law, str):
            return (law,)
        return ("tax-rate-deferred",) if self._lacks_rate(law, date) else ()

    @exact
    def on(self, date: datetime.date, chosen: Chosen | None = None) -> LatentTax | None:
        """Return the tax that selling everything at the end of a day would trigger.

        Args:
            date: The day.
            chosen: Whether a line of the positions counts; by default all do.

        Returns:
            The tax; ``None`` without a profile, or without a rate: see :meth:`missing`.
        """
        law = self._law_on(date)
        if isinstance(law, str) or self._lacks_rate(law, date):
            return None
        values = self._positions.on(date)
        lines = self._lines(law.profile)
        if chosen is not None:
            lines = tuple(held for held in lines if chosen(held.line))
        return self._tax(law, date, [(held, values[held.place]) for held in lines])

    @exact
    def without(self, date: datetime.date, lines: Mapping[Line, Line]) -> LatentTax | None:
        """Return the tax of a day if some lines were others, ``None`` where :meth:`on` is.

        Args:
            date: The day.
            lines: What to take in the place of lines.
        """
        law = self._law_on(date)
        if isinstance(law, str) or self._lacks_rate(law, date):
            return None
        values = self._positions.on(date)
        items = []
        for held in self._lines(law.profile):
            other = lines.get(held.line)
            if other is None:
                items.append((held, values[held.place]))
            else:
                changed = taxed_line(held.place, other, held.word, held.treatment)
                items.append((changed, self._positions.value(other, date)))
        return self._tax(law, date, items)

    def law(self, date: datetime.date) -> Law | None:
        """Return the tax rules in force on a day; ``None`` without a profile or a rate."""
        law = self._law_on(date)
        return None if isinstance(law, str) else law

    @exact
    def parts(
        self, law: Law, holding: Holding, lots: Lots, date: datetime.date
    ) -> Sequence[tuple[Rule, Decimal]]:
        """Return the parts of the gain of some lots of a holding, before the exemption.

        Args:
            law: The law of the day.
            holding: The holding.
            lots: The lots, of its line.
            date: The day.
        """
        word = holding.tax_treatment
        treatment = law.profile.treatment(word)
        held = TaxedLine(0, holding.line, word, treatment, None)
        return list(self._parts(Sums(), law, held, lots, date))

    def _law_on(self, date: datetime.date) -> Law | str:
        return law_on(date, self._config, self._convert)

    def _lacks_rate(self, law: Law, date: datetime.date) -> bool:
        """Return whether something is taxed as a whole at a rate that is unknown."""
        if law.deferred_rate is not None:
            return False
        values = self._positions.on(date)
        return any(
            held.treatment.whole and values[held.place].units for held in self._lines(law.profile)
        )

    def _lines(self, profile: Profile) -> tuple[TaxedLine, ...]:
        """Return the lines that are taxed when they are sold, computed once per profile."""
        known = self._held.get(profile.id)
        if known is None:
            known = self._held[profile.id] = tuple(self._taxed_lines(profile))
        return known

    def _taxed_lines(self, profile: Profile) -> Iterator[TaxedLine]:
        for place, holding in enumerate(self._holdings):
            if holding.kind is not Kind.ASSET or holding.is_depreciation:
                continue
            word = holding.tax_treatment
            treatment = profile.treatment(word)
            if treatment.pot is not None or treatment.whole:
                yield taxed_line(place, holding.line, word, treatment)

    def _taxed_before(self, profile: Profile) -> LumpSums:
        known = self._lump_sums.get(profile.id)
        if known is None:
            known = self._lump_sums[profile.id] = self._lump_sums_of(profile)
        return known

    def _tax(
        self, law: Law, date: datetime.date, items: Iterable[tuple[TaxedLine, Value]]
    ) -> LatentTax:
        """Return the tax on lines, each with its value."""
        sums = Sums()
        for held, value in items:
            units, amount, at_cost = value
            _, line, word, treatment, lots = held
            cost = line.cost(date)
            # Equal long and short units add up to zero, but their lots have a gain.
            if amount is None or not (units or cost):
                continue
            if treatment.whole or treatment.pot is None:
                sums.deferred += amount
                continue
            if at_cost:
                # Without a price the gain is unknown.
                continue
            if cost is None:
                if not line.is_money:
                    of_others = sums.without_cost.get(line.currency, ZERO)
                    sums.without_cost[line.currency] = of_others + amount
                continue
            if word is None:
                sums.untreated.add(line.currency)
            exempt = ZERO if word is None else law.rules.exemptions.get(word, ZERO)
            if treatment.lump_sums:
                sums.funds.add(line.currency)
            if lots is None:
                gain = amount - cost - self._lump(law, held, date)
                sums.add(treatment.pot, Rule.TAXED, gain * (ONE - exempt))
                continue
            for group in lots:
                for rule, gain in self._parts(sums, law, held, group, date, value):
                    if rule is not Rule.FREE:
                        share = ONE if rule is Rule.FULL else ONE - exempt
                        sums.add(treatment.pot, rule, gain * share)
        return self._tax_on(sums, law, date)

    def _tax_on(self, sums: Sums, law: Law, date: datetime.date) -> LatentTax:
        """Return the tax on sums, with the lump sums that are taxed by the day."""
        lump_sums = self._taxed_before(law.profile) if sums.funds else None

        def due(found: Collection[tuple[str, int]]) -> Collection[tuple[str, int]]:
            return [
                (commodity, year)
                for commodity, year in found
                if commodity in sums.funds and taxed_on(year) <= date
            ]

        return sums.tax(
            law,
            date,
            unknown_lump_sums=due(lump_sums.unknown) if lump_sums else (),
            computed_lump_sums=due(lump_sums.computed) if lump_sums else (),
        )

    def _parts(
        self,
        sums: Sums,
        law: Law,
        held: TaxedLine,
        lots: Lots,
        date: datetime.date,
        value: Value | None = None,
    ) -> Iterator[tuple[Rule, Decimal]]:
        """Yield the parts of the gain of some lots, each with the rule that it is taxed by."""
        units, cost = lots.held(date)
        if not (units or cost):
            return
        line, vintage = held.line, lots.vintage
        if vintage is not None and vintage.split is None and vintage.rule is Rule.FREE:
            # Whatever it gained is in no pot, so nobody needs its price.
            yield vintage.rule, ZERO
            return
        if value is not None and value.units == units:
            # As a rule, all that is left of a line is of one vintage.
            worth = value.amount or ZERO
        else:
            worth = self._positions.worth(line, units, date) or ZERO
        if held.treatment.pot == PRIVATE:
            sums.private[line.currency] = sums.private.get(line.currency, ZERO) + worth
        if vintage is None or vintage.split is None:
            rule = Rule.TAXED if vintage is None else vintage.rule
            yield rule, worth - cost - self._lump(law, held, date, lots)
            return
        if date <= vintage.split:
            yield vintage.first, worth - cost
            return
        base = self._bases.worth(line, units, vintage.split, date)
        if base is None:
            sums.without_base.add((line.currency, vintage.split))
            # The part that would be taxed less may be nothing at all.
            base = cost if vintage.first is Rule.FREE else worth
        yield vintage.first, base - cost
        yield vintage.rule, worth - base - self._lump(law, held, date, lots)

    def _lump(
        self, law: Law, held: TaxedLine, date: datetime.date, lots: Lots | None = None
    ) -> Decimal:
        """Return the lump sums that are taxed already, of a line or of some of its lots."""
        if not held.treatment.lump_sums:
            return ZERO
        return self._taxed_before(law.profile).taxed(lots or held.line, date)
