"""From flows to the figures of periods and rolling windows, worked out by hand."""

from __future__ import annotations

import datetime
import textwrap
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from beancount import loader
from found import fixes, only
from naive import Book, Named, assert_figures, windows
from small_ledger import load

from fsq_beancount import analyse
from fsq_beancount.books import facts
from fsq_beancount.core.periods import Interval, Period
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.report import build
from fsq_beancount.report.findings.settings import NoOperatingCurrency

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fsq_beancount.report.report import FlowFigures, Report

Day = datetime.date
D = Decimal


def report(text: str, *head: str, **asked: Any) -> Report:
    """Return the report of a ledger in euro."""
    ledger = load(text, *head)
    assert ledger.errors == []
    return analyse(ledger.entries, ledger.options, **asked)


def paid(date: str, account: str, amount: str, *meta: str) -> str:
    """Return a transaction with one flow, its amount as Beancount signs it."""
    lines = [f'{date} * "-"', f"  {account}  {amount}", *(f"    {line}" for line in meta)]
    return "\n".join([*lines, "  Assets:Bank", ""])


def fraction(quotient: Decimal | None) -> Fraction | None:
    """Return the fraction of smallish numbers that a quotient of sixty digits is."""
    return None if quotient is None else Fraction(quotient).limit_denominator(10**9)


def spent(figures: Iterable[FlowFigures]) -> list[Decimal]:
    """Return the living costs of some periods."""
    return [each.living_costs for each in figures]


# The oracle of the definitions, with its taxes and fees: dividends 1,800 less 300 and interest
# 600 less 100 are 2,000; shares bought at 1,000 and sold at 2,260 give 1,260, less 250 of tax and
# 10 of fee 1,000. Living costs are 20,000.
ORACLE = """
2024-01-02 * "Kauf"
  Assets:Depot  10 WELT {100 EUR}
  Assets:Bank
2024-01-15 * "Dividende"
  Income:Depot:Dividenden  -1800 EUR
  Expenses:Kapitalertragsteuer  300 EUR
  Assets:Bank
2024-06-30 * "Zinsen"
  Income:Bank:Zinsen  -600 EUR
  Expenses:Kapitalertragsteuer  100 EUR
  Assets:Bank
2024-09-01 * "Verkauf"
  Assets:Depot  -10 WELT {100 EUR}
  Income:Depot:Kursgewinne
  Expenses:Kapitalertragsteuer  250 EUR
  Expenses:Ordergebühr  10 EUR
  Assets:Bank  2000 EUR
2024-12-31 * "Leben"
  Expenses:Leben  20000 EUR
  Assets:Bank
"""


def test_the_oracle() -> None:
    found = report(ORACLE)
    (year,) = found.periods
    for figures in (year, found.last_year):
        assert figures is not None
        assert figures.gross_income["passive"] == 2400
        assert figures.gross_income["near-passive"] == 1260
        assert figures.net_income["passive"] == 2000
        assert figures.net_income["near-passive"] == 1000
        assert figures.living_costs == figures.living_costs_budget == 20000
        assert (figures.fsq_narrow, figures.fsq_wide) == (D("0.10"), D("0.15"))
        assert figures.savings == figures.savings_regular == -17000
        assert figures.months == 12
    assert (year.period, year.first, year.last) == ("2024", Day(2024, 1, 1), Day(2024, 12, 31))
    assert found.last_year is not None
    assert found.last_year.month == "2024-12"
    # (20,000 - 2,000) / 12 and (20,000 - 3,000) / 12
    assert found.last_year.missing_narrow == 1500
    assert fraction(found.last_year.missing_wide) == Fraction(17000, 12)


# What goes where, once each.
ROLES = """
2024-01-01 open Expenses:Abschreibungen
  fsq-role: "virtual"
2024-01-01 open Income:Spesenersatz
  fsq-role: "living"
2024-01-01 commodity URLAUB
  fsq-role: "excluded"
""" + "".join(
    paid("2024-01-31", account, amount, *meta)
    for account, amount, *meta in [
        ("Income:Gehalt", "-3000 EUR"),
        ("Income:Geschenke", "-400 EUR"),
        ("Income:Irgendwas", "-50 EUR"),
        ("Income:Spesenersatz", "-80 EUR"),
        ("Income:Urlaub", "-2 URLAUB"),
        ("Income:Spiel", "-70 EUR", 'fsq-role: "excluded"'),
        ("Expenses:Essen", "880 EUR"),
        ("Expenses:Abschreibungen", "200 EUR"),
        ("Expenses:Spiel", "70 EUR", 'fsq-role: "excluded"'),
        ("Equity:Anfang", "-7777 EUR"),
    ]
)


