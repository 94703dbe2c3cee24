"""Sales of lots first in, first out, for a net amount."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projection_cases import case

from fsq_beancount.measures.projection import sell
from fsq_beancount.measures.projection.selling import Sale

F1 = (
    "F1.FIFO 300@40 400@70 500@95, prices 100 104 66, net 20000 a year, 26.375 %, exempt 30 %, "
    "allowance 1000"
)
GERMAN = {"rate": 0.26375, "exemption": 0.3, "allowance": 1000.0}


def check(sale: Sale, expected: dict) -> None:  # type: ignore[type-arg]
    assert sale.units == pytest.approx(expected["units"], abs=5e-7)
    assert (sale.gross, sale.tax, sale.net) == pytest.approx(
        (expected["gross"], expected["tax"], expected["net"]), abs=0.005
    )
    assert [tuple(lot) for lot in sale.lots] == [
        pytest.approx(tuple(lot), abs=5e-7) for lot in expected["lots_left"]
    ]


def test_f1_three_years_of_twenty_thousand() -> None:
    lots: tuple[tuple[float, float], ...] = ((300.0, 40.0), (400.0, 70.0), (500.0, 95.0))
    for price, expected in zip((100.0, 104.0, 66.0), case(F1), strict=True):
        sale = sell(lots, price, 20_000, **GERMAN)
        check(sale, expected)
        lots = sale.lots


def test_f3_all_below_the_allowance() -> None:
    expected = case("F3.all below the allowance: 1000@40, price 100, net 2000")
    check(sell([(1000, 40)], 100, 2000, **GERMAN), expected)


def test_f5_too_little() -> None:
    expected = case("F5.too little: 100@40, price 100, net 20000 wanted: gets")
    check(sell([(100, 40)], 100, 20_000, **GERMAN), expected)


def test_a_loss_carried_over_is_free_and_a_loss_gets_no_tax_back() -> None:
    # 50 units gain 50 * 60 = 3,000, which the loss takes up: no tax.
    assert sell([(100, 40)], 100, 5000, rate=0.25, loss=3000).tax == 0
    # One unit more is taxed: 60 a unit at 25 % leaves 85 of 100.
    assert sell([(100, 40)], 100, 5085, rate=0.25, loss=3000).gross == pytest.approx(5100)
    # A loss of 20 a unit beside no gain: no tax, and none back.
    assert sell([(100, 120)], 100, 5000, rate=0.25) == ((50.0,), 5000.0, 0.0, 5000.0, ((50, 120),))


def test_a_loss_after_a_gain_takes_tax_back() -> None:
    # The first lot gains 100 * 50 = 5,000, tax 1,250, leaves 8,750. Each unit of the second loses
    # 20 and gets 5 back: of the 1,050 that lack, 10 units are 1,000 and 50.
    sale = sell([(100, 50), (100, 120)], 100, 9800, rate=0.25)
    assert sale.units == pytest.approx((100, 10))
    assert (sale.gross, sale.tax, sale.net) == pytest.approx((11_000, 1200, 9800))


def test_what_is_worth_nothing_brings_nothing() -> None:
    assert sell([(10, 5)], 0, 100, rate=0.25).net == 0
    assert sell([], 10, 100) == ((), 0.0, 0.0, 0.0, ())


positive = st.floats(1, 1000)
some_lots = st.lists(st.tuples(positive, positive), min_size=1, max_size=5)


@given(some_lots, positive, st.floats(0, 1), st.floats(0, 0.9), st.floats(0, 5000))
def test_what_is_left_is_what_is_wanted_and_nothing_is_lost(
    lots: list[tuple[float, float]],
    price: float,
    share: float,
    rate: float,
    allowance: float,
) -> None:
    everything = sell(lots, price, 1e9, rate=rate, allowance=allowance)
    wanted = everything.net * share
    sale = sell(lots, price, wanted, rate=rate, allowance=allowance)
    assert sale.net == pytest.approx(wanted, rel=1e-9, abs=1e-6)
    assert sale.gross - sale.tax == pytest.approx(sale.net)
    held = sum(units for units, _ in lots)
    assert sum(sale.units) + sum(units for units, _ in sale.lots) == pytest.approx(held)
    # The tax by its own formula, from the units that were sold.
    gain = sum(sold * (price - cost) for sold, (_, cost) in zip(sale.units, lots, strict=False))
    assert sale.tax == pytest.approx(rate * max(0, gain - allowance), abs=1e-6)


@given(some_lots, positive, positive)
def test_without_tax_gross_is_net(
    lots: list[tuple[float, float]], price: float, wanted: float
) -> None:
    sale = sell(lots, price, wanted)
    assert sale.gross == sale.net
    assert sale.tax == 0
