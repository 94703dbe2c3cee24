"""The latent tax of a ledger on any day.

Gains are linear in the units of a commodity, so a day takes a few sums per line, regardless of the
number of lots.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from beancount.core import data

from fsq_beancount.books.holdings import Holding, Kind
from fsq_beancount.books.line import Line
from fsq_beancount.books.positions import Positions, Value
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Converter
from fsq_beancount.measures.wealth.gains import Gains
from fsq_beancount.measures.wealth.latent_tax import LatentTax, Sums
from fsq_beancount.measures.wealth.lump_sums import LumpSums
from fsq_beancount.measures.wealth.tax_law import Law, law_on
from fsq_beancount.measures.wealth.unit_lump_sums import taxed_on
from fsq_beancount.measures.wealth.vintages import Lots, TaxedLine, is_free, taxed_line
from fsq_beancount.settings.config import Config
from fsq_beancount.tax.profile import Profile, Rule

ZERO: Final = Decimal()
ONE: Final = Decimal(1)

Chosen = Callable[[Line], bool]
"""Whether a line counts."""

_Item = tuple[TaxedLine, Value]
"""A line that is taxed when it is sold, with its value."""


class LatentTaxes:
    """The latent tax on any day up to the as-of date."""

    __slots__ = (
        "_config",
        "_convert",
        "_gains",
        "_held",
        "_holdings",
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
        self._gains = Gains(positions, lump_sums_of)
        self._holdings = holdings
        self._config = config
        self._convert = convert
        self._held: dict[str, tuple[TaxedLine, ...]] = {}

    def missing(self, date: datetime.date) -> tuple[str, ...]:
        """Return the missing options that leave the tax of a day undefined, in the order to set.

        They are ``tax-profile``, or ``tax-rate`` if the profile has no rate of its own, or
        ``tax-rate-deferred`` if it has none for what is taxed as a whole and such is held.
        """
        law = self._law_on(date)
        if isinstance(law, str):
            return (law,)
        items = self._items(law, date)
        return ("tax-rate-deferred",) if _lacks_rate(law, items) else ()

    @exact
    def on(
        self,
        date: datetime.date,
        chosen: Chosen | None = None,
        kept: Mapping[Line, Decimal] = MappingProxyType({}),
    ) -> LatentTax | None:
        """Return the tax that selling everything at the end of a day would trigger.

        Args:
            date: The day.
            chosen: Whether a line of the positions counts; by default all do.
            kept: The fraction of its value that is left of a line after a fall; by default all.

        Returns:
            The tax; ``None`` without a profile, or without a rate: see :meth:`missing`.
        """
        law = self._law_on(date)
        if isinstance(law, str):
            return None
        items = self._items(law, date)
        if _lacks_rate(law, items):
            return None
        if chosen is not None:
            items = [(held, value) for held, value in items if chosen(held.line)]
        if kept:
            items = [(held._replace(kept=kept.get(held.line, ONE)), value) for held, value in items]
        return self._tax(law, date, items)

    @exact
    def without(
        self, date: datetime.date, left_out: Mapping[Line, Collection[data.Posting]]
    ) -> LatentTax | None:
        """Return the tax of a day without some postings; ``None`` where a rate is missing then.

        Args:
            date: The day.
            left_out: The postings of each line that has some.
        """
        law = self._law_on(date)
        if isinstance(law, str):
            return None
        items = []
        for held, value in self._items(law, date):
            postings = left_out.get(held.line)
            if postings is None:
                items.append((held, value))
            else:
                line = held.line.without(date, postings)
                changed = taxed_line(held.place, line, held.word, held.treatment)
                items.append((changed, self._positions.value(line, date)))
        return None if _lacks_rate(law, items) else self._tax(law, date, items)

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
        if is_free(lots.vintage):
            return [(Rule.FREE, ZERO)]
        word = holding.tax_treatment
        treatment = law.profile.treatment(word)
        held = TaxedLine(0, holding.line, word, treatment, None)
        return list(self._gains.parts(Sums(), law, held, lots, lots.held(date), date))

    def _law_on(self, date: datetime.date) -> Law | str:
        return law_on(date, self._config, self._convert)

    def _items(self, law: Law, date: datetime.date) -> Sequence[_Item]:
        """Return the lines that are taxed when they are sold, each with its value of a day."""
        values = self._positions.on(date)
        return [(held, values[held.place]) for held in self._lines(law.profile)]

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

    def lump_sums(self, profile: Profile) -> LumpSums:
        """Return the lump sums under a profile."""
        return self._gains.lump_sums(profile)

    def _tax(self, law: Law, date: datetime.date, items: Iterable[_Item]) -> LatentTax:
        """Return the tax on lines, each with its value."""
        sums = Sums()
        for held, value in items:
            units, amount, at_cost = value
            _, line, word, treatment, lots, kept = held
            cost = line.cost(date)
            # Equal long and short units add up to zero, but their lots have a gain.
            if amount is None or not (units or cost):
                continue
            amount *= kept
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
                gain = amount - cost - self._gains.lump(law, held, date)
                sums.add(treatment.pot, Rule.TAXED, gain * (ONE - exempt))
                continue
            for group in lots:
                of_group = group.held(date)
                # Of most rules a line has nothing, or nothing any more.
                if not any(of_group):
                    continue
                for rule, gain in self._gains.parts(
                    sums, law, held, group, of_group, date, value=value
                ):
                    if rule is not Rule.FREE:
                        share = ONE if rule is Rule.FULL else ONE - exempt
                        sums.add(treatment.pot, rule, gain * share)
        return self._tax_on(sums, law, date)

    def _tax_on(self, sums: Sums, law: Law, date: datetime.date) -> LatentTax:
        """Return the tax on sums, with the lump sums that are taxed by the day."""
        lump_sums = self.lump_sums(law.profile) if sums.funds else None

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


def _lacks_rate(law: Law, items: Iterable[_Item]) -> bool:
    """Return whether something is taxed as a whole at a rate that is unknown."""
    return law.deferred_rate is None and any(
        held.treatment.whole and value.units for held, value in items
    )
