"""Budgets: what was planned, what became of it, and what was saved by plan and beyond it.

The budgets are Fava's own, ``custom "budget" ACCOUNT PERIOD AMOUNT``, and so is the calculation:
on each day the latest budget of an account and currency is in force, and the day takes
``amount / days of the calendar period around it``. It is done here once more, since importing
Fava's module takes ten times as long as all of ours, adds up day by day, and loses digits;
``tests/test_budget_fava.py`` holds the two together.

A budget of an income account counts by its absolute value, each directive for itself: Fava shows
income with Beancount's minus, and both ``3500 EUR`` and ``-3500 EUR`` plan to earn 3,500. A budget
of an expense account keeps its sign, so that a negative one plans a refund.

A budget in another currency is converted day by day, like a posting at the price of its day.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal, localcontext
from functools import lru_cache
from math import lcm
from typing import TYPE_CHECKING, Final, NamedTuple

from fsq_beancount.classification.account import Account
from fsq_beancount.core.periods import (
    Period,
    month_first,
    month_index,
    month_last,
)
from fsq_beancount.core.prices import EXACT, PRECISION, Rate, round_places
from fsq_beancount.core.terms import EXCLUDED
from fsq_beancount.settings.directives.budget import Budget, Every

if TYPE_CHECKING:
    from fsq_beancount.books.facts import Facts

ZERO: Final = Decimal()

_PARTS: Final = lcm(7, 28, 29, 30, 31, 90, 91, 92, 365, 366)
"""Parts of a calendar period that every number of days is a whole number of."""


@lru_cache(maxsize=4096)  # all budgets of a month are asked for the same days
def elapsed(every: Every, day: datetime.date) -> int:
    """Return how many calendar periods have gone by at the end of a day.

    Args:
        every: Which periods.
        day: The day.

    Returns:
        Their number since an arbitrary one, times :data:`_PARTS`, which makes it a whole number.
        The difference of two days is what share of the amounts falls on the days between.
    """
    if every is Every.DAY:
        return day.toordinal() * _PARTS
    if every is Every.WEEK:
        # The first day of the calendar, number one, is a Monday.
        return day.toordinal() * (_PARTS // 7)
    months = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}[every]
    number = month_index(day) // months
    first, last = month_first(number * months), month_last(number * months + months - 1)
    gone = day.toordinal() - first.toordinal() + 1
    return number * _PARTS + gone * (_PARTS // (last.toordinal() - first.toordinal() + 1))


_DAY: Final = datetime.timedelta(days=1)


def _eve(day: datetime.date) -> datetime.date:
    """Return the day before; the calendar's first day is its own eve, nothing is planned then."""
    return day - _DAY if day > datetime.date.min else day


def planned(number: Decimal, every: Every, first: datetime.date, last: datetime.date) -> Decimal:
    """Return what an amount per calendar period plans for some days.

    Args:
        number: The amount of each period, in any currency.
        every: Which periods.
        first: The first day.
        last: The last day, included.

    Returns:
        The amount, rounded to 12 places: 400 a month are 200 from the 1st to the 15th of April.
    """
    with localcontext(prec=PRECISION):
        return round_places(number * (elapsed(every, last) - elapsed(every, _eve(first))) / _PARTS)


class _Step(NamedTuple):
    """An amount from a day on.

    Attributes:
        first: The day it begins.
        every: The calendar period that the amount is for.
        number: The amount, signed as it counts.
        begun: What ``elapsed`` was the day before.
        before: What the steps before it add up to, times :data:`_PARTS`.
    """

    first: datetime.date
    every: Every
    number: Decimal
    begun: int
    before: Decimal


class _UpTo(NamedTuple):
    """What a line plans from its beginning up to a day.

    Attributes:
        amount: In the report currency.
        unconverted: What has no price path, in the line's own currency.
        days: How many days are in the amount.
    """

    amount: Decimal
    unconverted: Decimal
    days: int


_NOTHING: Final = _UpTo(ZERO, ZERO, 0)

