"""Return formulas: worked cases of others, oracles typed here, and what must always hold.

The cases are not in the repository; the environment variable FSQ_SHARED_CASES names their folder.
"""

from __future__ import annotations

import datetime
import json
from decimal import Decimal, localcontext
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from random_ledgers import patiently

from fsq_beancount.core.precision import PRECISION
from fsq_beancount.measures import returns
from fsq_beancount.measures.internal_rates import internal_rates
from fsq_beancount.measures.returns import (
    annualise,
    chain,
    dietz,
    modified_dietz,
    present_value,
    real,
    time_weighted,
    xirr,
)

if TYPE_CHECKING:
    from pathlib import Path

ONE_DAY = datetime.timedelta(days=1)
Dated = list[tuple[datetime.date, Decimal]]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def dated(pairs: list[tuple[str, Any]]) -> Dated:
    return [(day(date), Decimal(str(amount))) for date, amount in pairs]


def near(found: Decimal | None, expected: str | float, tolerance: str | float) -> bool:
    return found is not None and abs(found - Decimal(str(expected))) <= Decimal(str(tolerance))


# --- modified Dietz


def test_dietz_weighs_flows_by_the_days_after_them() -> None:
    # The average is 585.60 + (-15.05·26 + 19.82·22 + 16.42·16 - 18.96·7)/31 = 591.2367742, the
    # gain 602.34 - 585.60 - 2.23 = 14.51: 14.51/591.2367742 = 0.0245417752.
    found = modified_dietz(
        Decimal("585.60"),
        Decimal("602.34"),
        dated(
            [
                ("2024-01-05", "-15.05"),
                ("2024-01-09", "19.82"),
                ("2024-01-15", "16.42"),
                ("2024-01-24", "-18.96"),
            ]
        ),
        day("2024-01-01"),
        day("2024-01-31"),
    )
    assert near(found, "0.0245417752", "1e-10")


def test_dietz_over_two_years_is_the_return_of_both() -> None:
    # 730 days, 50 after half of them: (300 - 100 - 50)/(100 + 50·365/730) = 150/125 = 1.2.
    found = modified_dietz(
        Decimal(100),
        Decimal(300),
        dated([("2021-12-31", 50)]),
        day("2021-01-01"),
        day("2022-12-31"),
    )
    assert found == Decimal("1.2")


def test_money_of_the_last_day_has_earned_nothing() -> None:
    flows = dated([("2024-01-31", 1000)])
    assert modified_dietz(
        Decimal(100), Decimal(1110), flows, day("2024-01-01"), day("2024-01-31")
    ) == Decimal("0.1")


@pytest.mark.parametrize("opening", [0, -100])
def test_dietz_without_capital_is_undefined(opening: int) -> None:
    assert (
        modified_dietz(Decimal(opening), Decimal(50), [], day("2024-01-01"), day("2024-01-31"))
        is None
    )


def test_dietz_of_wrong_days_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        modified_dietz(Decimal(1), Decimal(1), [], day("2024-01-02"), day("2024-01-01"))
    for outside in ("2023-12-31", "2024-02-01"):
        with pytest.raises(ValueError, match="outside the period"):
            modified_dietz(
                Decimal(1),
                Decimal(1),
                dated([(outside, 5)]),
                day("2024-01-01"),
                day("2024-01-31"),
            )


# --- chaining, annual rates, inflation


def test_returns_are_chained_as_factors() -> None:
    # 1.1 · 0.5 - 1 = -0.45; without parts nothing was earned.
    assert chain([Decimal("0.1"), Decimal("-0.5")]) == Decimal("-0.45")
    assert chain([]) == 0
    assert chain([Decimal("0.1"), None]) is None


def test_annual_rates() -> None:
    # 10 % in 182.5 days would be 21 % a year; in two years 21 % are 10 % a year.
    assert near(annualise(Decimal("0.21"), 730), "0.1", "1e-50")
    assert annualise(Decimal("0.1"), 365) == Decimal("0.1")
    assert annualise(Decimal(-1), 100) == -1
    assert annualise(Decimal("-1.5"), 100) is None
    assert annualise(None, 100) is None
    with pytest.raises(ValueError, match="0 days"):
        annualise(Decimal("0.1"), 0)


