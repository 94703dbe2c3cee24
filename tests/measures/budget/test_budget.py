"""Budgets: what is planned on any days, plan against actual, and planned and indirect savings."""

from __future__ import annotations

import datetime
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently
from small_ledger import complaints, load

from fsq_beancount.books import facts
from fsq_beancount.books.budgets.reading import read_plan
from fsq_beancount.books.budgets.spread import planned
from fsq_beancount.core.periods import Interval, Period
from fsq_beancount.core.precision import EXACT
from fsq_beancount.measures.budget.comparison import compare
from fsq_beancount.report import build
from fsq_beancount.settings.directives.budget import Every

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fsq_beancount.books.budgets.plan import Plan
    from fsq_beancount.measures.budget.comparison import Comparison
    from fsq_beancount.report.report import Report

D = Decimal
day = datetime.date.fromisoformat


def report(text: str, as_of: str = "2024-12-31", period: Period | None = None) -> Report:
    """Return the report of a ledger that loads without errors."""
    ledger = load(text)
    assert ledger.errors == []
    collected = facts.collect(ledger.entries, ledger.options)
    assert collected.errors == ()
    return build.build(collected, as_of=day(as_of), period=period)


def plan(text: str) -> Plan:
    return report(text).scope.plan


def rows(comparison: Comparison | None) -> list[tuple[str, str, str]]:
    assert comparison is not None
    return [(row.account, f"{row.planned}", f"{row.actual:.2f}") for row in comparison.rows]


@pytest.mark.parametrize(
    ("every", "first", "last", "expected"),
    [
        # 300 for each of these: what part of the calendar period are the days?
        (Every.DAY, "2024-02-01", "2024-02-10", "3000"),  # 10 days
        (Every.WEEK, "2024-02-03", "2024-02-09", "300"),  # any 7 days
        (Every.MONTH, "2024-04-01", "2024-04-15", "150"),  # 15 of 30 days
        (Every.MONTH, "2024-02-01", "2024-02-29", "300"),
        (Every.MONTH, "2024-01-31", "2024-02-29", "309.677419354839"),  # 300/31 + 300
        (Every.QUARTER, "2024-04-01", "2024-04-01", "3.296703296703"),  # 300/91
        (Every.QUARTER, "2024-01-01", "2024-12-31", "1200"),
        (Every.YEAR, "2024-01-01", "2024-03-01", "50"),  # 31 + 29 + 1 of 366 days
        (Every.YEAR, "2023-01-01", "2023-03-14", "60"),  # 73 of 365 days
        (Every.YEAR, "9999-12-31", "9999-12-31", "0.821917808219"),  # the calendar's last day
        (Every.MONTH, "0001-01-02", "0001-01-31", "290.322580645161"),  # and its first: 30/31
    ],
)
def test_days_take_their_share_of_a_calendar_period(
    every: Every, first: str, last: str, expected: str
) -> None:
    assert planned(D(300), every, day(first), day(last)) == D(expected)


FOOD = """
    2024-01-01 open Expenses:Essen
    2024-01-01 custom "budget" Expenses:Essen "monthly" 300.00 EUR
    2024-04-16 custom "budget" Expenses:Essen "monthly" 600.00 EUR
"""


def test_a_change_in_mid_month_counts_from_its_day_on() -> None:
    # 15 days of 300 and 15 days of 600, of 30: 150 + 300.
    april = plan(FOOD).amount("Expenses:Essen", day("2024-04-01"), day("2024-04-30"))
    assert april == 450
    # The whole year: three months of 300, April, eight months of 600.
    year = plan(FOOD).amount("Expenses:Essen", day("2024-01-01"), day("2024-12-31"))
    assert year == 900 + 450 + 4800


def test_nothing_is_planned_before_the_first_budget() -> None:
    food = plan(FOOD)
    assert food.amount("Expenses:Essen", day("2023-01-01"), day("2023-12-31")) is None
    assert food.amount("Expenses:Miete", day("2024-01-01"), day("2024-12-31")) is None
    # A budget from the middle of the days on: the days before it plan nothing.
    assert food.amount("Expenses:Essen", day("2023-06-01"), day("2024-01-31")) == 300


def test_of_two_budgets_of_one_day_the_later_line_holds() -> None:
    text = """
        2024-01-01 custom "budget" Expenses:Essen "monthly" 300.00 EUR
        2024-01-01 custom "budget" Expenses:Essen "yearly" 1200.00 EUR
    """
    assert plan(text).amount("Expenses:Essen", day("2024-01-01"), day("2024-12-31")) == 1200


