"""Scenarios against the published cases: when quotas and numbers are reached."""

from __future__ import annotations

from typing import Any

import pytest
from projection_cases import case

from fsq_beancount.measures.projection.break_even import break_even
from fsq_beancount.measures.projection.bridging import bridge
from fsq_beancount.measures.projection.closed_forms import monthly
from fsq_beancount.measures.projection.last_year import LastMonth, LoanPlan
from fsq_beancount.measures.projection.scenario import Plan
from fsq_beancount.measures.projection.sensitivity import sensitivity

NAME = "wealth after 1,2,12,120 months; month of narrow, of FI"


def plan_b(**changes: Any) -> Plan:
    """Case B: the year before is flat, with the passive income of the capital."""
    flat = 100_000 * monthly(0.03)
    base = Plan(
        months=720,
        costs=2000,
        work=3000,
        cash=100_000,
        yield_rate=0.03,
        cost_growth=0.02,
        work_growth=0.02,
        last_year=[LastMonth(passive=flat, wide=flat, costs=2000, costs_without_interest=2000)]
        * 12,
    )
    return base.changed(**changes)


def test_b_conservative() -> None:
    plan = plan_b()
    _, narrow, fi = case(f"B.conservative: {NAME}")
    assert plan.quota_months() == (narrow, narrow)
    assert plan.fi_month() == fi


def test_b_optimistic() -> None:
    plan = plan_b(extra=0.04)
    _, narrow, fi = case(f"B.optimistic extra 4%: {NAME}")
    assert plan.quota_months()[0] == narrow
    assert plan.fi_month() == fi


def test_b_negative_saving_never_gets_there() -> None:
    plan = plan_b(work=1500)
    _, narrow, fi = case(f"B.negative saving: {NAME}")
    assert plan.quota_months()[0] is narrow
    assert plan.fi_month() is fi


def test_b_already_there() -> None:
    rich = 1_000_000 * monthly(0.04)
    last = LastMonth(passive=rich, wide=rich, costs=2500, costs_without_interest=2500)
    plan = plan_b(cash=1_000_000, yield_rate=0.04, costs=2500, last_year=[last] * 12)
    expected = case("B.already there 1000000, 4%, costs 2500: narrow, fi")
    assert [plan.quota_months()[0], plan.fi_month()] == expected


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("base", {}),
        ("return+1", {"extra": 0.05}),
        ("return-1", {"extra": 0.03}),
        ("costs+1", {"cost_growth": 0.03}),
        ("costs-1", {"cost_growth": 0.01}),
        ("saving+10%", {"work": 3100}),
        ("saving-10%", {"work": 2900}),
    ],
)
def test_b_sensitivity(name: str, changes: dict[str, float]) -> None:
    expected = case("B.sensitivity of the FI month (optimistic)")[name]
    assert plan_b(**{"extra": 0.04, **changes}).fi_month() == expected


def test_i1_with_income_as_a_plan() -> None:
    last = LastMonth(passive=0, wide=0, costs=2000, costs_without_interest=2000)
    plan = Plan(
        months=540, costs=2000, work=3000, cash=200_000, yield_rate=0.03, last_year=[last] * 12
    )
    assert plan.stop == case(
        "I1.stop month: 200000, saves 1000, costs 2000, 3 % real, to month 540"
    )
    name = "I1c.for comparison: month in which 25 x 24000 is reached (first case)"
    assert plan.fi_month() == case(name)
    with_pension = plan.changed(pensions=[(324, 1200.0)])
    name = "I1b.the same and a pension of 1200 from month 324"
    assert with_pension.stop == case(name) == 118
    # From month 119 to 324 it must be bridged.
    assert bridge(with_pension, 118).months == 206


def test_a_pension_grows_with_prices() -> None:
    plan = Plan(months=360, costs=0, inflation=0.02, pensions=[(1, 1000.0)])
    # 1,000 * 1.02^30
    assert plan.pension[-1] == pytest.approx(1811.36, abs=0.005)


