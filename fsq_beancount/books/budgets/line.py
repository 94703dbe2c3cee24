"""What one account plans in one currency: the amounts that follow on each other, up to any day.

A budget of an income account counts by its absolute value, each directive for itself: Fava shows
income with Beancount's minus, and both ``3500 EUR`` and ``-3500 EUR`` plan to earn 3,500. A budget
of an expense account keeps its sign, so that a negative one plans a refund.

A budget in another currency is converted day by day, like a posting at the price of its day.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.books.budgets.spread import PARTS, day_before, elapsed
from fsq_beancount.core.periods import month_index, month_last
from fsq_beancount.core.precision import EXACT, exact
from fsq_beancount.core.prices import Rate, round_places
from fsq_beancount.settings.directives.budget import Budget, Every

ZERO: Final = Decimal()


class _Step(NamedTuple):
    """An amount from a day on.

    Attributes:
        first: The day it begins.
        every: The calendar period that the amount is for.
        number: The amount, signed as it counts.
        begun: What ``elapsed`` was the day before.
        before: What the steps before it add up to, times :data:`PARTS`.
    """

    first: datetime.date
    every: Every
    number: Decimal
    begun: int
    before: Decimal


class UpTo(NamedTuple):
    """What a line plans from its beginning up to a day.

    Attributes:
        amount: In the report currency.
        unconverted: What has no price path, in the line's own currency.
        days: How many days are in the amount.
    """

    amount: Decimal
    unconverted: Decimal
    days: int


_NOTHING: Final = UpTo(ZERO, ZERO, 0)

Runs = Callable[[str, int], Sequence[tuple[datetime.date, Rate | None]]]
"""Gives the rates of a currency in a month: the first day of each, oldest first."""


class Line:
    """What one account plans in one currency.

    Attributes:
        account: The account.
        currency: The currency of its budgets.
    """

    __slots__ = (
        "_days",
        "_known",
        "_months",
        "_runs",
        "_steps",
        "account",
        "currency",
        "is_income",
    )

    def __init__(
        self,
        account: str,
        currency: str,
        budgets: Iterable[Budget],
        *,
        is_income: bool,
        runs: Runs | None,
    ) -> None:
        """Take budgets of one account and currency.

        Args:
            account: The account.
            currency: The currency of the budgets.
            budgets: The budgets, oldest first, at least one.
            is_income: Whether it is an income account, whose budgets count by absolute value.
            runs: The rates to the report currency; ``None`` where it is the line's own.
        """
        self.account = account
        self.currency = currency
        self.is_income = is_income
        self._runs = runs
        self._steps: list[_Step] = []
        self._days: list[datetime.date] = []
        self._months: list[UpTo] = []
        self._known: dict[datetime.date, UpTo] = {}
        self._add(budgets)

    @exact
    def _add(self, budgets: Iterable[Budget]) -> None:
        for budget in budgets:
            self._step(budget)

    def _step(self, budget: Budget) -> None:
        if self._days and self._days[-1] == budget.date:
            # Of two budgets of one day the later one holds, as in Fava.
            self._days.pop()
            self._steps.pop()
        number = abs(budget.number) if self.is_income else budget.number
        eve = day_before(budget.date)
        step = _Step(budget.date, budget.every, number, elapsed(budget.every, eve), self._own(eve))
        self._steps.append(step)
        self._days.append(budget.date)

    @property
    def is_converted(self) -> bool:
        """Whether it is in another currency than the report, which may lack a price path."""
        return self._runs is not None

    @property
    def first(self) -> datetime.date:
        """The first day with a plan; there is one on every day after it."""
        return self._days[0]

    def up_to(self, day: datetime.date) -> UpTo:
        """Return what is planned up to the end of a day.

        It is rounded to 12 places here and nowhere else, so that the differences of two days add
        up over any partition.
        """
        # Months share their ends, and each is asked for by rows, by years and by windows.
        known = self._known.get(day)
        if known is None:
            known = self._known[day] = self._up_to(day)
        return known

    def _up_to(self, day: datetime.date) -> UpTo:
        first = self._days[0]
        if day < first:
            return _NOTHING
        if self._runs is not None:
            return self._converted(day, self._runs)
        amount = round_places(EXACT.divide(self._own(day), PARTS))
        return UpTo(amount, ZERO, day.toordinal() - first.toordinal() + 1)

    @exact
    def _converted(self, day: datetime.date, runs: Runs) -> UpTo:
        month, begin = month_index(day), month_index(self.first)
        while len(self._months) < month - begin:
            index = begin + len(self._months)
            before = self._months[-1] if self._months else _NOTHING
            self._months.append(self._in_month(before, index, month_last(index), runs))
        before = self._months[month - begin - 1] if month > begin else _NOTHING
        return self._in_month(before, month, day, runs)

    def _own(self, day: datetime.date) -> Decimal:
        """Return the same in the line's own currency, exact and times :data:`PARTS`."""
        position = bisect.bisect_right(self._days, day)
        if not position:
            return ZERO
        step = self._steps[position - 1]
        return EXACT.fma(step.number, elapsed(step.every, day) - step.begun, step.before)

    def _in_month(self, before: UpTo, month: int, last: datetime.date, runs: Runs) -> UpTo:
        """Add the days of a month up to one of them."""
        amount, unconverted, days = before
        rates = runs(self.currency, month)
        # Within a month nothing changes but at the beginning of a rate or of a step.
        edges = {start for start, _ in rates}
        edges.update(day for day in self._days if month_index(day) == month)
        starts = sorted(edge for edge in edges if self.first <= edge <= last)
        ends = [*(day_before(start) for start in starts[1:]), last]
        for start, end in zip(starts, ends, strict=True):
            own = self._own(end) - self._own(day_before(start))
            rate = next(rate for since, rate in reversed(rates) if since <= start)
            if rate is None:
                unconverted += round_places(own / PARTS)
            else:
                amount += round_places(own * rate.numerator / (rate.denominator * PARTS))
                days += (end - start).days + 1
        return UpTo(amount, unconverted, days)