def test_every_role_has_its_place() -> None:
    found = report(ROLES)
    (year,) = found.periods
    assert year.net_income == {
        "passive": 0,
        "near-passive": 0,
        "active": 3000,
        "neutral": 400,
        "unclassified": 50,
    }
    # 880 less 80 that the employer gives back; with depreciation 200 more.
    assert year.living_costs == 800
    assert year.living_costs_budget == 1000
    # 3450 - 1000; without the gift 400 less.
    assert year.savings == 2450
    assert year.savings_regular == 2050
    assert fraction(year.savings_rate) == Fraction(2450, 3450)
    # Days of holiday are nothing to convert.
    assert year.unconverted == found.unconverted == {}


def test_refunds_beyond_costs_leave_no_quota() -> None:
    text = paid("2024-01-31", "Income:Zinsen", "-10 EUR")
    for amount in ("-5 EUR", "0 EUR"):
        (year,) = report(text + paid("2024-01-31", "Expenses:Essen", amount)).periods
        assert (year.fsq_narrow, year.fsq_wide) == (None, None)
        assert (year.fsq_narrow_budget, year.fsq_wide_budget) == (None, None)
    (year,) = report(text + paid("2024-01-31", "Expenses:Essen", "40 EUR")).periods
    assert year.fsq_narrow == D("0.25")


def test_a_loss_makes_the_wide_quota_negative() -> None:
    (year,) = report(
        paid("2024-01-31", "Income:Depot:Kursgewinne", "300 EUR")
        + paid("2024-01-31", "Expenses:Essen", "1000 EUR")
    ).periods
    assert year.fsq_narrow == 0
    assert year.fsq_wide == D("-0.3")
    assert year.savings_rate is None


# Which months there are: the as-of date and the first month

BOOKS = (
    paid("2022-11-10", "Expenses:Essen", "1 EUR")
    + paid("2022-12-10", "Expenses:Essen", "2 EUR")
    + paid("2023-10-31", "Expenses:Essen", "4 EUR")
    + paid("2023-11-30", "Expenses:Essen", "8 EUR")
    + paid("2024-02-15", "Expenses:Essen", "16 EUR")
)


def test_a_window_for_every_complete_month() -> None:
    found = report(BOOKS)
    assert found.as_of == Day(2024, 2, 15)
    # February has begun and is in no window, and the report says so.
    assert found.running_month == "2024-02"
    assert [window.month for window in found.rolling] == [
        *("2022-11", "2022-12"),
        *(f"2023-{month:02d}" for month in range(1, 13)),
        "2024-01",
    ]
    assert found.last_year is found.rolling[-1]
    # One month, two months, ... twelve from October 2023 on. A window is never scaled up.
    assert [window.months for window in found.rolling] == [*range(1, 13), 12, 12, 12]
    assert [window.complete for window in found.rolling] == [False] * 11 + [True] * 4
    # November 2022 leaves with November 2023, and so on.
    assert spent(found.rolling) == [1, *[3] * 10, 7, 14, 12, 12]
    assert [(window.first, window.last) for window in found.rolling[-2:]] == [
        (Day(2023, 1, 1), Day(2023, 12, 31)),
        (Day(2023, 2, 1), Day(2024, 1, 31)),
    ]


def test_an_incomplete_window_has_its_own_average() -> None:
    found = report(BOOKS)
    # 3 EUR in two months, 7 EUR in twelve.
    assert found.rolling[1].missing_narrow == D("1.5")
    assert fraction(found.rolling[11].missing_narrow) == Fraction(7, 12)


@pytest.mark.parametrize(
    ("last", "as_of", "running", "window"),
    [
        # A balance directive moves the as-of date, a price or a planned payment does not.
        ("", Day(2024, 2, 15), "2024-02", "2024-01"),
        ("2024-02-29 balance Assets:Bank -31 EUR", Day(2024, 2, 29), None, "2024-02"),
        ("2024-02-28 balance Assets:Bank -31 EUR", Day(2024, 2, 28), "2024-02", "2024-01"),
        ("2024-02-29 price USD 0.9 EUR", Day(2024, 2, 15), "2024-02", "2024-01"),
        (paid("2098-01-01", "Expenses:Essen", "9 EUR"), Day(2024, 2, 15), "2024-02", "2024-01"),
    ],
)
def test_as_of(last: str, as_of: Day, running: str | None, window: str) -> None:
    found = report(BOOKS + last)
    assert (found.as_of, found.running_month) == (as_of, running)
    assert found.last_year is not None
    assert found.last_year.month == window
    # The running month is in its calendar year, what is planned is nowhere.
    assert spent(found.periods) == [3, 12, 16]


