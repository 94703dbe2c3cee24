"""The closed forms of a projection against the published cases, and at a rate of 0."""

from __future__ import annotations

import pytest
from projection_cases import case

from fsq_beancount.measures.projection import (
    coast,
    growth,
    loan,
    months_to_fi,
    payment_that_empties,
    years_to_fi,
)
from fsq_beancount.measures.projection.closed_forms import months_to_reach, rate_to_reach

CENT = 0.005


@pytest.mark.parametrize("saved", [10, 25, 50, 75])
def test_a2_a3_years_and_months_to_independence(saved: int) -> None:
    years = case(f"A2.years_to_fi annual 5% 25x save {saved}%")
    assert years_to_fi(0.05, 25, saved / 100) == pytest.approx(years, rel=1e-6)
    months, first = case(f"A3.months_to_fi monthly 5% 25x save {saved}%")
    found = months_to_fi(0.05, 25, saved / 100)
    assert found is not None
    assert found[0] == pytest.approx(months, rel=1e-6)
    assert found[1] == first


def test_a4_doubling() -> None:
    years, months, first = case("A4.doubling 500k->1M 7%: years, months, first month")
    found = months_to_reach(500_000, 0, 0.07, 1_000_000)
    assert found is not None
    assert (found[0] / 12, found[0]) == pytest.approx((years, months), rel=1e-6)
    assert found[1] == first


def test_a5_without_a_return_below_zero_and_never() -> None:
    assert years_to_fi(0, 25, 0.5) == case("A5.r=0, 25x, save 50% (years)")
    assert months_to_fi(0, 25, 0.5) == (300, 300)
    expected = case("A5b.r=-1% real, 25x, save 50%: years")
    assert years_to_fi(-0.01, 25, 0.5) == pytest.approx(expected, rel=1e-6)
    assert months_to_reach(100_000, -1000, 0.04, 625_000) is None
    assert case("A5c.never: start 100000, pay -1000 a month, 4%, target 625000") is None
    # At -50 % a year, saving 1 a year never makes more than 2: 25 is out of reach.
    assert years_to_fi(-0.5, 25, 0.5) is None
    assert years_to_fi(0.05, 25, 0) is None
    assert months_to_fi(0.05, 25, -0.1) is None
    assert years_to_fi(0.05, 25, 1) == 0


def test_a6_growth_with_payments_at_the_end_of_months() -> None:
    expected = case("A6.fv 100000 +1000/month end 6% 20y")
    assert growth(100_000, 1000, 0.06, 240) == pytest.approx(expected, abs=CENT)
    assert growth(100_000, 1000, 0, 240) == 340_000
    # What contributions add is no return: at 0 %, 10,000 and 120 times 1,000.
    assert growth(10_000, 1000, 0, 120) == 130_000


def test_a_payment_that_empties_does() -> None:
    payment = payment_that_empties(500_000, 0.03, 240)
    assert payment is not None
    assert growth(500_000, -payment, 0.03, 240) == pytest.approx(0, abs=CENT)
    assert payment_that_empties(500_000, 0, 250) == 2000
    assert payment_that_empties(500_000, 0.03, 0) is None


def test_a7b_half_a_million_at_three_percent_pays_a_thousand_for_ever() -> None:
    assert case("A7b.500000 at 3%, 1000/month: lasts for ever (None)") is None
    # 500,000 * (1.03^(1/12) - 1) is 1,233.14 a month, more than is taken out.
    assert growth(500_000, -1000, 0.03, 1200) > 500_000


def test_a10_coast() -> None:
    expected = case("A10.coast 625000, 4% real, 324 months")
    assert coast(625_000, 0.04, 324) == pytest.approx(expected, abs=CENT)
    assert coast(625_000, 0, 324) == 625_000


def test_a12_the_return_that_reaches_a_number_in_time() -> None:
    name = "A12.break-even return: 200000 +1000/month -> 625000 in 180 months (annual)"
    assert rate_to_reach(200_000, 1000, 625_000, 180) == pytest.approx(case(name), abs=5e-7)
    assert rate_to_reach(0, 0, 625_000, 180) is None
    # 0 % is found as well: 200,000 and 180 times 1,000 are 380,000.
    assert rate_to_reach(200_000, 1000, 380_000, 180) == pytest.approx(0, abs=1e-9)


def test_a13_loan() -> None:
    name = "A13.loan 150000, 3.6% nominal/12, instalment 800: months, last instalment, interest"
    assert loan(150_000, 0.036, 800) == pytest.approx(tuple(case(name)), abs=CENT)
    assert case("A13c.loan 150000 at 3.6%, instalment 450 = interest: never") is None
    assert loan(150_000, 0.036, 450) is None
    assert loan(1000, 0, 300) == (4, 100, 0)
    assert loan(0, 0.036, 300) == (0, 0, 0)