def test_subaccounts_have_budgets_of_their_own() -> None:
    car = plan("""
        2024-01-01 custom "budget" Expenses:Auto "monthly" 100.00 EUR
        2024-01-01 custom "budget" Expenses:Auto:Benzin "monthly" 40.00 EUR
        2024-01-01 custom "budget" Expenses:Autobahn "monthly" 7.00 EUR
    """)
    january = day("2024-01-01"), day("2024-01-31")
    assert car.amount("Expenses:Auto", *january) == 100
    assert car.amount("Expenses:Auto:Benzin", *january) == 40
    assert car.amount("Expenses:Aut", *january) is None


def test_a_budget_in_another_currency_is_converted_at_the_price_of_each_day() -> None:
    text = """
        2024-04-01 price USD 0.80 EUR
        2024-04-16 price USD 0.90 EUR
        2024-01-01 custom "budget" Expenses:Essen "monthly" 300.00 USD
        2024-01-01 custom "budget" Expenses:Essen "monthly" 30.00 EUR
    """
    food = plan(text)
    # Half of April at 0.80, half of it at 0.90: 150 × 0.80 + 150 × 0.90, and 30 EUR beside them.
    assert food.amount("Expenses:Essen", day("2024-04-01"), day("2024-04-30")) == 120 + 135 + 30
    # January has no price yet: its 300 USD are in no figure, and named.
    assert food.amount("Expenses:Essen", day("2024-01-01"), day("2024-01-31")) == 30
    assert food.unconverted(day("2024-01-01"), day("2024-01-31")) == {"USD": 300}
    # A plan reaches beyond the books, at the last price there is.
    assert food.amount("Expenses:Essen", day("2030-05-01"), day("2030-05-31")) == 270 + 30


def test_a_budget_without_any_price_is_no_plan_but_is_named() -> None:
    found = report("""
        2024-01-01 custom "budget" Expenses:Essen "monthly" 10.00 CHF
        2024-01-01 custom "budget" Income:Gehalt "monthly" 100.00 EUR
    """)
    assert found.budget is not None
    [salary, food] = found.budget.rows
    assert salary.planned == 1200
    assert food.planned is None
    assert food.unconverted == {"CHF": 120}
    assert food.difference is None
    assert found.budget.unconverted == {"CHF": 120}
    assert found.budget.savings_planned is None


def test_an_excluded_account_or_currency_plans_nothing() -> None:
    found = plan("""
        2024-01-01 open Expenses:Durchlauf
          fsq-role: "excluded"
        2024-01-01 commodity VACHR
          fsq-role: "excluded"
        2024-01-01 custom "budget" Expenses:Durchlauf "monthly" 10.00 EUR
        2024-01-01 custom "budget" Income:Urlaub "monthly" 10.00 VACHR
        2024-01-01 custom "budget" Assets:Sparen "monthly" 10.00 EUR
    """)
    assert found.lines == []


@pytest.mark.parametrize("sign", ["", "-"])
def test_an_income_budget_counts_with_either_sign(sign: str) -> None:
    # 12 × 3,000 − 12 × 2,000, whether a person writes the income as Fava shows it or as he says it.
    found = report(f"""
        2024-01-01 custom "budget" Income:Gehalt "monthly" {sign}3000.00 EUR
        2024-01-01 custom "budget" Expenses:Leben "monthly" 2000.00 EUR
        2024-01-15 * "Gehalt"
          Income:Gehalt  -3100.00 EUR
          Assets:Bank
    """)
    assert found.periods[0].savings_planned == 12000
    assert rows(found.budget) == [
        ("Income:Gehalt", "36000.000000000000", "3100.00"),
        ("Expenses:Leben", "24000.000000000000", "0.00"),
    ]


def test_a_ledger_may_mix_both_signs_and_plan_a_refund() -> None:
    # Income 3,000 + 500, expenses 2,000 − 100: each income by its absolute value, an expense not.
    found = report("""
        2024-01-01 custom "budget" Income:Gehalt "monthly" -3000.00 EUR
        2024-01-01 custom "budget" Income:Miete "monthly" 500.00 EUR
        2024-01-01 custom "budget" Expenses:Leben "monthly" 2000.00 EUR
        2024-01-01 custom "budget" Expenses:Erstattung "monthly" -100.00 EUR
        2024-01-15 * "Leben"
          Expenses:Leben  1.00 EUR
          Assets:Bank
    """)
    assert found.periods[0].savings_planned == 12 * 1600


