"""A scenario: constant rates of return and growth, from what a ledger says of the last year.

Money here is nominal unless it is said to be in today's money. The price level of a month is by
how much living costs have grown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from fsq_beancount.measures.projection.closed_forms import MONTHS_A_YEAR, coast, monthly
from fsq_beancount.measures.projection.course import Course, Locked, Walk, stop_month, walk
from fsq_beancount.measures.projection.last_year import LastMonth, LoanPlan
from fsq_beancount.measures.projection.withdrawal import LotLine, TaxRules

YEAR: Final = MONTHS_A_YEAR
_CLOSE: Final = 1e-9
"""Relative to a target, what is a rounding error below it."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a scenario begins with, and how it goes on; rates are annual fractions.

    Attributes:
        months: The number of months.
        costs: Living costs of a month without loan interest, in today's money.
        work: Net income from work of a month.
        passive: Net passive income of a month that does not grow with capital, before the interest
            of loans.
        near_passive: The same of near-passive income.
        pensions: The monthly pensions in today's money, each with its first month.
        dated: Planned income less planned costs by month, nominal.
        loans: The loans.
        cash: Money that can be spent, less debts other than loans.
        lots: The lots that can be sold, by commodity.
        locked: Capital that is locked.
        rules: How gains are taxed.
        new: What new money buys.
        januaries: The months that begin a calendar year.
        yield_rate: What the capital pays out.
        extra: The rise of prices of the capital.
        cost_growth: The growth of living costs.
        inflation: The growth of pensions.
        work_growth: The growth of income from work.
        other_growth: The growth of passive and near-passive income that does not grow with capital.
        last_work: The last month of work without any decision to stop; ``None`` without an end.
        retirement: The month of the retirement age; ``None`` where it is unknown.
        costs_after_work: The share of living costs that go on after work.
        withdrawal_rate: The share of capital that a year of independence spends.
        last_year: The last twelve complete months, oldest first.
        milestones: The cumulative monthly costs of the milestones in today's money, by name.
    """

    months: int
    costs: float
    work: float = 0.0
    passive: float = 0.0
    near_passive: float = 0.0
    pensions: Sequence[tuple[int, float]] = ()
    dated: dict[int, float] = field(default_factory=dict)
    loans: Sequence[LoanPlan] = ()
    cash: float = 0.0
    lots: Sequence[Sequence[LotLine]] = ()
    locked: Sequence[Locked] = ()
    rules: TaxRules = field(default_factory=TaxRules)
    new: LotLine | None = None
    januaries: frozenset[int] = frozenset()
    yield_rate: float = 0.0
    extra: float = 0.0
    cost_growth: float = 0.0
    inflation: float = 0.0
    work_growth: float = 0.0
    other_growth: float = 0.0
    last_work: int | None = None
    retirement: int | None = None
    costs_after_work: float = 1.0
    withdrawal_rate: float = 0.04
    last_year: Sequence[LastMonth] = ()
    milestones: Sequence[tuple[str, float]] = ()

    def _grown(self, amount: float, rate: float) -> list[float]:
        factor = (1 + rate) ** (1 / YEAR)
        grown, level = [], 1.0
        for _ in range(self.months):
            level *= factor
            grown.append(amount * level)
        return grown

    @cached_property
    def price_level(self) -> list[float]:
        """By how much living costs have grown, at the as-of date and in each month."""
        return [1.0, *self._grown(1.0, self.cost_growth)]

    @cached_property
    def living(self) -> list[float]:
        """Living costs without loan interest."""
        return self._grown(self.costs, self.cost_growth)

    @cached_property
    def payments(self) -> list[tuple[list[float], list[float]]]:
        """The instalments of each loan, and the interest in them."""
        return [loan.payments(self.months) for loan in self.loans]

    @cached_property
    def pension(self) -> list[float]:
        """All pensions."""
        level = self._grown(1.0, self.inflation)
        return [
            level[place] * sum(amount for first, amount in self.pensions if first <= place + 1)
            for place in range(self.months)
        ]

    @cached_property
    def course(self) -> Course:
        """What happens in each month."""
        passive = self._grown(self.passive + self.near_passive, self.other_growth)
        instalments = [
            sum(each) for each in zip(*(paid for paid, _ in self.payments), strict=True)
        ] or [0.0] * self.months
        after = self.costs_after_work
        paid_out = monthly(self.yield_rate)
        last = self.months if self.last_work is None else self.last_work
        work = self._grown(self.work, self.work_growth)
        return Course(
            work=[amount if place < last else 0.0 for place, amount in enumerate(work)],
            other=[
                income + pension + self.dated.get(place + 1, 0.0)
                for place, (income, pension) in enumerate(zip(passive, self.pension, strict=True))
            ],
            due=[sum(each) for each in zip(self.living, instalments, strict=True)],
            due_after_work=[
                cost * after + paid for cost, paid in zip(self.living, instalments, strict=True)
            ],
            paid_out=paid_out,
            price_growth=monthly(self.yield_rate + self.extra) - paid_out,
            cash=self.cash,
            lots=self.lots,
            locked=self.locked,
            rules=self.rules,
            new=self.new,
            januaries=self.januaries,
        )

    @property
    def latest(self) -> int:
        """The last month in which there may be work."""
        return self.months if self.last_work is None else min(self.last_work, self.months)

    @cached_property
    def way(self) -> Walk:
        """The way of the capital with work as long as it goes on."""
        return walk(self.course, self.latest)

    @cached_property
    def stop(self) -> int | None:
        """The first month after which work can stop with every later month paid; 0 is now."""
        return stop_month(self.course, self.latest)

    @property
    def real_return(self) -> float:
        """The annual return in today's money."""
        return (1 + self.yield_rate + self.extra) / (1 + self.cost_growth) - 1

    def fi_numbers(self) -> list[float]:
        """Return the FI number at the as-of date and in each month."""
        before = [month.costs_without_interest for month in self.last_year]
        return [
            total / self.withdrawal_rate for total in _rolling(before, self.living, self.months)
        ]

    def fi_month(self) -> int | None:
        """Return the first month with capital, less its latent tax, of the FI number; 0 is now."""
        way = self.way
        net = [value - tax for value, tax in zip(way.accessible, way.latent, strict=True)]
        return _first(net, self.fi_numbers())

    def coast_number(self) -> float | None:
        """Return the capital today that grows to the FI number until retirement by itself."""
        if self.retirement is None or self.retirement < 0:
            return None
        return coast(self.fi_numbers()[0], self.real_return, self.retirement)

    def coast_month(self) -> int | None:
        """Return the first month from which capital grows to the FI number by itself."""
        if self.retirement is None:
            return None
        number = self.fi_numbers()[0]
        for month in range(min(self.retirement, self.months) + 1):
            real = self.way.accessible[month] / self.price_level[month]
            target = coast(number, self.real_return, self.retirement - month)
            if real >= target * (1 - _CLOSE):
                return month
        return None

    def passive_income(self) -> list[float]:
        """Return the net passive income of each month."""
        return self._income(self.passive, lambda loan: loan.passive)

    def living_costs(self) -> list[float]:
        """Return the living costs of each month, with the interest that counts as such."""
        costs = list(self.living)
        for loan, (_, interest) in zip(self.loans, self.payments, strict=True):
            for place, amount in enumerate(interest):
                costs[place] += amount * loan.living
        return costs

    def _income(self, base: float, share: Callable[[LoanPlan], float]) -> list[float]:
        paid_out = self.course.paid_out
        income = self._grown(base, self.other_growth)
        for place, pension in enumerate(self.pension):
            income[place] += pension + max(self.way.accessible[place], 0.0) * paid_out
        for loan, (_, interest) in zip(self.loans, self.payments, strict=True):
            if part := share(loan):
                for place, amount in enumerate(interest):
                    income[place] -= amount * part
        return income

    def quotas(self) -> tuple[list[float | None], list[float | None]]:
        """Return the narrow and the wide quota over twelve months, from the as-of date on."""
        passive = self.passive_income()
        near = self._grown(self.near_passive, self.other_growth)
        wide = [sum(each) for each in zip(passive, near, strict=True)]
        costs = _rolling([m.costs for m in self.last_year], self.living_costs(), self.months)
        return (
            _shares(_rolling([m.passive for m in self.last_year], passive, self.months), costs),
            _shares(_rolling([m.wide for m in self.last_year], wide, self.months), costs),
        )

    def milestone_months(self) -> list[tuple[str, int | None]]:
        """Return the first month in which passive income pays each milestone; 0 is now."""
        before = [month.passive for month in self.last_year]
        income = _rolling(before, self.passive_income(), self.months)
        found = []
        for name, cost in self.milestones:
            target = [cost * YEAR * level for level in self.price_level]
            found.append((name, _first(income, target)))
        return found

    def quota_months(self) -> tuple[int | None, int | None]:
        """Return the first months in which the narrow and the wide quota are 1; 0 is now."""
        narrow, wide = self.quotas()
        ones = [1.0] * len(narrow)
        return _first(narrow, ones), _first(wide, ones)

    def changed(self, **changes: object) -> Plan:
        """Return the plan with other figures."""
        return replace(self, **changes)  # type: ignore[arg-type]


def _rolling(before: Sequence[float], months: Sequence[float], number: int) -> list[float]:
    """Return the sums of twelve months that end with the as-of date and with each month."""
    series = [*before, *months[:number]]
    start = len(before)
    return [sum(series[max(0, end - YEAR) : end]) for end in range(start, start + number + 1)]


def _shares(parts: Sequence[float], wholes: Sequence[float]) -> list[float | None]:
    return [part / whole if whole > 0 else None for part, whole in zip(parts, wholes, strict=True)]


def _first(values: Sequence[float | None], targets: Sequence[float]) -> int | None:
    """Return the first place at which a value reaches its target."""
    for place, (value, target) in enumerate(zip(values, targets, strict=True)):
        if value is not None and value >= target - _CLOSE * abs(target):
            return place
    return None
