"""The standard of living: how living costs, income and wealth grow from year to year."""

from __future__ import annotations

import datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from small_ledger import load

from fsq_beancount import analyse
from fsq_beancount.core.periods import Period
from fsq_beancount.measures.catalogue import FAMILIES
from fsq_beancount.measures.living.standard import (
    FullYear,
    LivingStandard,
    mean_growth,
    mean_rate,
    standards,
)

D = Decimal

STANDARD = next(family for family in FAMILIES if family.id == "standard_of_living")


def year_of(year: int, income: int, costs: int) -> str:
    """A year of income and of living costs each month, so that all its months are booked."""
    return "\n".join(
        f"""
{year}-{month:02d}-05 * "Salary"
  Assets:Bank   {income}.00 EUR
  Income:Salary
{year}-{month:02d}-20 * "Living"
  Expenses:Living   {costs}.00 EUR
  Assets:Bank
"""
        for month in range(1, 13)
    )


# A half year, then three full years: 1,000, 1,100 and 1,210 of living costs a month; 2,000, 2,500
# and 2,500 of income. 1,000 are there at first, and 12 times 1,000, 1,400, 1,290 come to it.
LEDGER = "\n".join(
    (
        '2020-01-01 custom "fsq-option" "inflation" 0.02\n'
        '2023-01-01 custom "fsq-option" "inflation" 0.06\n'
        '2020-07-01 * "Opening"\n  Assets:Bank  1000.00 EUR\n  Equity:Opening\n'
        '2020-07-01 * "Living"\n  Expenses:Living  500.00 EUR\n  Equity:Opening',
        year_of(2021, 2000, 1000),
        year_of(2022, 2500, 1100),
        year_of(2023, 2500, 1210),
    )
)


def rows(ledger: str, as_of: str, period: Period | None = None) -> list[LivingStandard]:
    loaded = load(ledger)
    assert loaded.errors == []
    day = datetime.date.fromisoformat(as_of)
    report = analyse(loaded.entries, loaded.options, as_of=day, period=period)
    return list(report.rows_of(STANDARD))


def test_each_full_year_after_the_first_has_its_growth() -> None:
    second, third = rows(LEDGER, "2023-12-31")
    assert (second.year, third.year) == ("2022", "2023")
    assert second.living_costs_growth == third.living_costs_growth == D("0.1")
    assert (second.net_income_growth, third.net_income_growth) == (D("0.25"), D(0))
    # 1,000 + 12,000 = 13,000; + 16,800 = 29,800; + 15,480 = 45,280.
    assert round(D(second.net_wealth_growth or 0), 6) == D("1.292308")
    assert round(D(third.net_wealth_growth or 0), 6) == D("0.519463")
    assert (second.year_inflation, third.year_inflation) == (D("0.02"), D("0.06"))
    # Since 2021: 1.1 * 1.1 of living costs, 1.25 of income, 45,280 / 13,000 of wealth in two years.
    assert round(D(third.living_costs_growth_mean or 0), 12) == D("0.1")
    assert round(D(third.net_income_growth_mean or 0), 6) == D("0.118034")
    assert round(D(third.net_wealth_growth_mean or 0), 6) == D("0.866300")
    # sqrt(1.02 * 1.06) - 1
    assert round(D(third.inflation_mean or 0), 6) == D("0.039808")


def test_a_year_that_is_not_over_has_none() -> None:
    assert [row.year for row in rows(LEDGER, "2023-12-30")] == ["2022"]
    assert rows(LEDGER, "2021-12-31") == []


def test_days_asked_for_choose_the_rows_but_not_the_first_year() -> None:
    [row] = rows(LEDGER, "2023-12-31", Period.year(2023))
    assert row.living_costs_growth == D("0.1")
    assert round(D(row.net_income_growth_mean or 0), 6) == D("0.118034")


def full(year: int, costs: int, income: int = 1, wealth: int = 1) -> FullYear:
    return FullYear(
        year=year,
        living_costs=D(costs),
        net_income=D(income),
        net_wealth=D(wealth),
        inflation=None,
    )


def test_after_a_gap_a_year_is_compared_with_the_first_only() -> None:
    [row] = standards([full(2020, 100), full(2022, 121)])
    assert row.living_costs_growth is None
    assert round(D(row.living_costs_growth_mean or 0), 12) == D("0.1")


def test_what_was_not_positive_has_no_growth() -> None:
    [row] = standards([full(2020, 0, -5, -10), full(2021, 100, 5, 10)])
    assert row.living_costs_growth is row.net_income_growth is row.net_wealth_growth is None
    assert row.living_costs_growth_mean is row.net_wealth_growth_mean is None
    assert row.inflation_mean is None
    [lost] = standards([full(2020, 1, wealth=10), full(2021, 1, wealth=-5)])
    assert lost.net_wealth_growth == D("-1.5")
    assert lost.net_wealth_growth_mean is None


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=6))
def test_the_mean_growth_compounds_to_the_growth_over_all(costs: list[int]) -> None:
    years = [full(2000 + place, cost) for place, cost in enumerate(costs)]
    last = standards(years)[-1]
    assert last.living_costs_growth_mean is not None
    compounded = D(costs[0]) * (1 + last.living_costs_growth_mean) ** (len(costs) - 1)
    assert abs(compounded - costs[-1]) < D("1e-15")


def test_a_mean_needs_every_rate() -> None:
    assert mean_rate([D("0.02"), None]) is None
    assert mean_rate([D("0.02"), D(-1)]) is None
    assert mean_growth(D(100), D(0), 3) == -1