def test_income_budgets_that_change_their_sign_do_not_cancel_out() -> None:
    text = """
        2024-01-01 custom "budget" Income:Gehalt "monthly" -1000.00 EUR
        2024-07-01 custom "budget" Income:Gehalt "monthly" 1000.00 EUR
    """
    assert plan(text).amount("Income:Gehalt", day("2024-01-01"), day("2024-12-31")) == 12000


# Planned a month: 3,000 of salary, 600 of its tax, 2,000 of living.
HOUSEHOLD = """
    2024-01-01 custom "budget" Income:Gehalt "monthly" -3000.00 EUR
    2024-01-01 custom "budget" Expenses:Steuern "monthly" 600.00 EUR
    2024-01-01 custom "budget" Expenses:Leben "monthly" 2000.00 EUR
    2024-01-31 * "Gehalt"
      Income:Gehalt  -3200.00 EUR
      Expenses:Steuern  640.00 EUR
      Assets:Bank
    2024-02-10 * "Leben"
      Expenses:Leben:Essen  900.00 EUR
      Expenses:Urlaub  50.00 EUR
      Assets:Bank
    2024-02-11 * "Blumen verkauft"
      Income:Garten  -9.00 EUR
      Assets:Bank
"""


def test_planned_and_indirect_savings() -> None:
    found = report(HOUSEHOLD, as_of="2024-02-29")
    [year] = found.periods
    # The year is cut off at the as-of date: two months of 3,000 − 600 − 2,000, tax included.
    assert year.savings_planned == 800
    # 3,200 − 640 + 9 − 950 = 1,619; 1,619 − 800 = 819.
    assert year.savings == 1619
    assert year.savings_indirect == 819
    # Rolling windows: twelve months, of which the plan covers January, then January and February.
    assert [each.savings_planned for each in found.rolling] == [400, 800]


def test_plan_against_actual_counts_each_posting_once() -> None:
    found = report(HOUSEHOLD, as_of="2024-02-29").budget
    assert rows(found) == [
        ("Income:Gehalt", "6000.000000000000", "3200.00"),
        ("Expenses:Leben", "4000.000000000000", "900.00"),
        ("Expenses:Steuern", "1200.000000000000", "640.00"),
    ]
    assert found is not None
    assert found.other_income == 9
    assert found.other_expenses == 50
    assert found.savings_planned == 800
    assert found.savings_indirect == 819


def test_income_above_the_plan_and_costs_below_it_are_of_advantage() -> None:
    found = report(HOUSEHOLD, as_of="2024-02-29").budget
    assert found is not None
    salary, living, tax = found.rows
    # 3,200 - 6,000; 4,000 - 900; 1,200 - 640
    assert [row.advantage for row in (salary, living, tax)] == [-2800, 3100, 560]
    # 3,200 / 6,000 = 8 / 15; 900 / 4,000; 640 / 1,200 = 8 / 15
    assert living.share_of_plan == Decimal("0.225")
    assert salary.share_of_plan == tax.share_of_plan == EXACT.divide(Decimal(8), Decimal(15))
    # 1,619 / 800
    assert found.share_of_plan == Decimal("2.02375")


def test_without_a_positive_plan_there_is_no_share_of_it() -> None:
    found = report(
        """
        2024-01-01 custom "budget" Expenses:Leben "monthly" -10.00 EUR
        2024-01-01 custom "budget" Expenses:Rest "monthly" 10.00 XXX
        2024-01-15 * "Leben"
          Expenses:Leben  1.00 EUR
          Assets:Bank
        2024-01-31 * "Leben"
          Expenses:Rest  1.00 EUR
          Assets:Bank
        """,
        as_of="2024-01-31",
    ).budget
    assert found is not None
    refund, unknown = found.rows
    # A refund of 10 was planned and 1 was paid.
    assert refund.advantage == -11
    assert refund.share_of_plan is None
    assert (unknown.advantage, unknown.share_of_plan) == (None, None)
    assert found.share_of_plan is None


