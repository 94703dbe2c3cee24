"""Advance lump sums: the examples of the law, and ledgers worked out by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently
from small_ledger import complaints, load
from wealth_by_hand import lots, prices

import fsq_beancount
from fsq_beancount.books.line import Line
from fsq_beancount.books.splits import Splits
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.scope import Scope
from fsq_beancount.measures.wealth.lump_sums import LumpSums
from fsq_beancount.measures.wealth.unit_lump_sums import (
    Fund,
    UnitLumpSums,
    in_year_of_purchase,
    lump_sum,
    taxed_on,
)
from fsq_beancount.settings.directives.lump_sum import LumpSum
from fsq_beancount.tax import PROFILES
from fsq_beancount.tax.profile import BaseRate, Profile, Rules, Treatment

GERMANY = PROFILES["de"]
BASE_2018 = GERMANY.base_rates[2018].rate

_money = st.decimals(0, 20000, places=2)


def d(text: str) -> Decimal:
    return Decimal(text)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def of(text: str, until: str) -> tuple[LumpSums, Line]:
    """Return the lump sums of a ledger up to a day, and its line of the commodity FUND."""
    ledger = load(dedent(text))
    assert ledger.errors == []
    scope = fsq_beancount.analyse(ledger.entries, ledger.options).scope
    (line,) = (line for line in scope.positions.lines if line.currency == "FUND")
    return lump_sums(scope, until), line


def lump_sums(scope: Scope, until: str) -> LumpSums:
    return LumpSums(
        UnitLumpSums(
            profile=GERMANY,
            prices=scope.facts.prices,
            splits=scope.positions.splits,
            currency="EUR",
            given=scope.facts.config.statements(LumpSum),
            distributions=scope.distributions.of_year,
            until=day(until),
        ),
        scope.positions.splits,
    )


@pytest.mark.parametrize(
    ("closing", "paid_out", "expected", "taxable"),
    [
        # 10,000 × 0.87 % × 0.7 = 60.90, and 70 % of it is taxed in an equity fund.
        (11000, 0, "60.90", "42.63"),
        # The gain of 50 is less than that.
        (10050, 0, "50", "35"),
        # A loss of 250 with 300 paid out: at most 50, less 300; 70 % of the 300 are taxed.
        (9750, 300, "0", "210"),
    ],
)
def test_the_lump_sum_of_2018(closing: int, paid_out: int, expected: str, taxable: str) -> None:
    opening, distributions = Decimal(10000), Decimal(paid_out)
    value = lump_sum(opening, Decimal(closing), distributions, BASE_2018)
    assert value == d(expected)
    exemption = GERMANY.of_year(2018).exemptions["equity-fund"]
    assert (value + distributions) * (1 - exemption) == d(taxable)


@pytest.mark.parametrize(
    ("month", "expected"), [(1, "60.90"), (2, "55.825"), (7, "30.45"), (12, "5.075")]
)
def test_the_month_of_purchase_reduces_the_lump_sum_by_twelfths(month: int, expected: str) -> None:
    assert in_year_of_purchase(d("60.90"), month) == d(expected)


@given(_money, _money, _money, st.decimals(d("-0.01"), d("0.05"), places=4))
@patiently
def test_a_lump_sum_is_never_negative_nor_above_the_base_or_the_gain(
    opening: Decimal, closing: Decimal, paid_out: Decimal, rate: Decimal
) -> None:
    value = lump_sum(opening, closing, paid_out, rate)
    assert value >= 0
    assert value <= max(Decimal(), opening * rate * d("0.7"))
    assert value <= max(Decimal(), closing - opening)


@pytest.mark.parametrize(
    ("year", "expected"),
    # The second of January is a Tuesday in 2024, a Saturday in 2027 and a Sunday in 2022.
    [(2023, "2024-01-02"), (2026, "2027-01-04"), (2021, "2022-01-03")],
)
def test_a_lump_sum_is_taxed_on_the_first_workday_after_its_year(year: int, expected: str) -> None:
    assert taxed_on(year) == day(expected)


def dedent(text: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in text.splitlines()) + "\n"


PRICED = """
    2023-01-01 price FUND 100 EUR
    2023-12-31 price FUND 120 EUR
    2024-12-31 price FUND 121 EUR

    2022-12-01 * "Buys before the year"
      Assets:Depot  10 FUND {90 EUR}
      Assets:Bank
    2023-07-20 * "Buys within it"
      Assets:Depot   4 FUND {110 EUR}
      Assets:Bank
    2024-05-02 * "Sells some"
      Assets:Depot  -5 FUND {90 EUR}
      Assets:Bank  600 EUR
      Income:Gains
