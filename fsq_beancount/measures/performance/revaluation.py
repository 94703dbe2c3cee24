"""By how much holdings changed in value, beyond what was booked on them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books
    from fsq_beancount.books.positions import Line

ZERO: Final = Decimal()


@dataclass(slots=True)
class Effects:
    """By how much holdings changed in value, currency.

    Attributes:
        lots: What is held at a cost.
        money: What is held without one.
        first_price: What had no price before.
    """

    lots: Decimal = ZERO
    money: Decimal = ZERO
    first_price: Decimal = ZERO


class Revaluation:
    """The change in value of the holdings of a scope, over any days up to its as-of date."""

    def __init__(self, scope: Books) -> None:
        """Look at no holding yet."""
        self._scope = scope
        self._first_days: dict[int, datetime.date | None] = {}

    def between(self, before: datetime.date, last: datetime.date) -> Effects:
        """Return the effects from the end of one day to that of another."""
        effects = Effects()
        positions = self._scope.positions
        opening, closing = positions.on(before), positions.on(last)
        for place, line in self._revalued:
            booked = line.weight(last) - line.weight(before)
            worth = closing[place].amount or ZERO
            # What changed beyond what was booked on it.
            beyond = worth - (opening[place].amount or ZERO) - booked
            if not beyond:
                continue
            gain = self._gain(line, before, last, worth, beyond)
            effects.first_price += beyond - gain
            if line.cost_currency is None:
                effects.money += gain
            else:
                effects.lots += gain
        return effects

    @cached_property
    def _revalued(self) -> Sequence[tuple[int, Line]]:
        """The lines that may be worth something else than what was booked on them, by place."""
        currency = self._scope.facts.currency
        return [
            (place, line)
            for place, line in enumerate(self._scope.positions.lines)
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
        """Return what of a change is a gain; the rest is of a holding that had no value before.

        A holding counts from the first day on which it has a price path. What was booked on it
        before, and what it is worth on that day, nobody earned.
        """
        begin = self._first_day(line)
        if begin is None or begin > last:
            return ZERO
        if begin <= before:
            return beyond
        booked = line.weight(last) - line.weight(begin)
        first_worth = self._scope.positions.value(line, begin).amount or ZERO
        return worth - first_worth - booked

    def _first_day(self, line: Line) -> datetime.date | None:
        """Return the first day on which a line has a value, if there is one up to the as-of."""
        if id(line) not in self._first_days:
            self._first_days[id(line)] = self._search_first_day(line)
        return self._first_days[id(line)]

    def _search_first_day(self, line: Line) -> datetime.date | None:
        scope = self._scope
        begin, end = line.days[0], scope.as_of
        if scope.positions.value(line, begin).amount is not None:
            return datetime.date.min
        prices, currency = scope.facts.prices, scope.facts.currency

        def is_priced(date: datetime.date) -> bool:
            return prices.rate(line.currency, currency, date, line.cost_currency) is not None

        if not is_priced(end):
            return None
        # A path that is there once stays there, so its first day is found by halving.
        low, high = begin.toordinal(), end.toordinal()
        while high - low > 1:
            middle = (low + high) // 2
            if is_priced(datetime.date.fromordinal(middle)):
                high = middle
            else:
                low = middle
        return datetime.date.fromordinal(high)
