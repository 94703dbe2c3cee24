"""The course of capital against the published cases, and what must hold of any course."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projection_cases import case

from fsq_beancount.measures.projection.closed_forms import monthly, payment_that_empties
from fsq_beancount.measures.projection.course import (
    Cause,
    Course,
    Locked,
    stop_month,
    walk,
)
from fsq_beancount.measures.projection.withdrawal import LotLine, Pot, TaxRules

CENT = 0.005


def course_of(months: int, *, work: float = 0.0, costs: float = 0.0, **others: Any) -> Course:
    """A course of the same income and costs in each month."""
    return Course(work=[work] * months, other=[0.0] * months, due=[costs] * months, **others)


def growing(amount: float, rate: float, months: int) -> list[float]:
    return [amount * (1 + rate) ** (month / 12) for month in range(1, months + 1)]


def test_b_wealth_of_the_scenarios() -> None:
    months = 120
    base = Course(
        work=growing(3000, 0.02, months),
        other=[0.0] * months,
        due=growing(2000, 0.02, months),
        paid_out=monthly(0.03),
        cash=100_000,
    )
    name = "wealth after 1,2,12,120 months; month of narrow, of FI"
    after = (1, 2, 12, 120)
    expected = case(f"B.conservative: {name}")[0]
    found = walk(base, months).accessible
    assert [found[month] for month in after] == pytest.approx(expected, abs=CENT)
    expected = case(f"B.optimistic extra 4%: {name}")[0]
    optimistic = replace(base, price_growth=monthly(0.07) - monthly(0.03))
    found = walk(optimistic, months).accessible
    assert [found[month] for month in after] == pytest.approx(expected, abs=CENT)
    expected = case(f"B.negative saving: {name}")[0]
    poor = replace(base, work=growing(1500, 0.02, months))
    found = walk(poor, months).accessible
    assert [found[month] for month in after] == pytest.approx(expected, abs=CENT)


def test_a9_the_path_agrees_with_the_present_value() -> None:
    name = "A9.identity 700000, 2000/month growing 2%, 5%, 420 months: PV, end wealth"
    course = Course(
        work=[0.0] * 420,
        other=[0.0] * 420,
        due=growing(2000, 0.02, 420),
        paid_out=monthly(0.05),
        cash=700_000,
    )
    value, end = case(name)
    found = walk(course, 0).accessible[-1]
    assert found == pytest.approx(end, abs=CENT)
    assert (700_000 - value) * 1.05**35 == pytest.approx(found, abs=0.05)


def test_g1_the_progress_is_above_one_and_yet_a_month_is_short() -> None:
    name = (
        "G1.120000 free, 900000 locked 84 months, costs 2500, 0 %: FI progress 136 % of 750000, yet"
    )
    expected = case(name)
    way = walk(course_of(84, costs=2500, cash=120_000, locked=[Locked(84, 900_000)]), 0)
    assert way.short is not None
    assert way.short.month == expected["short_in"]
    assert way.short.missing == way.most_missing == expected["missing"]
    assert way.short.cause is Cause.LOCKED
    assert way.accessible[49] == expected["accessible"]
    assert way.locked[49] == expected["locked"]
    # Without the lock nothing is short: 1,020,000 pay 408 months.
    assert walk(course_of(84, costs=2500, cash=1_020_000), 0).short is None
    used_up = walk(course_of(84, costs=2500, cash=120_000), 0).short
    assert used_up is not None
    assert used_up.cause is Cause.USED_UP


def test_g3_g7_a_lock_that_opens_in_time() -> None:
    needed = case("G3.free money needed so that month 84 opens in time (83 payments before), 4 %")
    # The money that 83 payments use up.
    payment = payment_that_empties(needed, 0.04, 83)
    assert payment == pytest.approx(2500, abs=0.0002)
    expected = case("G3b.with that: rest after 480 months")
    course = course_of(
        480, costs=2500, cash=needed, locked=[Locked(84, 900_000)], paid_out=monthly(0.04)
    )
    way = walk(course, 0)
    assert way.short is expected["short_in"]
    # The needed money is rounded to a tenth; 33 years make four times of that.
    assert way.accessible[-1] == pytest.approx(expected["accessible"], abs=0.3)
    assert way.locked[-1] == expected["locked"]
    expected = case(
        "G7.opens in the very month of need: 207500 free (83 months), 1 locked 84 months, 0 %"
    )
    # One month's costs are locked until the month in which they are needed.
    way = walk(course_of(84, costs=2500, cash=207_500, locked=[Locked(84, 2500)]), 0)
    assert (way.short, way.accessible[-1], way.locked[-1]) == (
        expected["short_in"],
        expected["accessible"],
        expected["locked"],
    )


def test_i1_the_stop_month() -> None:
    base = course_of(540, work=3000, costs=2000, cash=200_000, paid_out=monthly(0.03))
    name = "I1.stop month: 200000, saves 1000, costs 2000, 3 % real, to month 540"
    assert stop_month(base, 540) == case(name)
    pension = [0.0] * 323 + [1200.0] * 217
    name = "I1b.the same and a pension of 1200 from month 324"
    assert stop_month(replace(base, other=pension), 540) == case(name)


def test_a_stop_that_no_work_makes_possible() -> None:
    assert stop_month(course_of(540, work=3000, costs=3100), 540) is None
    # Where all income is spent, work never ends.
    assert stop_month(course_of(12, work=100, costs=100), 12) is None
    # The last month of 12 can be paid by what eleven have saved.
    assert stop_month(course_of(12, work=110, costs=100), 12) == 11
    assert stop_month(course_of(12, costs=100, cash=1200), 12) == 0


SHARE = LotLine(1.0, 0.0, 1.0, 0)
"""What new money buys: all of its gain is taxed."""


def taxed(months: int, lots: list[list[LotLine]], **others: Any) -> Course:
    return course_of(
        months,
        rules=TaxRules((Pot(),), 0.25, 1000),
        lots=lots,
        new=SHARE,
        januaries=frozenset(range(1, months + 1, 12)),
        **others,
    )


def test_work_that_loses_money_is_best_left_at_once() -> None:
    # 24,000 pay 24 months of 1,000; with work that costs 100 a month they do not.
    course = Course(work=[-100.0] * 24, other=[0.0] * 24, due=[1000.0] * 24, cash=24_000.0)
    assert stop_month(course, 24) == 0


def test_tax_on_a_withdrawal() -> None:
    # 10,000 bought for 5,000: half of a sale is gain. 3,000 wanted in January: 1,000 of gain are
    # free, that is a sale of 2,000; beyond, 12.5 % are taxed: 1,000 / 0.875 = 1,142.86 are sold.
    half = LotLine(10_000, -0.5, 1.0, 0)
    way = walk(taxed(2, [[half]], costs=3000), 0)
    assert way.tax[1] == pytest.approx(142.86, abs=CENT)
    assert way.accessible[1] == pytest.approx(10_000 - 3142.86, abs=CENT)
    # In February the allowance is used up: 3,000 / 0.875 = 3,428.57.
    assert way.accessible[2] == pytest.approx(10_000 - 3142.86 - 3428.57, abs=CENT)


def test_several_commodities_are_sold_in_proportion() -> None:
    # Worth 6,000 (all gain) and 2,000 (no gain); three quarters of a sale are gain. 2,000 wanted:
    # 1,333.33 have 1,000 of gain, which is free; 666.67 / (1 - 0.75 * 0.25) = 820.51.
    lots = [[LotLine(6000, 0.0, 1.0, 0)], [LotLine(2000, -1.0, 1.0, 0)]]
    way = walk(taxed(1, lots, costs=2000), 0)
    assert way.accessible[1] == pytest.approx(8000 - 4000 / 3 - 2000 / 3 / 0.8125, abs=CENT)


def test_losses_are_carried_over_and_the_allowance_is_not() -> None:
    # A lot bought for 24,000 and worth 12,000, and a lot of 12,000 without a cost: in January all
    # of the first is sold for 12,000 and loses 12,000. A year later the other one, all gain, is
    # sold: 12,000 of loss carried over leave nothing to tax.
    lots = [LotLine(12_000, -2.0, 1.0, 0), LotLine(12_000, 0.0, 1.0, 0)]
    due = [12_000.0] + [0.0] * 11 + [12_000.0]
    assert walk(replace(taxed(13, [lots]), due=due), 0).tax[13] == 0
    # The same with a loss of 6,000: 6,000 of gain less the allowance of one year, 1,000, at 25 %
    # are 1,250, so only 10,750 of the 12,000 are left.
    lots[0] = LotLine(12_000, -1.5, 1.0, 0)
    way = walk(replace(taxed(13, [lots]), due=due), 0)
    assert way.tax[13] == pytest.approx(1250)
    assert way.short is not None
    assert way.short.missing == pytest.approx(1250)


money = st.integers(0, 5000).map(float)
lot = st.builds(
    LotLine,
    st.integers(100, 50_000).map(float),
    st.sampled_from([-1.5, -0.7, 0.0]),
    st.sampled_from([0.5, 1.0]),
    st.just(0),
)
courses = st.builds(
    lambda work, costs, cash, lots, opens, paid_out, price: replace(
        taxed(
            120,
            [lots] if lots else [],
            work=work,
            costs=costs,
            cash=cash,
            paid_out=paid_out,
            price_growth=price,
        ),
        locked=[Locked(opens, 20_000.0)],
    ),
    money,
    money,
    st.integers(0, 100_000).map(float),
    st.lists(lot, max_size=4),
    st.one_of(st.none(), st.integers(1, 130)),
    st.sampled_from([0.0, 0.001, 0.004]),
    st.sampled_from([-0.003, 0.0, 0.002, 0.006]),
)


@given(courses, st.integers(0, 120))
def test_no_money_comes_from_nowhere(course: Course, stop: int) -> None:
    way = walk(course, stop)
    rate = (1 + course.price_growth) + course.paid_out
    before = way.accessible[0] + way.locked[0]
    for month in range(1, 121):
        income = course.work[0] if month <= stop else 0.0
        taxes = way.tax[month] - way.tax[month - 1]
        after = way.accessible[month] + way.locked[month]
        expected = before * rate + income - course.due[0] - taxes
        # A month that is short leaves costs unpaid.
        assert after >= expected - 0.01
        if way.short is None or month < way.short.month:
            assert after == pytest.approx(expected, rel=1e-9, abs=0.01)
        before = after


@given(courses, st.sampled_from([0.01, 0.5, 7.0, 100.0]))
def test_money_times_a_number_changes_no_month(course: Course, by: float) -> None:
    scaled = replace(
        course,
        work=[by * each for each in course.work],
        due=[by * each for each in course.due],
        cash=by * course.cash,
        lots=[[each._replace(units=by * each.units) for each in lots] for lots in course.lots],
        locked=[Locked(each.opens, by * each.cash) for each in course.locked],
        rules=replace(course.rules, allowance=by * course.rules.allowance),
    )
    assert stop_month(scaled, 120) == stop_month(course, 120)


@given(courses.map(lambda each: replace(each, rules=TaxRules())), st.integers(1, 10_000))
def test_more_never_makes_a_month_short(course: Course, more: int) -> None:
    def lasts(other: Course) -> bool:
        """Whether another course has no short month where the first one has none."""
        return walk(other, 60).short is None or walk(course, 60).short is not None

    def stops(other: Course) -> bool:
        """Whether work can stop no later in another course."""
        before, after = stop_month(course, 120), stop_month(other, 120)
        return before is None or (after is not None and after <= before)

    for other in (
        replace(course, cash=course.cash + more),
        replace(course, work=[each + more for each in course.work]),
        replace(course, due=[max(0.0, each - more) for each in course.due]),
        replace(course, other=[each + more for each in course.other]),
    ):
        assert lasts(other)
        assert stops(other)
    # A lock that ends early may pay for months that were short, and be missing later.
    assert lasts(replace(course, locked=[replace(each, opens=1) for each in course.locked]))