def test_as_of_a_given_day() -> None:
    found = report(BOOKS, as_of=Day(2023, 11, 29))
    assert found.as_of == Day(2023, 11, 29)
    assert found.running_month == "2023-11"
    assert spent(found.periods) == [3, 4]
    assert found.rolling[-1].month == "2023-10"
    assert [flow.date for flow in found.flows] == [
        Day(2022, 11, 10),
        Day(2022, 12, 10),
        Day(2023, 10, 31),
    ]
    # On the day itself the payment counts, and the month is complete on its last day.
    assert spent(report(BOOKS, as_of=Day(2023, 11, 30)).periods) == [3, 12]
    assert report(BOOKS, as_of=Day(2023, 11, 30)).rolling[-1].living_costs == 14
    # Later than anything in the ledger: windows run empty.
    later = report(BOOKS, as_of=Day(2025, 2, 1))
    assert later.rolling[-1].month == "2025-01"
    assert later.rolling[-1].living_costs == 16
    assert later.rolling[-1].months == 12
    assert spent(later.periods) == [3, 12, 16, 0]
    # Before anything.
    before = report(BOOKS, as_of=Day(2022, 11, 9))
    assert (before.periods, before.rolling, list(before.flows)) == ((), (), [])


def test_planned_payments_count_once_their_day_has_come() -> None:
    planned = BOOKS + paid("2098-01-01", "Expenses:Essen", "9 EUR")
    assert spent(report(planned, as_of=Day(2098, 12, 31)).periods)[-1] == 9


FIRST = paid("2024-03-31", "Expenses:Essen", "3 EUR") + paid("2024-06-30", "Income:Lohn", "-1 EUR")


EUROS = paid("2024-01-31", "Income:Zinsen", "-5 EUR")
"""Beside a posting without a price, so that the month is not mostly without."""


@pytest.mark.parametrize(
    ("before", "months"),
    [
        ("", 4),
        # An opening balance, a transfer, a purchase and an unrealised gain are no income or cost.
        (paid("2024-01-31", "Equity:Anfang", "-5 EUR"), 4),
        (paid("2024-01-31", "Liabilities:Karte", "-5 EUR"), 4),
        (paid("2024-01-31", "Assets:Depot", "1 WELT {5 EUR}"), 4),
        (paid("2024-01-31", "Income:Kursgewinne", "-5 EUR").replace(" * ", " U "), 4),
        # What is excluded is in no figure.
        (paid("2024-01-31", "Income:Zinsen", "-5 EUR", 'fsq-role: "excluded"'), 4),
        (paid("2024-02-29", "Expenses:Essen", "0 EUR"), 5),
    ],
)
def test_the_first_month_is_that_of_the_first_income_or_expense(before: str, months: int) -> None:
    found = report(before + FIRST)
    assert found.last_year is not None
    assert found.last_year.months == months
    assert len(found.rolling) == months
    assert found.periods[0].months == months


def test_income_without_a_price_begins_the_books_but_its_month_is_not_covered() -> None:
    found = report(paid("2024-01-31", "Income:Zinsen", "-5 CHF") + FIRST)
    # January to June are six months; all of January has no price, so that five are covered.
    assert found.periods[0].months == 6
    assert len(found.rolling) == 6
    assert found.last_year is not None
    assert found.last_year.months == 5


def test_excluded_flows_before_the_first_month_are_in_no_window() -> None:
    # A bank account padded from income is older than the books; a year later its month leaves.
    padded = """
    2023-12-31 pad Assets:Bank Income:Anfang
    2024-01-01 balance Assets:Bank 100 EUR
    """
    text = textwrap.dedent(padded) + paid("2024-03-31", "Expenses:Essen", "3 EUR")
    found = report(text + paid("2025-06-30", "Expenses:Essen", "5 EUR"))
    assert (found.rolling[0].month, found.rolling[-1].month) == ("2024-03", "2025-06")
    # March 2024 is in twelve windows.
    assert spent(found.rolling) == [*[3] * 12, 0, 0, 0, 5]


def test_a_leap_year() -> None:
    text = (
        paid("2023-02-28", "Expenses:Essen", "1 EUR")
        + paid("2023-03-01", "Expenses:Essen", "2 EUR")
        + paid("2024-02-29", "Expenses:Essen", "4 EUR")
        + paid("2024-03-01", "Expenses:Essen", "8 EUR")
    )
    found = report(text)
    # The twelve months that end on 29 February begin on 1 March.
    assert found.rolling[-1].first == Day(2023, 3, 1)
    assert found.rolling[-1].last == Day(2024, 2, 29)
    assert found.rolling[-1].living_costs == 6
    until_28th = report(text, as_of=Day(2024, 2, 28))
    assert until_28th.rolling[-1].month == "2024-01"
    assert until_28th.rolling[-1].living_costs == 3
    (february,) = report(text, period=Period(Day(2024, 2, 1), Day(2024, 2, 29))).periods
    assert february.period == "2024-02"
    assert february.living_costs == 4


def test_the_turn_of_a_year() -> None:
    text = paid("2023-12-31", "Expenses:Essen", "1 EUR") + paid(
        "2024-01-01", "Expenses:Essen", "2 EUR"
    )
    found = report(text)
    assert [each.period for each in found.periods] == ["2023", "2024"]
    assert spent(found.periods) == [1, 2]
    assert [each.months for each in found.periods] == [1, 1]
    assert [each.month for each in found.rolling] == ["2023-12"]
    assert spent(found.rolling) == [1]


