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
from fsq_beancount.measures.wealth.splits import Splits


class Bases:
    """The worth of lots on former days."""

    __slots__ = ("_positions", "_rates", "_splits")

    def __init__(self, positions: Positions, splits: Splits) -> None:
        """Store the positions and splits; a rate is looked up once, where it is needed."""
        self._positions = positions
        self._rates: dict[tuple[str, str | None, datetime.date], Rate | None] = {}
        self._splits = splits

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
        return self._splits.before(rate.of(units), line.currency, then, date)
