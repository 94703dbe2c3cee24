"""What lots were worth on a former day that separates two parts of their gain.

A split since then counts: the price of that day is one of the units of that day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.books.line import Line
from fsq_beancount.books.positions import Positions
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Rate, round_places

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

    On the day of a split lots leave an account, and others with the same day of purchase and the
    same total cost come in their place.

    Args:
        lines: The lines with the commodity.
    """
    found: list[Split] = []
    for split in sorted(each for line in lines for each in _splits_in(line)):
        if not any(
            split.after * other.before == other.after * split.before
            and split.date - other.date <= _LATER
            for other in found
        ):
            found.append(split)
    return found


def _splits_in(line: Line) -> Iterator[Split]:
    # By day of the transaction and day of purchase: units and cost that come, and that leave.
    moved: dict[tuple[datetime.date, datetime.date], list[Decimal]] = {}
    for date, lot, number in line.changes:
        if lot.date < date:
            sums = moved.setdefault((date, lot.date), [ZERO] * 4)
            place = 0 if number > 0 else 2
            sums[place] += abs(number)
            sums[place + 1] += abs(number) * lot.number
    for (date, _), (after, cost_after, before, cost_before) in moved.items():
        same_cost = abs(cost_after - cost_before) <= _CENT
        if after and before and after != before and cost_before and same_cost:
            yield Split(date, after, before)


class Bases:
    """The worth of lots on former days."""

    __slots__ = ("_positions", "_rates", "_splits")

    def __init__(self, positions: Positions) -> None:
        """Store the positions; rates and splits are looked up once, where they are needed."""
        self._positions = positions
        self._rates: dict[tuple[str, str | None, datetime.date], Rate | None] = {}
        self._splits: dict[str, list[Split]] = {}

    @exact
    def worth(
        self, line: Line, units: Decimal, then: datetime.date, date: datetime.date
    ) -> Decimal | None:
        """Return what units were worth on a former day, ``None`` without a price path.

        Args:
            line: Their line.
            units: The units, as they are on the later day.
            then: The former day.
            date: The later day.
        """
        key = line.currency, line.cost_currency, then
        if key not in self._rates:
            self._rates[key] = self._positions.rate(line, then)
        rate = self._rates[key]
        if rate is None:
            return None
        after = before = ONE
        for split in self._of(line.currency):
            if then < split.date <= date:
                after *= split.after
                before *= split.before
        worth = rate.of(units)
        return worth if after == before else round_places(worth * before / after)

    def _of(self, currency: str) -> list[Split]:
        known = self._splits.get(currency)
        if known is None:
            lines = [line for line in self._positions.lines if line.currency == currency]
            known = self._splits[currency] = splits_of(lines)
        return known
