"""Averages: what a month of the last twelve cost and brought in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.periods import Period, month_index
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.measures.liquidity.budgets import Owners
from fsq_beancount.measures.liquidity.instalments import Instalments
from fsq_beancount.measures.liquidity.months import Basis, Item, share
from fsq_beancount.measures.liquidity.payments import Payments
from fsq_beancount.measures.quota import narrow_income, total

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books

ZERO: Final = Decimal()


@exact
def monthly(scope: Books) -> tuple[Decimal | None, Decimal | None]:
    """Return average living costs and net passive income a month of the last twelve."""
    if scope.last_year is None:
        return None, None
    months = months_booked(scope, scope.last_year)
    living = sum(scope.living_costs.values(), ZERO)
    first, last = month_index(scope.last_year.first), month_index(scope.last_year.last)
    passive = narrow_income(total(scope.monthly.get(month, {}) for month in range(first, last + 1)))
    return living / months, passive / months


def months_booked(scope: Books, year: Period) -> int:
    """Return how many months of a year the books cover."""
    first = month_index(year.first)
    if scope.first_month is not None:
        first = max(first, scope.first_month)
    return month_index(year.last) - first + 1


class Averages:
    """What living costs add to the months of the plan where nothing else is said of them."""

    def __init__(self, scope: Books, months: int, owners: Owners, instalments: Instalments) -> None:
        """Take the averages of the last twelve complete months.

        Args:
            scope: What the report is about.
            months: How many of them have books.
            owners: Which budgets speak for an account.
            instalments: What of the averages planned instalments have in them.
        """
        costs = sorted(scope.living_costs.items())
        self._average = {account: round_places(amount / months) for account, amount in costs}
        self._owners = owners
        self._instalments = instalments
        self._beside: dict[tuple[str, ...], Sequence[Item]] = {}

    def of(self, span: Period, budgets: Collection[str], payments: Payments) -> Iterator[Item]:
        """Yield what the days of a month add beside what is planned.

        Args:
            span: The days.
            budgets: The accounts that have a budget.
            payments: What is planned.
        """
        month = month_index(span.first)
        planned = payments.accounts.get(month, set())
        is_whole = span.first.day == 1
        for average in self._without_budget(tuple(budgets)):
            account = average.account
            if account in planned:
                continue
            paid_for = payments.paid_for.get(account)
            if paid_for and any(begin <= month <= end for begin, end in paid_for):
                continue
            # An instalment has the interest in it.
            interest = self._instalments.in_average(account, planned)
            item = average
            if interest or not is_whole:
                rest = -average.amount - interest
                if not is_whole:
                    rest = round_places(rest * share(span))
                item = Item(account, Basis.AVERAGE, -rest)
            if item.amount:
                yield item

    def _without_budget(self, budgets: tuple[str, ...]) -> Sequence[Item]:
        """Return what a whole month costs on each account that none of some budgets speaks for."""
        # Nearly every month has the budgets of the one before.
        known = self._beside.get(budgets)
        if known is None:
            known = self._beside[budgets] = [
                Item(account, Basis.AVERAGE, -amount)
                for account, amount in self._average.items()
                if self._owners.of(account, budgets) is None
            ]
        return known