_Runs = Callable[[str, int], Sequence[tuple[datetime.date, Rate | None]]]
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
        runs: _Runs | None,
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
        self._months: list[_UpTo] = []
        self._known: dict[datetime.date, _UpTo] = {}
        with localcontext(prec=PRECISION):
            for budget in budgets:
                self._add(budget)

    def _add(self, budget: Budget) -> None:
        if self._days and self._days[-1] == budget.date:
            # Of two budgets of one day the later one holds, as in Fava.
            self._days.pop()
            self._steps.pop()
        number = abs(budget.number) if self.is_income else budget.number
        eve = _eve(budget.date)
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

    def up_to(self, day: datetime.date) -> _UpTo:
        """Return what is planned up to the end of a day.

        It is rounded to 12 places here and nowhere else, so that the differences of two days add
        up over any partition.
        """
        # Months share their ends, and each is asked for by rows, by years and by windows.
        known = self._known.get(day)
        if known is None:
            known = self._known[day] = self._up_to(day)
        return known

    def _up_to(self, day: datetime.date) -> _UpTo:
        first = self._days[0]
        if day < first:
            return _NOTHING
        if self._runs is not None:
            with localcontext(prec=PRECISION):
                return self._converted(day, self._runs)
        amount = round_places(EXACT.divide(self._own(day), _PARTS))
        return _UpTo(amount, ZERO, day.toordinal() - first.toordinal() + 1)

    def _converted(self, day: datetime.date, runs: _Runs) -> _UpTo:
        month, begin = month_index(day), month_index(self.first)
        while len(self._months) < month - begin:
            index = begin + len(self._months)
            before = self._months[-1] if self._months else _NOTHING
            self._months.append(self._in_month(before, index, month_last(index), runs))
        before = self._months[month - begin - 1] if month > begin else _NOTHING
        return self._in_month(before, month, day, runs)

    def _own(self, day: datetime.date) -> Decimal:
        """Return the same in the line's own currency, exact and times :data:`_PARTS`."""
        position = bisect.bisect_right(self._days, day)
        if not position:
            return ZERO
        step = self._steps[position - 1]
        return EXACT.fma(step.number, elapsed(step.every, day) - step.begun, step.before)

    def _in_month(self, before: _UpTo, month: int, last: datetime.date, runs: _Runs) -> _UpTo:
        """Add the days of a month up to one of them."""
        amount, unconverted, days = before
        rates = runs(self.currency, month)
        # Within a month nothing changes but at the beginning of a rate or of a step.
        edges = {start for start, _ in rates}
        edges.update(day for day in self._days if month_index(day) == month)
        starts = sorted(edge for edge in edges if self.first <= edge <= last)
        ends = [*(start - _DAY for start in starts[1:]), last]
        for start, end in zip(starts, ends, strict=True):
            own = self._own(end) - self._own(_eve(start))
            rate = next(rate for since, rate in reversed(rates) if since <= start)
            if rate is None:
                unconverted += round_places(own / _PARTS)
            else:
                amount += round_places(own * rate.numerator / (rate.denominator * _PARTS))
                days += (end - start).days + 1
        return _UpTo(amount, unconverted, days)


def savings_planned(income: Decimal | None, expenses: Decimal | None) -> Decimal | None:
    """Return what is to be saved by plan (*geplante Sparquote*, as an amount).

    Args:
        income: Planned income, in the report currency; ``None`` without a budget of income.
        expenses: Planned expenses, costs of earning among them; ``None`` without a budget.
    """
    return None if income is None or expenses is None else income - expenses


