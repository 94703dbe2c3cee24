"""Income and the cost of each target over twelve months, at each month-end."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from beancount.core import account as account_module

from fsq_beancount.books.coverage import Coverage
from fsq_beancount.books.flows import by_month
from fsq_beancount.core.periods import ROLLING_MONTHS, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import LIVING
from fsq_beancount.measures.milestones.pouring import costs_of_targets
from fsq_beancount.measures.milestones.target import Target, fixed_amount
from fsq_beancount.measures.quota import living_costs, narrow_income, total, wide_income

if TYPE_CHECKING:
    from fsq_beancount.books.flows import Flow, MonthlySums
    from fsq_beancount.core.prices import Converter

ZERO: Final = Decimal()


class _Window:
    """The sums of the months of a window.

    Attributes:
        narrow: Net passive income.
        wide: Net passive and near-passive income.
        living: Living costs.
        named: Living costs of each target's accounts.
    """

    __slots__ = ("living", "named", "narrow", "wide")

    def __init__(self, targets: int) -> None:
        self.narrow = self.wide = self.living = ZERO
        self.named = [ZERO] * targets

    def include(self, other: _Window) -> None:
        self.narrow += other.narrow
        self.wide += other.wide
        self.living += other.living
        self.named = [mine + its for mine, its in zip(self.named, other.named, strict=True)]

    def withdraw(self, other: _Window) -> None:
        self.narrow -= other.narrow
        self.wide -= other.wide
        self.living -= other.living
        self.named = [mine - its for mine, its in zip(self.named, other.named, strict=True)]


class _Owners(dict[str, "dict[int, Decimal] | None"]):
    """Maps an account to the monthly sums of its target, the first target that names it."""

    def __init__(self, targets: Sequence[Target]) -> None:
        super().__init__()
        self.sums: list[dict[int, Decimal]] = [{} for _ in targets]
        self._named: dict[str, int] = {}
        for number, target in enumerate(targets):
            for account in target.accounts:
                self._named.setdefault(account, number)

    def __missing__(self, account: str) -> dict[int, Decimal] | None:
        parents = account_module.parents(account)
        number = min((self._named[name] for name in parents if name in self._named), default=None)
        self[account] = None if number is None else self.sums[number]
        return self[account]


def _named_by_month(flows: Sequence[Flow], targets: Sequence[Target]) -> list[dict[int, Decimal]]:
    """Return the living costs of each target's accounts by month."""
    owners = _Owners(targets)
    for month, several in by_month(flows):
        for flow in several:
            sums = owners[flow.account]
            amount = flow.amount
            if sums is not None and amount is not None and flow.decision.role == LIVING:
                sums[month] = sums.get(month, ZERO) - amount
    return owners.sums


def _by_month(
    flows: Sequence[Flow],
    monthly: MonthlySums,
    targets: Sequence[Target],
) -> dict[int, _Window]:
    """Return the sums of each month, so that moving the window takes two additions."""
    named = _named_by_month(flows, targets)
    months: dict[int, _Window] = {}
    for month, amounts in monthly.items():
        sums = months[month] = _Window(len(targets))
        totals = total([amounts])
        sums.narrow, sums.wide = narrow_income(totals), wide_income(totals)
        sums.living = living_costs(totals)
        sums.named = [each.get(month, ZERO) for each in named]
    return months


class MonthEnd(NamedTuple):
    """The targets at a month-end.

    Attributes:
        date: The month-end.
        months: The number of months in the window that the books cover.
        narrow: The narrow income.
        wide: The wide income.
        living: The living costs.
        costs: The cost of each target, the last one included.
    """

    date: datetime.date
    months: int
    narrow: Decimal
    wide: Decimal
    living: Decimal
    costs: list[Decimal]


@exact
def month_ends(
    targets: Sequence[Target],
    *,
    flows: Sequence[Flow],
    monthly: MonthlySums,
    coverage: Coverage,
    convert: Converter,
) -> list[MonthEnd]:
    """Return the targets at each month-end of the books, oldest first.

    Args:
        targets: The targets in order, without the last.
        flows: The flows that count, oldest first.
        monthly: What they add up to in each month of sums over twelve months, by role and class.
        coverage: Which months the books cover.
        convert: Gives fixed amounts in the report currency.
    """
    ends: list[MonthEnd] = []
    by_month = _by_month(flows, monthly, targets)
    window = _Window(len(targets))
    for month in coverage.complete:
        if coverage.silences.of_money.before(month):
            window = _Window(len(targets))  # what left it meanwhile is not withdrawn
        if month in by_month:
            window.include(by_month[month])
        gone = month - ROLLING_MONTHS
        if gone in by_month:
            window.withdraw(by_month[gone])
        months = coverage.months(month)
        date = month_last(month)
        named = [
            None if target.amount is not None else cost
            for target, cost in zip(targets, window.named, strict=True)
        ]
        fixed = [fixed_amount(target, months, date, convert) for target in targets]
        costs = costs_of_targets(named, fixed, window.living)
        ends.append(MonthEnd(date, months, window.narrow, window.wide, window.living, costs))
    return ends