def test_coast() -> None:
    last = LastMonth(passive=0, wide=0, costs=25_000 / 12, costs_without_interest=25_000 / 12)
    plan = Plan(
        months=720,
        costs=25_000 / 12,
        work=3000,
        cash=216_760.36,
        yield_rate=0.04,
        retirement=324,
        last_year=[last] * 12,
    )
    expected = case("A10.coast 625000, 4% real, 324 months")
    assert plan.coast_number() == pytest.approx(expected, abs=0.005)
    assert plan.coast_month() in (0, 1)
    assert plan.changed(retirement=None).coast_month() is None
    assert plan.changed(retirement=-5).coast_number() is None


def test_a_loan_ends_and_without_a_rate_goes_on() -> None:
    # Case A13: the 276th instalment is 778.16, then nothing.
    loan = LoanPlan(account="L", balance=150_000, rate=0.036, instalment=800)
    paid, interest = loan.payments(300)
    assert paid[274:277] == pytest.approx([800, 778.16, 0], abs=0.005)
    assert sum(interest) == pytest.approx(70_778.16, abs=0.005)
    unknown = LoanPlan(account="L", balance=150_000, rate=None, instalment=800)
    assert unknown.payments(3) == ([800] * 3, [0] * 3)
    never = LoanPlan(account="L", balance=150_000, rate=0.036, instalment=450)
    assert never.is_endless


def test_interest_is_a_cost_of_the_quota_but_not_of_the_number() -> None:
    loan = LoanPlan(account="L", balance=12_000, rate=0.12, instalment=1120)
    plan = Plan(months=12, costs=1000, cash=50_000, loans=[loan])
    # 12,000 at 1 % a month are 120.
    assert plan.living_costs()[0] == pytest.approx(1120)
    assert plan.course.due[0] == pytest.approx(2120)
    let = plan.changed(
        passive=500.0,
        loans=[
            LoanPlan(account="L", balance=12_000, rate=0.12, instalment=1120, living=0, passive=1)
        ],
    )
    assert let.passive_income()[0] == pytest.approx(380)
    assert let.living_costs()[0] == pytest.approx(1000)


def test_costs_after_work() -> None:
    plan = Plan(months=24, costs=1000, work=1000, cash=0.0, costs_after_work=0.5)
    # Nothing is saved, so nothing pays for any month after work.
    assert plan.stop is None
    # 6,000 pay twelve months at half the costs.
    assert plan.changed(cash=6000.0).stop == 12


def test_no_costs_no_quota_and_no_loop() -> None:
    plan = Plan(months=24, costs=0, work=100, cash=0.0, cost_growth=-0.02)
    assert plan.quota_months() == (None, None)
    assert plan.stop == 0
    assert plan.fi_month() == 0


def test_b_sensitivity_as_a_whole() -> None:
    expected = case("B.sensitivity of the FI month (optimistic)")
    found = {(each.name, each.by): each.fi_number for each in sensitivity(plan_b(extra=0.04))}
    assert found["return", 0.01] == expected["return+1"]
    assert found["return", -0.01] == expected["return-1"]
    assert found["own-inflation", 0.01] == expected["costs+1"]
    assert found["own-inflation", -0.01] == expected["costs-1"]
    assert found["saving", 0.1] == expected["saving+10%"]
    assert found["saving", -0.1] == expected["saving-10%"]


def test_a12_break_even() -> None:
    # 200,000, 1,000 saved a month, 25,000 a year of costs: 625,000 in 180 months.
    costs = 25_000 / 12
    last = LastMonth(passive=0, wide=0, costs=costs, costs_without_interest=costs)
    plan = Plan(months=720, costs=costs, work=costs + 1000, cash=200_000, last_year=[last] * 12)
    name = "A12.break-even return: 200000 +1000/month -> 625000 in 180 months (annual)"
    even = break_even(plan, 180)
    assert even.rate == pytest.approx(case(name), abs=5e-7)
    # Without a return: (625,000 - 200,000) / 180 - 1,000 a month.
    assert even.saving == pytest.approx(425_000 / 180 - 1000, abs=0.01)
    # Lower costs are saved and lower the number: 200,000 + 180 (3,083.33 - c) = 300 c.
    assert even.costs == pytest.approx((200_000 + 180 * (costs + 1000)) / 480, abs=0.01)
    assert break_even(plan.changed(cash=700_000.0), 180).saving == 0
    # Eleven months of last year's costs are in the number of the first month: nothing helps.
    assert break_even(plan.changed(cash=0.0, work=0.0), 1).costs is None
