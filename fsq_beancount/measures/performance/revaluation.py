"""Changes in the value of holdings beyond their bookings."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from fsq_beancount.books.line import Line
from fsq_beancount.books.positions import Positions
from fsq_beancount.core.periods import day_after
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Prices
from fsq_beancount.measures.performance.by_day import Ledger

ZERO: Final = Decimal()


@dataclass(slots=True)
class Effects:
    """The changes in the value of holdings, currency.

    Attributes:
        lots: Of lots: units at cost, and any commodity that is not money.
        money: Of money.
        first_price: The first value of holdings that had no price before.
    """

    lots: Decimal = ZERO
    money: Decimal = ZERO
    first_price: Decimal = ZERO


class Revaluation:
    """The changes in the value of holdings, over any period up to the as-of date."""

    def __init__(
        self,
        *,
        positions: Positions,
        prices: Prices,
        as_of: datetime.date,
        brought_in: Mapping[Line, Ledger] | None = None,
    ) -> None:
        """Store the inputs; nothing is computed yet.

        Args:
            positions: The positions, in the report currency.
            prices: The prices of the positions.
            as_of: The last day that counts.
            brought_in: The market value of lots that came or left without a sale less their
                weight, by line; it is no gain.
        """
        self._brought_in = brought_in or {}
        self._positions = positions
        self._prices = prices
        self._as_of = as_of
        # Lines compare by identity, and as keys they are kept alive.
        self._first_days: dict[Line, datetime.date | None] = {}

    @exact
    def between(
        self,
        before: datetime.date,
        last: datetime.date,
        chosen: Callable[[Line], bool] | None = None,
    ) -> Effects:
        """Return the effects from the end of one day to the end of another.

        Args:
            before: The day whose end begins the period.
            last: The last day.
            chosen: Whether a line counts; by default all do.
        """
        effects = Effects()
        opening, closing = self._positions.on(before), self._positions.on(last)
        for place, line in self._revalued:
            if chosen is not None and not chosen(line):
                continue
            booked = line.weight(last) - line.weight(before)
            if line in self._brought_in:
                booked += self._brought_in[line].total(day_after(before), last)
            worth = closing[place].amount or ZERO
            # The change beyond the bookings.
            beyond = worth - (opening[place].amount or ZERO) - booked
            if not beyond:
                continue
            gain = self._gain(line, before, last, worth, beyond)
            effects.first_price += beyond - gain
            if line.is_money:
                effects.money += gain
            else:
                effects.lots += gain
        return effects

    @cached_property
    def _revalued(self) -> Sequence[tuple[int, Line]]:
        """The lines whose value may differ from the sum of their bookings, with their index."""
        currency = self._positions.currency
        return [
            (place, line)
            for place, line in enumerate(self._positions.lines)
            if line.currency != currency or not line.weighs_itself
        ]

    def _gain(
        self,
        line: Line,
        before: datetime.date,
        last: datetime.date,
        worth: Decimal,
        beyond: Decimal,
    ) -> Decimal:
        """Return the part of a change that is a gain; the rest is a holding's first value.

        A holding counts from the first day on which it has a price path. Its earlier bookings and
        its value on that day are no gain.
        """
        begin = self._first_day(line)
        if begin is None or begin > last:
            return ZERO
        if begin <= before:
            return beyond
        booked = line.weight(last) - line.weight(begin)
        if line in self._brought_in:
            booked += self._brought_in[line].total(day_after(begin), last)
        first_worth = self._positions.value(line, begin).amount or ZERO
        return worth - first_worth - booked

    def _first_day(self, line: Line) -> datetime.date | None:
        """Return the first day on which a line has a value, if any up to the as-of date."""
        if line not in self._first_days:
            self._first_days[line] = self._search_first_day(line)
        return self._first_days[line]

    def _search_first_day(self, line: Line) -> datetime.date | None:
        begin, end = line.days[0], self._as_of
        if self._positions.value(line, begin).amount is not None:
            return datetime.date.min
        prices, currency = self._prices, self._positions.currency

        def is_priced(date: datetime.date) -> bool:
            return prices.rate(line.currency, currency, date, line.cost_currency) is not None

        if not is_priced(end):
            return None
        # Once there is a price path, there always is, so bisection finds its first day.
        low, high = begin.toordinal(), end.toordinal()
        while high - low > 1:
            middle = (low + high) // 2
            if is_priced(datetime.date.fromordinal(middle)):
                high = middle
            else:
                low = middle
        return datetime.date.fromordinal(high)
