"""The options that a projection reads, and the list of its assumptions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from fsq_beancount.core.written import string
from fsq_beancount.measures.projection.result import Assumption, Source, money, share
from fsq_beancount.measures.wealth.lifetime import (
    BIRTH_DATE,
    INCOME_GROWTH,
    INFLATION,
    LIFE_EXPECTANCY,
    RETIREMENT_AGE,
    months_until,
)
from fsq_beancount.settings.directives.pension import Pension

if TYPE_CHECKING:
    from fsq_beancount.measures.projection.scenario import Plan
    from fsq_beancount.settings.config import Config

COST_GROWTH: Final = "cost-growth"
WITHDRAWAL_RATE: Final = "withdrawal-rate"
USUAL_WITHDRAWAL: Final = 0.04
"""The withdrawal rate unless the user sets one: 25 times the yearly costs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options in force on the as-of date; ``None`` where one is not set.

    Attributes:
        date: The as-of date.
        birth: The date of birth.
        life_expectancy: In years.
        retirement_age: In years.
        months: The months until the life expectancy; 0 where it is over.
        retirement_month: The months until the retirement age; negative where it is over.
        inflation: Annual fraction.
        cost_growth: The option, else the inflation.
        income_growth: Annual fraction.
        withdrawal_rate: Annual fraction.
        said: The names of the options that are set.
        pensions: Whether any pension is declared.
    """

    date: datetime.date
    birth: datetime.date | None
    life_expectancy: Decimal | None
    retirement_age: Decimal | None
    months: int | None
    retirement_month: int | None
    inflation: float | None
    cost_growth: float | None
    income_growth: float | None
    withdrawal_rate: float
    said: frozenset[str]
    pensions: bool

    @classmethod
    def on(cls, config: Config, date: datetime.date) -> Options:
        """Read the options in force on a day."""
        names = (
            *(BIRTH_DATE, LIFE_EXPECTANCY, RETIREMENT_AGE),
            *(INFLATION, COST_GROWTH, INCOME_GROWTH, WITHDRAWAL_RATE),
        )
        said: dict[str, Any] = {name: config.option(name, date) for name in names}
        birth = said[BIRTH_DATE]

        def until(age: Decimal | None) -> int | None:
            if birth is None or age is None:
                return None
            return months_until(date, birth, age)

        def rate(name: str) -> float | None:
            return None if said[name] is None else float(said[name])

        inflation, growth = rate(INFLATION), rate(COST_GROWTH)
        life = until(said[LIFE_EXPECTANCY])
        return cls(
            date=date,
            birth=birth,
            life_expectancy=said[LIFE_EXPECTANCY],
            retirement_age=said[RETIREMENT_AGE],
            months=None if life is None else max(0, life),
            retirement_month=until(said[RETIREMENT_AGE]),
            inflation=inflation,
            cost_growth=inflation if growth is None else growth,
            income_growth=rate(INCOME_GROWTH),
            withdrawal_rate=rate(WITHDRAWAL_RATE) or USUAL_WITHDRAWAL,
            said=frozenset(name for name, value in said.items() if value is not None),
            pensions=bool(config.statements(Pension)),
        )

    @property
    def missing_for_stop(self) -> tuple[str, ...]:
        """The options without which nobody knows until when costs have to be paid.

        A life expectancy that is over does not say it either.
        """
        if self.months == 0:
            return (LIFE_EXPECTANCY,)
        needed: Sequence[str] = (BIRTH_DATE, LIFE_EXPECTANCY)
        return tuple(name for name in needed if name not in self.said)


def assumed(
    plan: Plan,
    options: Options,
    *,
    own: float | None,
    gain: float | None,
    inflation: float,
    base: float,
    pensions: Iterable[tuple[Pension, float]],
) -> Iterator[Assumption]:
    """Yield the assumptions, each with its source and the line that changes it.

    A line says the value in force, so that the line itself changes nothing.

    Args:
        plan: The plan of all scenarios.
        options: The options.
        own: The own inflation; ``None`` for too few years.
        gain: The median gain; ``None`` for too few years.
        inflation: The growth of pensions.
        base: The mean capital of the last twelve months.
        pensions: The pensions that have not begun, each with its amount of a month in today's
            money.
    """

    def line(name: str, value: object) -> str:
        return f'{options.date} custom "fsq-option" "{name}" {value}'

    def option(name: str, value: float) -> Assumption:
        # The growth of living costs is the inflation unless it is set.
        is_said = name in options.said or (name == COST_GROWTH and INFLATION in options.said)
        return Assumption(
            name=name,
            value=share(value),
            source=Source.OPTION if is_said else Source.DEFAULT,
            line=line(name, _digits(value)),
        )

    def said(name: str, value: Decimal | datetime.date | None, example: str) -> Assumption:
        return Assumption(
            name=name,
            value=value,
            is_rate=False,
            is_age=True,
            source=Source.UNKNOWN if value is None else Source.OPTION,
            line=line(name, example if value is None else value),
        )

    books = Source.BOOKS
    yield Assumption(
        name="accessible", value=money(plan.way.accessible[0]), is_rate=False, source=books
    )
    locked = plan.way.locked[0]
    if locked:
        yield Assumption(name="locked", value=money(locked), is_rate=False, source=books)
    yield Assumption(name="mean-capital", value=money(base), is_rate=False, source=books)
    yield Assumption(name="costs", value=money(plan.costs), is_rate=False, source=books)
    yield Assumption(name="work", value=money(plan.work), is_rate=False, source=books)
    yield Assumption(name="passive", value=money(plan.passive), is_rate=False, source=books)
    yield Assumption(
        name="near-passive", value=money(plan.near_passive), is_rate=False, source=books
    )
    yield Assumption(name="yield", value=share(plan.yield_rate), source=books)
    yield Assumption(
        name="gain",
        value=None if gain is None else share(gain),
        source=Source.UNKNOWN if gain is None else books,
    )
    if own is not None:
        yield Assumption(name="own-inflation", value=share(own), source=books)
    else:
        yield option(COST_GROWTH, plan.cost_growth)
    yield option(INFLATION, inflation)
    yield option(INCOME_GROWTH, plan.work_growth)
    yield option(WITHDRAWAL_RATE, plan.withdrawal_rate)
    yield said(BIRTH_DATE, options.birth, "1985-04-01")
    yield said(LIFE_EXPECTANCY, options.life_expectancy, "92")
    yield said(RETIREMENT_AGE, options.retirement_age, "67")
    for pension, amount in pensions:
        yield Assumption(
            name="pension",
            value=money(amount),
            is_rate=False,
            source=Source.OPTION,
            subject=pension.name,
            line=f'{options.date} custom "fsq-pension" {string(pension.name)}'
            f" {pension.amount.number:f} {pension.amount.currency} {pension.age:f}",
        )
    for loan in plan.loans:
        rate = "0.03" if loan.rate is None else _digits(loan.rate)
        yield Assumption(
            name="loan-rate",
            value=None if loan.rate is None else share(loan.rate),
            source=Source.UNKNOWN if loan.rate is None else books,
            subject=loan.account,
            line=f'{options.date} custom "fsq-interest-rate" {loan.account} {rate}',
        )
        yield Assumption(
            name="instalment",
            value=money(loan.instalment),
            is_rate=False,
            source=books,
            subject=loan.account,
        )


def _digits(value: float) -> str:
    """Return a rate with all its digits, without an exponent."""
    return f"{Decimal(repr(value)):f}"
