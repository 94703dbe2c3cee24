"""Which months the books cover: where living costs end, and months mostly without a price."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from beancount import loader
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently
from small_ledger import PLUGIN, Ledger, load

import fsq_beancount
from fsq_beancount import export
from fsq_beancount.books import facts
from fsq_beancount.core.periods import month_label
from fsq_beancount.report import build
from fsq_beancount.report.report import Report

D = Decimal
day = datetime.date.fromisoformat

CASES = ("a broker is imported, the bank is not",)
"""Those worked cases of usual bookings that are about the end of the books."""


def booked(date: str, expense: str, amount: str, account: str) -> str:
    return f'{date} * "-"\n  {expense}  {amount}\n  {account}\n'


def months(first: int, last: int, *, year: int = 2024) -> list[str]:
    """The months from one to another, those after the twelfth in the next year."""
    return [
        f"{year + (each - 1) // 12}-{(each - 1) % 12 + 1:02}" for each in range(first, last + 1)
    ]


def every(of: list[str], expense: str, amount: str, account: str, number: str = "03") -> str:
    return "".join(booked(f"{each}-{number}", expense, amount, account) for each in of)


def report(text: str, as_of: str | None = None, *head: str) -> Report:
    ledger = load(text, *head)
    assert ledger.errors == []
    last = None if as_of is None else day(as_of)
    return fsq_beancount.analyse(ledger.entries, ledger.options, as_of=last)


def ends(found: Report) -> str:
    return month_label(found.coverage.last_month)


FOOD = every(months(1, 20), "Expenses:Food", "100 EUR", "Assets:Bank")
"""100 a month from January 2024 to August 2025."""


@pytest.mark.parametrize("name", CASES)
def test_worked_cases_of_usual_bookings(shared_cases: Path, name: str) -> None:
    cases = json.loads((shared_cases / "bookings.json").read_text(encoding="utf-8"))
    [case] = [case for case in cases if case["name"] == name]
    entries, errors, options = loader.load_string(case["ledger"])
    assert errors == []
    arguments = dict(zip(case["arguments"][::2], case["arguments"][1::2], strict=True))
    assert arguments.keys() == {"--as-of"}
    found = fsq_beancount.analyse(entries, options, as_of=day(arguments["--as-of"]))
    shown: Any = export.as_dict(found)
    for path, expected in case["expected"]:
        value = shown
        for step in path.split("."):
            value = value[int(step)] if isinstance(value, list) else value[step]
        assert value == expected or D(value) == D(expected), path


def test_months_after_the_last_living_cost_are_in_no_rolling_figure() -> None:
    # Interest of 10 a month to November 2025; food to August. Of the twelve months to October 2025
    # ten have a living cost. Twelve months to August: 1200 of food, 120 of interest: 10 %.
    interest = every(months(1, 23), "Income:Interest", "-10 EUR", "Assets:Broker")
    found = report(FOOD + interest)
    assert (found.as_of, found.running_month) == (day("2025-11-03"), "2025-11")
    assert found.rolling[-1].month == "2025-08"
    assert found.rolling[-1].fsq_narrow == D("0.1")
    assert [month_label(month) for month in found.coverage.left_out] == ["2025-09", "2025-10"]
    assert found.coverage.payers == ("Assets:Bank",)
    # All that is over twelve months takes the same ones.
    assert found.milestones.last == day("2025-08-31")
    assert found.streams.last_year is not None
    assert found.streams.last_year.last == day("2025-08-31")
    assert found.liquidity.living_costs == 100
    assert found.leverage.last == day("2025-08-31")
    assert found.stress[0].fsq_narrow == 0


@pytest.mark.parametrize(
    ("as_of", "last"),
    [
        ("2025-08-30", "2025-07"),
        ("2025-08-31", "2025-08"),
        ("2025-09-30", "2025-08"),
        ("2025-11-30", "2025-08"),
        # Of the twelve months to December eight have a living cost: who knows what is booked.
        ("2025-12-31", "2025-12"),
    ],
)
def test_nine_of_twelve_months_have_a_living_cost(as_of: str, last: str) -> None:
    assert ends(report(FOOD, as_of)) == last


def test_of_a_gap_within_the_books_nothing_is_left_out() -> None:
    # Nothing in June, but in July; the running month says so, too.
    text = every(months(1, 17), "Expenses:Food", "100 EUR", "Assets:Bank")
    later = text + booked("2025-07-02", "Expenses:Food", "100 EUR", "Assets:Bank")
    assert ends(report(text, "2025-06-30")) == "2025-05"
    assert ends(report(later, "2025-07-15")) == "2025-06"


@pytest.mark.parametrize(
    ("small", "last"),
    [
        # The bank pays 1200 of 1300 in the year to October: nine tenths are 1170, so it alone
        # says how far things are booked; of 1400 it takes both.
        ("10 EUR", "2025-08"),
        ("20 EUR", "2025-10"),
    ],
)
def test_the_largest_that_paid_nine_tenths_decide(small: str, last: str) -> None:
    # Ten months of the bank to August, 120 each; twelve of the card to October.
    bank = every(months(1, 20), "Expenses:Food", "120 EUR", "Assets:Bank")
    card = every(months(1, 22), "Expenses:Fun", small, "Liabilities:Card")
    found = report(bank + card, "2025-10-31")
    assert ends(found) == last


@pytest.mark.parametrize(
    ("small", "last"),
    [
        # The card paid 92 of 100 a month to September, then three months are missing. Of the whole
        # year it paid 828 of 924, less than nine tenths, but nine tenths of the months before.
        ("8 EUR", "2024-09"),
        # The others pay a tenth of what was paid a month: the most that may be left.
        ("10.2222222222 EUR", "2024-09"),
        # 11 of 103 is more than a tenth.
        ("11 EUR", "2024-12"),
    ],
)
def test_the_share_is_that_of_the_months_before_a_gap(small: str, last: str) -> None:
    card = every(months(1, 9), "Expenses:Food", "92 EUR", "Liabilities:Card")
    bank = every(months(1, 12), "Expenses:Phone", small, "Assets:Bank", "28")
    found = report(card + bank, "2024-12-31")
    assert ends(found) == last
    if last == "2024-09":
        assert found.coverage.payers == ("Liabilities:Card",)


def test_an_account_that_replaces_another_leaves_no_gap() -> None:
    # From October on the new account pays as much as the old one did.
    old = every(months(1, 9), "Expenses:Food", "100 EUR", "Assets:Old")
    new = every(months(10, 12), "Expenses:Food", "100 EUR", "Assets:New")
    assert ends(report(old + new, "2024-12-31")) == "2024-12"


def test_a_closed_account_counts_and_its_successor_too() -> None:
    # The new account pays from June on; the old one is closed, but paid more than a tenth.
    old = every(months(1, 17), "Expenses:Food", "100 EUR", "Assets:Old")
    new = every(months(18, 22), "Expenses:Food", "100 EUR", "Assets:New")
    text = old + "2025-06-01 close Assets:Old\n" + new
    assert ends(report(text, "2025-10-31")) == "2025-10"
    assert ends(report(old + "2025-06-01 close Assets:Old\n", "2025-08-31")) == "2025-05"


def test_a_payment_from_several_accounts_is_each_ones_part() -> None:
    # 95 of each 100 from the bank, to August; 5 in cash, which pays alone in September.
    both = "".join(
        f'{each}-03 * "-"\n  Expenses:Food  100 EUR\n  Assets:Bank  -95 EUR\n  Assets:Cash\n'
        for each in months(1, 20)
    )
    text = both + booked("2025-09-03", "Expenses:Food", "5 EUR", "Assets:Cash")
    assert ends(report(text, "2025-10-31")) == "2025-08"


def test_what_a_payslip_deducts_is_paid_where_the_rest_goes() -> None:
    text = "".join(
        f'{each}-03 * "-"\n  Income:Salary  -900 EUR\n  Expenses:Canteen  100 EUR\n  Assets:Bank\n'
        for each in months(1, 20)
    )
    assert ends(report(text, "2025-10-31")) == "2025-08"


def test_living_costs_without_a_price_are_booked_all_the_same() -> None:
    text = FOOD + booked("2025-09-03", "Expenses:Food", "100 CHF", "Assets:Bank")
    assert ends(report(text, "2025-10-31")) == "2025-09"


def test_what_a_plugin_made_pays_nothing(tmp_path: Path) -> None:
    # The insurance is copied into each month up to December; somebody booked food to August.
    path = tmp_path / "main.beancount"
    path.write_text(
        'option "operating_currency" "EUR"\nplugin "copying_plugin"\n'
        'plugin "beancount.plugins.auto_accounts"\n'
        '2024-12-10 * "Insurance"\n  copies: 12\n  Expenses:Insurance  100 EUR\n  Assets:Bank\n'
        + FOOD
        + every(months(1, 22), "Income:Interest", "-10 EUR", "Assets:Broker", "28")
    )
    ledger = Ledger(*loader.load_file(str(path)))
    found = fsq_beancount.analyse(ledger.entries, ledger.options, as_of=day("2025-11-03"))
    assert ends(found) == "2025-08"
    # The copies are living costs all the same: 1200 of food and eight months of insurance.
    assert found.rolling[-1].living_costs == 1200 + 900


def test_a_selection_ends_where_the_ledger_does() -> None:
    # Who looks at the broker alone sees no living costs, and the same months.
    interest = every(months(1, 23), "Income:Interest", "-10 EUR", "Assets:Broker")
    ledger = load(FOOD + interest)
    collected = facts.collect(ledger.entries, ledger.options)
    chosen = {id(flow.entry) for flow in collected.flows if flow.account == "Income:Interest"}
    found = build.build(
        collected, selection=[entry for entry in ledger.entries if id(entry) in chosen]
    )
    assert found.rolling[-1].month == "2025-08"
    assert found.rolling[-1].living_costs == 0


def test_a_year_ends_where_its_own_books_do() -> None:
    # Of 2024 alone all twelve months are there, whatever comes later.
    assert ends(report(FOOD, "2024-12-31")) == "2024-12"


HALF = """
2024-01-05 * "-"
  Expenses:Food   100 EUR
  Assets:Bank
