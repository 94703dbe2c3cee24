"""The work and the length of each face are bounded by the ledger, not by the span of its dates."""

from __future__ import annotations

import datetime
import json
import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount import loader
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from served_page import HEAD, page

from fsq_beancount import export
from fsq_beancount.books import facts, silence
from fsq_beancount.books.silence import Silence
from fsq_beancount.cli.main import cli
from fsq_beancount.core.periods import month_first, month_index
from fsq_beancount.report.build import build

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from served_page import Serve

    from fsq_beancount.books.facts import Facts
    from fsq_beancount.report.report import Report

OPTIONS = """\
option "operating_currency" "EUR"
plugin "beancount.plugins.auto_accounts"
"""
# The first date is to be 2024-01-05.
MISTYPED = """
{year}-01-05 * "Lohn"
  Assets:Bank     1000.00 EUR
  Income:Gehalt
2024-06-05 * "Zinsen"
  Assets:Bank      100.00 EUR
  Income:Zinsen
2025-02-05 * "Leben"
  Assets:Bank     -500.00 EUR
  Expenses:Leben
"""
COSTS = """
2024-06-06 * "Leben"
  Assets:Bank     -500.00 EUR
  Expenses:Leben
"""


def collected(text: str) -> Facts:
    entries, _, options = loader.load_string(OPTIONS + text)
    return facts.collect(entries, options)


def report(text: str, as_of: datetime.date | None = None) -> Report:
    return build(collected(text), as_of=as_of)


def as_json(text: str) -> str:
    return json.dumps(export.as_dict(report(text)))


# What is silent.


def heard(of: Silence, first: int, last: int) -> list[int]:
    return [month for months in of.between(first, last) for month in months]


@given(
    st.lists(st.integers(0, 300), min_size=1, max_size=12).map(sorted),
    st.integers(0, 80),
)
def test_silent_months_are_those_of_long_stretches(booked: list[int], after: int) -> None:
    begin = month_index(datetime.date(1990, 1, 1))
    end = booked[-1] + after
    days = [month_first(begin + month) for month in booked]
    found = silence._silence([days[::2], days[1::2]], month_first(begin + end))
    # By the definition, month by month: the last twelve and the running one are never silent.
    told = sorted({*booked, end - 12, end} if end - 12 > booked[0] else {*booked, end})
    expected = [
        month
        for month in range(booked[0], end + 1)
        if month >= end - 12
        or next(later for later in told if later >= month)
        - max(earlier for earlier in told if earlier <= month)
        <= silence.LONG + 1
    ]
    assert [month - begin for month in heard(found, begin + booked[0], begin + end)] == expected
    assert found.count(begin + booked[0], begin + end) == end + 1 - booked[0] - len(expected)


# 24 months between two postings are a gap that counts; 25 are none.
def of_two(second: str) -> str:
    return f"""
2000-01-05 * "Zinsen"
  Assets:Bank   10.00 EUR
  Income:Zinsen
{second} * "Leben"
  Assets:Bank   -5.00 EUR
  Expenses:Leben
"""


def test_the_months_after_a_gap_count_anew() -> None:
    # February 2000 to January 2002 are 24 months: all of them are rows.
    short = report(of_two("2002-02-28")).rolling
    assert len(short) == 26
    assert (short[-1].months, short[-1].silent_before) == (12, 0)
    # February 2000 to February 2002 are 25, but the last twelve of them, up to today, are heard.
    long = report(of_two("2003-03-31")).rolling
    assert [(each.month, each.months, each.silent_before) for each in long[:3]] == [
        ("2000-01", 1, 0),
        ("2002-03", 1, 25),
        ("2002-04", 2, 0),
    ]
    assert long[-1].months == 12
    assert long[-1].living_costs == 5
    assert [each.period for each in report(of_two("2003-03-31")).periods] == [
        "2000",
        "2002",
        "2003",
    ]


def test_what_left_the_window_in_a_gap_is_not_in_it_after() -> None:
    text = (
        of_two("2010-01-31") + '2010-02-28 * "Zinsen"\n  Assets:Bank  1.00 EUR\n  Income:Zinsen\n'
    )
    last = report(text).rolling[-1]
    # Of the passive income only the one euro of 2010, not the ten of 2000.
    assert last.net_income["passive"] == 1
    assert last.living_costs == 5


def test_a_price_is_something_to_say_about_wealth_alone() -> None:
    text = (
        OPTIONS
        + """
2000-01-05 * "Kauf"
  Assets:Depot   1 FONDS {10.00 EUR}
  Assets:Bank
2005-06-30 price FONDS 20.00 EUR
2010-01-31 * "Leben"
  Assets:Bank   -5.00 EUR
  Expenses:Leben
"""
    )
    made = report(text)
    dates = {sheet.date.isoformat(): sheet for sheet in made.wealth_series}
    # Bought in January 2000; priced in June 2005; the last twelve months before January 2010.
    assert list(dates)[:3] == ["2000-01-31", "2005-06-30", "2009-01-31"]
    assert dates["2005-06-30"].gross_wealth == 10  # 20 less the 10 that the bank paid
    assert len(dates) == 15