# Periods


def test_a_year_that_is_asked_for() -> None:
    found = report(BOOKS, period=Period.year(2023))
    # As if the books ended with it; the windows see what was before it.
    assert (found.as_of, found.running_month) == (Day(2023, 12, 31), None)
    assert spent(found.periods) == [12]
    assert [window.month for window in found.rolling] == [f"2023-{n:02d}" for n in range(1, 13)]
    assert spent(found.rolling) == [*[3] * 9, 7, 14, 12]
    # A day before its end that is given holds.
    cut = report(BOOKS, period=Period.year(2023), as_of=Day(2023, 11, 1))
    assert (cut.as_of, cut.running_month) == (Day(2023, 11, 1), "2023-11")
    assert spent(cut.periods) == [4]
    # The year that has begun ends with the books.
    begun = report(BOOKS, period=Period.year(2024))
    assert (begun.as_of, begun.running_month) == (Day(2024, 2, 15), "2024-02")
    assert begun.periods[0].months == 2
    assert spent(begun.periods) == [16]
    assert [window.month for window in begun.rolling] == ["2024-01"]


def test_days_that_are_asked_for() -> None:
    period = Period(Day(2022, 12, 10), Day(2023, 11, 29))
    (shown,) = report(BOOKS, period=period).periods
    # The first day counts, the day after the last does not: 2 + 4.
    assert shown.period == "2022-12-10/2023-11-29"
    assert shown.living_costs == 6
    assert (shown.first, shown.last, shown.months) == (period.first, period.last, 12)
    (shown,) = report(BOOKS, period=Period(Day(2022, 12, 11), Day(2023, 11, 30))).periods
    assert shown.living_costs == 12
    (day,) = report(BOOKS, period=Period(Day(2023, 10, 31), Day(2023, 10, 31))).periods
    assert day.living_costs == 4
    assert day.months == 1


def test_the_months_of_a_period_are_those_that_the_books_cover() -> None:
    def months(period: Period) -> int:
        return report(BOOKS, period=period).periods[0].months

    assert months(Period.year(2022)) == 2
    assert months(Period.year(2023)) == 12
    assert months(Period.year(2024)) == 2  # January, and the running one
    assert months(Period.year(2021)) == months(Period.year(2025)) == 0
    assert months(Period(Day(2022, 1, 1), Day(2024, 12, 31))) == 16
    assert months(Period(Day(2022, 11, 30), Day(2022, 12, 1))) == 2


def test_a_period_is_complete_where_the_books_cover_all_its_months() -> None:
    def complete(first: Day, last: Day) -> bool:
        return report(BOOKS, period=Period(first, last)).periods[0].complete

    # The books go from November 2022 to February 2024.
    assert complete(Day(2023, 1, 1), Day(2023, 12, 31))
    assert complete(Day(2022, 11, 30), Day(2024, 2, 1))
    assert not complete(Day(2022, 10, 31), Day(2022, 11, 30))
    assert not complete(Day(2024, 2, 1), Day(2024, 3, 31))


UNCLASSIFIED = (
    paid("2023-05-01", "Income:Zeug", "-5 EUR")
    + paid("2024-01-01", "Income:Zeug", "-7 EUR")
    + paid("2024-02-01", "Income:Zeug", "3 EUR")
    + paid("2024-02-01", "Income:Kram", "-70 EUR")
    + paid("2024-02-02", "Income:Kram", "-70 XXX")
    + paid("2024-02-03", "Income:Zinsen", "-9 EUR")
    + paid("2024-02-04", "Expenses:Essen", "8 EUR")
)


def test_unclassified_income_is_added_up_by_account() -> None:
    # 5 + 7 - 3; what has no price is in no sum.
    found = report(UNCLASSIFIED).unclassified
    assert list(found.items()) == [("Income:Kram", D(70)), ("Income:Zeug", D(9))]
    year = report(UNCLASSIFIED, period=Period.year(2024))
    # The windows of January 2024 and later begin in 2023, so that its income is shown, too.
    assert year.unclassified == {"Income:Kram": 70, "Income:Zeug": 9}
    # No window ends in the days asked for: of these days alone, -3.
    days = report(UNCLASSIFIED, period=Period(Day(2024, 2, 1), Day(2024, 2, 3)))
    assert days.unclassified == {"Income:Kram": 70, "Income:Zeug": -3}
    assert report("").unclassified == {}


def test_a_period_without_books() -> None:
    for year in (2021, 2025):
        found = report(BOOKS, period=Period.year(year))
        assert spent(found.periods) == [0]
        assert found.rolling == ()
        assert found.periods[0].fsq_narrow is None
        assert found.unconverted == {}


