"""The plan (*Liquiditätsplanung*): cash inflows and outflows month by month.

It starts at the as-of date. Each account has its planned entries: transactions dated after the
as-of date, and ``custom "fsq-recurring"``. A recurring payment that is booked as well, on the same
account in the same month with the same amount, counts once, and in a month that has begun, bookings
up to the as-of date replace it, too. From the account's budget, or else, for living costs, from the
average of the last twelve complete months comes only what the planned entries of the same twelve
months do not hold yet: see ``year_plan.py``.

Income has no average, since past income does not imply future income. Payments on a loan are
outflows like any cost. An instalment that ``fsq-recurring`` plans on a loan includes the interest,
so the interest of that loan is not taken from a budget or the average as well; the last one is what
is owed. A lock that ends is an inflow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.periods import Period, month_index, month_label
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.liquidity.averages import Averages
from fsq_beancount.measures.liquidity.budgets import Budgets, Owners
from fsq_beancount.measures.liquidity.months import Basis, Item, PlanMonth
from fsq_beancount.measures.liquidity.payments import Payments
from fsq_beancount.measures.liquidity.plan_years import Part
from fsq_beancount.measures.liquidity.year_plan import Base, rest_of_year

if TYPE_CHECKING:
    from fsq_beancount.books.budgets.plan import Plan

ZERO: Final = Decimal()

_PLACE: Final = attrgetter("account", "basis")


class Planner:
    """Combines planned payments, budgets and averages into the months of the plan.

    Attributes:
        unconverted: Planned amounts without a price path, by currency; those of budgets only once
            the months are planned.
    """

    def __init__(
        self,
        spans: Sequence[Period],
        *,
        parts: Sequence[Part],
        payments: Payments,
        budgets: Budgets,
        averages: Averages,
        plan: Plan,
        owners: Owners,
    ) -> None:
        """Store the sources of the plan.

        Args:
            spans: The days of each month of the plan.
            parts: The parts of all months in the years of the plan.
            payments: The planned payments.
            budgets: The amounts of budgets.
            averages: The average living costs.
            plan: The budgets.
            owners: Returns the parents of an account.
        """
        self._spans = spans
        self._parts = parts
        self._payments = payments
        self._budgets = budgets
        self._averages = averages
        self._plan = plan
        self._owners = owners
        self.unconverted = dict(payments.unconverted)

    @exact
    def plan(self, cash: Decimal) -> tuple[PlanMonth, ...]:
        """Return the months of the plan.

        Args:
            cash: The cash before the first of them, currency.
        """
        months: list[PlanMonth] = []
        rests = self._rests()
        for span in self._spans:
            month = month_index(span.first)
            items = [*self._payments.items.get(month, ()), *rests.get(month, ())]
            for unit, number in self._plan.unconverted(span.first, span.last).items():
                self.unconverted[unit] = self.unconverted.get(unit, ZERO) + number
            inflow = sum([item.amount for item in items if item.amount > 0], ZERO)
            outflow = inflow - sum([item.amount for item in items], ZERO)
            closing = cash + inflow - outflow
            months.append(
                PlanMonth(
                    month=month_label(month),
                    first=span.first,
                    last=span.last,
                    opening=cash,
                    inflow=inflow,
                    outflow=outflow,
                    closing=closing,
                    items=tuple(sorted(items, key=_PLACE)),
                )
            )
            cash = closing
        return tuple(months)

    def accounts(self, plan: Iterable[PlanMonth]) -> set[str]:
        """Return the accounts with a planned payment in some months of the plan."""
        planned = self._payments.accounts
        return {account for month in plan for account in planned.get(month_index(month.first), ())}

    def _rests(self) -> dict[int, list[Item]]:
        """Return what budgets and averages add to the planned entries, by month."""
        found: dict[int, list[Item]] = {}
        amounts = self._plan.amounts([part.days for part in self._parts])
        with_budgets = zip(self._parts, amounts, strict=True)
        for year, parts in groupby(with_budgets, key=lambda each: each[0].year):
            for month, item in self._rest_of_year(year, list(parts)):
                found.setdefault(month, []).append(item)
        for month in {part.month for part in self._parts if part.share != 1}:
            # A month in which a year ends has a rest of either.
            found[month] = _merged(found.get(month, ()))
        return found

    def _rest_of_year(
        self, year: int, parts: Sequence[tuple[Part, Mapping[str, Decimal]]]
    ) -> Sequence[tuple[int, Item]]:
        bases: dict[str, Base] = {}
        entered: dict[str, set[int]] = {}
        for part, budgets in parts:
            planned = self._payments.accounts.get(part.month, set())
            for account in planned:
                entered.setdefault(account, set()).add(part.month)
            named = planned.union(self._payments.instalments_in(part.month))
            for name, is_income, amount in self._budgets.of(part, budgets, named):
                base = bases.get(name) or bases.setdefault(name, Base(name, is_income))
                # An income account may have living costs before its budget begins.
                same = base.is_income == is_income
                base.add(part, amount if same else -amount, Basis.BUDGET)
            for name, amount in self._averages.of(part, budgets, named):
                base = bases.get(name) or bases.setdefault(name, Base(name, is_income=False))
                base.add(part, -amount if base.is_income else amount, Basis.AVERAGE)
        return rest_of_year(
            bases,
            held=self._payments.held.get(year, {}),
            months=entered,
            parents=self._owners.parents,
        )


def _merged(items: Iterable[Item]) -> list[Item]:
    """Return items with those of one account and basis added up."""
    sums: dict[tuple[str, Basis], Decimal] = {}
    for account, basis, amount in items:
        sums[account, basis] = sums.get((account, basis), ZERO) + amount
    return [Item(account, basis, amount) for (account, basis), amount in sums.items()]
