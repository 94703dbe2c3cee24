"""Tax profiles: the rates of the law, and that every figure has its source."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fsq_beancount.core.terms import DEFERRED, TAX_TREATMENTS, UNTAXED
from fsq_beancount.tax import PROFILES
from fsq_beancount.tax.profile import Rules

GERMANY = PROFILES["de"]


@pytest.mark.parametrize(
    ("church_tax", "expected"),
    [("0", "0.26375"), ("0.08", "0.2781862745"), ("0.09", "0.2799511002")],
)
def test_the_german_rate_with_and_without_church_tax(church_tax: str, expected: str) -> None:
    # e/4 × 1.055; with church tax k: e/(4 + k) × (1.055 + k)
    rate = GERMANY.of_year(2024).rate(Decimal(church_tax))
    assert rate is not None
    assert rate.quantize(Decimal("1e-10")) == Decimal(expected)


def test_an_own_rate_goes_before_that_of_the_law() -> None:
    assert GERMANY.of_year(2024).rate(Decimal("0.09"), Decimal("0.2")) == Decimal("0.2")


def test_a_flat_rate_is_what_the_user_says() -> None:
    rules = PROFILES["flat"].of_year(2024)
    assert rules.rate() is None
    assert rules.rate(Decimal("0.09"), Decimal("0.275")) == Decimal("0.275")


@pytest.mark.parametrize(
    ("year", "allowance", "equity"),
    [(1999, 801, None), (2017, 801, None), (2018, 801, "0.30"), (2023, 1000, "0.30")],
)
def test_the_law_of_a_year(year: int, allowance: int, equity: str | None) -> None:
    rules = GERMANY.of_year(year)
    assert rules.allowance == allowance
    assert rules.exemptions.get("equity-fund") == (None if equity is None else Decimal(equity))


def test_the_partial_exemptions_of_funds() -> None:
    assert GERMANY.of_year(2026).exemptions == {
        "equity-fund": Decimal("0.30"),
        "mixed-fund": Decimal("0.15"),
        "real-estate-fund": Decimal("0.60"),
        "foreign-real-estate-fund": Decimal("0.80"),
    }


def test_the_base_rates_from_2018_to_2026() -> None:
    percent = {year: rate.rate * 100 for year, rate in GERMANY.base_rates.items()}
    assert percent == {
        2018: Decimal("0.87"),
        2019: Decimal("0.52"),
        2020: Decimal("0.07"),
        2021: Decimal("-0.45"),
        2022: Decimal("-0.05"),
        2023: Decimal("2.55"),
        2024: Decimal("2.29"),
        2025: Decimal("2.53"),
        2026: Decimal("3.20"),
    }


def test_every_figure_of_the_law_names_its_source() -> None:
    for profile in PROFILES.values():
        assert all(rules.source for rules in profile.rules if rules.capital_tax is not None)
        for treatment in (*profile.treatments.values(), profile.otherwise):
            assert all(vintage.source for vintage in treatment.vintages)
    assert all(rate.source for rate in GERMANY.base_rates.values())


@pytest.mark.parametrize("name", list(PROFILES))
def test_every_profile_knows_every_treatment(name: str) -> None:
    profile = PROFILES[name]
    assert profile.id == name
    assert set(profile.treatments) == set(TAX_TREATMENTS)
    assert profile.treatments[DEFERRED].whole
    assert profile.treatments[UNTAXED].pot is None
    # Switzerland taxes no private gain.
    assert (profile.otherwise.pot is None) == (name == "ch")
    # No gain is exempt of what nobody says anything about, and years are in order.
    assert [rules.since for rules in profile.rules] == sorted(
        rules.since for rules in profile.rules
    )


def test_rules_without_a_tax_need_a_rate() -> None:
    assert Rules(2020, None).rate() is None