def test_years_quarters_and_months() -> None:
    def labels(found: Report) -> list[str]:
        return [each.period for each in found.periods]

    years = report(BOOKS)
    assert labels(years) == ["2022", "2023", "2024"]
    # A year is whole, whatever the books cover of it.
    assert (years.periods[0].first, years.periods[-1].last) == (Day(2022, 1, 1), Day(2024, 12, 31))
    assert [each.months for each in years.periods] == [2, 12, 2]
    quarters = report(BOOKS, interval=Interval.QUARTER)
    assert labels(quarters) == [
        "2022-Q4",
        *(f"2023-Q{number}" for number in range(1, 5)),
        "2024-Q1",
    ]
    assert spent(quarters.periods) == [3, 0, 0, 0, 12, 16]
    months = report(BOOKS, interval=Interval.MONTH)
    assert labels(months)[:3] == ["2022-11", "2022-12", "2023-01"]
    assert labels(months)[-1] == "2024-02"
    assert sum(spent(months.periods)) == sum(spent(years.periods)) == 31
    # The rolling months are the same in each.
    assert months.rolling == quarters.rolling == years.rolling


def test_days_that_are_split_are_cut_at_both_ends() -> None:
    period = Period(Day(2022, 12, 11), Day(2023, 11, 29))
    whole = report(BOOKS, period=period)
    for interval in Interval:
        parts = report(BOOKS, period=period, interval=interval).periods
        assert (parts[0].first, parts[-1].last) == (period.first, period.last)
        assert sum(spent(parts)) == whole.periods[0].living_costs == 4
    months = report(BOOKS, period=period, interval=Interval.MONTH).periods
    assert [each.period for each in months[:2]] == ["2022-12-11/2022-12-31", "2023-01"]
    assert len(months) == 12


# Currencies

FOREIGN = (
    paid("2023-01-31", "Income:Zinsen", "-7 CHF")
    + paid("2023-02-28", "Expenses:Essen", "5 CHF")
    + paid("2023-02-28", "Expenses:Essen", "10 USD")
    + paid("2023-02-28", "Income:Urlaub", "-2 URLAUB")
    + "2023-03-01 price CHF 1.10 EUR\n"
    + paid("2023-03-31", "Income:Zinsen", "-10 CHF")
    + paid("2024-01-31", "Expenses:Essen", "3 GBP")
    + paid("2024-04-30", "Expenses:Essen", "100 EUR")
)


def test_what_has_no_price_is_listed_wherever_a_figure_is() -> None:
    found = report(FOREIGN)
    # Without regard to sign, so that nothing cancels out: 7 + 5 CHF.
    assert [each.unconverted for each in found.periods] == [
        {"CHF": 12, "URLAUB": 2, "USD": 10},
        {"GBP": 3},
    ]
    # Francs count from the day on which they have a price: 10 CHF are 11 EUR.
    assert [each.net_income["passive"] for each in found.periods] == [11, 0]
    assert spent(found.periods) == [0, 100]
    listed = {window.month: window.unconverted for window in found.rolling}
    assert listed["2023-01"] == {"CHF": 7}
    assert listed["2023-12"] == {"CHF": 12, "URLAUB": 2, "USD": 10}
    assert listed["2024-01"] == {"CHF": 5, "GBP": 3, "URLAUB": 2, "USD": 10}
    assert listed["2024-02"] == {"GBP": 3}
    assert found.unconverted == {"CHF": 12, "GBP": 3, "URLAUB": 2, "USD": 10}


def test_unconverted_over_everything_that_is_shown() -> None:
    # The year alone has 3 GBP; its first window, that of January, goes back to February 2023.
    found = report(FOREIGN, period=Period.year(2024))
    assert found.periods[0].unconverted == {"GBP": 3}
    assert found.unconverted == {"CHF": 5, "GBP": 3, "URLAUB": 2, "USD": 10}
    assert report(FOREIGN, as_of=Day(2023, 2, 27)).unconverted == {"CHF": 7}


def test_nothing_of_a_currency_without_a_price() -> None:
    # Payslips list what was not used as well. It is nothing, so nothing is unconverted.
    text = "".join(
        paid(f"{date}", "Income:Gutschein", "0 PUNKTE").replace(
            "Assets:Bank", "Assets:Gutschein  0 PUNKTE"
        )
        for date in ("2023-01-31", "2023-02-28")
    )
    found = report(text + paid("2024-06-30", "Expenses:Essen", "100 EUR"))
    assert len(found.rolling) == 18
    assert all(window.unconverted == {} for window in found.rolling)
    assert found.unconverted == {}


def test_the_currency_that_is_asked_for() -> None:
    found = report(FOREIGN, currency="CHF")
    assert found.currency == "CHF"
    # Nothing is lost: euro have a price in francs, dollars and pounds still have none.
    assert [each.net_income["passive"] for each in found.periods] == [17, 0]
    # 100 EUR / 1.10
    assert spent(found.periods) == [5, D("90.909090909091")]
    assert found.unconverted == {"GBP": 3, "URLAUB": 2, "USD": 10}
    assert found.warnings == ()


