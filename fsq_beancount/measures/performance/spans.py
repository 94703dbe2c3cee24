"""Returns over the last three, five and ten years, and over all, beside benchmark and inflation."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.periods import (
    ROLLING_MONTHS,
    Period,
    day_after,
    month_index,
    month_last,
)
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.performance.periods import held_since
from fsq_beancount.measures.wealth.lifetime import INFLATION

if TYPE_CHECKING:
    from fsq_beancount.measures.performance.growth import Growth
    from fsq_beancount.measures.scope import Scope

YEARS: Final = (3, 5, 10)
"""The lengths of the spans besides that of the whole ledger, in years."""

AMBITION: Final = Decimal("0.05")
"""What is added to inflation for a yardstick of good returns: five percentage points a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanReturns:
    """The returns over some years that end with the last complete month; fractions.

    Attributes:
        years: Their number; ``None`` for the whole ledger.
        growth: The growth of wealth over them; ``None`` where the ledger is shorter.
        span_inflation: The annual inflation by option; ``None`` without the option.
    """

    years: int | None
    growth: Growth | None
    span_inflation: Decimal | None

    @property
    def span_from(self) -> datetime.date | None:
        """The first day; ``None`` where the ledger is shorter."""
        return None if self.growth is None else self.growth.change.first

    @property
    def span_return(self) -> Decimal | None:
        """The chained monthly return on net wealth, of the span as a whole."""
        return None if self.growth is None else self.growth.return_net

    @property
    def span_return_annual(self) -> Decimal | None:
        """The same per year."""
        return annual(self.growth, "return_net")

    @property
    def span_on_assets(self) -> Decimal | None:
        """Modified Dietz on net wealth (*Vermögensrendite*), of the span as a whole."""
        return None if self.growth is None else self.growth.return_on_assets

    @property
    def span_on_assets_annual(self) -> Decimal | None:
        """The same per year."""
        return annual(self.growth, "return_on_assets")

    @property
    def span_benchmark(self) -> Decimal | None:
        """The price return of the benchmark in the same months; ``None`` without one."""
        return None if self.growth is None else self.growth.return_benchmark

    @property
    def span_benchmark_annual(self) -> Decimal | None:
        """The same per year."""
        return annual(self.growth, "return_benchmark")

    @property
    def span_yardstick(self) -> Decimal | None:
        """Inflation and five percentage points, per year."""
        return yardstick(self.span_inflation)


@exact
def yardstick(inflation: Decimal | None) -> Decimal | None:
    """Return the annual return that is five percentage points above inflation, fraction."""
    return None if inflation is None else inflation + AMBITION


def annual(growth: Growth | None, rate: str) -> Decimal | None:
    """Return a rate per year, fraction; over a single year it is the rate itself.

    Args:
        growth: The growth over the span, if any.
        rate: The name of the rate, one of those that are annualised.
    """
    if growth is None:
        return None
    if growth.annualised is None:
        value: Decimal | None = getattr(growth, rate)
        return value
    return growth.annualised[rate]


@exact
def of(scope: Scope) -> tuple[SpanReturns, ...]:
    """Return the returns over each span of a scope, the shortest first and that over all last.

    There are none where no return is defined over any of them.
    """
    option = scope.facts.config.option
    found = tuple(
        spans(
            held_since(scope),
            scope.coverage.last_month,
            growth_over=scope.household_returns.of,
            inflation_on=lambda day: option(INFLATION, day),
        )
    )
    is_defined = any(
        rate is not None for each in found for rate in (each.span_return, each.span_on_assets)
    )
    return found if is_defined else ()


def spans(
    since: datetime.date | None,
    last_month: int,
    *,
    growth_over: Callable[[Period], Growth | None],
    inflation_on: Callable[[datetime.date], Decimal | None],
) -> Iterator[SpanReturns]:
    """Yield the returns over each span; nothing where no month is complete since the beginning.

    A span of years is covered from the month of the first posting on. The whole ledger begins the
    day after it, with what the first day has brought.

    Args:
        since: The day of the first posting to what is held or owed, if any.
        last_month: The last complete month.
        growth_over: Returns the growth of wealth over a period.
        inflation_on: Returns the annual inflation in force on a day, fraction.
    """
    if since is None or month_index(day_after(since)) > last_month:
        return
    inflation = inflation_on(month_last(last_month))
    for years in YEARS:
        first_month = last_month - years * ROLLING_MONTHS + 1
        is_covered = month_index(since) <= first_month
        span = Period.of_months(first_month, last_month)
        growth = growth_over(span) if is_covered else None
        yield SpanReturns(years=years, growth=growth, span_inflation=inflation)
    whole = Period(day_after(since), month_last(last_month))
    yield SpanReturns(years=None, growth=growth_over(whole), span_inflation=inflation)
