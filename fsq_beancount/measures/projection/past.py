"""What the past says of the future: income that grows with capital, returns, own inflation."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from fsq_beancount import names
from fsq_beancount.books.earnings import by_transaction, shared
from fsq_beancount.books.flows import Flow, MonthlySums, living_costs_by_account, within
from fsq_beancount.core.periods import month_first, month_index, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import (
    COSTS_OF_EARNING,
    INCOME,
    LIVING,
    NEAR_PASSIVE,
    PASSIVE,
)

ZERO: Final = Decimal()
YEARS_OF_RETURNS: Final = 3
"""The fewest calendar years whose median is a return."""
YEARS_OF_COSTS: Final = 4
"""The fewest calendar years whose changes have a median."""
GROUPS: Final = 5
"""The number of groups of expenses whose own inflation is shown."""
_SCALES: Final = frozenset({"dividend", "interest"})
"""The built-in categories of income that grows with capital; lending is among interest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """Net passive and near-passive income of some months, currency.

    Attributes:
        scaling: Passive income that grows with capital.
        passive: All other passive income.
        near_passive: Near-passive income that is no gain.
    """

    scaling: Decimal
    passive: Decimal
    near_passive: Decimal


@exact
def income_of(flows: Iterable[Flow]) -> Income:
    """Return the net income of some flows, by whether it grows with capital.

    A cost of earning is charged to the income beside it, as in the streams.
    """
    sums = {True: ZERO, False: ZERO}
    near = ZERO
    earning = [
        flow
        for flow in flows
        if flow.amount is not None
        and flow.decision.income_class in (PASSIVE, NEAR_PASSIVE)
        and (flow.decision.role == INCOME or flow.decision.role in COSTS_OF_EARNING)
    ]
    for beside in by_transaction(earning):
        for flow in beside:
            if flow.decision.income_class == NEAR_PASSIVE:
                near += ZERO if flow.decision.gain else flow.amount or ZERO
                continue
            for scales, amount in shared(flow, beside, _scales).items():
                # A cost without income beside it goes with what its own name says.
                sums[_scales(flow) if scales is None else scales] += amount
    return Income(scaling=sums[True], passive=sums[False], near_passive=near)


def _scales(flow: Flow) -> bool:
    match = names.income(flow.account)
    return match is not None and match.category in _SCALES


def without_gap(years: Sequence[int]) -> range:
    """Return the last years that follow one another, of the full calendar years, oldest first.

    What a year in between was like is unknown, so no change reaches over it.
    """
    if not years:
        return range(0)
    begin = years[-1]
    while begin - 1 in years:
        begin -= 1
    return range(begin, years[-1] + 1)


@exact
def yearly_costs(years: range, monthly: MonthlySums) -> list[Decimal]:
    """Return the living costs of calendar years, currency."""
    costs = dict.fromkeys(years, ZERO)
    for month, sums in monthly.items():
        year = month_first(month).year
        if year in costs:
            costs[year] -= sum(
                (amount for (role, _), amount in sums.items() if role == LIVING), ZERO
            )
    return list(costs.values())


def median_change(amounts: Sequence[Decimal]) -> float | None:
    """Return the median of the yearly changes of amounts, fraction.

    Returns:
        The median; ``None`` for less than three changes between positive amounts.
    """
    if len(amounts) < YEARS_OF_COSTS:
        return None
    changes = [
        float(after) / float(before) - 1
        for before, after in pairwise(amounts)
        if before > 0 and after > 0
    ]
    return statistics.median(changes) if len(changes) >= YEARS_OF_COSTS - 1 else None


@exact
def group_changes(
    years: range, flows: Sequence[Flow], root: str
) -> list[tuple[str, Decimal, float | None]]:
    """Return the largest groups of expenses, each with its last year's costs and own inflation.

    Args:
        years: The full calendar years.
        flows: The flows that count, oldest first.
        root: The name of the root account of expenses.
    """
    by_group: dict[str, dict[int, Decimal]] = {}
    for year in years:
        days = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        for account, cost in living_costs_by_account(within(flows, *days)).items():
            if account.startswith(f"{root}:"):
                group = ":".join(account.split(":")[:2])
                sums = by_group.setdefault(group, dict.fromkeys(years, ZERO))
                sums[year] += cost
    found = [
        (group, sums[years[-1]], median_change(list(sums.values())))
        for group, sums in by_group.items()
    ]
    return sorted(found, key=lambda each: (-each[1], each[0]))[:GROUPS]


def mean_opening(first: int, months: int, capital: Callable[[datetime.date], Decimal]) -> float:
    """Return the mean of the capital at the end of the days before some months, currency."""
    # Before the first month of Python's calendar there is nothing.
    before = range(max(first - 1, month_index(datetime.date.min)), first - 1 + months)
    return sum(float(capital(month_last(month))) for month in before) / months


def median_gain(
    years: range,
    *,
    gain: Callable[[datetime.date, datetime.date], Decimal],
    capital: Callable[[datetime.date], Decimal],
) -> float | None:
    """Return the median over calendar years of gains as a share of the mean capital, fraction.

    Args:
        years: The full calendar years.
        gain: The gains from a first to a last day, currency.
        capital: The capital at the end of a day, currency.

    Returns:
        The median; ``None`` for less than three years with capital.
    """
    shares = []
    for year in years:
        first = datetime.date(year, 1, 1)
        base = mean_opening(month_index(first), 12, capital)
        if base > 0:
            shares.append(float(gain(first, datetime.date(year, 12, 31))) / base)
    return statistics.median(shares) if len(shares) >= YEARS_OF_RETURNS else None