def test_a_real_rate_is_the_quotient_of_the_factors() -> None:
    # 1.071/1.02 - 1 = 0.05.
    assert real(Decimal("0.071"), Decimal("0.02")) == Decimal("0.05")
    assert real(None, Decimal("0.02")) is None
    assert real(Decimal("0.05"), None) is None
    assert real(Decimal("0.05"), Decimal(-1)) is None


# --- internal rate of return

XIRR_OF_SPREADSHEETS = [
    # Microsoft's documentation of XIRR.
    (
        [
            ("2008-01-01", -10000),
            ("2008-03-01", 2750),
            ("2008-10-30", 4250),
            ("2009-02-15", 3250),
            ("2009-04-01", 2750),
        ],
        "0.373362535",
        "1e-8",
    ),
    ([("2010-01-01", -200), ("2010-12-31", 210)], "0.050140747", "1e-8"),
    # Nearly everything is lost: a guess of 0.1 leads many solvers astray.
    ([("2019-05-24", "-1560.94"), ("2020-01-13", -1160), ("2020-06-29", "42.80")],
     "-0.999251643", "1e-6"),
    (
        [
            ("2002-11-30", -4398),
            ("2007-06-11", 200),
            ("2008-05-11", 270),
            ("2009-05-01", 280),
            ("2010-06-01", 280),
            ("2011-05-02", 300),
            ("2012-04-30", 330),
            ("2012-12-06", 14508),
        ],
        "0.14446",
        "1e-4",
    ),
    # 50 % a day: 1.5^365 - 1 is a number of 65 digits, and a root like any other.
    ([("2024-01-01", -100), ("2024-01-02", 150)], Decimal("1.5") ** 365 - 1, "1e45"),
    ([("2024-01-01", -100), ("2064-01-01", "0.000001")], "-0.368844", "1e-6"),
]  # fmt: skip


@pytest.mark.parametrize(("flows", "expected", "tolerance"), XIRR_OF_SPREADSHEETS)
def test_xirr_as_spreadsheets_have_it(
    flows: list[tuple[str, Any]], expected: str | Decimal, tolerance: str
) -> None:
    assert near(xirr(dated(flows)), str(expected), tolerance)
    # The order of the payments says nothing, and both sides of a deal have one rate.
    assert near(xirr(list(reversed(dated(flows)))), str(expected), tolerance)
    assert xirr((date, -amount) for date, amount in dated(flows)) == xirr(dated(flows))


@pytest.mark.parametrize(
    "flows",
    [
        [],
        [("2024-01-01", -1)],
        [("2024-01-01", -1), ("2025-01-01", -1)],
        [("2024-01-01", -1), ("2024-01-01", 2)],
        [("2024-01-01", 0), ("2025-01-01", 0)],
        [("2024-01-01", -5), ("2024-01-01", 5), ("2025-01-01", 3)],
        # 1 - 3v + 3v² has no real root: 9 < 12.
        [("2021-01-01", 1), ("2022-01-01", -3), ("2023-01-01", 3)],
    ],
)
def test_payments_without_a_rate_have_none(flows: list[tuple[str, Any]]) -> None:
    assert xirr(dated(flows)) is None


def test_of_two_rates_the_one_nearest_to_zero_is_taken() -> None:
    # 100 - 230v + 132v² = 0 at v = 1/1.1 and 1/1.2, with years of 365 days each.
    found = xirr(dated([("2021-01-01", 100), ("2022-01-01", -230), ("2023-01-01", 132)]))
    assert near(found, "0.1", "1e-20")
    # 100 - 190v + 88v² = 0 at 1/0.8 and 1/1.1: 10 % is nearer to nothing than -20 %.
    found = xirr(dated([("2021-01-01", 100), ("2022-01-01", -190), ("2023-01-01", 88)]))
    assert near(found, "0.1", "1e-20")


