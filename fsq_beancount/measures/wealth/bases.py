"""What lots were worth on a former day that separates two parts of their gain.

A split since then counts: the price of that day is one of the units of that day.
"""

from __future__ import annotations

import datetime
from decimal import Decimal

from fsq_beancount.books.line import Line
from fsq_beancount.books.positions import Positions
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Rate


class Bases:
    """The worth of lots on former days."""

    __slots__ = ("_positions", "_rates")

    def __init__(self, positions: Positions) -> None:
        """Store the positions; rates are looked up once, where they are needed."""
        self._positions = positions
        self._rates: dict[tuple[str, str | None, datetime.date], Rate | None] = {}

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
        splits = self._positions.splits
        return splits.per_later_unit(line.currency, rate.of(units), then, date)
