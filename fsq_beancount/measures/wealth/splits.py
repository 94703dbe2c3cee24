"""Splits of commodities: each unit becomes several, or several become one.

The price of a day is that of the units of that day, so whatever compares two days follows them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from beancount.core.position import Cost

from fsq_beancount.books.line import Line, LotChange
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places

ZERO: Final = Decimal()
ONE: Final = Decimal(1)
_CENT: Final = Decimal("0.01")

_LATER: Final = datetime.timedelta(days=31)
"""How much later than in one account the same split may be booked in another."""


class Split(NamedTuple):
    """A split of a commodity: each unit becomes ``after / before`` units."""

    date: datetime.date
    after: Decimal
    before: Decimal


@exact
def splits_of(lines: Iterable[Line]) -> list[Split]:
    """Return the splits of a commodity, oldest first, each once.

    On the day of a split lots leave, and others with the same day of purchase and the same total
    cost come in their place: in one account, or in all together where some are moved that day.

    Args:
        lines: The lines with the commodity.
    """
    by_line = [line.changes for line in lines]
    together = [change for changes in by_line for change in changes]
    candidates = {each for changes in (*by_line, together) for each in _splits_in(changes)}
    found: list[Split] = []
    for split in sorted(candidates):
        if not any(
            split.after * other.before == other.after * split.before
            and split.date - other.date <= _LATER
            for other in found
        ):
            found.append(split)
    return found


def _splits_in(changes: Iterable[LotChange]) -> Iterator[Split]:
    # What is moved and comes back, or goes on, is no change.
    net: dict[tuple[datetime.date, Cost], Decimal] = {}
    for date, lot, number in changes:
        if lot.date < date:
            net[date, lot] = net.get((date, lot), ZERO) + number
    # By day of the transaction and day of purchase: units and cost that come, and that leave.
    moved: dict[tuple[datetime.date, datetime.date], list[Decimal]] = {}
    for (date, lot), number in net.items():
        sums = moved.setdefault((date, lot.date), [ZERO] * 4)
        place = 0 if number > 0 else 2
        sums[place] += abs(number)
        sums[place + 1] += abs(number) * lot.number
    for (date, _), (after, cost_after, before, cost_before) in moved.items():
        same_cost = abs(cost_after - cost_before) <= _CENT
        if after and before and after != before and cost_before and same_cost:
            yield Split(date, after, before)


class Splits:
    """The splits of all commodities that a ledger holds."""

    __slots__ = ("_known", "_lines")

    def __init__(self, lines: Iterable[Line]) -> None:
        """Store the lines; the splits of a commodity are looked for once, where it is asked for."""
        self._lines = tuple(lines)
        self._known: dict[str, list[Split]] = {}

    def of(self, commodity: str) -> list[Split]:
        """Return the splits of a commodity, oldest first."""
        known = self._known.get(commodity)
        if known is None:
            lines = [line for line in self._lines if line.currency == commodity]
            known = self._known[commodity] = splits_of(lines)
        return known

    def is_between(self, commodity: str, then: datetime.date, date: datetime.date) -> bool:
        """Return whether a commodity was split after a day, up to another day."""
        return any(then < split.date <= date for split in self.of(commodity))

    @exact
    def before(
        self, amount: Decimal, commodity: str, then: datetime.date, date: datetime.date
    ) -> Decimal:
        """Return what an amount per unit of a former day is per unit of a later day.

        So it is with what some units were worth on a former day at its price, if the units are
        those of the later day. It is rounded to 12 places where there was a split.

        Args:
            amount: The amount, currency.
            commodity: The commodity.
            then: The former day; a split on that day has already taken place.
            date: The later day.
        """
        after = before = ONE
        for split in self.of(commodity):
            if then < split.date <= date:
                after *= split.after
                before *= split.before
        return amount if after == before else round_places(amount * before / after)