def test_every_face_says_what_is_left_out(tmp_path: Path, serve: Serve) -> None:
    ledger = tmp_path / "main.beancount"
    entries = MISTYPED.format(year="0024") + COSTS
    ledger.write_text(OPTIONS + entries, encoding="utf-8")
    # From February 24 to January 2024: the twelve months before February 2025 are heard.
    months = (2024 - 24) * 12
    said = f"{months} months without a posting before Feb 2024: left out"
    text = CliRunner().invoke(cli, ["report", str(ledger)], env={"LC_ALL": "C"}).output
    assert said in " ".join(text.split())
    rolling = json.loads(as_json(entries))["rolling"]
    assert [row["gap"] for row in rolling if "gap" in row] == [months]
    client = serve(HEAD + entries)
    assert said in page(client)
    query = "SELECT month, gap FROM #fsq_months WHERE gap > 0"
    answer = client.get("/main/api/query", query_string={"query_string": query}).json
    assert answer is not None
    assert answer["data"]["rows"] == [["2024-02-29", months]]


def test_a_far_posting_of_a_commodity_alone_is_no_reason_for_rows() -> None:
    text = """
0001-03-27 * "Bäume"
  Assets:Wald    1 BAUM
  Equity:Anfang
""" + of_two("2000-02-05")
    # What is held is not money, so only the series of wealth begins with it.
    made = report(text)
    assert made.wealth_series[0].date.isoformat() == "0001-03-31"
    assert len(made.wealth_series) <= 14


@pytest.mark.parametrize("change", ["", "2010-06-16 price USD 1.00 EUR\n"])
def test_a_foreign_budget_of_a_long_time_is_added_up_at_once(change: str) -> None:
    text = (
        """
0024-01-01 custom "budget" Expenses:Leben "daily" 1 USD
2000-01-01 custom "budget" Income:Zinsen "monthly" 100 EUR
2000-01-01 price USD 0.50 EUR
"""
        + change
        + of_two("2020-12-31")
    )
    made = report(text)
    # 7,671 days from January 2000 to December 2020 at half a euro, the 3,852 from 16 June 2010 on
    # at a whole one where that is the price, less than the 25,200 of 252 months of income.
    expected = 25_200 - (Decimal("5761.5") if change else Decimal("3835.5"))
    first, last = datetime.date(2000, 1, 1), datetime.date(2020, 12, 31)
    assert made.scope.plan.savings(first, last) == expected
    # Years add up to the whole.
    years = [
        made.scope.plan.savings(datetime.date(year, 1, 1), datetime.date(year, 12, 31)) or 0
        for year in range(2000, 2021)
    ]
    assert sum(years) == expected
    begin = time.process_time()
    report(text)
    assert time.process_time() - begin < 0.5  # month by month it is a second and more


# The mistyped year.


def seconds(work: object) -> float:
    assert callable(work)
    begin = time.process_time()
    work()
    return time.process_time() - begin


@pytest.mark.parametrize("year", ["0001", "0024", "1724", "1924"])
def test_a_mistyped_year_costs_at_most_twice_as_much(serve: Serve, year: str) -> None:
    right, wrong = MISTYPED.format(year="2024"), MISTYPED.format(year=year)
    assert len(as_json(wrong)) <= 2 * len(as_json(right))
    assert seconds(lambda: as_json(wrong)) <= 2 * seconds(lambda: as_json(right)) + 0.2
    shown = [page(serve(HEAD + text)) for text in (right, wrong)]
    assert len(shown[1]) <= 2 * len(shown[0])


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_the_last_day_of_the_calendar_costs_no_more(tmp_path: Path, form: str) -> None:
    ledger = tmp_path / "main.beancount"
    ledger.write_text(OPTIONS + MISTYPED.format(year="2024"), encoding="utf-8")

    def length(*arguments: str) -> int:
        run = CliRunner().invoke(cli, ["report", str(ledger), "--format", form, *arguments])
        assert run.exit_code == 0
        return len(run.output)

    assert length("--as-of", "9999-12-31") <= 2 * length()


CURRENCIES = st.integers(0, 49).map(
    lambda number: f"C{chr(65 + number // 26)}{chr(65 + number % 26)}"
)
DATES = st.dates(datetime.date(1, 1, 1), datetime.date(2026, 1, 1))


def transaction(date: datetime.date, currency: str) -> str:
    return (
        f'{date.isoformat()} * "Zinsen"\n  Assets:Bank  7.00 {currency}\n  Income:Zinsen\n'
        f"{date.isoformat()} price {currency} 2.00 EUR\n"
    )


@settings(max_examples=25)
@given(st.lists(st.tuples(DATES, CURRENCIES), min_size=1, max_size=12))
def test_json_grows_with_the_entries_alone(entries: Sequence[tuple[datetime.date, str]]) -> None:
    text = "".join(transaction(*entry) for entry in entries)
    begin = time.process_time()
    size = len(as_json(text))
    took = time.process_time() - begin
    # An entry makes at most 24 rows of a month before the next, in each of some series.
    assert size <= 60_000 + 60_000 * len(entries)
    assert took <= 1.0 + 0.5 * len(entries)
