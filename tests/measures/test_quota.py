"""The flow measures as formulas, with numbers that one can work out in the head."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

import pytest

from fsq_beancount.core.precision import EXACT
from fsq_beancount.core.terms import CLASSES
from fsq_beancount.measures import quota as flows
from fsq_beancount.measures import rolling
from fsq_beancount.measures.definition import ratio
from fsq_beancount.measures.flow_definitions import FLOW_MEASURES
from fsq_beancount.measures.quota import Totals
from fsq_beancount.measures.rolling import Window
from fsq_beancount.report.report import FlowFigures

D = Decimal


def totals(*amounts: tuple[str, str | None, str]) -> Totals:
    """Return what some flows add up to: role, class, amount (income positive)."""
    added = Totals()
    for role, income_class, amount in amounts:
        added.add(role, income_class, D(amount))
    return added


# Living costs 20,000, dividends and interest 2,000, realised gains 1,000, all net.
ORACLE = totals(
    ("income", "passive", "1500"),
    ("income", "passive", "500"),
    ("income", "near-passive", "1000"),
    ("living", None, "-20000"),
)


def test_the_oracle() -> None:
    assert flows.fsq_narrow(ORACLE) == D("0.10")
    assert flows.fsq_wide(ORACLE) == D("0.15")


# Every role and class once, all different:
#   gross 1000 + 300 + 5000 + 200 + 70 = 6570
#   charged: passive 100 + 10 + 50 = 160, near-passive 30, active 1500, unclassified 7: 1697
#   net: 840, 270, 3500, 200, 63: 4873
#   living 2000, of which 400 come back: 1600; virtual 150: 1750
HOUSEHOLD = totals(
    ("income", "passive", "1000"),
    ("income", "near-passive", "300"),
    ("income", "active", "5000"),
    ("income", "neutral", "200"),
    ("income", "unclassified", "70"),
    ("tax", "passive", "-100"),
    ("fee", "passive", "-10"),
    ("cost", "passive", "-50"),
    ("tax", "near-passive", "-30"),
    ("tax", "active", "-1500"),
    ("fee", "unclassified", "-7"),
    ("living", None, "-2000"),
    ("living", None, "400"),
    ("virtual", None, "-150"),
    ("excluded", None, "99999"),
    ("excluded", "passive", "-99999"),
)


def test_income_by_class() -> None:
    assert flows.gross_income(HOUSEHOLD) == {
        "passive": 1000,
        "near-passive": 300,
        "active": 5000,
        "neutral": 200,
        "unclassified": 70,
    }
    assert flows.net_income(HOUSEHOLD) == {
        "passive": 840,
        "near-passive": 270,
        "active": 3500,
        "neutral": 200,
        "unclassified": 63,
    }


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (flows.living_costs, D(1600)),
        (flows.living_costs_budget, D(1750)),
        (flows.fsq_narrow, EXACT.divide(D(840), 1600)),
        (flows.fsq_wide, EXACT.divide(D(1110), 1600)),
        (flows.fsq_narrow_budget, EXACT.divide(D(840), 1750)),
        (flows.fsq_wide_budget, EXACT.divide(D(1110), 1750)),
        (flows.savings, D(3123)),  # 4873 - 1750
        (flows.savings_regular, D(2923)),  # without the gift of 200
        (flows.savings_rate, EXACT.divide(D(3123), 4873)),
    ],
)
def test_a_household(measure: object, expected: Decimal) -> None:
    assert callable(measure)
    assert measure(HOUSEHOLD) == expected


def test_a_month_with_nothing() -> None:
    nothing = totals()
    assert flows.gross_income(nothing) == flows.net_income(nothing) == dict.fromkeys(CLASSES, 0)
    assert flows.living_costs(nothing) == flows.living_costs_budget(nothing) == 0
    assert flows.savings(nothing) == flows.savings_regular(nothing) == 0
    # 0/0 is undefined, not zero and not one.
    assert flows.fsq_narrow(nothing) is None
    assert flows.fsq_wide_budget(nothing) is None
    assert flows.savings_rate(nothing) is None


@pytest.mark.parametrize("living", ["0", "0.01", "500"])
def test_without_living_costs_there_is_no_quota(living: str) -> None:
    # Refunds of as much as was paid or of more: zero or negative costs.
    refunded = totals(("income", "passive", "100"), ("living", None, living))
    assert flows.living_costs(refunded) == -D(living)
    assert flows.fsq_narrow(refunded) is None
    assert flows.fsq_wide(refunded) is None
    assert flows.fsq_narrow_budget(refunded) is None
    # Of 100 earned, all is saved and what came back on top of it.
    assert flows.savings_rate(refunded) == (100 + D(living)) / 100


def test_depreciation_counts_in_the_budget_figures_only() -> None:
    only_virtual = totals(("income", "passive", "100"), ("virtual", None, "-400"))
    assert flows.living_costs(only_virtual) == 0
    assert flows.fsq_narrow(only_virtual) is None
    assert flows.living_costs_budget(only_virtual) == 400
    assert flows.fsq_narrow_budget(only_virtual) == D("0.25")
    assert flows.savings(only_virtual) == -300


def test_a_loss_makes_a_quota_negative() -> None:
    # 100 of dividends, 500 lost, 150 of upkeep of an empty flat: narrow -50, wide -550.
    bad_year = totals(
        ("income", "passive", "100"),
        ("income", "near-passive", "-500"),
        ("cost", "passive", "-150"),
        ("living", None, "-1000"),
    )
    assert flows.gross_income(bad_year)["near-passive"] == -500
    assert flows.net_income(bad_year)["passive"] == -50
    assert flows.fsq_narrow(bad_year) == D("-0.05")
    assert flows.fsq_wide(bad_year) == D("-0.55")
    assert flows.savings(bad_year) == -1550
    # Nothing was earned on the whole, so no share of it can be saved.
    assert flows.savings_rate(bad_year) is None


def test_a_quota_is_not_clamped() -> None:
    rich = totals(("income", "passive", "25000"), ("living", None, "-10000"))
    assert flows.fsq_narrow(rich) == D("2.5")
    poor = totals(("income", "active", "100"), ("living", None, "-400"))
    assert flows.savings_rate(poor) == -3


def test_unclassified_income_is_saved_but_raises_no_quota() -> None:
    unknown = totals(("income", "unclassified", "1000"), ("living", None, "-500"))
    assert flows.fsq_narrow(unknown) == flows.fsq_wide(unknown) == 0
    assert flows.savings(unknown) == flows.savings_regular(unknown) == 500
    assert flows.savings_rate(unknown) == D("0.5")


def test_a_refunded_tax_raises_net_income() -> None:
    refund = totals(("income", "passive", "100"), ("tax", "passive", "25"))
    assert flows.gross_income(refund)["passive"] == 100
    assert flows.net_income(refund)["passive"] == 125


def test_a_cost_of_passive_income_among_living_costs_raises_the_quota() -> None:
    # The definitions' own example: 1,000 of rent; of costs of 5,250 a quarter thousand is upkeep.
    as_it_is = totals(("income", "passive", "1000"), ("living", None, "-5250"))
    assert flows.fsq_narrow(as_it_is) == EXACT.divide(D(1000), 5250)
    charged = totals(
        ("income", "passive", "1000"), ("cost", "passive", "-250"), ("living", None, "-5000")
    )
    assert flows.fsq_narrow(charged) == D("0.15")


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (D(1), D(4), D("0.25")),
        (D(-1), D(4), D("-0.25")),
        (D(0), D(4), D(0)),
        (D(1), D(0), None),
        (D(0), D(0), None),
        (D(1), D(-4), None),
        (D(-1), D(-4), None),
        (None, D(4), None),
        (D(1), None, None),
    ],
)
def test_a_quotient_is_undefined_where_its_denominator_is_not_positive(
    numerator: Decimal | None, denominator: Decimal | None, expected: Decimal | None
) -> None:
    assert ratio(numerator, denominator) == expected


def test_what_is_missing_a_month() -> None:
    # (20,000 - 2,000) / 12 = 1,500; (20,000 - 3,000) / 10 = 1,700.
    assert rolling.missing_narrow(Window(ORACLE, 12)) == 1500
    assert rolling.missing_wide(Window(ORACLE, 10)) == 1700
    assert rolling.missing_narrow(Window(ORACLE, 0)) is None
    rich = totals(("income", "passive", "25000"), ("living", None, "-10000"))
    assert rolling.missing_narrow(Window(rich, 12)) == 0


def test_the_change_in_a_year() -> None:
    # 5 % and 5 % the year before.
    before = totals(("income", "passive", "1000"), ("living", None, "-20000"))
    assert rolling.change_narrow(Window(ORACLE, 12, before)) == D("0.05")
    assert rolling.change_wide(Window(ORACLE, 12, before)) == D("0.10")
    assert rolling.change_narrow(Window(ORACLE, 12)) is None
    nothing = totals(("income", "passive", "1000"))
    assert rolling.change_narrow(Window(ORACLE, 12, nothing)) is None
    assert rolling.change_wide(Window(nothing, 12, before)) is None


def test_every_measure_is_a_figure_of_each_period() -> None:
    # The names of section 3 that this version computes, in its order.
    assert [measure.id for measure in FLOW_MEASURES] == [
        "gross_income",
        "net_income",
        "living_costs",
        "living_costs_budget",
        "fsq_narrow",
        "fsq_wide",
        "fsq_narrow_budget",
        "fsq_wide_budget",
        "savings",
        "savings_regular",
        "savings_rate",
    ]
    figures = {field.name for field in fields(FlowFigures)}
    assert {measure.id for measure in FLOW_MEASURES} <= figures
    for measure in FLOW_MEASURES:
        assert measure.name("de") != measure.id != measure.name("en")
        assert measure.words("de")
        assert measure.words("en")
