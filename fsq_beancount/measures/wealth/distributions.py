"""Distributions of funds, per unit held.

A distribution is passive income whose account, lots, metadata or narration names the commodity.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from fsq_beancount.books.flows import Flow, decided
from fsq_beancount.books.line import Line
from fsq_beancount.books.payers import named
from fsq_beancount.books.positions import Positions
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.core.terms import INCOME, PASSIVE

ZERO: Final = Decimal()


class Distributions:
    """The distributions of a ledger, of which only the years that are read are looked for."""

    def __init__(self, flows: Sequence[Flow], positions: Positions) -> None:
        """Store the inputs; nothing is computed yet.

        Args:
            flows: The flows of the ledger, oldest first.
            positions: Its positions.
        """
        self._flows = flows
        self._splits = positions.splits
        self._lines: dict[str, list[Line]] = {}
        for line in positions.lines:
            if not line.is_money:
                self._lines.setdefault(line.currency, []).append(line)
        self._known: dict[int, Mapping[str, Decimal]] = {}

    def of_year(self, year: int) -> Mapping[str, Decimal]:
        """Return the distributions of a year, by commodity, in the report currency.

        They are per unit of the end of the year: a split since the payment counts.
        """
        known = self._known.get(year)
        if known is None:
            first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
            known = self._known[year] = self._per_unit(decided(self._flows, first, last), last)
        return known

    def name_any(self) -> bool:
        """Return whether any distribution of the ledger names a commodity that is held."""
        if not self._flows:
            return False
        years = range(self._flows[0].date.year, self._flows[-1].date.year + 1)
        return any(self.of_year(year) for year in years)

    @exact
    def _per_unit(self, flows: Iterable[Flow], last: datetime.date) -> Mapping[str, Decimal]:
        paid_out: dict[str, Decimal] = {}
        lines, splits = self._lines, self._splits
        for flow in flows:
            if (
                flow.income_class != PASSIVE
                or flow.role != INCOME
                or flow.gain
                or flow.amount is None
            ):
                continue
            commodity = next(named(flow, lines), None)
            if commodity not in lines:
                continue
            units = sum((line.units(flow.date) for line in lines[commodity]), ZERO)
            if units > 0:
                per_unit = splits.per_later_unit(
                    commodity, round_places(flow.amount / units), flow.date, last
                )
                paid_out[commodity] = paid_out.get(commodity, ZERO) + per_unit
        return paid_out
