"""Capital that is spent: cash, and lots of several commodities that are sold for a net amount.

All lots grow by one price index, which is 1 at the beginning. A unit is what was worth 1 then, and
the taxable gain of a unit is a straight line in the index. Cash is spent first; then the
commodities are sold in proportion to their values, each first in, first out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

_CLOSE: Final = 1e-9
"""Relative to the amount wanted, what is below a rounding error."""
_DUST: Final = 1e-9
"""An amount that buys nothing, currency."""
_PIECES: Final = 50
"""More pieces than the tax on one sale can have."""


class Pot(NamedTuple):
    """Gains that are taxed together.

    Attributes:
        rate: The tax rate on them, fraction; ``None`` for the common rate, with the losses of
            other such pots and the allowance taken off.
        restricted: Whether its losses are offset against its own gains only.
    """

    rate: float | None = None
    restricted: bool = False


class LotLine(NamedTuple):
    """A lot whose taxable gain per unit is ``fixed + slope * index``.

    Attributes:
        units: What it was worth at an index of 1, currency.
        fixed: The taxable gain of a unit at an index of 0.
        slope: What a rise of the index by 1 adds to it.
        pot: The number of its pot.
    """

    units: float
    fixed: float
    slope: float
    pot: int


@dataclass(frozen=True, slots=True)
class TaxRules:
    """How gains are taxed; without pots, they are not.

    Attributes:
        pots: The pots.
        rate: The common rate, fraction.
        allowance: The gains of a calendar year that are free, currency.
    """

    pots: tuple[Pot, ...] = ()
    rate: float = 0.0
    allowance: float = 0.0

    def tax(self, gains: Sequence[float]) -> float:
        """Return the tax on the gains of a year by pot, currency; never negative."""
        common = own = 0.0
        for pot, gain in zip(self.pots, gains, strict=True):
            if pot.rate is not None:
                own += pot.rate * max(gain, 0.0)
            elif not pot.restricted or gain > 0:
                common += gain
        return own + self.rate * max(common - self.allowance, 0.0)

    def slope(self, gains: Sequence[float], rise: Sequence[float]) -> float:
        """Return by how much the tax rises where the gains by pot begin to rise."""
        common = more = own = 0.0
        for pot, gain, change in zip(self.pots, gains, rise, strict=True):
            grows = gain > 0 or (gain == 0 and change > 0)
            if pot.rate is not None:
                own += pot.rate * change if grows else 0.0
            elif not pot.restricted or grows:
                common += gain
                more += change
        is_taxed = common > self.allowance or (common == self.allowance and more > 0)
        return own + (self.rate * more if is_taxed else 0.0)


class Capital:
    """Capital that can be spent.

    Attributes:
        cash: Money, currency; a debt where it is negative.
        units: The units of all lots.
        index: The price index.
        tax_paid: The tax on all sales so far, currency.
    """

    __slots__ = (
        "_fixed",
        "_gains",
        "_lots",
        "_new",
        "_of_each",
        "_of_year",
        "_rules",
        "_slope",
        "cash",
        "index",
        "tax_paid",
        "units",
    )

    def __init__(
        self,
        cash: float,
        lots: Iterable[Sequence[LotLine]] = (),
        rules: TaxRules | None = None,
        new: LotLine | None = None,
    ) -> None:
        """Begin with a price index of 1.

        Args:
            cash: Money, currency.
            lots: The lots of each commodity, the oldest first; new money buys the first one.
            rules: How gains are taxed.
            new: What is bought with new money, as a lot of a unit; ``None`` if it stays money.
        """
        self.cash = cash
        self._rules = rules or TaxRules()
        self.index = 1.0
        self.tax_paid = 0.0
        self._new = new
        self._lots: list[deque[LotLine]] = [deque(each) for each in lots if each]
        self._of_each = [sum(lot.units for lot in each) for each in self._lots]
        self.units = sum(self._of_each)
        self._gains = [0.0] * len(self._rules.pots)
        self._fixed = [0.0] * len(self._rules.pots)
        self._slope = [0.0] * len(self._rules.pots)
        self._of_year = 0.0
        for each in self._lots:
            for lot in each:
                self._count(lot, lot.units)

    @property
    def value(self) -> float:
        """Its value before tax, currency."""
        return self.cash + self.units * self.index

    @property
    def latent_tax(self) -> float:
        """The tax that selling everything would cost, currency, beside no other gain."""
        unsold = [
            fixed + slope * self.index
            for fixed, slope in zip(self._fixed, self._slope, strict=True)
        ]
        return self._rules.tax(unsold) if unsold else 0.0

    def grow(self, price: float) -> None:
        """Let prices rise by a fraction; money grows along."""
        self.cash *= 1 + price
        self.index *= 1 + price

    def begin_year(self) -> None:
        """Begin a calendar year: losses are carried over, the allowance is a new one."""
        lost = 0.0
        for place, pot in enumerate(self._rules.pots):
            gain = self._gains[place]
            self._gains[place] = min(gain, 0.0)
            if pot.rate is None and not (pot.restricted and gain < 0):
                lost += gain
                self._gains[place] = 0.0
        if lost < 0:
            first = next(
                place
                for place, pot in enumerate(self._rules.pots)
                if pot.rate is None and not pot.restricted
            )
            self._gains[first] = lost
        self._of_year = 0.0

    def save(self, amount: float) -> None:
        """Add new money, currency; it pays debts first."""
        if self._new is None or self.cash < 0 or self.index <= 0:
            self.cash += amount
            return
        if amount <= _DUST:
            return
        # A new lot has no gain yet.
        new = self._new
        lot = LotLine(amount / self.index, -new.slope * self.index, new.slope, new.pot)
        if not self._lots:
            self._lots.append(deque())
            self._of_each.append(0.0)
        self._lots[0].append(lot)
        self._of_each[0] += lot.units
        self.units += lot.units
        self._count(lot, lot.units)

    def take_in(self, other: Capital) -> None:
        """Add other capital with the same index, commodity by commodity."""
        self.save(other.cash)
        self._lots += other._lots
        self._of_each += other._of_each
        self.units += other.units
        for place, fixed in enumerate(other._fixed):
            self._fixed[place] += fixed
            self._slope[place] += other._slope[place]

    def _count(self, lot: LotLine, units: float) -> None:
        """Add units of a lot to the gains that are not sold yet."""
        if self._fixed:
            self._fixed[lot.pot] += units * lot.fixed
            self._slope[lot.pot] += units * lot.slope

    def copy(self) -> Capital:
        """Return a copy that can go another way."""
        other = Capital(self.cash, self._lots, self._rules, self._new)
        other.index, other.tax_paid = self.index, self.tax_paid
        other._gains, other._of_year = list(self._gains), self._of_year
        return other

    def spend(self, wanted: float) -> float:
        """Take out an amount after tax; return what there was of it, currency."""
        if self.cash >= wanted:
            self.cash -= wanted
            return wanted
        paid = max(self.cash, 0.0)
        self.cash -= paid
        return paid + self._sell(wanted - paid)

    def _sell(self, wanted: float) -> float:
        """Sell for an amount after tax; return what there was of it, currency."""
        got = 0.0
        while self.units > 0 and self.index > 0 and wanted - got > _CLOSE * wanted:
            got += self._sell_fronts(wanted - got)
        return got

    def _sell_fronts(self, wanted: float) -> float:
        """Sell of the oldest lot of each commodity, at most until one of them is gone."""
        total = sum(self._of_each)
        shares = [each / total for each in self._of_each]
        longest = min(each[0].units / share for each, share in zip(self._lots, shares, strict=True))
        rise = [0.0] * len(self._gains)
        if rise:
            for each, share in zip(self._lots, shares, strict=True):
                lot = each[0]
                rise[lot.pot] += share * (lot.fixed + lot.slope * self.index)
        units, tax = self._units_for(wanted, rise, longest)
        self._gains = [gain + units * more for gain, more in zip(self._gains, rise, strict=True)]
        for place in range(len(self._lots) - 1, -1, -1):
            self._take(place, units * shares[place])
        self.units = sum(self._of_each)
        self._of_year += tax
        self.tax_paid += tax
        return units * self.index - tax

    def _take(self, place: int, units: float) -> None:
        """Take units off the oldest lot of a commodity."""
        lots = self._lots[place]
        left = lots[0].units - units
        self._of_each[place] -= units
        self._count(lots[0], -units)
        if left > _CLOSE * lots[0].units:
            _, fixed, slope, pot = lots[0]
            lots[0] = LotLine(left, fixed, slope, pot)
            return
        lots.popleft()
        if not lots:
            del self._lots[place], self._of_each[place]

    def _units_for(
        self, wanted: float, rise: Sequence[float], longest: float
    ) -> tuple[float, float]:
        """Return the units to sell for an amount after tax, and the tax on them.

        The tax is convex in the units, so each step along its slope falls short or ends there.
        """
        if not rise:
            return min(wanted / self.index, longest), 0.0
        units = tax = 0.0
        for _ in range(_PIECES):
            gains = [gain + units * more for gain, more in zip(self._gains, rise, strict=True)]
            tax = self._rules.tax(gains) - self._of_year
            lacking = wanted - (units * self.index - tax)
            if lacking <= _CLOSE * wanted or units >= longest:
                break
            units = min(longest, units + lacking / (self.index - self._rules.slope(gains, rise)))
        return units, tax
