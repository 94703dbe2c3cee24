"""Plan against actual: income and costs of each account with a budget, and savings."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from beancount.core import account as account_module

from fsq_beancount.books.flows import within
from fsq_beancount.core.periods import Period
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import EXCLUDED
from fsq_beancount.measures.definition import ratio

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books
    from fsq_beancount.books.budgets.plan import Plan
    from fsq_beancount.books.flows import Flow

ZERO: Final = Decimal()


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow:
    """Plan against actual of a single account.

    Attributes:
        account: The account that has a budget.
        is_income: Whether its figures are income; otherwise a cost is positive.
        planned: Its own budget, currency; ``None`` where it has no price path.
        actual: The sum posted to it and to its subaccounts without a budget of their own, so that
            each posting counts in one row only; currency.
        without: The subaccounts whose postings count in a row of their own.
        unconverted: Planned amounts without a price path, by currency.
    """

    account: str
    is_income: bool
    planned: Decimal | None
    actual: Decimal
    without: tuple[str, ...]
    unconverted: Mapping[str, Decimal]

    @property
    @exact
    def difference(self) -> Decimal | None:
        """Actual less planned, currency; ``None`` where the plan is ``None``."""
        return None if self.planned is None else self.actual - self.planned

    @property
    @exact
    def advantage(self) -> Decimal | None:
        """The favourable difference: income above the plan, costs below it; else negative."""
        return self.difference if self.is_income or self.difference is None else -self.difference

    @property
    @exact
    def share_of_plan(self) -> Decimal | None:
        """Actual divided by planned, fraction; ``None`` unless the plan is positive."""
        return ratio(self.actual, self.planned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Plan against actual over some days.

    Attributes:
        first: The first day.
        last: The last day, at most the as-of date.
        rows: A row per account with a budget, income first.
        other_income: Income on accounts without a budget, currency.
        other_expenses: Expenses on accounts without a budget, currency.
        savings: Actual savings, currency.
        savings_planned: Planned savings; ``None`` unless both an income and an expense account have
            a budget.
        unconverted: Planned amounts without a price path, by currency.
    """

    first: datetime.date
    last: datetime.date
    rows: tuple[BudgetRow, ...] = ()
    other_income: Decimal = ZERO
    other_expenses: Decimal = ZERO
    savings: Decimal = ZERO
    savings_planned: Decimal | None = None
    unconverted: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def savings_indirect(self) -> Decimal | None:
        """Savings beyond the plan."""
        return savings_indirect(self.savings, self.savings_planned)

    @property
    @exact
    def share_of_plan(self) -> Decimal | None:
        """Savings divided by planned savings, fraction; ``None`` unless these are positive."""
        return ratio(self.savings, self.savings_planned)


@exact
def savings_indirect(savings: Decimal, planned: Decimal | None) -> Decimal | None:
    """Return the savings beyond the plan (*indirekte Sparquote*); ``None`` without a plan."""
    return None if planned is None else savings - planned


@exact
def compare(
    period: Period, *, plan: Plan, flows: Sequence[Flow], income: str, as_of: datetime.date
) -> Comparison:
    """Return plan against actual of a period.

    Args:
        period: The days; they are cut at the as-of date.
        plan: The budgets.
        flows: The flows that count, oldest first.
        income: The name of the root account of income.
        as_of: The last day that counts.
    """
    first, last = period.first, min(period.last, as_of)
    if last < first:
        return Comparison(first=first, last=period.last)
    booked: dict[str, Decimal] = {}
    for flow in within(flows, first, last):
        account, amount = flow.account, flow.amount
        if amount is not None and flow.decision.role != EXCLUDED:
            booked[account] = booked.get(account, ZERO) + amount
    actual = dict.fromkeys(plan.accounts(last), ZERO)
    other = {True: ZERO, False: ZERO}
    for account, amount in booked.items():
        owner = next((name for name in account_module.parents(account) if name in actual), None)
        if owner is not None:
            actual[owner] += amount
        else:
            other[account.startswith(f"{income}:")] += amount
    rows = [
        _row(account, actual, plan=plan, income=income, days=(first, last)) for account in actual
    ]
    return Comparison(
        first=first,
        last=last,
        rows=tuple(sorted(rows, key=lambda row: (not row.is_income, row.account))),
        other_income=other[True],
        other_expenses=-other[False],
        savings=sum(booked.values(), ZERO),
        savings_planned=plan.savings(first, last),
        unconverted=plan.unconverted(first, last),
    )


def _row(
    account: str,
    actual: Mapping[str, Decimal],
    *,
    plan: Plan,
    income: str,
    days: tuple[datetime.date, datetime.date],
) -> BudgetRow:
    is_income = account_module.root(1, account) == income
    amount = actual[account]
    return BudgetRow(
        account=account,
        is_income=is_income,
        planned=plan.amount(account, *days),
        actual=amount if is_income else ZERO - amount,
        without=tuple(each for each in actual if each.startswith(f"{account}:")),
        unconverted=plan.unconverted(*days, account),
    )


def compare_planned(
    period: Period, *, plan: Plan, flows: Sequence[Flow], income: str, as_of: datetime.date
) -> Comparison | None:
    """Return plan against actual of a period; ``None`` where no account has a budget.

    Args:
        period: The days, which the as-of date cuts off.
        plan: The budgets.
        flows: The flows that count, oldest first.
        income: The name of the root account of income.
        as_of: The last day that counts.
    """
    comparison = compare(period, plan=plan, flows=flows, income=income, as_of=as_of)
    return comparison if comparison.rows else None


def of_twelve_months(scope: Books) -> Comparison | None:
    """Return plan against actual of the last twelve complete months; ``None`` without a plan."""
    income = scope.facts.config.roots.income
    year = scope.coverage.twelve_months
    return compare_planned(
        year, plan=scope.plan, flows=scope.flows, income=income, as_of=scope.as_of
    )


def of_shown(scope: Books) -> Comparison | None:
    """Return plan against actual of the requested days, by default of the last twelve months."""
    income = scope.facts.config.roots.income
    period = scope.period or scope.coverage.twelve_months
    return compare_planned(
        period, plan=scope.plan, flows=scope.flows, income=income, as_of=scope.as_of
    )


def of_periods(scope: Books) -> tuple[Comparison, ...]:
    """Return plan against actual of each period of a report."""
    income = scope.facts.config.roots.income
    return tuple(
        compare(period, plan=scope.plan, flows=scope.flows, income=income, as_of=scope.as_of)
        for period in scope.periods
    )