def test_all_rates_are_found_the_nearest_to_zero_first() -> None:
    # -1000 + 6000v - 11000v² + 6000v³ is zero at v = 1, 1/2 and 1/3.
    flows = dated(
        [("2021-01-01", -1000), ("2022-01-01", 6000), ("2023-01-01", -11000), ("2024-01-01", 6000)]
    )
    found = internal_rates(flows, most=9)
    assert len(found) == 3
    assert all(near(*each, "1e-15") for each in zip(found, ("0", "1", "2"), strict=True))
    assert len(internal_rates(flows)) == 2
    # 1000(1 - w)² is zero at one rate only.
    twice = dated([("2021-01-01", 1000), ("2021-07-02", -2000), ("2021-12-31", 1000)])
    assert internal_rates(twice) == (Decimal(),)
    twice = dated([("2021-01-01", 100), ("2022-01-01", -220), ("2023-01-01", 121)])
    assert len(internal_rates(twice)) == 1
    assert internal_rates([]) == ()


@patiently
@given(st.sets(st.integers(-10, 40).map(lambda number: 5 * number), min_size=2, max_size=4))
def test_of_payments_made_of_rates_these_are_found(percents: set[int]) -> None:
    # The product of 1 - v(1 + r) over all rates, in years of 365 days.
    none = [Decimal()]
    worth = [Decimal(1)]
    for percent in percents:
        grown = 1 + Decimal(percent) / 100
        worth = [a - grown * b for a, b in zip(worth + none, none + worth, strict=True)]
    flows = [(day("2021-01-01") + year * 365 * ONE_DAY, each) for year, each in enumerate(worth)]
    found = internal_rates(flows, most=9)
    assert len(found) == len(percents)
    assert all(
        near(rate, str(Decimal(percent) / 100), "1e-9")
        for rate, percent in zip(sorted(found), sorted(percents), strict=True)
    )
    # The nearest to no change comes first; of two as near, such as 100 % and -50 %, any.
    steps = [abs((1 + rate).ln()) for rate in found]
    assert all(one <= other + Decimal("1e-8") for one, other in pairwise(steps))
    assert near(xirr(flows), str(found[0]), "1e-15")


def test_of_three_rates_within_a_step_of_the_search_the_nearest_is_taken() -> None:
    # 1 - 8.04v + 21.5303v² - 19.20438v³ = 0 at v = 1/2.60, 1/2.61 and 1/2.83.
    flows = dated(
        [
            ("2021-01-01", "1"),
            ("2022-01-01", "-8.04"),
            ("2023-01-01", "21.5303"),
            ("2024-01-01", "-19.20438"),
        ]
    )
    assert near(xirr(flows), "1.6", "1e-15")


def test_two_rates_that_lie_close_together_are_not_missed() -> None:
    # 1000000 - 2201000v + 1211100v² = 0 at v = 1/1.1 and 1/1.101.
    flows = dated([("2021-01-01", 1000000), ("2022-01-01", -2201000), ("2023-01-01", 1211100)])
    assert near(xirr(flows), "0.1", "1e-18")


def test_a_double_root_at_nothing_is_nothing() -> None:
    # 1000 - 2000w + 1000w² = 1000(1 - w)², w = (1 + r)^(-1/2).
    flows = dated([("2021-01-01", 1000), ("2021-07-02", -2000), ("2021-12-31", 1000)])
    assert xirr(flows) == 0


@pytest.mark.parametrize("whole", ["1e10", "1e25", "1e33", "1e40"])
def test_the_rate_of_amounts_that_nearly_cancel_out(whole: str) -> None:
    # The whole w comes back after 400 days, less a cent of cost that is paid later: -0.01/w in 400
    # days. A rate so small is as good as linear, and a year of it is 365/400 of that.
    flows = dated([("2020-01-01", f"-{whole}"), ("2021-02-04", whole), ("2022-06-19", "-0.01")])
    expected = -Decimal("0.01") / Decimal(whole) * 365 / 400
    found = xirr(flows)
    assert found is not None
    assert abs(found / expected - 1) < Decimal("1e-9")


def test_the_rate_next_to_nothing_is_not_passed_over() -> None:
    # 7e20 for 175 days, and 121.525388893 more are paid in than out: -121.525388893 / 7e20 ·
    # 365/175 a year. Far away there is another rate, since the first payment is one out.
    flows = dated(
        [
            ("2022-12-31", "-3334.61"),
            ("2023-04-22", "700000000000000133914.32432417182"),
            ("2023-06-07", "2313.33"),
            ("2023-06-25", "198.695560307"),
            ("2023-10-14", "-700000000000000132970.214495607"),
        ]
    )
    expected = -Decimal("121.525388893") / Decimal("7e20") * 365 / 175
    found = xirr(flows)
    assert found is not None
    assert abs(found / expected - 1) < Decimal("1e-9")


