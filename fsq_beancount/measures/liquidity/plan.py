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

from collections.abc import Iterable, Iterator
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.periods import month_index, month_label
from fsq_beancount.measures.liquidity.averages import Averages, months_booked
from fsq_beancount.measures.liquidity.budgets import Budgets, Owners
from fsq_beancount.measures.liquidity.instalments import Instalments
from fsq_beancount.measures.liquidity.months import PlanMonth, spans
from fsq_beancount.measures.liquidity.payments import Payments

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books

ZERO: Final = Decimal()

_PLACE: Final = attrgetter("account", "basis")


class Planner:
    """Knows what is planned, and what life has cost so far.

    Attributes:
        unconverted: What is planned without a price path, by currency; that of the budgets only
            once the months are planned.
    """

    def __init__(self, scope: Books, horizon: int) -> None:
        """Look for what is planned.

        Args:
            scope: What the report is about.
            horizon: How many whole months to plan.
        """
        self._scope = scope
        self._spans = list(spans(scope.as_of, horizon))
        self._payments = Payments(scope, self._spans)
        self.unconverted = dict(self._payments.unconverted)
        year = scope.last_year
        months = 1 if year is None else months_booked(scope, year)
        owners, instalments = Owners(), Instalments(scope, year, months)
        self._budgets = Budgets(scope.facts.config, owners, instalments)
        self._averages = Averages(scope, months, owners, instalments)

    def plan(self, cash: Decimal) -> Iterator[PlanMonth]:
        """Yield the months of the plan."""
        for span, budgets in zip(self._spans, self._scope.plan.amounts(self._spans), strict=True):
            month = month_index(span.first)
            booked = self._payments.items.get(month, [])
            items = [
                *booked,
                *self._budgets.of(span, budgets, booked, self._payments.accounts.get(month, ())),
                *self._averages.of(span, budgets, self._payments),
            ]
            for unit, number in self._scope.plan.unconverted(span.first, span.last).items():
                self.unconverted[unit] = self.unconverted.get(unit, ZERO) + number
            inflow = sum([item.amount for item in items if item.amount > 0], ZERO)
            outflow = inflow - sum([item.amount for item in items], ZERO)
            closing = cash + inflow - outflow
            yield PlanMonth(
                month=month_label(month),
                first=span.first,
                last=span.last,
                opening=cash,
                inflow=inflow,
                outflow=outflow,
                closing=closing,
                items=tuple(sorted(items, key=_PLACE)),
            )
            cash = closing

    def accounts(self, plan: Iterable[PlanMonth]) -> set[str]:
        """Return the accounts that something is planned on in some months of the plan."""
        planned = self._payments.accounts
        return {account for month in plan for account in planned.get(month_index(month.first), ())}
