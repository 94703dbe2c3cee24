"""Whether the plan was kept, in the last twelve complete months and in all complete years.

It was kept in a period in which at least as much was saved as planned. Where only costs have
budgets, so that there are no planned savings, it was kept where no more was spent on the accounts
with a budget than planned.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.periods import Period, month_first, month_index, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.budget.comparison import Comparison, compare
from fsq_beancount.measures.quota import savings, total

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books
    from fsq_beancount.books.budgets.plan import Plan

ZERO: Final = Decimal()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanKept:
    """How often the plan was kept.

    Attributes:
        date: The last day of the last complete month.
        of_savings: Whether savings were planned; otherwise only costs are compared.
        months_planned: The number of the last twelve complete months with a plan.
        months_kept: The number of those in which it was kept.
        years_planned: The number of complete calendar years with a plan.
        years_kept: The number of those in which it was kept.
    """

    date: datetime.date
    of_savings: bool
    months_planned: int
    months_kept: int
    years_planned: int
    years_kept: int


@exact
def times_kept(periods: Iterable[tuple[Decimal, Decimal]]) -> int:
    """Return in how many periods reality was at least as good as the plan.

    Args:
        periods: What was better the more of it there was, and what was planned: savings, or costs
            as negative numbers; currency.
    """
    return sum(actual >= planned for actual, planned in periods)


def of(scope: Books) -> PlanKept | None:
    """Return how often the plan was kept; ``None`` where no complete month has one."""
    coverage, plan = scope.coverage, scope.plan
    if not plan.lines or not coverage.complete:
        return None
    income = scope.facts.config.roots.income
    days = [
        Period(month_first(month), month_last(month))
        for month in coverage.complete[-12:]
        if month not in coverage.without_price
    ]
    years = [Period.year(year) for year in coverage.full_years]
    of_savings = any(_planned_savings(plan, each) is not None for each in (*days, *years))

    def pairs(periods: Sequence[Period]) -> list[tuple[Decimal, Decimal]]:
        """Return actual and plan of the periods that have a plan from their first day on."""
        found: list[tuple[Decimal, Decimal]] = []
        for each in periods:
            if of_savings:
                planned = _planned_savings(plan, each)
                if planned is not None:
                    months = range(month_index(each.first), month_index(each.last) + 1)
                    saved = savings(total(scope.monthly.get(month, {}) for month in months))
                    found.append((saved, planned))
            elif any(line.first <= each.first for line in plan.lines if not line.is_income):
                compared = compare(
                    each, plan=plan, flows=scope.flows, income=income, as_of=scope.as_of
                )
                found += _costs(compared)
        return found

    of_months, of_years = pairs(days), pairs(years)
    if not of_months and not of_years:
        return None
    return PlanKept(
        date=month_last(coverage.last_month),
        of_savings=of_savings,
        months_planned=len(of_months),
        months_kept=times_kept(of_months),
        years_planned=len(of_years),
        years_kept=times_kept(of_years),
    )


def _planned_savings(plan: Plan, period: Period) -> Decimal | None:
    """Return the planned savings of a period that has a plan from its first day on, if it has."""
    if plan.savings(period.first, period.first) is None:
        return None
    return plan.savings(period.first, period.last)


def _costs(compared: Comparison) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield the costs of the accounts with a budget and their plan, both as negative numbers."""
    rows = [row for row in compared.rows if not row.is_income and row.planned is not None]
    if rows:
        planned = sum((row.planned or ZERO for row in rows), ZERO)
        yield -sum((row.actual for row in rows), ZERO), -planned