def test_a_ledger_of_prices_alone_says_that_its_currency_is_that_of_prices() -> None:
    # No posting at all, two prices in francs and one in euro.
    text = "".join(
        f"2024-01-0{day} price X{day} 1 {unit}\n"
        for day, unit in enumerate(("CHF", "CHF", "EUR"), 1)
    )
    ledger = load(text)
    options = {**ledger.options, "operating_currency": []}
    [warning] = analyse(ledger.entries, options).warnings
    assert finding_messages.sentence(warning, Reader.of("en")) == (
        "The ledger names no operating currency. The figures are in CHF, the currency of most of "
        "its prices."
    )
    assert "der Währung der meisten Kurse" in finding_messages.sentence(warning, Reader.of("de"))


def test_without_an_operating_currency_a_warning_names_the_one_that_was_taken() -> None:
    text = 'plugin "beancount.plugins.auto_accounts"\n' + FOREIGN
    entries, errors, options = loader.load_string(text)
    assert not errors
    found = analyse(entries, options)
    # Three postings in CHF; of the others, one each.
    assert found.currency == "CHF"
    warning = only(found.warnings, NoOperatingCurrency)
    assert (warning.currency, warning.of_prices) == ("CHF", False)
    assert fixes(warning) == ('option "operating_currency" "CHF"',)
    # Who asks for a currency needs no warning; nor who names several.
    assert analyse(entries, options, currency="CHF").warnings == ()
    assert report(FOREIGN, 'option "operating_currency" "CHF"').currency == "EUR"
    assert report(FOREIGN, 'option "operating_currency" "CHF"').warnings == ()


# The ends of the scale


@pytest.mark.parametrize(
    "text", ["", "2024-01-01 open Assets:Bank", "2024-01-01 price USD 0.9 EUR\n"]
)
def test_a_ledger_without_flows(text: str) -> None:
    found = report(text)
    assert (found.currency, found.periods, found.rolling) == ("EUR", (), ())
    assert (found.last_year, found.unconverted, list(found.flows)) == (None, {}, [])
    assert found.as_of == datetime.date.today()
    for interval in Interval:
        assert report(text, interval=interval).periods == ()
    (year,) = report(text, period=Period.year(2024)).periods
    assert year.months == year.savings == 0
    assert year.fsq_narrow is None


def test_an_empty_ledger_has_no_currency() -> None:
    entries, _, options = loader.load_string("")
    found = analyse(entries, options)
    assert (found.currency, found.periods, found.rolling) == ("XXX", (), ())


def test_a_ledger_with_errors() -> None:
    ledger = load(
        """
    2024-01-31 * "two amounts are missing: dropped"
      Income:Gehalt
      Expenses:Essen
      Assets:Bank
    2024-01-31 * "does not balance, but is there"
      Expenses:Essen  10 EUR
      Assets:Bank  -9 EUR
    """
    )
    assert len(ledger.errors) == 2
    found = analyse(ledger.entries, ledger.options, load_errors=len(ledger.errors))
    assert found.load_errors == 2
    assert spent(found.periods) == [10]
    assert found.periods[0].gross_income["active"] == 0


def test_huge_and_tiny_numbers_are_exact() -> None:
    text = (
        paid("2024-01-31", "Expenses:Essen", "1000000000000000.000000000001 EUR")
        + paid("2024-02-29", "Expenses:Essen", "0.000000000000000001 EUR")
        + paid("2024-03-31", "Expenses:Essen", "-1000000000000000 EUR")
        + paid("2025-01-31", "Income:Zinsen", "-0.000000000001000001 EUR")
    )
    found = report(text)
    costs = [Fraction(each) for each in spent(found.rolling)]
    tiny = Fraction(1, 10**18)
    assert costs[1] == 10**15 + (10**6 + 1) * tiny
    assert costs[11] == (10**6 + 1) * tiny
    # What is left of the window once January has gone.
    assert costs[12] == tiny - 10**15
    assert Fraction(found.periods[0].savings) == -(10**6 + 1) * tiny
    (both,) = report(text, period=Period(Day(2024, 1, 1), Day(2025, 12, 31))).periods
    assert both.fsq_narrow == 1


def test_the_callers_decimal_context_does_not_matter() -> None:
    ledger = load(ORACLE + FOREIGN)
    expected = analyse(ledger.entries, ledger.options, currency="CHF")
    with localcontext(prec=3):
        assert analyse(ledger.entries, ledger.options, currency="CHF") == expected


# The true-up by fsq-year

# 2023: a salary of 1,000 and food for 400. 2024: food for 500; a refund of 90 belongs to 2023.
# 2025: food for 600.
TRUED = (
    paid("2023-06-30", "Income:Gehalt", "-1000 EUR")
    + paid("2023-06-30", "Expenses:Essen", "400 EUR")
    + paid("2024-05-31", "Expenses:Einkommensteuer", "-90 EUR", "fsq-year: 2023")
    + paid("2024-06-30", "Expenses:Essen", "500 EUR")
    + paid("2025-06-30", "Expenses:Essen", "600 EUR")
)


