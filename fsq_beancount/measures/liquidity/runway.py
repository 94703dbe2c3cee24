"""Runway (*Reichweite*): the number of months that the cash lasts.

Plain functions of numbers, and the runway at the end of each month of the books.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Protocol

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.definition import ratio
from fsq_beancount.measures.liquidity.cash import cash_on, likely_cash

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books
    from fsq_beancount.books.holdings import Holding
    from fsq_beancount.books.positions import Positions

ZERO: Final = Decimal()


@exact
def runway(cash: Decimal, costs: Decimal | None, income: Decimal = ZERO) -> Decimal | None:
    """Return the number of months that cash lasts (*Reichweite*).

    Cash of 26,000 at 8,200 a month lasts 3.17 months.

    Args:
        cash: Currency.
        costs: Monthly living costs, currency; ``None`` where unknown.
        income: Continuing monthly income, currency.

    Returns:
        Months; ``None`` where income covers all costs, and where costs are zero or unknown.
    """
    return None if costs is None else ratio(cash, costs - income)


class PlannedMonth(Protocol):
    """The part of a planned month that decides whether it is secured."""

    @property
    def closing(self) -> Decimal:
        """The cash at its end, currency."""

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole month, not the rest of one that has begun."""


def months_secured(months: Iterable[PlannedMonth], reserve: Decimal) -> int | None:
    """Return the number of whole months before the first that ends below a reserve.

    Args:
        months: The months of the plan, the first one first.
        reserve: The cash that must not be fallen below, currency.

    Returns:
        Months; ``None`` where none of them ends below the reserve.
    """
    secured = 0
    for month in months:
        if month.closing < reserve:
            return secured
        secured += month.is_whole
    return None


class Year(Protocol):
    """The inputs of the runway from a window of twelve months."""

    @property
    def last(self) -> datetime.date:
        """The last day."""

    @property
    def months(self) -> int:
        """The number of months that the books cover."""

    @property
    def living_costs(self) -> Decimal:
        """The living costs of all of them, currency."""


def of(scope: Books, years: Iterable[Year]) -> dict[datetime.date, Decimal | None]:
    """Return the runway at the end of each complete month, from the twelve months up to it."""
    return runways(years, holdings=scope.holdings.every, positions=scope.positions)


@exact
def runways(
    years: Iterable[Year], *, holdings: Iterable[Holding], positions: Positions
) -> dict[datetime.date, Decimal | None]:
    """Return the runway at the end of each window of twelve months, by its last day.

    Args:
        years: The windows.
        holdings: All holdings.
        positions: The values of the holdings.
    """
    likely = likely_cash(holdings)
    return {
        year.last: runway(
            cash_on(year.last, likely=likely, positions=positions),
            year.living_costs / year.months if year.months else None,
        )
        for year in years
    }
