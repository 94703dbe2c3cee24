"""The parts of a gain that the law taxes by different rules."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from fsq_beancount.books.positions import Positions, Value
from fsq_beancount.measures.wealth.bases import Bases
from fsq_beancount.measures.wealth.latent_tax import Sums
from fsq_beancount.measures.wealth.lump_sums import LumpSums
from fsq_beancount.measures.wealth.tax_law import Law
from fsq_beancount.measures.wealth.vintages import Lots, TaxedLine
from fsq_beancount.tax.profile import PRIVATE, Profile, Rule

ZERO: Final = Decimal()


class Gains:
    """The gains of lots, by rule, before the exemption."""

    __slots__ = ("_bases", "_lump_sums", "_lump_sums_of", "_positions")

    def __init__(self, positions: Positions, lump_sums_of: Callable[[Profile], LumpSums]) -> None:
        """Store the inputs; everything is computed on first use.

        Args:
            positions: The positions, in the report currency.
            lump_sums_of: Returns the lump sums under a profile; called once per profile.
        """
        self._positions = positions
        self._bases = Bases(positions)
        self._lump_sums_of = lump_sums_of
        self._lump_sums: dict[str, LumpSums] = {}

    def lump_sums(self, profile: Profile) -> LumpSums:
        """Return the lump sums under a profile."""
        known = self._lump_sums.get(profile.id)
        if known is None:
            known = self._lump_sums[profile.id] = self._lump_sums_of(profile)
        return known

    def parts(
        self,
        sums: Sums,
        law: Law,
        held: TaxedLine,
        lots: Lots,
        of_lots: tuple[Decimal, Decimal],
        date: datetime.date,
        *,
        value: Value | None = None,
    ) -> Iterator[tuple[Rule, Decimal]]:
        """Yield the parts of the gain of some lots, each with the rule that it is taxed by.

        Their units and cost are not both zero. The value is that of the line.
        """
        units, cost = of_lots
        line, vintage = held.line, lots.vintage
        if value is not None and value.units == units:
            # As a rule, all that is left of a line is of one vintage.
            worth = value.amount or ZERO
        else:
            worth = self._positions.worth(line, units, date) or ZERO
        worth *= held.kept
        if held.treatment.pot == PRIVATE:
            sums.private[line.currency] = sums.private.get(line.currency, ZERO) + worth
        if vintage is None or vintage.split is None:
            rule = Rule.TAXED if vintage is None else vintage.rule
            yield rule, worth - cost - self.lump(law, held, date, lots)
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
        yield vintage.rule, worth - base - self.lump(law, held, date, lots)

    def lump(
        self, law: Law, held: TaxedLine, date: datetime.date, lots: Lots | None = None
    ) -> Decimal:
        """Return the lump sums that are taxed already, of a line or of some of its lots."""
        if not held.treatment.lump_sums:
            return ZERO
        return self.lump_sums(law.profile).taxed(lots or held.line, date)