def test_years_before_and_after_the_true_up() -> None:
    found = report(TRUED)
    assert [year.savings for year in found.periods] == [600, -410, -600]
    after = [year.trued_up and year.trued_up.savings for year in found.periods]
    assert after == [690, -500, None]
    trued_up = found.periods[0].trued_up
    assert trued_up is not None
    assert trued_up.net_income["active"] == 1090
    assert fraction(trued_up.savings_rate) == Fraction(690, 1090)
    assert (trued_up.first, trued_up.last) == (Day(2023, 1, 1), Day(2023, 12, 31))
    assert trued_up.months == found.periods[0].months == 7
    # Windows stay with the payment.
    windows_of = {window.month: window.savings for window in found.rolling}
    assert windows_of["2023-12"] == 600
    assert windows_of["2024-12"] == -410


def test_only_calendar_years_are_trued_up() -> None:
    for interval in (Interval.QUARTER, Interval.MONTH):
        assert all(each.trued_up is None for each in report(TRUED, interval=interval).periods)
    period = Period(Day(2023, 1, 1), Day(2024, 12, 31))
    assert report(TRUED, period=period).periods[0].trued_up is None


def test_a_year_that_is_asked_for_is_trued_up_by_what_was_paid_later() -> None:
    # "A refund that arrives later" goes before "later entries count for the plan only": a year
    # has the same two figures however one comes to it.
    whole = {each.period: each for each in report(TRUED).periods}
    for year in (2023, 2024, 2025):
        assert report(TRUED, period=Period.year(year)).periods == (whole[f"{year}"],)
    # What had not been paid on a given day is not known.
    assert report(TRUED, as_of=Day(2024, 5, 30)).periods[0].trued_up is None
    assert report(TRUED, as_of=Day(2024, 5, 31)).periods[0].trued_up is not None


def test_a_year_without_flows_of_its_own_is_trued_up() -> None:
    text = (
        paid("2022-06-30", "Expenses:Essen", "1 EUR")
        + paid("2024-06-30", "Expenses:Essen", "2 EUR")
        + paid("2024-06-30", "Expenses:Essen", "4 EUR", "fsq-year: 2023")
    )
    found = report(text)
    assert spent(found.periods) == [1, 0, 6]
    assert spent(year.trued_up or year for year in found.periods) == [1, 4, 2]


@pytest.mark.parametrize("year", [2021, 2025])
def test_the_true_up_loses_nothing(year: int) -> None:
    # The year moved to lies before the first flow, or has not begun.
    text = (
        paid("2022-06-30", "Expenses:Essen", "1 EUR")
        + paid("2024-06-30", "Expenses:Essen", "2 EUR")
        + paid("2024-06-30", "Expenses:Essen", "4 EUR", f"fsq-year: {year}")
    )
    years = report(text).periods
    assert sum(spent(years)) == 7
    assert sum(spent(each.trued_up or each for each in years)) == 7


def test_a_true_up_that_changes_nothing_is_none() -> None:
    same = paid("2023-05-31", "Expenses:Essen", "90 EUR", "fsq-year: 2023")
    excluded = paid("2024-05-31", "Expenses:Spiel", "90 EUR", "fsq-year: 2023").replace(
        "    fsq-year", '    fsq-role: "excluded"\n    fsq-year'
    )
    text = paid("2023-06-30", "Expenses:Essen", "1 EUR") + same + excluded
    assert [each.trued_up for each in report(text).periods] == [None, None]
    # What has no price moves, too.
    text += paid("2024-05-31", "Expenses:Essen", "5 CHF", "fsq-year: 2023")
    after = [each.trued_up or each for each in report(text).periods]
    assert [each.unconverted for each in after] == [{"CHF": 5}, {}]


# Selections


def test_a_selection_has_the_ledgers_prices_lots_policy_and_as_of_date() -> None:
    ledger = load("""
    2023-01-01 custom "fsq-rule" "Income:Plattform" "passive"
    2023-01-10 * "Kauf"
      Assets:Depot  10 WELT {10 EUR}
      Assets:Bank
    2023-02-01 price USD 0.5 EUR
    2023-06-10 * "Verkauf"
      Assets:Depot  -10 WELT {10 EUR}
      Assets:Bank  120 EUR
      Income:Irgendwas
    2023-06-20 * "Plattform"
      Income:Plattform  -8 USD
      Assets:Bank
    2024-06-30 balance Assets:Bank 20 EUR
    """)
    chosen = [entry for entry in ledger.entries if entry.date.month == 6 and entry.date.day <= 20]
    found = analyse(iter(chosen), ledger.options, ledger=ledger.entries)
    assert found.as_of == Day(2024, 6, 30)
    assert found.periods[0].gross_income["near-passive"] == 20
    assert found.periods[0].gross_income["passive"] == 4
    # The books of a selection begin with its own first flow.
    assert found.rolling[0].month == "2023-06"


