"""Milestones (*Etappenziele*): targets of living costs that passive income pays in order.

The targets are those of ``custom "fsq-milestone"``, in file order, and last always the rest of the
living costs. Income is poured into them in that order, like water into a cascade of basins: a
target is reached when the income that earlier targets leave over pays it. An account counts in the
first target that names it; a fixed amount is taken out of the living costs that no target names. So
all costs add up to the living costs, and the last target is reached exactly when the quota is at
least 1.

All figures are over rolling twelve months. A target that was reached may be lost again; the dates
when it was first reached and last lost come from the whole history of month-ends.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.books.flows import Flow, within
from fsq_beancount.core.periods import ROLLING_MONTHS, Period, month_index
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.milestones.bills import bills, suspects_in
from fsq_beancount.measures.milestones.choice import Chosen, choose
from fsq_beancount.measures.milestones.history import MonthEnd, month_ends
from fsq_beancount.measures.milestones.moments import first_and_last
from fsq_beancount.measures.milestones.pouring import (
    Poured,
    alone,
    cost,
    covered,
    is_reached,
    left,
    missing_per_month,
    pays,
)
from fsq_beancount.measures.milestones.suggestions import directives
from fsq_beancount.measures.milestones.target import Target, fixed_amount

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books
    from fsq_beancount.core.prices import Converter

ZERO: Final = Decimal()

ALL_LIVING_COSTS: Final = "All living costs"
"""The name of the last target; it is translated for display."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A target and its coverage by income, in the report currency.

    Attributes:
        position: Its place in the order, from 1.
        target: The target.
        is_last: Whether it is the rest of the living costs.
        without: The accounts that count in another target: accounts below its own, or, for the last
            target, all named accounts.
        cost: Its cost in the window; ``None`` for a fixed amount without a price path.
        left: The income that the targets before it leave over.
        alone: The share of it that the whole income would pay, fraction; for the last the quota.
        covered: The share of it that is paid, fraction, cut to 0…1 for the picture.
        reached: Whether it is paid; ``None`` where undefined: a zero or negative cost, or books of
            less than twelve months.
        reached_on: The month-end on which it was first reached; ``None`` if it never was.
        lost_on: The month-end on which it was last lost again; ``None`` if it never was.
        missing_per_month: The income missing each month to pay it.
    """

    position: int
    target: Target
    is_last: bool
    without: tuple[str, ...]
    cost: Decimal | None
    left: Decimal
    alone: Decimal | None
    covered: Decimal | None
    reached: bool | None
    reached_on: datetime.date | None
    lost_on: datetime.date | None
    missing_per_month: Decimal

    @property
    def name(self) -> str:
        """The name, in English for the last target."""
        return self.target.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones:
    """The milestones over the last complete twelve months.

    Attributes:
        first: The first day of the window; ``None`` where no month is complete.
        last: Its last day.
        months: The number of its months that the books cover; below twelve nothing is reached.
        narrow: The milestones for passive income, in order.
        wide: The milestones for passive and near-passive income.
        suggested: Whether the targets are a suggestion, as no directive declares any.
        of_bills: Whether they are suggested since they come every month.
        directives: The suggestion as lines for the ledger.
        unconverted: Fixed monthly amounts without a price path, by currency.
    """

    first: datetime.date | None = None
    last: datetime.date | None = None
    months: int = 0
    narrow: tuple[Milestone, ...] = ()
    wide: tuple[Milestone, ...] = ()
    suggested: bool = False
    of_bills: bool = False
    directives: tuple[str, ...] = ()
    unconverted: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def next(self) -> Milestone | None:
        """The first milestone that passive income does not pay; ``None`` where it pays all."""
        return next((each for each in self.narrow if each.reached is False), None)


def of(scope: Books) -> Milestones:
    """Return the milestones at the last complete month of a report."""
    facts, year = scope.facts, scope.last_year
    root, coverage = facts.config.roots.expenses, scope.coverage
    flows: list[Flow] = []
    if year is not None and not facts.config.milestones:
        within_year = within(scope.flows, year.first, year.last)
        flows = [flow for flow in within_year if coverage.covers(flow.date)]
    suspects = suspects_in(flows)
    monthly = bills(
        flows, months=coverage.months(coverage.last_month), expenses=root, suspects=suspects
    )
    chosen = choose(
        facts.config.milestones,
        as_of=scope.as_of,
        living_costs=scope.living_costs,
        expenses=root,
        monthly=monthly,
        suspects=suspects,
    )
    history = month_ends(
        chosen.targets,
        flows=scope.flows,
        monthly=scope.covered_monthly,
        coverage=scope.coverage,
        convert=facts.convert,
    )
    paid_monthly = {bill.account for bill in monthly}
    return milestones(
        chosen,
        history,
        facts.convert,
        of_bills=chosen.suggested
        and all(account in paid_monthly for each in chosen.targets for account in each.accounts),
    )


@exact
def milestones(
    chosen: Chosen, history: Sequence[MonthEnd], convert: Converter, *, of_bills: bool = False
) -> Milestones:
    """Return the milestones at the last month-end of a history.

    Args:
        chosen: The targets.
        history: The targets at each month-end of the books, oldest first.
        convert: Converts fixed amounts to the report currency.
        of_bills: Whether the targets are suggested since they come every month.
    """
    if not history:
        return Milestones()
    targets, now = chosen.targets, history[-1]
    first_month, month = month_index(history[0].date), month_index(now.date)
    year = Period.of_months(month - ROLLING_MONTHS + 1, month)
    narrow, wide = ([each.narrow for each in history], [each.wide for each in history])
    return Milestones(
        first=year.first,
        last=now.date,
        months=now.months,
        narrow=tuple(_milestones(targets, history, narrow, convert)),
        wide=tuple(_milestones(targets, history, wide, convert)),
        suggested=chosen.suggested,
        of_bills=of_bills,
        directives=tuple(directives(targets, first_month)) if chosen.suggested else (),
        unconverted=_unconverted(targets, now.date, convert),
    )


def _milestones(
    targets: Sequence[Target],
    history: Sequence[MonthEnd],
    incomes: Sequence[Decimal],
    convert: Converter,
) -> Iterator[Milestone]:
    """Pour income into the targets at each month-end and yield their state at the last."""
    named = [account for target in targets for account in target.accounts]
    now, income, taken = history[-1], incomes[-1], ZERO
    # Whether a target is reached is defined for windows of twelve months only.
    whole = history[ROLLING_MONTHS - 1 :]
    earned = incomes[ROLLING_MONTHS - 1 :]
    rests = earned
    for number, target in enumerate((*targets, Target(ALL_LIVING_COSTS, ()))):
        is_last = number == len(targets)
        costs = [each.costs[number] for each in whole]
        poured = judged = Poured(income, taken, now.costs[number], now.months)
        paid = map(pays, rests, costs)
        if is_last:
            # The last target is reached when all living costs are paid, however small the rest.
            judged = Poured(income, ZERO, now.living, now.months)
            paid = map(pays, earned, [each.living for each in whole])
        reached_on, lost_on = first_and_last(zip((each.date for each in whole), paid, strict=True))
        amount = fixed_amount(target, 1, now.date, convert)
        without_price = target.amount is not None and amount is None
        yield Milestone(
            position=number + 1,
            target=target,
            is_last=is_last,
            without=tuple(
                account
                for account in named
                if is_last or any(account.startswith(f"{mine}:") for mine in target.accounts)
            ),
            cost=None if without_price else cost(poured),
            left=left(poured),
            alone=alone(judged),
            covered=covered(poured),
            reached=is_reached(judged),
            reached_on=reached_on,
            lost_on=lost_on,
            missing_per_month=missing_per_month(poured),
        )
        taken += poured.cost
        rests = [rest - cost for rest, cost in zip(rests, costs, strict=True)]


def _unconverted(
    targets: Sequence[Target], date: datetime.date, convert: Converter
) -> dict[str, Decimal]:
    amounts: dict[str, Decimal] = {}
    for target in targets:
        amount = target.amount
        if (
            amount is not None
            and amount.number is not None
            and fixed_amount(target, 1, date, convert) is None
        ):
            amounts[amount.currency] = amounts.get(amount.currency, ZERO) + amount.number
    return dict(sorted(amounts.items()))
