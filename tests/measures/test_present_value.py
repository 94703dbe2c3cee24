"""Present values: published tables, figures worked out by hand, and what must always hold."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently

from fsq_beancount.measures.present_value import monthly, present_value

TWELVE_PLACES = Decimal("1e-12")
ONE = Decimal(1)

_rates = st.decimals(Decimal("-0.5"), Decimal("0.5"), places=4)


def d(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (1, "0.974"),
        (2, "1.897"),
        (3, "2.772"),
        (5, "4.388"),
        (10, "7.745"),
        (20, "12.279"),
        (30, "14.933"),
        (40, "16.487"),
        (50, "17.397"),
        (101, "18.598"),
    ],
)
def test_the_table_of_the_german_valuation_act(years: int, expected: str) -> None:
    # BewG Anlage 9a at 5.5 % is the mean of payments at the end and at the beginning of a year.
    arrears = present_value(ONE, Decimal(), d("0.055"), years)
    mean = (arrears + arrears * d("1.055")) / 2
    assert mean.quantize(d("0.001")) == d(expected)


def test_a_salary_that_grows_faster_than_it_is_discounted() -> None:
    value = present_value(Decimal(53650), d("0.05"), d("0.04"), 20)
    assert value.quantize(d("0.01")) == d("1188223.88")


def test_payments_in_advance_are_worth_one_discount_more() -> None:
    rate = d("0.0198019802")
    due = present_value(Decimal(46510), Decimal(), rate, 20) * (1 + rate)
    assert due.quantize(d("0.01")) == d("777048.78")


def test_the_first_payment_has_grown_already() -> None:
    # 100 × 1.10 / 1.05 = 104.76…; a second one × 1.10 / 1.05 again: 104.7619… + 109.7505…
    assert present_value(Decimal(100), d("0.10"), d("0.05"), 1).quantize(d("0.01")) == d("104.76")
    assert present_value(Decimal(100), d("0.10"), d("0.05"), 2).quantize(d("0.01")) == d("214.51")


def test_growth_like_the_discount_gives_the_sum_of_the_payments() -> None:
    assert present_value(Decimal(100), d("0.03"), d("0.03"), 240) == 24000


def test_rates_that_nearly_agree_lose_no_digit() -> None:
    # 120 payments of 1 whose q is 1 - 1e-20: the sum is 120 - 7260e-20.
    value = present_value(ONE, Decimal(), d("1e-20"), 120)
    assert value.quantize(d("1e-24")) == d("119.999999999999999927400000")


def test_a_deferred_payment_grows_and_is_discounted_meanwhile() -> None:
    # Two payments of 100 at 10 % from the end of the fourth year: 100/1.1⁴ + 100/1.1⁵ = 130.39…
    value = present_value(Decimal(100), Decimal(), d("0.1"), 2, deferred=3)
    assert value.quantize(d("0.01")) == d("130.39")


@pytest.mark.parametrize("periods", [0, -1, -240])
def test_no_payments_are_worth_nothing(periods: int) -> None:
    assert present_value(Decimal(100), d("0.02"), d("0.05"), periods) == 0


def test_a_deferment_that_is_over_defers_nothing() -> None:
    assert present_value(ONE, Decimal(), d("0.1"), 2, deferred=-3) == present_value(
        ONE, Decimal(), d("0.1"), 2
    )


@pytest.mark.parametrize("rate", ["-1", "-2", "NaN", "Infinity"])
def test_a_rate_that_leaves_nothing_is_refused(rate: str) -> None:
    for rates in ((Decimal(rate), Decimal()), (Decimal(), Decimal(rate))):
        with pytest.raises(ValueError, match="above -1"):
            present_value(ONE, *rates, 1)
    with pytest.raises(ValueError, match="above -1"):
        monthly(Decimal(rate))


def test_twelve_months_compound_to_a_year() -> None:
    # 1.01^12 = 1.126825030131969720661201
    assert abs(monthly(d("0.126825030131969720661201")) - d("0.01")) < d("1e-50")
    assert monthly(Decimal()) == 0


@given(_rates)
@patiently
def test_monthly_rates_compound_to_the_annual_rate(rate: Decimal) -> None:
    factor = ONE
    for _ in range(12):
        factor *= 1 + monthly(rate)  # 28 digits: the arithmetic of this test
    assert abs(factor - (1 + rate)) < TWELVE_PLACES


@given(
    st.decimals(-10000, 10000, places=2), _rates, _rates, st.integers(0, 720), st.integers(0, 60)
)
@patiently
def test_a_present_value_is_the_sum_of_its_payments(
    payment: Decimal, growth: Decimal, discount: Decimal, periods: int, deferred: int
) -> None:
    # Each payment for itself, in fractions, which are exact.
    q = (1 + Fraction(growth)) / (1 + Fraction(discount))
    exact = Fraction(payment) * sum(
        (q ** (deferred + number) for number in range(1, periods + 1)), Fraction()
    )
    value = Fraction(present_value(payment, growth, discount, periods, deferred))
    assert abs(value - exact) <= abs(exact) / 10**40
