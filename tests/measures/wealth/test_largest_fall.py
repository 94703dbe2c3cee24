"""The largest fall of net wealth so far."""

from __future__ import annotations

import datetime
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from small_ledger import load

from fsq_beancount import analyse
from fsq_beancount.core.periods import Period, month_last
from fsq_beancount.measures.catalogue import FAMILIES
from fsq_beancount.measures.wealth.largest_fall import LargestFall, MonthEnd, largest_fall

D = Decimal

FALLS = next(family for family in FAMILIES if family.id == "falls")

# 1,000, 1,200, 900, 1,200, 1,300, 1,250 at the ends of January to June.
LEDGER = """
2024-01-02 * "Opening"
  Assets:Bank   1000.00 EUR
  Equity:Opening
2024-02-02 * "More"
  Assets:Bank    200.00 EUR
  Equity:Opening
2024-03-02 * "Rent"
  Assets:Bank   -300.00 EUR
  Expenses:Rent
2024-04-02 * "More"
  Assets:Bank    300.00 EUR
  Equity:Opening
2024-05-02 * "More"
  Assets:Bank    100.00 EUR
  Equity:Opening
2024-06-30 * "Rent"
  Assets:Bank    -50.00 EUR
  Expenses:Rent
"""


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def fell(*wealth: int) -> LargestFall | None:
    return largest_fall(
        MonthEnd(month_last(24288 + place), D(amount)) for place, amount in enumerate(wealth)
    )


def test_a_fall_that_was_recovered_and_one_that_is_not() -> None:
    ledger = load(LEDGER)
    [found] = analyse(ledger.entries, ledger.options).rows_of(FALLS)
    # From 1,200 to 900 in March, back in April; 50 of 1,300 below the highest now.
    assert found.largest_fall == D(300)
    assert found.largest_fall_share == D("0.25")
    assert (found.fell_from, found.fell_to) == (day("2024-02-29"), day("2024-03-31"))
    assert found.recovered_on == day("2024-04-30")
    assert found.below_highest == D(50)
    assert round(found.below_highest_share, 6) == D("0.038462")
    assert (found.highest_on, found.date) == (day("2024-05-31"), day("2024-06-30"))


def test_days_asked_for_end_it_but_do_not_begin_it() -> None:
    ledger = load(LEDGER)
    shown = Period(day("2024-05-01"), day("2024-05-31"))
    [found] = analyse(ledger.entries, ledger.options, period=shown).rows_of(FALLS)
    assert (found.largest_fall, found.date) == (D(300), day("2024-05-31"))


def test_wealth_that_never_fell_has_none() -> None:
    assert fell() is None
    assert fell(100) is None
    assert fell(100, 100, 200) is None


def test_wealth_below_zero_has_no_share_to_lose() -> None:
    found = fell(-100, -300)
    assert found is not None
    assert found.largest_fall == D(200)
    assert found.largest_fall_share is None
    assert found.recovered_on is None


def test_the_first_of_equal_falls_counts() -> None:
    found = fell(100, 50, 120, 70)
    assert found is not None
    assert found.low.wealth == D(50)
    # A deeper one that follows takes its place, and has not been made up for.
    deeper = fell(100, 50, 120, 60)
    assert deeper is not None
    assert (deeper.low.wealth, deeper.recovered_on) == (D(60), None)


@given(st.lists(st.integers(-50, 50), max_size=12))
def test_no_two_month_ends_fell_more(wealth: list[int]) -> None:
    found = fell(*wealth)
    most = max((high - low for high, low in combinations(wealth, 2)), default=0)
    assert (found.largest_fall if found else 0) == max(most, 0)
    if found is not None:
        assert found.fell_from < found.fell_to
        assert found.below_highest == max(wealth) - wealth[-1]
        later = [
            month_last(24288 + place)
            for place, amount in enumerate(wealth)
            if month_last(24288 + place) > found.fell_to and amount >= found.high.wealth
        ]
        assert found.recovered_on == (later[0] if later else None)