"""


def test_lump_sums_from_the_ledgers_prices() -> None:
    sums, line = of(PRICED, "2025-12-31")
    fund = Fund("FUND", "EUR")
    # 2022 has a base rate below zero. 2023: 100 × 2.55 % × 0.7 = 1.785 a unit.
    assert sums.of_unit.of_year(fund, 2022) == 0
    assert sums.of_unit.of_year(fund, 2023) == d("1.785")
    # 2024: 120 × 2.29 % × 0.7 = 1.9236, but the gain is 1.
    assert sums.of_unit.of_year(fund, 2024) == 1
    # Nothing is taxed before the first workday of 2024.
    assert sums.taxed(line, day("2024-01-01")) == 0
    # 10 × 1.785 + 4 × 1.785 × 6/12 (July to December) = 21.42
    assert sums.taxed(line, day("2024-01-02")) == d("21.42")
    # 5 of the older are sold: 5 × 1.785 + 3.57 = 12.495
    assert sums.taxed(line, day("2024-12-31")) == d("12.495")
    # 9 units have another 1 each in 2025.
    assert sums.taxed(line, day("2025-06-30")) == d("21.495")
    assert sums.unknown == set()


def test_a_new_fund_begins_with_its_first_price_of_the_year() -> None:
    sums, line = of(
        """
    2023-04-01 price FUND 100 EUR
    2023-12-31 price FUND 120 EUR
    2023-04-03 * "Buys"
      Assets:Depot  12 FUND {100 EUR}
      Assets:Bank
        """,
        "2024-12-31",
    )
    # 12 × 1.785 × 9/12
    assert sums.taxed(line, day("2024-12-31")) == d("16.065")


def test_a_lump_sum_that_the_bank_reports_goes_before_the_prices() -> None:
    given_by_bank = """
    2024-01-10 custom "fsq-lump-sum" "FUND" 2023 9 USD
    2024-01-15 custom "fsq-lump-sum" "FUND" 2023 2 USD
    2024-01-02 price USD 0.9 EUR
    """
    sums, line = of(PRICED + given_by_bank, "2024-12-31")
    # The later holds: 2 USD on the day it is taxed are 1.80 EUR; 5 × 1.80 + 4 × 0.90 = 12.60
    assert sums.taxed(line, day("2024-12-31")) == d("12.60")


def test_what_a_fund_pays_out_lowers_its_lump_sum() -> None:
    paying = """
    2023-06-01 * "Distribution of 0.785 a unit"
      Income:Depot:FUND:Ausschüttungen  -7.85 EUR
      Assets:Bank
    2023-06-01 * "A gain is no distribution"
      Income:FUND:Gains  -100 EUR
      Assets:Bank
    """
    sums, _ = of(PRICED + paying, "2024-12-31")
    # 1.785 − 0.785
    assert sums.of_unit.of_year(Fund("FUND", "EUR"), 2023) == 1


def test_a_selection_of_the_ledger_has_the_same_lump_sums() -> None:
    paying = """
    2023-06-01 * "Distribution of 0.785 a unit"
      Income:Depot:FUND:Ausschüttungen  -7.85 EUR
      Assets:Bank
    """
    fund = """
    2020-01-01 commodity FUND
      fsq-tax-treatment: "equity-fund"
    2020-01-01 custom "fsq-option" "tax-profile" "de"
    """
    ledger = load(dedent(PRICED + paying + fund))
    depot = [
        entry
        for entry in ledger.entries
        if isinstance(entry, data.Transaction) and entry.postings[0].account == "Assets:Depot"
    ]
    report = fsq_beancount.analyse(depot, ledger.options, ledger=ledger.entries)
    tax = report.scope.latent_taxes.on(day("2024-05-02"))
    assert tax is not None
    # 5 × (1.785 − 0.785) and 4 × 6/12 are 7, though what was paid out is not in the selection:
    # (9 × 120 − 5 × 90 − 4 × 110 − 7) × 0.7.
    assert tax.pots == {"other": d("128.1")}


def test_the_end_of_all_calendars_is_no_trouble() -> None:
    sums, line = of(PRICED, "9999-12-31")
    assert sums.taxed(line, day("9999-12-31")) > 0


def test_lots_older_than_the_law_have_lump_sums_from_2018_on() -> None:
    sums, line = of(
        """
    2018-01-01 price FUND 100 EUR
    2018-12-31 price FUND 110 EUR
    2012-10-01 * "Buys"
      Assets:Depot  10 FUND {50 EUR}
      Assets:Bank
        """,
        "2019-12-31",
    )
    # 10 × 100 × 0.87 % × 0.7: a whole year.
    assert sums.taxed(line, day("2019-12-31")) == d("6.09")


def test_lots_that_move_between_accounts_take_their_lump_sums_along() -> None:
    moving = """
    2024-06-01 * "Moves"
      Assets:Depot   -5 FUND {90 EUR}
      Assets:Elsewhere  5 FUND {90 EUR, 2022-12-01}
    """
    ledger = load(dedent(PRICED + moving))
    scope = fsq_beancount.analyse(ledger.entries, ledger.options).scope
    sums = lump_sums(scope, "2024-12-31")
    old, new = (line for line in scope.positions.lines if line.currency == "FUND")
    assert sums.taxed(old, day("2024-12-31")) == d("3.57")
    assert sums.taxed(new, day("2024-12-31")) == d("8.925")


def test_lump_sums_follow_a_split() -> None:
    sums, line = of(
        """
    2023-01-01 price FUND 100 EUR
    2023-12-31 price FUND 120 EUR
    2022-12-01 * "Buys before the year"
      Assets:Depot  10 FUND {90 EUR}
      Assets:Bank
    2023-07-20 * "Buys within it"
      Assets:Depot   4 FUND {110 EUR}
      Assets:Bank
    2024-03-01 * "Distribution of 0.20 a unit"
      Income:Depot:FUND:Ausschüttungen  -2.80 EUR
      Assets:Bank
    2024-06-01 * "One becomes two"
      Assets:Depot  -10 FUND {90 EUR, 2022-12-01}
      Assets:Depot   20 FUND {45 EUR, 2022-12-01}
      Assets:Depot   -4 FUND {110 EUR, 2023-07-20}
      Assets:Depot    8 FUND {55 EUR, 2023-07-20}
    2024-06-01 price FUND 60 EUR
    2024-12-31 price FUND 65 EUR
    2025-03-01 * "Sells half of the older"
      Assets:Depot  -10 FUND {45 EUR, 2022-12-01}
      Assets:Bank  650 EUR
      Income:Gains
        """,
        "2025-12-31",
    )
    # 2023: 10 × 1.785 + 4 × 1.785 × 6/12 = 21.42, after the split 20 × 0.8925 + 8 × 0.44625.
    assert sums.taxed(line, day("2024-05-31")) == d("21.42")
    assert sums.taxed(line, day("2024-06-01")) == d("21.42")
    # 2024, per unit of its end: it began at 120 / 2 and paid 0.20 / 2, so the lump sum is
    # 60 × 2.29 % × 0.7 − 0.10 = 0.8618, less than the gain of 5.
    assert sums.of_unit.of_year(Fund("FUND", "EUR"), 2024) == d("0.8618")
    # 21.42 + 28 × 0.8618
    assert sums.taxed(line, day("2025-01-02")) == d("45.5504")
    # 10 × (0.8925 + 0.8618) = 17.543 leave with those that are sold.
    assert sums.taxed(line, day("2025-03-01")) == d("28.0074")


def test_a_split_in_the_move_to_another_bank_is_seen() -> None:
    ledger = load(
        dedent(
            """
    2023-01-02 * "Buys"
      Assets:Depot  10 FUND {100 EUR}
      Assets:Bank
    2023-01-02 price FUND 100 EUR
    2023-12-29 price FUND 110 EUR
    2024-01-02 price FUND 110 EUR
    2024-06-03 * "One becomes two"
      Assets:Depot  -10 FUND {100 EUR, 2023-01-02}
      Assets:Other   20 FUND {50 EUR, 2023-01-02}
    2024-06-03 price FUND 55 EUR
    2024-12-30 price FUND 60 EUR
    2025-02-03 balance Assets:Nothing 0 EUR
            """
        )
    )
    assert ledger.errors == []
    scope = fsq_beancount.analyse(ledger.entries, ledger.options).scope
    sums = lump_sums(scope, "2025-02-03")
    (line,) = (line for line in scope.positions.lines if line.account == "Assets:Other")
    # 2023: 100 × 2.55 % × 0.7 = 1.785 for each of ten units, and no more for the twenty.
    assert sums.taxed(line, day("2024-06-03")) == d("17.85")
    # 2024: the first price of 110 is 55 for a unit of its end: 55 × 2.29 % × 0.7 = 0.88165.
    assert sums.taxed(line, day("2025-01-02")) == d("17.85") + 20 * d("0.88165")


def test_short_positions_have_no_lump_sums() -> None:
    sums, line = of(
        """
    2023-01-01 price FUND 100 EUR
    2023-12-31 price FUND 120 EUR
    2023-01-02 * "Sells what it does not have"
      Assets:Depot  -10 FUND {100 EUR}
      Assets:Bank
        """,
        "2024-12-31",
    )
    assert sums.taxed(line, day("2024-12-31")) == 0


def test_years_whose_lump_sum_nobody_knows_are_listed() -> None:
    sums, line = of(
        """
    2023-12-01 * "Buys without a price"
      Assets:Depot  10 FUND {100 EUR}
      Assets:Bank
    2026-01-01 price FUND 100 EUR
    2026-12-31 price FUND 130 EUR
        """,
        "2028-12-31",
    )
    # 2026: 100 × 3.20 % × 0.7 = 2.24 each; 2023 to 2025 had no price, 2027 has no base rate yet.
    assert sums.taxed(line, day("2028-12-31")) == d("22.4")
    assert sums.unknown == {("FUND", 2023), ("FUND", 2024), ("FUND", 2025), ("FUND", 2027)}


def test_every_mistake_in_a_lump_sum_is_an_error_at_its_line() -> None:
    found = complaints(
        """
    2024-01-10 custom "fsq-lump-sum" "FUND" 2023
    2024-01-10 custom "fsq-lump-sum" 2023 "FUND" 1.20 EUR
    2024-01-10 custom "fsq-lump-sum" "FUND" 2017 1.20 EUR
    2024-01-10 custom "fsq-lump-sum" "FUND" 2023.5 1.20 EUR
    2024-01-10 custom "fsq-lump-sum" "FUND" 2023 1.20
    2024-01-10 custom "fsq-lump-sum" "FUND" 2023 -1.20 EUR
    2024-01-10 custom "fsq-lump-sum"
        """
    )
    assert [line for line, _ in found] == [1, 2, 3, 4, 5, 6, 7]
    for (_, message), words in zip(
        found,
        (
            "has 2 values (FUND, 2023)",
            "has the commodity 2023",
            "has the year 2017; it takes a year from 2018 on",
            "has the year 2023.5",
            "has the amount 1.20",
            "needs a commodity",  # 2023 -1.20 is a subtraction to Beancount
            "has 0 values",
        ),
        strict=True,
    ):
        assert words in message
        assert 'write: custom "fsq-lump-sum" "COMMODITY" YEAR AMOUNT' in message


def test_lump_sums_of_lots_made_by_hand() -> None:
    fund = lots("Assets:Depot", "FUND", ("2022-03-01", "10", "90"))
    profile = Profile(
        id="by hand",
        rules=(Rules(2018, d("0.25")),),
        treatments={},
        otherwise=Treatment("all"),
        base_rates={2023: BaseRate(d("0.02"), "")},
        base_share=d("0.5"),
    )
    entry = data.Custom({}, day("2023-01-15"), "fsq-lump-sum", [])
    sums = LumpSums(
        UnitLumpSums(
            profile=profile,
            prices=prices("2023-01-01 FUND 100", "2023-12-31 FUND 120"),
            splits=Splits([fund]),
            currency="EUR",
            given=[LumpSum(entry.date, "FUND", 2022, Weight(d("1.20"), "EUR"), entry)],
            distributions=lambda year: {"FUND": d("0.25")} if year == 2023 else {},
            until=day("2025-12-31"),
        ),
        Splits([fund]),
    )
    # The bank reports 1.20 for 2022, ten twelfths of which are due for a purchase in March.
    assert sums.taxed(fund, day("2023-01-01")) == 0
    assert sums.taxed(fund, day("2023-01-02")) == 10
    # In 2023 it is 100 × 2 % × 0.5 = 1, less 0.25 that were paid out.
    assert sums.taxed(fund, day("2024-01-02")) == d("17.5")
    # For 2024 neither a base rate nor a directive says what it was.
    assert sums.taxed(fund, day("2025-12-31")) == d("17.5")
    assert sums.unknown == {("FUND", 2024)}
