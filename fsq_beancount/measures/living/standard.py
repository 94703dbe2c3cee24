"""The standard of living: the growth of living costs beside inflation, income and wealth.

Each calendar year that the books cover in full is compared with the one before it, and with the
first such year.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.periods import ROLLING_MONTHS, Period, month_index
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.definition import ratio
from fsq_beancount.measures.performance.growth import growth
from fsq_beancount.measures.quota import all_income, living_costs, total
from fsq_beancount.measures.returns import chain
from fsq_beancount.measures.wealth.lifetime import INFLATION

if TYPE_CHECKING:
    from fsq_beancount.books.coverage import Coverage
    from fsq_beancount.books.flows import MonthlySums
    from fsq_beancount.measures.scope import Scope

ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FullYear:
    """A calendar year that the books cover in full.

    Attributes:
        year: The year.
        living_costs: Its living costs, currency.
        net_income: Its net income of all classes, currency.
        net_wealth: Net wealth at its end, currency.
        inflation: The annual inflation by option, fraction; ``None`` without the option.
    """

    year: int
    living_costs: Decimal
    net_income: Decimal
    net_wealth: Decimal
    inflation: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingStandard:
    """The growth in a year, and the mean growth a year since the first full year; fractions.

    Attributes:
        year: The year, ``2024``.
        since: The first full year, ``2016``.
        living_costs_growth: The growth of living costs over those of the year before; like the next
            two, ``None`` where the year before is not full, or had none of them.
        net_income_growth: The growth of net income.
        net_wealth_growth: The growth of net wealth from the end of the year before.
        year_inflation: The annual inflation by option; ``None`` without the option.
        living_costs_growth_mean: The mean growth of living costs a year since the first full year.
        net_income_growth_mean: The mean growth of net income a year.
        net_wealth_growth_mean: The mean growth of net wealth a year, from the end of the first full
            year on.
        inflation_mean: The mean inflation of these years.
    """

    year: str
    since: str
    living_costs_growth: Decimal | None
    net_income_growth: Decimal | None
    net_wealth_growth: Decimal | None
    year_inflation: Decimal | None
    living_costs_growth_mean: Decimal | None
    net_income_growth_mean: Decimal | None
    net_wealth_growth_mean: Decimal | None
    inflation_mean: Decimal | None


@exact
def mean_growth(first: Decimal, last: Decimal, years: int) -> Decimal | None:
    """Return the mean growth of an amount a year, ``(last / first)^(1 / years) - 1``, fraction.

    Args:
        first: The amount of the first year, currency.
        last: The amount of the last year, currency.
        years: The number of years from the first to the last, at least 1.

    Returns:
        The growth; ``None`` where the first amount is not positive, or the last is negative.
    """
    quotient = ratio(last, first)
    return None if quotient is None or quotient < 0 else quotient ** (ONE / years) - ONE


@exact
def mean_rate(rates: Sequence[Decimal | None]) -> Decimal | None:
    """Return the mean of yearly rates, the one that compounds to the same, fraction.

    Args:
        rates: The rate of each year, at least one.

    Returns:
        The mean; ``None`` where a rate is unknown, or not above -1.
    """
    known = [rate for rate in rates if rate is not None and rate > -ONE]
    chained = chain(known)
    if len(known) < len(rates) or chained is None:
        return None
    return (ONE + chained) ** (ONE / len(rates)) - ONE


@exact
def of(scope: Scope) -> tuple[LivingStandard, ...]:
    """Return the growth in each full year of a scope after the first, oldest first.

    Where days were asked for, they are the years that end in them; the first full year is the same.
    """
    period, sheets, option = scope.period, scope.balance_sheets, scope.facts.config.option
    years = full_years(
        scope.coverage,
        scope.covered_monthly,
        wealth_on=lambda day: sheets.on(day).net_wealth,
        inflation_on=lambda day: option(INFLATION, day),
    )
    return tuple(
        row
        for row in standards(tuple(years))
        if period is None or period.first <= Period.year(int(row.year)).last <= period.last
    )


@exact
def standards(years: Sequence[FullYear]) -> tuple[LivingStandard, ...]:
    """Return the growth in each year after the first.

    Args:
        years: The full years, oldest first; there may be gaps between them.
    """
    rows = []
    of_year = {each.year: each for each in years}
    for now in years[1:]:
        first, before = years[0], of_year.get(now.year - 1)
        since = [each.inflation for each in years if first.year < each.year <= now.year]
        count = now.year - first.year
        rows.append(
            LivingStandard(
                year=f"{now.year:04d}",
                since=f"{first.year:04d}",
                living_costs_growth=_grown(before, now, "living_costs"),
                net_income_growth=_grown(before, now, "net_income"),
                net_wealth_growth=_grown(before, now, "net_wealth"),
                year_inflation=now.inflation,
                living_costs_growth_mean=mean_growth(first.living_costs, now.living_costs, count),
                net_income_growth_mean=mean_growth(first.net_income, now.net_income, count),
                net_wealth_growth_mean=mean_growth(first.net_wealth, now.net_wealth, count),
                inflation_mean=mean_rate(since),
            )
        )
    return tuple(rows)


def _grown(before: FullYear | None, now: FullYear, amount: str) -> Decimal | None:
    """Return the growth of an amount since the year before; ``None`` where that is not full."""
    return None if before is None else growth(getattr(before, amount), getattr(now, amount))


def full_years(
    coverage: Coverage,
    monthly: MonthlySums,
    *,
    wealth_on: Callable[[datetime.date], Decimal],
    inflation_on: Callable[[datetime.date], Decimal | None],
) -> Iterator[FullYear]:
    """Yield the calendar years of which the books cover all twelve months, oldest first.

    Args:
        coverage: Which months the books cover.
        monthly: The sums of the flows in each month, by role and class.
        wealth_on: Returns net wealth at the end of a day, currency.
        inflation_on: Returns the annual inflation in force on a day.
    """
    for year in coverage.full_years:
        last = Period.year(year).last
        month = month_index(last)
        months = range(month - ROLLING_MONTHS + 1, month + 1)
        totals = total(monthly.get(each, {}) for each in months)
        yield FullYear(
            year=year,
            living_costs=living_costs(totals),
            net_income=all_income(totals),
            net_wealth=wealth_on(last),
            inflation=inflation_on(last),
        )