def test_present_value_needs_a_rate_above_minus_one() -> None:
    assert present_value([], Decimal("0.05")) == 0
    # 110 in a year at 10 % are 100 today.
    assert near(
        present_value(dated([("2021-01-01", 0), ("2022-01-01", 110)]), Decimal("0.1")), "110", "0"
    )
    assert near(
        present_value(dated([("2021-01-01", 1), ("2022-01-01", 110)]), Decimal("0.1")),
        "101",
        "1e-50",
    )
    with pytest.raises(ValueError, match="above -1"):
        present_value([], Decimal(-1))


PAYMENTS = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(-100000, 100000).map(lambda n: Decimal(n) / 100)),
    min_size=2,
    max_size=12,
).map(lambda pairs: [(day("2010-01-01") + days * ONE_DAY, amount) for days, amount in pairs])


@patiently
@given(PAYMENTS)
def test_xirr_inverts_the_present_value(flows: Dated) -> None:
    found = xirr(flows)
    # Who loses nearly all of it each day has a rate that sixty digits cannot tell from -1.
    assume(found is not None and found > Decimal("-0.999999"))
    assert found is not None
    with localcontext(prec=PRECISION):
        total = present_value(((date, abs(amount)) for date, amount in flows), found)
        assert abs(present_value(flows, found)) <= total * Decimal("1e-20")


@patiently
@given(PAYMENTS)
def test_no_rate_lies_nearer_to_zero_than_the_one_found(flows: Dated) -> None:
    # Sixty rates between: where payments changed their sign, there would be a rate.
    found = xirr(flows)
    with localcontext(prec=PRECISION):
        limit = Decimal(7)
        if found is not None:
            # Farther than this a rate is so near to -1 that its digits do not tell the two apart.
            limit = min(abs((1 + found).ln()) * Decimal("0.999"), Decimal(100))
        total = sum((amount for _, amount in flows), Decimal())
        for step in range(1, 31):
            for distance in (limit * step / 30, -limit * step / 30):
                assert present_value(flows, distance.exp() - 1) * total > 0 or not total


@patiently
@given(PAYMENTS, st.integers(-9900, 30000))
def test_a_rate_that_was_put_in_comes_out(flows: Dated, basis_points: int) -> None:
    # Pays back on a later day exactly what makes a rate true: one change of sign, one root.
    rate = Decimal(basis_points) / 10000
    last = max(date for date, _ in flows) + ONE_DAY
    paid = [(date, -abs(amount)) for date, amount in flows]
    assume(any(amount for _, amount in paid))
    with localcontext(prec=PRECISION):
        back = -sum(
            (amount * (1 + rate) ** (Decimal((last - date).days) / 365) for date, amount in paid),
            Decimal(),
        )
        assert near(xirr([*paid, (last, back)]), str(rate), "1e-15")


@patiently
@given(PAYMENTS, st.integers(1, 10**9))
def test_returns_do_not_change_with_the_scale_of_a_currency(flows: Dated, scale: int) -> None:
    first, last = min(flows)[0], max(flows)[0]
    scaled = [(date, amount * scale) for date, amount in flows]
    before, after = xirr(flows), xirr(scaled)
    assert (before is None) == (after is None)
    if before is not None:
        assert near(after, str(before), str((abs(before) + 1) * Decimal("1e-20")))
    assert modified_dietz(Decimal(5000), Decimal(7000), flows, first, last) == modified_dietz(
        Decimal(5000) * scale, Decimal(7000) * scale, scaled, first, last
    )


# --- time-weighted


def test_time_weighted_returns_know_no_flows() -> None:
    # GIPS: three parts of 160.26/177.94, 264.57/244.26 and 426.82/331.57 make 0.25576776.
    found = time_weighted(
        dated(
            [
                ("2024-01-31", "177.94"),
                ("2024-02-10", "244.26"),
                ("2024-03-15", "331.57"),
                ("2024-04-30", "426.82"),
            ]
        ),
        # 244.26 - 160.26 came in on the day of the second valuation, and so on.
        dated([("2024-02-10", "84.00"), ("2024-03-15", "67.00")]),
    )
    assert near(found, "0.25576776", "1e-8")