def test_a_posting_counts_where_the_nearest_budget_is() -> None:
    text = """
        2024-01-01 custom "budget" "Expenses" "monthly" 1000.00 EUR
        2024-01-01 custom "budget" Expenses:Auto "monthly" 100.00 EUR
        2024-01-01 custom "budget" Expenses:Auto:Benzin:Diesel "monthly" 10.00 EUR
        2024-01-31 * "Alles"
          Expenses:Essen  500.00 EUR
          Expenses:Auto  1.00 EUR
          Expenses:Auto:Benzin  20.00 EUR
          Expenses:Auto:Benzin:Diesel  300.00 EUR
          Assets:Bank
    """
    january = Period(day("2024-01-01"), day("2024-01-31"))
    found = report(text, period=january).budget_shown
    assert rows(found) == [
        ("Expenses", "1000.000000000000", "500.00"),
        ("Expenses:Auto", "100.000000000000", "21.00"),
        ("Expenses:Auto:Benzin:Diesel", "10.000000000000", "300.00"),
    ]


def test_the_days_asked_for_are_compared_and_twelve_months_beside_them() -> None:
    first_half = Period(day("2024-02-01"), day("2024-02-15"))
    found = report(HOUSEHOLD, as_of="2024-02-29", period=first_half)
    assert found.budget_shown is not None
    assert (found.budget_shown.first, found.budget_shown.last) == (
        day("2024-02-01"),
        day("2024-02-15"),
    )
    # 15 of 29 days of each: 1,551.724137931034 − 310.344827586207 − 1,034.482758620690.
    assert found.budget_shown.savings_planned == D("206.896551724137")
    assert found.budget is not None
    assert (found.budget.first, found.budget.last) == (day("2023-02-01"), day("2024-01-31"))


@pytest.mark.parametrize(
    "only",
    ['Income:Gehalt "monthly" -3000.00 EUR', 'Expenses:Leben "monthly" 2000.00 EUR'],
)
def test_without_a_budget_of_both_kinds_no_savings_are_planned(only: str) -> None:
    found = report(f"""
        2024-01-01 custom "budget" {only}
        2024-01-15 * "Leben"
          Expenses:Leben  1.00 EUR
          Assets:Bank
    """)
    assert found.periods[0].savings_planned is None
    assert found.periods[0].savings_indirect is None
    assert found.budget is not None


def test_a_budget_of_nothing_is_a_budget() -> None:
    found = report("""
        2024-01-01 custom "budget" Income:Gehalt "monthly" 0 EUR
        2024-01-01 custom "budget" Expenses:Leben "monthly" 0 EUR
        2024-01-15 * "Leben"
          Expenses:Leben  1.00 EUR
          Assets:Bank
    """)
    assert found.periods[0].savings_planned == 0
    assert found.periods[0].savings_indirect == -1


def test_a_period_after_the_as_of_date_has_no_plan() -> None:
    found = report(HOUSEHOLD, as_of="2024-02-29", period=Period.year(2025))
    assert found.periods[0].savings_planned is None
    assert found.budget_shown is None


def test_without_a_budget_there_is_nothing_to_compare() -> None:
    found = report("""
        2024-01-15 * "Leben"
          Expenses:Leben  1.00 EUR
          Assets:Bank
    """)
    assert found.budget is None
    assert found.budget_shown is None
    assert found.periods[0].savings_planned is None


def test_an_empty_ledger_has_no_budget() -> None:
    assert report("2024-01-01 open Assets:Bank\n").budget is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('custom "budget"', ("no value", 'custom "budget" ACCOUNT "monthly" 400.00 EUR')),
        ('custom "budget" Expenses:Essen "monthly"', ("2 values",)),
        ('custom "budget" Expenses:Essen', ("1 value;",)),
        ('custom "budget" 5 "monthly" 4.00 EUR', ("has 5 where its account belongs",)),
        ('custom "budget" Expenses:Essen "montly" 4 EUR', ('"montly"', '"weekly"', '"monthly"?')),
        ('custom "budget" Expenses:Essen "fortnightly" 4 EUR', ('"fortnightly"', '"daily"')),
        ('custom "budget" Expenses:Essen 5 4 EUR', ('unknown period "5"',)),
        ('custom "budget" Expenses:Essen "monthly" 400', ("has 400 where its amount belongs",)),
        ('custom "budget" Expenses:Essen "monthly" "x"', ("has x where its amount",)),
    ],
)
def test_a_budget_that_cannot_be_read_is_an_error_and_the_others_hold(
    line: str, words: Sequence[str]
) -> None:
    text = f"""
        2024-01-01 {line}
        2024-01-01 custom "budget" Expenses:Leben "monthly" 5.00 EUR
        2023-01-01 pad Assets:Bank Equity:Opening
        2023-01-02 balance Assets:Bank 1.00 EUR
    """
    [(number, message)] = complaints(text)
    assert number == 1
    for word in words:
        assert word in message
    ledger = load(text)
    collected = facts.collect(ledger.entries, ledger.options)
    assert len(collected.errors) == 1
    kept = read_plan(collected)
    assert [line.account for line in kept.lines] == ["Expenses:Leben"]