def test_a_selection_counts_entries_of_the_ledger_only() -> None:
    ledger = load(BOOKS)
    collected = facts.collect(ledger.entries, ledger.options)
    # Fava's time filter makes opening balances of its own; they are none of the ledger's entries.
    foreign = load(BOOKS).entries
    assert build.build(collected, selection=foreign).periods == ()
    assert build.build(collected, selection=[]).periods == ()
    everything = build.build(collected)
    assert build.build(collected, selection=[*foreign, *ledger.entries]) == everything
    assert build.build(collected, selection=iter(ledger.entries)) == everything


def test_two_selections_add_up() -> None:
    ledger = load(FOREIGN)
    collected = facts.collect(ledger.entries, ledger.options)
    one, other = (
        build.build(collected, selection=ledger.entries[start::2], period=Period.year(2023))
        for start in (0, 1)
    )
    (both,) = build.build(collected, period=Period.year(2023)).periods
    assert both.savings == one.periods[0].savings + other.periods[0].savings
    for currency, amount in both.unconverted.items():
        halves = [half.periods[0].unconverted.get(currency, 0) for half in (one, other)]
        assert amount == sum(halves)


# One pass


def test_the_plugin_line_changes_no_figure() -> None:
    # A loss on an expense account is a negative income with the plugin and without.
    text = ORACLE + textwrap.dedent("""
    2024-10-01 * "Kauf"
      Assets:Depot  10 WELT {100 EUR}
      Assets:Bank
    2024-10-02 * "Verkauf mit Verlust"
      Assets:Depot  -10 WELT {100 EUR}
      Assets:Bank  900 EUR
      Expenses:Depot:Verluste  100 EUR
    """)
    # A tax that somebody has charged to one class stays there, split over its two streams.
    text += textwrap.dedent("""
    2023-01-01 open Income:Depot:Dividenden
      fsq-stream: "Aktien"
    2024-11-30 * "Abrechnung"
      Income:Gehalt  -100 EUR
      Income:Depot:Dividenden  -50 EUR
      Income:Bank:Zinsen  -50 EUR
      Expenses:Steuern  20 EUR
        fsq-class: "passive"
      Assets:Bank
    """)
    found = report(text)
    assert found.periods[0].gross_income["near-passive"] == 1160
    assert found.periods[0].net_income["passive"] == 2080
    assert found.periods[0].net_income["active"] == 100
    for lines in (['plugin "fsq_beancount"'], ['plugin "fsq_beancount"'] * 2):
        tagged = report(text, *lines)
        assert tagged.periods == found.periods
        assert tagged.rolling == found.rolling


def test_480_months_of_windows_are_those_of_a_full_scan() -> None:
    flows = [
        ("Income:Gehalt", "-4000"),
        ("Income:Dividenden", "-300"),
        ("Income:Kursgewinne", "-200"),
        ("Income:Geschenke", "-50"),
        ("Expenses:Essen", "1500"),
        ("Expenses:Miete", "900"),
    ]
    lines = []
    for month in range(480):
        # Amounts, days and currencies from all over, without chance.
        day = f"{1985 + month // 12}-{month % 12 + 1:02d}-{month * 7919 % 28 + 1:02d}"
        if month % 6 == 0:
            lines.append(f"{day} price USD {70 + month * 104729 % 60}.7 EUR\n")
        for place, (account, amount) in enumerate(flows):
            if (month + place) % 3:
                cents = month * 7919 % 100
                currency = "USD" if month * 31 % 5 == place else "EUR"
                lines.append(paid(day, account, f"{amount}.{cents:02d} {currency}"))
    ledger = load("".join(lines) + "2024-12-31 balance Assets:Leer 0 EUR\n")
    names = {
        "Income:Gehalt": Named("active"),
        "Income:Dividenden": Named("passive"),
        "Income:Kursgewinne": Named("near-passive", gain=True),
        "Income:Geschenke": Named("neutral"),
    }
    book = Book(ledger.entries, ledger.options, lambda name: names.get(name, Named()), "EUR")
    found = analyse(ledger.entries, ledger.options)
    assert len(found.rolling) == len(windows(book, found.as_of)) == 480
    for window, (first, last) in zip(found.rolling, windows(book, found.as_of), strict=True):
        assert (window.first, window.last) == (first, last)
        assert_figures(window, book.within(first, last, found.as_of))
    for year in found.periods:
        assert_figures(year, book.within(year.first, year.last, found.as_of))


def test_books_of_the_first_month_of_the_calendar_have_figures() -> None:
    # No month is before it, so its last twelve months have none that is complete.
    figures = report(paid("0001-01-15", "Expenses:Essen", "10 EUR"))
    assert figures.rolling == ()
    assert figures.budget is None
    assert figures.milestones.narrow == ()