def test_time_weighted_returns_and_their_undefined_cases() -> None:
    assert time_weighted([], []) is None
    assert time_weighted(dated([("2024-01-01", 5)]), []) is None
    # Nothing there and nothing comes: the chain goes on.
    empty = dated([("2024-01-01", 0), ("2024-02-01", 0), ("2024-03-01", 100), ("2024-04-01", 110)])
    assert near(time_weighted(empty, dated([("2024-02-02", 100)])), "0.1", "1e-50")
    # All of it comes on the day of the valuation: there is no capital that could earn.
    assert time_weighted(empty, dated([("2024-03-01", 100)])) is None
    with pytest.raises(ValueError, match="outside the time"):
        time_weighted(empty, dated([("2024-05-01", 100)]))
    with pytest.raises(ValueError, match="of one day"):
        time_weighted(dated([("2024-01-01", 1), ("2024-01-01", 2)]), [])


# --- worked cases of others

DIFFERENT: dict[tuple[str, str], str] = {
    ("hledger-roi-04", "twr_period"): "between valuations the rate that solves the equation, "
    "we take Dietz's approximation",
    ("hledger-roi-04", "twr_annual"): "the same",
    ("hledger-roi-06-e", "twr_annual"): "the same; it differs in the fifth digit",
    ("hledger-roi-14", "twr_period"): "a part that begins with nothing is left out; we call the "
    "chain undefined",
    ("hledger-roi-14", "twr_annual"): "the same",
    ("fpr-gold-2020", "modified_dietz"): "the average begins with the first flow, ours with the "
    "period",
    ("pp-ttwror-neutral-flows", "twr_series"): "money in at the beginning of its day, ours at "
    "the end",
    ("pp-ttwror-neutral-flows", "twr_period"): "the same",
    ("qa-dietz-weights", "modified_dietz"): "the first day is that of the opening value; ours "
    "comes after it",
    ("rs-dietz-one-day", "modified_dietz"): "money in at the beginning of its day, ours at the end",
    ("pp-drawdown-2", "max_drawdown"): "no measure of ours",
}
"""The metrics whose convention is not ours, and what differs."""


class Case:
    """A worked case, and what our functions make of it."""

    def __init__(self, case: dict[str, Any]) -> None:
        self.case = case
        self.id: str = case["id"]
        self.by_other_year = "365.25" in str(case["convention"].get("day_count", ""))

    def pairs(self, key: str) -> Dated:
        return [(day(date), Decimal(str(amount))) for date, amount in self.case.get(key, ())]

    def number(self, key: str) -> Decimal:
        return Decimal(str(self.case[key]))

    def of_their_year(self, rate: Decimal | None) -> Decimal | None:
        """Turn a rate of years of 365 days into one of the case's years."""
        if rate is None or not self.by_other_year:
            return rate
        return (1 + rate) ** (Decimal("365.25") / 365) - 1

    def found(self, metric: str) -> Any:
        return getattr(self, metric)()

    def irr_annual(self) -> Decimal | None:
        if "xirr" in self.case:
            return self.of_their_year(xirr(self.pairs("xirr")))
        first, last = day(self.case["first"]), day(self.case["last"])
        vector = [
            (first, -self.number("start_value")),
            *((date, -amount) for date, amount in self.pairs("flows")),
            # These peers date the closing value a day later than we do.
            (last + ONE_DAY, self.number("end_value")),
        ]
        return self.of_their_year(xirr(vector))

    def twr_period(self) -> Decimal | None:
        return time_weighted(self.pairs("valuations"), self.pairs("flows"))

    def twr_annual(self) -> Decimal | None:
        days = (day(self.case["last"]) - day(self.case["first"])).days + 1
        return self.of_their_year(annualise(self.twr_period(), days))

    def twr_series(self) -> list[tuple[datetime.date, Decimal | None]]:
        points = self.pairs("valuations")
        series: list[tuple[datetime.date, Decimal | None]] = [(points[0][0], Decimal())]
        for end in range(2, len(points) + 1):
            last = points[end - 1][0]
            flows = [flow for flow in self.pairs("flows") if flow[0] <= last]
            series.append((last, time_weighted(points[:end], flows)))
        return series

    def modified_dietz(self) -> Decimal | None:
        # Their opening value is that of the first day, ours of the day before the period.
        return modified_dietz(
            self.number("start_value"),
            self.number("end_value"),
            self.pairs("flows"),
            day(self.case["first"]),
            day(self.case["last"]),
        )

    def pnl(self) -> Decimal:
        first, last = day(self.case["first"]), day(self.case["last"])
        opening, closing = self.number("start_value"), self.number("end_value")
        return dietz(opening, closing, self.pairs("flows"), first, last).gain

    def pnl_monthly(self) -> list[Decimal]:
        gains = []
        opening = self.number("start_value")
        for month, value in enumerate(self.case["month_end_values"], start=1):
            first = datetime.date(2020, month, 1)
            last = (first + 31 * ONE_DAY).replace(day=1) - ONE_DAY
            flows = [flow for flow in self.pairs("flows") if first <= flow[0] <= last]
            gains.append(dietz(opening, Decimal(str(value)), flows, first, last).gain)
            opening = Decimal(str(value))
        return gains

    def _snapshots(self, sign: int) -> Dated:
        return [
            (day(each["date"]), Decimal(each["net"]) - sign * Decimal(each["loan"]))
            for each in self.case["snapshots"]
        ]

    def twr_net(self) -> Decimal | None:
        return time_weighted(self._snapshots(0), [])

    def twr_gross(self) -> Decimal | None:
        return time_weighted(self._snapshots(1), [])


