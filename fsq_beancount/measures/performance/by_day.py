"""Amounts by day, with sums over any days."""

from __future__ import annotations

import bisect
import datetime
import operator
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.returns import Dietz

if TYPE_CHECKING:
    from fsq_beancount.books.line import Line

ZERO: Final = Decimal()

ByDay = dict[datetime.date, Decimal]
"""The amount of each day that has one."""


class Ledger:
    """Amounts by day, with sums over any days."""

    def __init__(self, by_day: Mapping[datetime.date, Decimal]) -> None:
        """Take the amount of each day."""
        self._dates = sorted([date for date, amount in by_day.items() if amount])
        self._amounts = [by_day[date] for date in self._dates]

    @cached_property
    @exact
    def _sums(self) -> list[Decimal]:
        """The sum of all amounts before each day, and last the sum of all."""
        return [ZERO, *accumulate(self._amounts)]

    @cached_property
    @exact
    def _weighted(self) -> list[Decimal]:
        """The same sums of each amount times the ordinal of its day."""
        days = map(datetime.date.toordinal, self._dates)
        return [ZERO, *accumulate(map(operator.mul, self._amounts, days))]

    @exact
    def total(self, first: datetime.date, last: datetime.date) -> Decimal:
        """Return the sum over some days."""
        begin, end = self._range(first, last)
        return self._sums[end] - self._sums[begin]

    def dated(
        self, first: datetime.date, last: datetime.date
    ) -> Sequence[tuple[datetime.date, Decimal]]:
        """Return the day and the amount of each day that has one, oldest first."""
        begin, end = self._range(first, last)
        return list(zip(self._dates[begin:end], self._amounts[begin:end], strict=True))

    @exact
    def dietz(
        self, opening: Decimal, closing: Decimal, first: datetime.date, last: datetime.date
    ) -> Dietz:
        """Return the parts of the quotient of a modified Dietz return, with the amounts as flows.

        The result is that of :func:`.returns.dietz` for :meth:`dated`, but from sums: an amount is
        invested for the difference between the ordinals of the last day and of its day.
        """
        days = (last - first).days + 1
        begin, end = self._range(first, last)
        total = self._sums[end] - self._sums[begin]
        after = total * last.toordinal() - (self._weighted[end] - self._weighted[begin])
        return Dietz(closing - opening - total, opening * days + after, days)

    def _range(self, first: datetime.date, last: datetime.date) -> tuple[int, int]:
        return bisect.bisect_left(self._dates, first), bisect.bisect_right(self._dates, last)


def add(sums: ByDay, date: datetime.date, amount: Decimal) -> None:
    """Add an amount to that of its day."""
    sums[date] = sums.get(date, ZERO) + amount


def together(several: Sequence[ByDay]) -> ByDay:
    """Return the sums of several; the first, by far the longest, is copied as a whole."""
    sums = several[0].copy()
    for by_day in several[1:]:
        for date, amount in by_day.items():
            add(sums, date, amount)
    return sums


def weights_of(line: Line, last: datetime.date) -> Iterator[tuple[datetime.date, Decimal]]:
    """Yield each day with a booking on a line, and the weight of the day, up to a day."""
    before = ZERO
    for date in line.dates:
        if date > last:
            return
        weight = line.weight(date)
        yield date, weight - before
        before = weight
