"""The plan (*Liquiditätsplanung*): cash inflows and outflows month by month.

It starts at the as-of date. For each account and month it takes the first of these that applies:

1. planned transactions dated after the as-of date, and ``custom "fsq-recurring"``; a recurring
   payment that is booked as well, on the same account in the same month with the same amount,
   counts once, and in a month that has begun, bookings up to the as-of date replace it, too;
2. the account's budget, less payments planned on subaccounts without a budget of their own;
3. for living costs, the average of the last twelve complete months, unless the budget of a parent
   account or a recurring payment covers the account: an annual payment is not spread over the
   other months as well.

Income has no average, since past income does not imply future income. Payments on a loan are
outflows like any cost. An instalment that ``fsq-recurring`` plans on a loan includes the interest,
so the interest of that loan is not taken from a budget or the average as well. A lock that ends is
an inflow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.periods import Period, month_index, month_label
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.liquidity.averages import Averages
from fsq_beancount.measures.liquidity.budgets import Budgets
from fsq_beancount.measures.liquidity.months import PlanMonth
from fsq_beancount.measures.liquidity.payments import Payments

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
        payments: Payments,
        budgets: Budgets,
        averages: Averages,
        plan: Plan,
    ) -> None:
        """Store the sources of the plan.

        Args:
            spans: The days of each month of the plan.
            payments: The planned payments.
            budgets: The amounts that budgets add.
            averages: The average living costs.
            plan: The budgets.
        """
        self._spans = spans
        self._payments = payments
        self._budgets = budgets
        self._averages = averages
        self._plan = plan
        self.unconverted = dict(payments.unconverted)

    @exact
    def plan(self, cash: Decimal) -> tuple[PlanMonth, ...]:
        """Return the months of the plan.

        Args:
            cash: The cash before the first of them, currency.
        """
        months: list[PlanMonth] = []
        for span, budgets in zip(self._spans, self._plan.amounts(self._spans), strict=True):
            month = month_index(span.first)
            booked = self._payments.items.get(month, [])
            items = [
                *booked,
                *self._budgets.of(span, budgets, booked, self._payments.accounts.get(month, ())),
                *self._averages.of(span, budgets, self._payments),
            ]
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