def agrees(found: Any, expected: Any, tolerance: Any) -> bool:
    if expected is None or found is None:
        return found is expected
    if isinstance(expected, list):
        return len(found) == len(expected) and all(
            agrees(*_numbers(one, other), tolerance)
            for one, other in zip(found, expected, strict=True)
        )
    return near(found, expected, tolerance)


def _numbers(one: Any, other: Any) -> tuple[Any, Any]:
    if isinstance(other, list):
        assert one[0] == day(other[0])
        return one[1], other[1]
    return one, other


def test_worked_cases_of_others_come_out_or_differ_by_a_named_convention(
    shared_cases: Path,
) -> None:
    known = json.loads((shared_cases / "returns.json").read_text())["cases"]
    wrong = []
    different = set()
    for each in known:
        case = Case(each)
        for metric, expected in each["expected"].items():
            if metric == "max_drawdown":
                different.add((case.id, metric))
                continue
            found = case.found(metric)
            if not agrees(found, expected, each["tolerance"].get(metric, 0)):
                different.add((case.id, metric))
                if (case.id, metric) not in DIFFERENT:
                    wrong.append(f"{case.id} {metric}: {found}, expected {expected}")
    assert wrong == []
    # What is said to differ does, so that nothing hides there.
    assert different == set(DIFFERENT)


def test_other_conventions_come_out_once_they_are_put_in() -> None:
    # hledger's case 4, valued when the second deposit came: 10 %, as the title of its test says.
    found = time_weighted(
        dated([("2017-01-01", 100), ("2017-06-01", 210), ("2017-12-31", 220)]),
        dated([("2017-06-01", 100)]),
    )
    assert near(found, str(Decimal(110 * 220) / (100 * 210) - 1), "1e-12")
    # The gold of 2020: beangrow's average begins with the purchase, 31.05/1009.11 = 0.0308.
    found = modified_dietz(
        Decimal("1009.11"), Decimal("1040.16"), [], day("2020-10-05"), day("2020-12-31")
    )
    assert near(found, "0.03077", "1e-5")
    # Money in at the beginning of its day is money of the day before: 30/1500 = 2 %.
    found = modified_dietz(Decimal(1500), Decimal(1530), [], day("2025-03-04"), day("2025-03-04"))
    assert found == Decimal("0.02")


def test_a_chain_link_without_anything_is_neutral() -> None:
    assert (
        returns.linked(Decimal(), Decimal(), [], day("2024-01-01"), day("2024-01-31")) == Decimal()
    )
