"""Averages: living costs and passive income per month, over the last twelve complete months."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.books.flows import MonthlySums
from fsq_beancount.core.periods import month_index
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.measures.liquidity.budgets import Owners
from fsq_beancount.measures.liquidity.instalments import Instalments
from fsq_beancount.measures.liquidity.plan_years import Part
from fsq_beancount.measures.liquidity.year import BookedYear
from fsq_beancount.measures.quota import narrow_income, total

ZERO: Final = Decimal()


class UsualMonth(NamedTuple):
    """The monthly averages of the last twelve complete months.

    Attributes:
        living_costs: Currency; ``None`` where no month has ended.
        passive_income: Net passive income, currency; ``None`` likewise.
    """

    living_costs: Decimal | None
    passive_income: Decimal | None


@exact
def usual_month(
    year: BookedYear | None, *, living_costs: Mapping[str, Decimal], monthly: MonthlySums
) -> UsualMonth:
    """Return the monthly averages of the last twelve complete months.

    Args:
        year: The months; ``None`` where none has ended.
        living_costs: The living costs of these months, by account.
        monthly: The sums of the flows in each month, by role and class.
    """
    if year is None:
        return UsualMonth(None, None)
    living = sum(living_costs.values(), ZERO)
    first, last = month_index(year.first), month_index(year.last)
    passive = narrow_income(total(monthly.get(month, {}) for month in range(first, last + 1)))
    return UsualMonth(living / year.months, passive / year.months)


class Averages:
    """Average living costs, for accounts that no budget applies to."""

    @exact
    def __init__(
        self,
        living_costs: Mapping[str, Decimal],
        *,
        year: BookedYear | None,
        owners: Owners,
        instalments: Instalments,
    ) -> None:
        """Compute the averages of the last twelve complete months.

        Args:
            living_costs: The living costs of these months, by account.
            year: The months; ``None`` where none has ended.
            owners: Finds the budget that applies to an account.
            instalments: The part of the averages that planned instalments include.
        """
        self._average: dict[str, Decimal] = {}
        if year is not None:
            for account, amount in sorted(living_costs.items()):
                self._average[account] = round_places(amount / year.months)
        self._owners = owners
        self._instalments = instalments
        self._beside: dict[tuple[str, ...], Sequence[tuple[str, Decimal]]] = {}

    def of(
        self, part: Part, budgets: Collection[str], named: Collection[str]
    ) -> Iterator[tuple[str, Decimal]]:
        """Yield the average living costs of a part of a month, less interest in instalments.

        Args:
            part: The part of the month.
            budgets: The accounts that have a budget.
            named: The accounts with a planned payment in the month, and the loans with instalments.
        """
        for account, average in self._without_budget(tuple(budgets)):
            amount = average
            if account not in named:
                # An instalment includes the interest.
                amount -= self._instalments.in_average(account, named)
            yield account, amount if part.share == 1 else round_places(amount * part.share)

    def _without_budget(self, budgets: tuple[str, ...]) -> Sequence[tuple[str, Decimal]]:
        """Return the costs of a whole month on each account that no budget applies to."""
        # Nearly every month has the same budgets as the month before.
        known = self._beside.get(budgets)
        if known is None:
            known = self._beside[budgets] = [
                (account, amount)
                for account, amount in self._average.items()
                if self._owners.of(account, budgets) is None
            ]
        return known