2024-02-05 * "-"
  Expenses:Food   100 EUR
  Assets:Bank
2024-02-06 * "-"
  Income:Interest  -5 CHF
  Assets:Abroad
2024-03-05 * "-"
  Expenses:Food   100 EUR
  Assets:Bank
2024-03-06 * "-"
  Income:Interest  -5 CHF
  Assets:Abroad
2024-03-07 * "-"
  Expenses:Fun     7 USD
  Assets:Abroad
2024-04-05 * "-"
  Expenses:Food   100 EUR
  Assets:Bank
"""


def test_a_month_mostly_without_a_price_is_in_no_sum() -> None:
    # February: one of two, which is no more than half. March: two of three have none.
    found = report(HALF, "2024-04-30")
    assert [window.months for window in found.rolling] == [1, 2, 2, 3]
    assert [window.living_costs for window in found.rolling] == [100, 200, 200, 300]
    # What has no price is named where the figure is shown.
    assert found.rolling[-1].unconverted == {"CHF": 10, "USD": 7}
    assert [month_label(month) for month in found.coverage.without_price] == ["2024-03"]
    # Averages divide by the months that count, and every family has the same ones.
    assert found.liquidity.living_costs == 100
    assert found.milestones.months == 3
    assert found.milestones.narrow[-1].cost == 300
    # A calendar year is what was booked in it.
    [year] = found.periods
    assert year.months == 4
    assert year.living_costs == 400


def test_counters_are_no_postings_of_money() -> None:
    # Two postings of hours beside one of euro: the month is covered.
    hours = '2024-01-10 * "-"\n  Income:Holidays  -2 VACHR\n  Assets:Holidays\n'
    found = report(HALF.partition("2024-02-05")[0] + hours * 2, "2024-01-31")
    assert found.coverage.without_price == frozenset()
    assert found.rolling[-1].months == 1


def test_streams_leave_such_a_month_out_too() -> None:
    interest = booked("2024-03-20", "Income:Depot:Dividends", "-40 EUR", "Assets:Bank")
    april = booked("2024-04-20", "Income:Depot:Dividends", "-10 EUR", "Assets:Bank")
    # March: two without a price of four are no more than half, of five with one more they are.
    more = booked("2024-03-21", "Income:Interest", "-5 CHF", "Assets:Abroad")
    covered = report(HALF + interest + april, "2024-04-30")
    assert covered.streams.last_year is not None
    assert sum(row.net for row in covered.streams.last_year.rows) == 50
    left_out = report(HALF + interest + april + more, "2024-04-30")
    assert left_out.streams.last_year is not None
    assert sum(row.net for row in left_out.streams.last_year.rows) == 10
    assert left_out.rolling[-1].net_income["passive"] == 10
    # In the calendar year it is there.
    assert sum(row.net for row in left_out.streams.periods[0].rows) == 50


def test_books_without_any_price_have_no_figure_and_fail_nowhere() -> None:
    text = every(months(1, 13), "Expenses:Food", "100 CHF", "Assets:Bank")
    text += every(months(1, 13), "Income:Interest", "-10 CHF", "Assets:Bank")
    found = report(text, "2025-01-31")
    now = found.rolling[-1]
    assert (now.months, now.fsq_narrow, now.missing_narrow) == (0, None, None)
    assert now.unconverted == {"CHF": 1320}
    assert found.liquidity.living_costs is None
    assert set(found.runways.values()) == {None}
    assert found.milestones.narrow[-1].reached is None
    assert export.as_dict(found)["coverage"]["without_price"][0] == "2024-01"


@patiently
@given(
    st.lists(st.integers(0, 23), max_size=30),
    st.lists(st.integers(0, 23), max_size=30),
    st.integers(0, 23),
)
def test_no_rolling_month_is_after_the_last_complete_one(
    bank: list[int], card: list[int], last: int
) -> None:
    """Whatever is booked, one month ends all: it has ended, and has a living cost."""
    of = months(1, 24)
    text = "".join(
        booked(f"{of[each]}-03", "Expenses:Food", "9 EUR", "Assets:Bank") for each in bank
    )
    text += "".join(
        booked(f"{of[each]}-03", "Expenses:Fun", "2 EUR", "Liabilities:Card") for each in card
    )
    found = report(text, f"{of[last]}-28", PLUGIN)
    coverage = found.coverage
    assert coverage.last_month <= coverage.last_ended
    assert all(window.month <= ends(found) for window in found.rolling)
    if coverage.left_out:
        assert coverage.payers
        window = found.rolling[-1]
        assert (window.month, window.living_costs > 0) == (ends(found), True)
        # No more than three months are left out: nine of twelve have a living cost.
        assert len(coverage.left_out) <= 3
