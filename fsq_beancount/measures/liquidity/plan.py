"""The plan (*Liquiditätsplanung*): what comes in and goes out month by month.

It goes on from the as-of date with what is known of the time after it. For each account and month
it takes the first of these that there is:

1. planned transactions dated after the as-of date, and ``custom "fsq-recurring"``; one that is
   booked as well, on the same account in the same month with the same amount, counts once, and
   in a month that has begun, what it has brought already takes the place of the rest, too;
2. the account's budget, less what is planned on accounts below it that have none of their own;
3. for living costs, the average of the last twelve complete months, unless a budget of an account
   above it speaks for it, too, or a recurring payment does: what is paid once a year is not spread
   over the other months as well.

Income has no average: nobody pays it because he did so last year. What is paid on a loan goes out
like any cost. An instalment that ``fsq-recurring`` plans on a loan is the whole one, so the
interest of that loan is taken neither from a budget nor from the average once more. A lock that
ends brings money in.
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
    """Knows what is planned, and what life has cost so far.

    Attributes:
        unconverted: What is planned without a price path, by currency; that of the budgets only
            once the months are planned.
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
        """Take what the months of the plan consist of.

        Args:
            spans: The days of each month of the plan.
            payments: What is planned.
            budgets: What the budgets add to it.
            averages: What living costs add to it.
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
            cash: What can be spent at once before the first of them, currency.
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
        """Return the accounts that something is planned on in some months of the plan."""
        planned = self._payments.accounts
        return {account for month in plan for account in planned.get(month_index(month.first), ())}
