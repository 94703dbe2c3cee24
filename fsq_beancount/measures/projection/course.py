"""One month after the other: the course of capital with income, costs, loans and locks.

A month is a number: 1 is the calendar month after the as-of date. Everything is nominal and paid
at the end of its month, before which what grows has grown once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from fsq_beancount.measures.projection.withdrawal import Capital, LotLine, TaxRules

_CLOSE: Final = 1e-6
"""Relative to what is due, what is no shortfall."""


class Cause(StrEnum):
    """Why a month cannot be paid."""

    LOCKED = "locked"
    """There is capital, but it is locked."""
    USED_UP = "used-up"
    """There is none left."""


@dataclass(frozen=True, slots=True)
class Locked:
    """Capital that cannot be spent yet.

    Attributes:
        opens: The month in which it can be; ``None`` if it never can.
        cash: Money in it, currency.
        lots: Its lots, by commodity, the oldest first.
    """

    opens: int | None
    cash: float = 0.0
    lots: Sequence[Sequence[LotLine]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What happens in each month; the lists begin with month 1.

    Attributes:
        work: Income from work, currency.
        other: All other income but that of the capital, currency.
        due: Living costs and instalments, currency.
        due_after_work: The same in a month after the end of work; ``None`` if nothing changes.
        paid_out: What the capital pays out, as a fraction of it.
        price_growth: By what fraction prices of the capital rise.
        cash: Money that can be spent, less debts, currency.
        lots: The lots that can be sold, by commodity, the oldest first.
        locked: Capital that is locked.
        rules: How gains are taxed.
        new: What new money buys, as a lot of a unit; ``None`` if it stays money.
        januaries: The months that begin a calendar year.
    """

    work: Sequence[float]
    other: Sequence[float]
    due: Sequence[float]
    due_after_work: Sequence[float] | None = None
    paid_out: float = 0.0
    price_growth: float = 0.0
    cash: float = 0.0
    lots: Sequence[Sequence[LotLine]] = ()
    locked: Sequence[Locked] = ()
    rules: TaxRules = field(default_factory=TaxRules)
    new: LotLine | None = None
    januaries: frozenset[int] = frozenset()

    @property
    def months(self) -> int:
        """The number of months."""
        return len(self.due)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """The first month that cannot be paid in full.

    Attributes:
        month: The month.
        missing: What is missing in it, currency.
        cause: Why.
    """

    month: int
    missing: float
    cause: Cause


@dataclass(slots=True)
class Walk:
    """The way of the capital; the lists begin with the as-of date, before month 1.

    Attributes:
        accessible: The capital that can be spent, at the end of each month, currency.
        locked: The capital that is locked, likewise.
        tax: The tax paid on sales up to then, likewise.
        latent: The tax that selling all that can be sold would cost, likewise.
        short: The first month that cannot be paid; ``None`` if all can.
        most_missing: The most that is missing in a month, currency.
    """

    accessible: list[float] = field(default_factory=list)
    locked: list[float] = field(default_factory=list)
    tax: list[float] = field(default_factory=list)
    latent: list[float] = field(default_factory=list)
    short: Shortfall | None = None
    most_missing: float = 0.0


@dataclass(slots=True)
class _State:
    """Where a walk stands after a month."""

    month: int
    capital: Capital
    pots: list[tuple[int | None, Capital]]

    def copy(self) -> _State:
        pots = [(opens, pot.copy()) for opens, pot in self.pots]
        return _State(self.month, self.capital.copy(), pots)

    @property
    def locked(self) -> float:
        return sum(pot.value for _, pot in self.pots)


def walk(course: Course, stop: int) -> Walk:
    """Return the way of the capital if work stops after a month.

    Args:
        course: What happens in each month.
        stop: The last month with income from work.
    """
    found = Walk()
    state = _begin(course)
    _note(found, state)
    for month in range(1, course.months + 1):
        wanted, got = _step(course, state, month <= stop)
        if wanted - got > _CLOSE * wanted:
            missing = wanted - got
            found.most_missing = max(found.most_missing, missing)
            if found.short is None:
                found.short = Shortfall(month, missing, _cause(state))
        _note(found, state)
    return found


def stop_month(course: Course, latest: int) -> int | None:
    """Return the first month after which work can stop, with every later month paid.

    More work never hurts unless it loses money, so the month is found by halving.

    Args:
        course: What happens in each month.
        latest: The last month in which there may be work.

    Returns:
        The month, 0 for now; ``None`` if work until the latest month is not enough, or would have
        to go on to the last month of all.
    """
    ways = _Ways(course)
    latest = min(latest, course.months - 1)
    if latest < 0:
        return None
    if ways.suffices(0):
        return 0
    if not ways.suffices(latest):
        return None
    low, high = 0, latest
    while high - low > 1:
        middle = (low + high) // 2
        if ways.suffices(middle):
            high = middle
        else:
            low = middle
    return high


class _Ways:
    """The walks with work until several months, which have their beginnings in common."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._states = [_begin(course)]

    def suffices(self, stop: int) -> bool:
        """Return whether every month after the stop is paid."""
        known = max(
            (state for state in self._states if state.month <= stop), key=lambda each: each.month
        )
        state = known.copy()
        while state.month < stop:
            _step(self._course, state, works=True)
        if state.month > known.month:
            self._states.append(state.copy())
        while state.month < self._course.months:
            wanted, got = _step(self._course, state, works=False)
            if wanted - got > _CLOSE * wanted:
                return False
        return True


def _begin(course: Course) -> _State:
    return _State(
        0,
        Capital(course.cash, course.lots, course.rules, course.new),
        [
            (pot.opens, Capital(pot.cash, pot.lots, course.rules, course.new))
            for pot in course.locked
        ],
    )


def _step(course: Course, state: _State, works: bool) -> tuple[float, float]:
    """Go on by a month; return what was needed of the capital, and what there was of it."""
    month = state.month = state.month + 1
    place = month - 1
    capital = state.capital
    if month in course.januaries:
        capital.begin_year()
    paid_out = capital.value * course.paid_out
    capital.grow(course.price_growth)
    for _, pot in state.pots:
        distributed = pot.value * course.paid_out
        pot.grow(course.price_growth)
        pot.save(distributed)
    if state.pots:
        _open(state, month)
    income = course.other[place] + (course.work[place] if works else 0.0)
    # What the capital pays out is taxed already, so it is spent before anything is sold.
    due = course.due if works or course.due_after_work is None else course.due_after_work
    needed = due[place] - income - paid_out
    if needed <= 0:
        capital.save(-needed)
        return 0.0, 0.0
    return needed, capital.spend(needed)


def _open(state: _State, month: int) -> None:
    """Make capital whose lock has ended accessible."""
    for opens, pot in state.pots:
        if opens is not None and opens <= month:
            state.capital.take_in(pot)
    state.pots = [each for each in state.pots if each[0] is None or each[0] > month]


def _cause(state: _State) -> Cause:
    return Cause.LOCKED if state.locked > 0 else Cause.USED_UP


def _note(found: Walk, state: _State) -> None:
    found.accessible.append(state.capital.value)
    found.locked.append(state.locked)
    found.tax.append(state.capital.tax_paid)
    found.latent.append(state.capital.latent_tax)
