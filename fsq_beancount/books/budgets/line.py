"""The budgets of one account in one currency, accumulated up to any day.

Each budget of an income account counts by its absolute value: Fava shows income with Beancount's
minus sign, and both ``3500 EUR`` and ``-3500 EUR`` plan to earn 3,500. A budget of an expense
account keeps its sign, so that a negative budget plans a refund.

A budget in another currency is converted day by day, like a posting at the price of its day.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.books.budgets.spread import PARTS, day_before, elapsed
from fsq_beancount.books.silence import LONG
from fsq_beancount.core.periods import month_first, month_index, month_last
from fsq_beancount.core.precision import EXACT, exact
from fsq_beancount.core.prices import Rate, round_places
from fsq_beancount.settings.directives.budget import Budget, Every

ZERO: Final = Decimal()


class _Step(NamedTuple):
    """A budget in force from a day on.

    Attributes:
        first: The first day.
        every: The calendar period that the amount is for.
        number: The amount, with the sign that counts.
        begun: The value of ``elapsed`` on the day before.
        before: The sum of the earlier steps, times :data:`PARTS`.
    """

    first: datetime.date
    every: Every
    number: Decimal
    begun: int
    before: Decimal


class UpTo(NamedTuple):
    """The cumulative plan of a line from its beginning up to a day.

    Attributes:
        amount: The amount, in the report currency.
        unconverted: The amount without a price path, in the line's own currency.
        days: The number of days included in ``amount``.
    """

    amount: Decimal
    unconverted: Decimal
    days: int


_NOTHING: Final = UpTo(ZERO, ZERO, 0)

Runs = Callable[[str, int], Sequence[tuple[datetime.date, Rate | None]]]
"""Returns the rates of a currency in a month, each with its first day, oldest first."""


class Line:
    """The plan of one account in one currency.

    Attributes:
        account: The account.
        currency: The currency of its budgets.
    """

    __slots__ = (
        "_days",
        "_known",
        "_months",
        "_quoted",
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
        quoted: Sequence[int] = (),
    ) -> None:
        """Prepare the budgets of one account and currency.

        Args:
            account: The account.
            currency: The currency of the budgets.
            budgets: The budgets, oldest first, at least one.
            is_income: Whether it is an income account, whose budgets count by absolute value.
            runs: The rates to the report currency; ``None`` if it is the line's own currency.
            quoted: The months with quotes, in order: between them, no rate changes.
        """
        self.account = account
        self.currency = currency
        self.is_income = is_income
        self._runs = runs
        self._quoted = quoted
        self._steps: list[_Step] = []
        self._days: list[datetime.date] = []
        self._months: dict[int, UpTo] = {}
        self._known: dict[datetime.date, UpTo] = {}
        self._add(budgets)

    @exact
    def _add(self, budgets: Iterable[Budget]) -> None:
        for budget in budgets:
            self._step(budget)

    def _step(self, budget: Budget) -> None:
        if self._days and self._days[-1] == budget.date:
            # Of two budgets on the same day the later takes effect, as in Fava.
            self._days.pop()
            self._steps.pop()
        number = abs(budget.number) if self.is_income else budget.number
        eve = day_before(budget.date)
        step = _Step(budget.date, budget.every, number, elapsed(budget.every, eve), self._own(eve))
        self._steps.append(step)
        self._days.append(budget.date)

    @property
    def is_converted(self) -> bool:
        """Whether its currency is not the report currency, so that a price path may be missing."""
        return self._runs is not None

    @property
    def first(self) -> datetime.date:
        """The first day with a plan; every later day has a plan, too."""
        return self._days[0]

    def up_to(self, day: datetime.date) -> UpTo:
        """Return the cumulative plan up to the end of a day.

        It is rounded to 12 places only here, so that the differences between days add up over any
        partition.
        """
        # Adjacent months share a day, and rows, years and windows ask for the same days.
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
        month = month_index(day)
        before = self._before(month)
        return self._from(before, self._to_end_of(before, runs), month, day, runs)

    def _before(self, month: int) -> int:
        """Return the month up to whose end a month is added up from.

        It is the one before, but after a long time without a change it is the last with one: then
        the time since is added up at once, however long it is.
        """
        last = month_index(self._days[bisect.bisect_right(self._days, month_last(month)) - 1])
        quoted = bisect.bisect_right(self._quoted, month)
        if quoted:
            last = max(last, self._quoted[quoted - 1])
        return last if month - last > LONG else month - 1

    def _to_end_of(self, month: int, runs: Runs) -> UpTo:
        """Return the cumulative plan up to the end of a month, and keep it."""
        begin = month_index(self.first)
        missing: list[int] = []
        while month >= begin and month not in self._months:
            missing.append(month)
            month = self._before(month)
        found = self._months.get(month, _NOTHING)
        for each in reversed(missing):
            found = self._from(self._before(each), found, each, month_last(each), runs)
            self._months[each] = found
        return found

    def _from(self, known: int, before: UpTo, month: int, last: datetime.date, runs: Runs) -> UpTo:
        """Add the days after the end of a month, with what is before it, up to ``last``."""
        if known == month - 1:
            return self._in_month(before, month, last, runs)
        ((_, rate), *_) = runs(self.currency, month)
        return self._plus(before, month_first(known + 1), last, rate)

    def _own(self, day: datetime.date) -> Decimal:
        """Return the exact cumulative plan in the line's own currency, times :data:`PARTS`."""
        position = bisect.bisect_right(self._days, day)
        if not position:
            return ZERO
        step = self._steps[position - 1]
        return EXACT.fma(step.number, elapsed(step.every, day) - step.begun, step.before)

    def _in_month(self, before: UpTo, month: int, last: datetime.date, runs: Runs) -> UpTo:
        """Add the days of a month, up to and including ``last``."""
        rates = runs(self.currency, month)
        # Within a month, changes occur only at the beginning of a rate or of a step.
        edges = {start for start, _ in rates}
        edges.update(day for day in self._days if month_index(day) == month)
        starts = sorted(edge for edge in edges if self.first <= edge <= last)
        ends = [*(day_before(start) for start in starts[1:]), last]
        for start, end in zip(starts, ends, strict=True):
            rate = next(rate for since, rate in reversed(rates) if since <= start)
            before = self._plus(before, start, end, rate)
        return before

    def _plus(
        self, before: UpTo, first: datetime.date, last: datetime.date, rate: Rate | None
    ) -> UpTo:
        """Add the days from a first to a last one, at one rate."""
        amount, unconverted, days = before
        own = self._own(last) - self._own(day_before(first))
        if rate is None:
            return UpTo(amount, unconverted + round_places(own / PARTS), days)
        converted = round_places(own * rate.numerator / (rate.denominator * PARTS))
        return UpTo(amount + converted, unconverted, days + (last - first).days + 1)