def test_fava_takes_more_values_and_short_names_of_periods_and_so_do_we() -> None:
    text = """
        2024-01-01 custom "budget" Expenses:Essen "Month" 5.00 EUR "why" TRUE
        2024-01-01 custom "budget" "Expenses:Leben" "WEEK" 7.00 EUR
    """
    assert complaints(text) == []
    assert plan(text).amount("Expenses:Leben", day("2024-01-01"), day("2024-01-31")) == 31


_ACCOUNTS = st.sampled_from(
    ["Income:Gehalt", "Income:Miete", "Expenses:Leben", "Expenses:Leben:Essen", "Expenses:Auto"]
)
_DAYS = st.dates(datetime.date(2022, 11, 1), datetime.date(2024, 12, 31))
_BUDGETS = st.lists(
    st.builds(
        '{} custom "budget" {} "{}" {} {}'.format,
        _DAYS,
        _ACCOUNTS,
        st.sampled_from([every.value for every in Every]),
        st.decimals(-4000, 4000, places=2),
        st.sampled_from(["EUR", "EUR", "USD", "CHF"]),
    ),
    max_size=8,
)
_POSTINGS = st.lists(
    st.builds(
        '{} * "Made up"\n  {}  {} EUR\n  Assets:Bank'.format,
        _DAYS,
        _ACCOUNTS,
        st.decimals(-4000, 4000, places=2),
    ),
    max_size=6,
)
_PRICES = ["2023-01-01 price USD 0.91 EUR", "2023-03-15 price USD 0.93 EUR"]


@patiently
@given(_BUDGETS, _POSTINGS, st.sets(_DAYS, min_size=2, max_size=6))
def test_a_budget_over_any_partition_adds_up(
    budgets: list[str], postings: list[str], days: set[datetime.date]
) -> None:
    found = plan("\n".join([*_PRICES, *budgets, *postings, ""]))
    edges = sorted(days)
    parts = [(first, last - datetime.timedelta(1)) for first, last in pairwise(edges)]
    whole = parts[0][0], parts[-1][1]
    for account in found.accounts(whole[1]):
        amounts = [found.amount(account, *part) for part in parts]
        total = found.amount(account, *whole)
        assert sum(amount or 0 for amount in amounts) == (total or 0)
        assert (total is None) == all(amount is None for amount in amounts)
    # One walk through all parts finds the same as each of them by itself.
    spans = [Period(*part) for part in parts]
    assert found.amounts(spans) == [
        {
            account: amount
            for account in found.accounts(whole[1])
            if (amount := found.amount(account, span.first, span.last)) is not None
        }
        for span in spans
    ]
    by_part = [found.unconverted(*part).get("CHF", 0) for part in parts]
    assert sum(by_part) >= found.unconverted(*whole).get("CHF", 0)


@patiently
@given(_BUDGETS, _POSTINGS, st.sampled_from(list(Interval)))
def test_direct_savings_are_planned_and_indirect_ones(
    budgets: list[str], postings: list[str], interval: Interval
) -> None:
    ledger = load("\n".join([*_PRICES, *budgets, *postings, ""]))
    collected = facts.collect(ledger.entries, ledger.options)
    as_of = datetime.date(2024, 11, 17)
    found = build.build(collected, as_of=as_of, interval=interval)
    for figures in (*found.periods, *found.rolling):
        if figures.savings_planned is not None:
            assert figures.savings_indirect is not None
            assert figures.savings == figures.savings_planned + figures.savings_indirect
        # Income less living costs with depreciation is what is saved: nothing falls between.
        assert figures.savings + figures.living_costs_budget == sum(figures.net_income.values())
        span = Period(figures.first, figures.last)
        compared = compare(
            span, plan=found.scope.plan, flows=found.scope.flows, income="Income", as_of=as_of
        )
        assert compared.savings == figures.savings
        assert compared.savings_planned == figures.savings_planned
        signed = [row.actual if row.is_income else -row.actual for row in compared.rows]
        others = compared.other_income - compared.other_expenses
        assert sum(signed) + others == figures.savings
        plans = [
            (row.planned or 0) if row.is_income else -(row.planned or 0) for row in compared.rows
        ]
        assert sum(plans) == figures.savings_planned or figures.savings_planned is None