class Plan:
    """All budgets of a ledger.

    Attributes:
        lines: A line per account and currency, in order of both.
    """

    __slots__ = ("_by_account", "_converted", "_totals", "lines")

    def __init__(self, lines: Sequence[Line]) -> None:
        """Take the lines."""
        self.lines = lines
        self._by_account: dict[str, list[Line]] = {}
        for line in lines:
            self._by_account.setdefault(line.account, []).append(line)
        self._converted = [line for line in lines if line.is_converted]
        self._totals: dict[tuple[bool, datetime.date], tuple[Decimal, int]] = {}

    def accounts(self, last: datetime.date) -> tuple[str, ...]:
        """Return the accounts with a budget in force on a day, in order of their names."""
        return tuple(sorted({line.account for line in self.lines if line.first <= last}))

    def amount(self, account: str, first: datetime.date, last: datetime.date) -> Decimal | None:
        """Return what an account, without its subaccounts, plans for some days.

        Args:
            account: The account.
            first: The first day.
            last: The last day, included.

        Returns:
            The amount in the report currency: what an income account is to bring and what any
            other is to take are positive. ``None`` where nothing is planned, or nothing that has
            a price path.
        """
        return _between(self._by_account.get(account, ()), first, last)

    def amounts(self, periods: Sequence[Period]) -> list[dict[str, Decimal]]:
        """Return the same for all accounts in each of some periods that follow on each other.

        Args:
            periods: The periods, each beginning on the day after the one before.

        Returns:
            The amounts of each period, in order of the accounts, those that are not ``None``.
        """
        amounts: list[dict[str, Decimal]] = [{} for _ in periods]
        for line in self.lines if periods else ():
            account, before = line.account, line.up_to(_eve(periods[0].first))
            for period, found in zip(periods, amounts, strict=True):
                now = line.up_to(period.last)
                if now.days > before.days:
                    found[account] = found.get(account, ZERO) + now.amount - before.amount
                before = now
        return amounts

    def savings(self, first: datetime.date, last: datetime.date) -> Decimal | None:
        """Return the planned savings (*geplante Sparquote*, as an amount) of some days.

        Returns:
            Planned income less planned expenses, costs of earning among them, in the report
            currency; ``None`` without a budget of an income and one of an expense account.
        """
        return savings_planned(self._total(True, first, last), self._total(False, first, last))

    def unconverted(
        self, first: datetime.date, last: datetime.date, account: str | None = None
    ) -> dict[str, Decimal]:
        """Return what is planned without a price path to the report currency, by currency.

        Args:
            first: The first day.
            last: The last day, included.
            account: The account, without its subaccounts; all of them unless given.
        """
        amounts: dict[str, Decimal] = {}
        for line in self._converted:
            if account is not None and line.account != account:
                continue
            amount = line.up_to(last).unconverted - line.up_to(_eve(first)).unconverted
            if amount:
                amounts[line.currency] = amounts.get(line.currency, ZERO) + abs(amount)
        return dict(sorted(amounts.items()))

    def _total(self, is_income: bool, first: datetime.date, last: datetime.date) -> Decimal | None:
        (before, days_before), (amount, days) = (
            self._total_up_to(is_income, day) for day in (_eve(first), last)
        )
        return amount - before if days > days_before else None

    def _total_up_to(self, is_income: bool, day: datetime.date) -> tuple[Decimal, int]:
        known = self._totals.get((is_income, day))
        if known is None:
            several = [line.up_to(day) for line in self.lines if line.is_income == is_income]
            amount = sum((each.amount for each in several), ZERO)
            known = self._totals[is_income, day] = amount, sum(each.days for each in several)
        return known


def _between(lines: Iterable[Line], first: datetime.date, last: datetime.date) -> Decimal | None:
    amount, found = ZERO, False
    eve = _eve(first)
    for line in lines:
        before, after = line.up_to(eve), line.up_to(last)
        amount += after.amount - before.amount
        found = found or after.days > before.days
    return amount if found else None


def collect(facts: Facts, selection: Collection[int] | None = None) -> Plan:
    """Read the budgets of income and expense accounts.

    What the ledger excludes from all figures, an account or a currency, plans nothing.

    Args:
        facts: The facts of the ledger.
        selection: The ids of the directives that count; all unless given.
    """
    config = facts.config
    budgets: dict[tuple[str, str], list[Budget]] = {}
    accounts: dict[str, Account] = {}
    for budget in config.statements(Budget):
        if budget.currency in config.excluded:
            continue
        if selection is not None and id(budget.entry) not in selection:
            continue
        account = accounts.setdefault(budget.account, Account(budget.account, config))
        role = account.policy(budget.date).role
        if account.is_flow and (role is None or role.value != EXCLUDED):
            budgets.setdefault((budget.account, budget.currency), []).append(budget)
    runs = _rates(facts)
    return Plan(
        [
            Line(
                account,
                currency,
                several,
                is_income=accounts[account].is_income,
                runs=None if currency == facts.currency else runs,
            )
            for (account, currency), several in sorted(budgets.items())
        ]
    )


def _rates(facts: Facts) -> _Runs:
    """Return what gives the rates of a currency in a month."""
    known: dict[tuple[str, int], Sequence[tuple[datetime.date, Rate | None]]] = {}

    def runs(currency: str, month: int) -> Sequence[tuple[datetime.date, Rate | None]]:
        if (currency, month) not in known:
            rates: list[tuple[datetime.date, Rate | None]] = []
            first, last = month_first(month), month_last(month)
            for ordinal in range(first.toordinal(), last.toordinal() + 1):
                day = datetime.date.fromordinal(ordinal)
                rate = facts.prices.rate(currency, facts.currency, day)
                if not rates or rates[-1][1] != rate:
                    rates.append((day, rate))
            known[currency, month] = rates
        return known[currency, month]

    return runs
