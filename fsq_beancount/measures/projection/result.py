"""What a projection says: when what is reached, and on what assumptions."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Final

from fsq_beancount.core.periods import month_index, month_label, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.projection.bridging import Bridge, bridge
from fsq_beancount.measures.projection.course import Shortfall, walk
from fsq_beancount.measures.projection.scenario import Plan

CONSERVATIVE: Final = "conservative"
OPTIMISTIC: Final = "optimistic"

_CENT: Final = Decimal("0.01")
_RATIO: Final = Decimal("0.000001")


def money(amount: float) -> Decimal:
    """Return an estimated amount in cents."""
    return Decimal(repr(amount)).quantize(_CENT)


def share(value: float) -> Decimal:
    """Return an estimated fraction with six places."""
    return Decimal(repr(value)).quantize(_RATIO)


class Why(StrEnum):
    """Why a month is unknown."""

    NOT_WITHIN = "not-within"
    """It is not reached within the months of the projection."""
    MISSING = "missing"
    """An option is missing."""
    PAST = "past"
    """Retirement is over."""


class Source(StrEnum):
    """Where an assumption comes from."""

    BOOKS = "books"
    OPTION = "option"
    DEFAULT = "default"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """An assumption of the projection.

    Attributes:
        name: Its name.
        value: Its value, currency, fraction, years or a date; ``None`` where it is unknown.
        is_rate: Whether it is a fraction.
        is_age: Whether it is an age in years or a date of birth.
        source: Where it comes from.
        subject: The account or commodity that it is about, if any.
        line: The line of the ledger that changes it; empty where only bookings do.
    """

    name: str
    value: Decimal | datetime.date | None
    is_rate: bool = True
    is_age: bool = False
    source: Source
    subject: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of a scenario, in today's money.

    Attributes:
        scenario: The scenario.
        month: The month, ``2030-04``.
        accessible: The capital that can be spent.
        locked: The capital that is locked.
        passive: Net passive income.
        costs: Living costs.
        narrow: The narrow quota over twelve months, fraction.
        wide: The wide quota, fraction.
        price_level: By how much living costs have grown; times it, an amount is nominal.
    """

    scenario: str
    month: str
    accessible: Decimal
    locked: Decimal
    passive: Decimal
    costs: Decimal
    narrow: Decimal | None
    wide: Decimal | None
    price_level: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """When something is reached.

    Attributes:
        name: Its name.
        month: The month, ``2030-04``; the as-of date's where it is reached already.
        number: The number of months until then; 0 is now.
        why: Why it is unknown, if it is.
    """

    name: str
    month: str | None
    number: int | None
    why: Why | None = None


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A scenario; figures are computed when they are asked for.

    Attributes:
        name: ``conservative`` or ``optimistic``.
        date: The as-of date.
        month_now: The month of the as-of date, as a running number.
        plan: What it computes with.
        missing: The options without which the month of stopping is undefined.
        birth: The date of birth, where it is known.
    """

    name: str
    date: datetime.date
    month_now: int
    plan: Plan
    missing: tuple[str, ...] = ()
    birth: datetime.date | None = None

    @property
    def scenario(self) -> str:
        """Its name, as the key of a row."""
        return self.name

    @cached_property
    def fi_number(self) -> Decimal:
        """The capital whose withdrawal rate pays the living costs without loan interest."""
        return money(self.plan.fi_numbers()[0])

    @cached_property
    @exact
    def fi_progress(self) -> Decimal | None:
        """The accessible capital less its latent tax, as a share of the FI number."""
        number = self.plan.fi_numbers()[0]
        way = self.plan.way
        return share((way.accessible[0] - way.latent[0]) / number) if number > 0 else None

    @cached_property
    def coast(self) -> Decimal | None:
        """The capital today that grows to the FI number until retirement by itself."""
        number = self.plan.coast_number()
        return None if number is None else money(number)

    @cached_property
    @exact
    def stop(self) -> datetime.date | None:
        """The end of the month after which work can stop; the as-of date where it can now."""
        number = self.stop_number
        if number is None:
            return None
        return self.date if number == 0 else month_last(self.month_now + number)

    @cached_property
    def stop_number(self) -> int | None:
        """The number of months until work can stop; 0 is now, ``None`` where undefined."""
        return None if self.missing else self.plan.stop

    @cached_property
    @exact
    def age(self) -> Decimal | None:
        """The age in years when work can stop."""
        if self.stop is None or self.birth is None:
            return None
        return Decimal(month_index(self.stop) - month_index(self.birth)) / 12

    @cached_property
    def bridge(self) -> Bridge | None:
        """The bridge after work; ``None`` where the month of stopping is undefined."""
        return None if self.stop_number is None else bridge(self.plan, self.stop_number)

    @cached_property
    def never(self) -> Shortfall | None:
        """The first month that is short although work goes on, where it can never stop."""
        if self.missing or self.stop_number is not None:
            return None
        return walk(self.plan.course, self.plan.latest).short

    @cached_property
    def reached(self) -> tuple[Reached, ...]:
        """When both quotas, the FI number and Coast FI are reached."""
        narrow, wide = self.plan.quota_months()
        retirement = self.plan.retirement
        why = Why.NOT_WITHIN
        if retirement is None or retirement < 0:
            why = Why.MISSING if retirement is None else Why.PAST
        return (
            self._reached("narrow", narrow),
            self._reached("wide", wide),
            self._reached("fi_number", self.plan.fi_month()),
            self._reached("coast", self.plan.coast_month(), why),
        )

    @cached_property
    def milestones(self) -> tuple[Reached, ...]:
        """When passive income pays each milestone."""
        return tuple(self._reached(name, month) for name, month in self.plan.milestone_months())

    @cached_property
    @exact
    def path(self) -> Sequence[Month]:
        """The months, the as-of date's first, in today's money."""
        plan, way = self.plan, self.plan.way
        narrow, wide = plan.quotas()
        last = plan.last_year[-1]
        passive = [last.passive, *plan.passive_income()]
        costs = [last.costs, *plan.living_costs()]
        return [
            Month(
                scenario=self.name,
                month=self.label(number),
                accessible=money(way.accessible[number] / level),
                locked=money(way.locked[number] / level),
                passive=money(passive[number] / level),
                costs=money(costs[number] / level),
                narrow=_ratio(narrow[number]),
                wide=_ratio(wide[number]),
                price_level=share(level),
            )
            for number, level in enumerate(plan.price_level)
        ]

    def label(self, number: int) -> str:
        """Return the label of a month by its number."""
        return month_label(self.month_now + number)

    def _reached(self, name: str, number: int | None, why: Why = Why.NOT_WITHIN) -> Reached:
        if number is None:
            return Reached(name=name, month=None, number=None, why=why)
        return Reached(name=name, month=self.label(number), number=number)


def _ratio(value: float | None) -> Decimal | None:
    return None if value is None else share(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of expenses.

    Attributes:
        name: The account.
        costs: Its living costs in the last full calendar year, currency.
        inflation: Its own inflation a year, fraction; ``None`` for too few years.
    """

    name: str
    costs: Decimal
    inflation: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Projection:
    """The projection.

    Attributes:
        date: The as-of date.
        assumptions: What it rests on.
        scenarios: The scenarios that are defined.
        groups: The largest groups of expenses, with their own inflation.
        missing: What each scenario lacks that is undefined: options, or what the books lack.
        other: Capital that is not spent: a home, a car, claims.
        never: The accounts of what is locked without a date.
        untaxed: The commodities whose tax is unknown.
        begun: The pensions that have begun, each with its place: what is received of them is in
            the books already, so they are not added.
    """

    date: datetime.date
    assumptions: tuple[Assumption, ...]
    scenarios: tuple[Scenario, ...] = ()
    groups: tuple[Group, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    other: Decimal = Decimal()
    never: tuple[str, ...] = ()
    untaxed: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
