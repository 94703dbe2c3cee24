"""Income streams, from ledgers whose figures are worked out by hand."""

from __future__ import annotations

import datetime
import textwrap
from decimal import Decimal

import pytest
from hypothesis import given
from random_ledgers import FIFO, ledgers, patiently
from small_ledger import complaints, load

from fsq_beancount import analyse
from fsq_beancount.core.periods import Interval, Period
from fsq_beancount.core.terms import CLASSES
from fsq_beancount.measures.streams import ranking
from fsq_beancount.measures.streams.figures import StreamFigures, StreamPeriod
from fsq_beancount.measures.streams.origins import Origin, sources
from fsq_beancount.measures.streams.regularity import variation
from fsq_beancount.report.report import Report

D = Decimal

YEAR_END = """
2024-12-31 * "Leben"
  Expenses:Leben  1000.00 EUR
  Assets:Bank
"""


def report(text: str, *, until: str | None = None, end: str = YEAR_END) -> Report:
    ledger = load(textwrap.dedent(text) + end)
    assert ledger.errors == []
    as_of = None if until is None else datetime.date.fromisoformat(until)
    return analyse(ledger.entries, ledger.options, as_of=as_of)


def last_year(text: str, *, until: str | None = "2024-12-31") -> StreamPeriod:
    found = report(text, until=until).streams.last_year
    assert found is not None
    return found


def row(period: StreamPeriod, stream: str | None, income_class: str = "passive") -> StreamFigures:
    (only,) = (
        row for row in period.rows if (row.stream, row.income_class) == (stream, income_class)
    )
    return only


def test_a_stream_has_its_gross_tax_fee_cost_and_net() -> None:
    # The flat: 1,000 rent, 200 upkeep. The shares: 400 dividends, 100 tax, 4 fee. Nobody has
    # named a stream for the interest of 4. Net 800 + 296 + 4 = 1,100;
    # 296 of it are 26.909 %.
    year = last_year(
        """
        2024-01-01 open Income:Miete
          fsq-stream: "Flat"
        2024-01-01 open Expenses:Hausgeld
          fsq-role: "cost"
          fsq-class: "passive"
          fsq-stream: "Flat"
        2024-01-01 open Income:Dividenden
          fsq-stream: "Shares"
        2024-03-01 * "Rent"
          Income:Miete  -1000.00 EUR
          Assets:Bank
        2024-04-01 * "Upkeep"
          Expenses:Hausgeld  200.00 EUR
          Assets:Bank
        2024-05-01 * "Dividend"
          Income:Dividenden  -400.00 EUR
          Expenses:Steuern:KESt  100.00 EUR
          Expenses:Gebühren  4.00 EUR
          Assets:Bank
        2024-12-31 * "Interest"
          Income:Zinsen  -4.00 EUR
          Assets:Bank
        """
    )
    assert [(each.stream, each.net) for each in year.rows] == [
        ("Flat", D(800)),
        ("Shares", D(296)),
        (None, D(4)),
    ]
    flat, shares = row(year, "Flat"), row(year, "Shares")
    assert (flat.gross, flat.tax, flat.fee, flat.cost) == (D(1000), D(0), D(0), D(200))
    assert (shares.gross, shares.tax, shares.fee, shares.cost) == (D(400), D(100), D(4), D(0))
    assert shares.share is not None
    assert round(shares.share, 6) == D("0.269091")


def test_a_split_cost_counts_in_the_streams_it_is_charged_to() -> None:
    # A tax of 30 on 200 of shares and 100 of a fund: 20 and 10.
    year = last_year(
        """
        2024-05-01 * "Dividends"
          Income:Dividenden:A  -200.00 EUR
            fsq-stream: "Shares"
          Income:Dividenden:B  -100.00 EUR
            fsq-stream: "Fund"
          Expenses:Steuern:KESt  30.00 EUR
          Assets:Bank
        """
    )
    assert (row(year, "Shares").tax, row(year, "Fund").tax) == (D(20), D(10))


def test_a_stream_that_changes_class_in_mid_year_has_two_rows() -> None:
    year = last_year(
        """
        2024-01-01 custom "fsq-rule" "Income:Airbnb" "active" "Flat"
        2024-07-01 custom "fsq-rule" "Income:Airbnb" "passive" "Flat"
        2024-06-30 * "Guests"
          Income:Airbnb  -300.00 EUR
          Assets:Bank
        2024-07-01 * "Guests"
          Income:Airbnb  -500.00 EUR
          Assets:Bank
        """
    )
    assert (row(year, "Flat", "active").net, row(year, "Flat").net) == (D(300), D(500))


def test_a_stream_may_lose_money() -> None:
    # 100 in, 250 out: net -150 of -150 in all, so it has no share.
    year = last_year(
        """
        2024-01-01 custom "fsq-rule" "Expenses:Kosten" "cost" "passive" "Book"
        2024-06-01 * "Sales"
          Income:Tantiemen  -100.00 EUR
            fsq-stream: "Book"
          Assets:Bank
        2024-06-02 * "Printing"
          Expenses:Kosten  250.00 EUR
          Assets:Bank
        """
    )
    book = row(year, "Book")
    assert (book.net, book.share) == (D(-150), None)


TWO_YEARS = """
2023-01-01 open Income:Zinsen
  fsq-stream: "Savings"
2023-02-10 * "Interest"
  Income:Zinsen  -100.00 EUR
  Assets:Bank
2023-11-10 * "Interest"
  Income:Zinsen  -60.00 EUR
  Assets:Bank
2024-02-10 * "Interest"
  Income:Zinsen  -120.00 EUR
  Assets:Bank
"""


def test_growth_is_against_the_twelve_months_before() -> None:
    # 2024: 120, 2023: 160; -40 / 160.
    assert row(last_year(TWO_YEARS), "Savings").growth == D("-0.25")


def test_growth_of_a_running_year_compares_the_same_days_of_the_year_before() -> None:
    # Up to 15 March: 120 this year, 100 the year before.
    found = report(TWO_YEARS, until="2024-03-15").streams
    assert row(found.periods[-1], "Savings").growth == D("0.2")


def test_growth_of_some_days_is_against_as_many_days_before() -> None:
    # The 30 days from 1 February to 1 March hold 120, the 30 days before hold nothing.
    ledger = load(TWO_YEARS)
    period = Period(datetime.date(2024, 2, 1), datetime.date(2024, 3, 1))
    shown = analyse(ledger.entries, ledger.options, period=period).streams.periods[0]
    assert (row(shown, "Savings").net, row(shown, "Savings").growth) == (D(120), None)


def test_growth_in_the_first_year_of_the_calendar_is_undefined() -> None:
    ledger = load(TWO_YEARS)
    period = Period(datetime.date(1, 1, 1), datetime.date(2024, 12, 31))
    shown = analyse(ledger.entries, ledger.options, period=period).streams.periods[0]
    assert row(shown, "Savings").growth is None


def paid(*dates: str, until: str = "2024-12-31") -> StreamFigures:
    text = "\n".join(
        f'{date} *\n  Income:Zinsen  -10.00 EUR\n    fsq-stream: "S"\n  Assets:Bank'
        for date in dates
    )
    return row(last_year(text, until=until), "S")


def test_who_pays_every_month_has_twelve_months_a_gap_of_one_and_no_variation() -> None:
    each = paid(*(f"2024-{month:02}-05" for month in range(1, 13)))
    assert (each.months_paid, each.longest_gap, each.variation) == (12, 1, D(0))


def test_a_quarterly_payment_has_four_months_and_a_gap_of_three() -> None:
    # Four tens in twelve months: mean 10/3, mean square 400/12, so the variance is
    # 100/3 - 100/9 = 200/9 and the variation √200/3 / (10/3) = √2.
    each = paid("2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31", "2023-12-31")
    assert (each.months_paid, each.longest_gap) == (4, 3)
    assert each.variation is not None
    assert round(each.variation, 6) == D("1.414214")


def test_a_gap_begins_with_the_last_payment_before_the_year() -> None:
    # May 2023 to June 2024 are 13 months, and June to December only 6.
    assert paid("2023-05-10", "2024-06-10").longest_gap == 13


def test_a_stream_that_has_dried_up_has_a_gap_to_the_end() -> None:
    assert paid("2024-01-10", "2024-02-10", "2024-03-10").longest_gap == 9


def test_a_window_that_begins_with_the_books_has_no_gap_before_them() -> None:
    # Books of two months: 10 and 10.
    each = paid("2024-11-10", "2024-12-10")
    assert (each.months_paid, each.longest_gap, each.variation) == (2, 1, D(0))


def test_the_running_month_may_still_be_paid() -> None:
    # Paid on the 25th of each month since November 2023. On 10 December 2024 the twelve months are
    # those from December 2023 to November 2024, in the running year as in the rolling one.
    found = report(
        "\n".join(
            f'{date}-25 *\n  Income:Zinsen  -10.00 EUR\n    fsq-stream: "S"\n  Assets:Bank'
            for date in ("2023-11", "2023-12", *(f"2024-{month:02}" for month in range(1, 12)))
        ),
        until="2024-12-10",
    ).streams
    assert found.last_year is not None
    for period in (found.periods[-1], found.last_year):
        each = row(period, "S")
        assert (each.months_paid, each.longest_gap, each.variation) == (12, 1, D(0))


def test_what_is_paid_back_in_the_running_month_may_still_cost_something() -> None:
    # 20 put in, 10 earned in November and 10 on 5 December: on 10 December December goes on.
    text = """
        2024-10-05 * "Course"
          Expenses:Kurs  20.00 EUR
            fsq-investment: "S"
          Assets:Bank
        2024-11-05 *
          Income:Zinsen  -10.00 EUR
            fsq-stream: "S"
          Assets:Bank
        2024-12-05 *
          Income:Zinsen  -10.00 EUR
            fsq-stream: "S"
          Assets:Bank
    """
    for until, expected in (("2024-12-10", None), ("2024-12-31", datetime.date(2024, 12, 31))):
        shown = report(text, until=until).streams.periods[-1]
        assert row(shown, "S").payback_on == expected


def test_variation_of_nothing_is_undefined() -> None:
    assert variation([]) is None
    assert variation([D(0), D(0)]) is None
    assert variation([D(-5), D(1)]) is None


def test_hours_are_shared_over_the_income_of_the_transaction() -> None:
    # 6 hours for 200 of books and 100 of a course: 4 and 2. The books earn 200 / 4 = 50 an hour.
    year = last_year(
        """
        2024-05-01 * "Sales"
          fsq-hours: 6
          Income:Tantiemen  -200.00 EUR
            fsq-stream: "Books"
          Income:Onlinekurs  -100.00 EUR
            fsq-stream: "Course"
          Assets:Bank
        """
    )
    assert (row(year, "Books").hours, row(year, "Course").hours) == (D(4), D(2))
    assert row(year, "Books").net_per_hour == 50


def test_hours_without_income_count_where_their_cost_is_charged() -> None:
    # 3 hours of repair and 1 of letting for 496 net of 500 - 4: 124 an hour.
    year = last_year(
        """
        2024-01-01 custom "fsq-rule" "Expenses:Reparatur" "cost" "passive" "Flat"
        2024-05-01 * "Repair"
          fsq-hours: 3
          Expenses:Reparatur  4.00 EUR
          Assets:Bank
        2024-06-01 * "Rent"
          fsq-hours: 1
          Income:Miete  -500.00 EUR
            fsq-stream: "Flat"
          Assets:Bank
        """
    )
    assert (row(year, "Flat").hours, row(year, "Flat").net_per_hour) == (D(4), D(124))


def test_hours_without_any_amount_count_in_the_stream_they_name() -> None:
    # The year of writing has 40 hours and no income yet; its class is that of later income.
    found = report(
        """
        2023-03-01 * "Writing"
          fsq-hours: 40
          fsq-stream: "Book"
          Assets:Bank  0.00 EUR
        2023-03-02 * "Living"
          Expenses:Leben  1.00 EUR
          Assets:Bank
        2024-05-01 * "Sales"
          Income:Tantiemen  -200.00 EUR
            fsq-stream: "Book"
          Assets:Bank
        """
    )
    book = row(found.streams.periods[0], "Book")
    assert (book.gross, book.hours, book.net_per_hour) == (D(0), D(40), D(0))


def test_hours_that_name_nothing_are_of_no_stream() -> None:
    year = last_year('2024-05-01 * "Thinking"\n  fsq-hours: 2.5\n  Assets:Bank  0.00 EUR\n')
    assert row(year, None, "unclassified").hours == D("2.5")


def test_no_hours_are_undefined_and_not_zero() -> None:
    each = paid("2024-11-10")
    assert (each.hours, each.net_per_hour, each.invested, each.roi) == (None,) * 4


INVESTED = """
2023-01-01 open Assets:Depot
  fsq-investment: "Shares"
2023-01-15 * "Purchase"
  Assets:Depot  10 WELT {100.00 EUR}
  Assets:Bank
2023-02-15 * "Course of bookkeeping, for the flat"
  Expenses:Bildung  50.00 EUR
    fsq-investment: "Flat"
  Assets:Bank
2023-06-30 * "Rent"
  Income:Miete  -30.00 EUR
    fsq-stream: "Flat"
  Assets:Bank
2024-03-31 * "Rent"
  Income:Miete  -30.00 EUR
    fsq-stream: "Flat"
  Assets:Bank
2024-06-30 * "Dividend"
  Income:Dividenden  -40.00 EUR
    fsq-stream: "Shares"
  Assets:Bank
"""


def test_the_return_is_net_income_over_what_was_put_in() -> None:
    # 40 on 1,000; 30 on 50.
    year = last_year(INVESTED)
    assert (row(year, "Shares").invested, row(year, "Shares").roi) == (D(1000), D("0.04"))
    assert (row(year, "Flat").invested, row(year, "Flat").roi) == (D(50), D("0.6"))


def test_what_is_taken_out_again_is_no_longer_invested() -> None:
    year = last_year(
        INVESTED
        + """
2024-07-01 * "Sale"
  Assets:Depot  -5 WELT {100.00 EUR}
  Assets:Bank
"""
    )
    assert row(year, "Shares").invested == 500


def test_payback_is_the_month_in_which_all_net_income_has_covered_the_investment() -> None:
    # 30 by June 2023, 60 by March 2024, of 50.
    year = last_year(INVESTED)
    assert row(year, "Flat").payback_on == datetime.date(2024, 3, 31)
    assert row(year, "Shares").payback_on is None


def test_payback_is_lost_when_more_is_put_in() -> None:
    year = last_year(
        INVESTED
        + """
2024-08-01 * "Roof"
  Expenses:Dach  100.00 EUR
    fsq-investment: "Flat"
  Assets:Bank
"""
    )
    assert row(year, "Flat").payback_on is None


def test_an_investment_without_income_is_shown() -> None:
    year = last_year(
        """
        2024-02-15 * "Printing"
          Expenses:Druck  50.00 EUR
            fsq-investment: "Book"
          Assets:Bank
        """
    )
    book = row(year, "Book", "unclassified")
    assert (book.gross, book.invested, book.roi, book.longest_gap) == (D(0), D(50), D(0), None)


def test_an_investment_without_a_price_is_listed() -> None:
    found = report(
        """
        2024-02-15 * "Purchase"
          Assets:Depot  50.00 CHF
            fsq-investment: "Book"
          Assets:Kasse
        """
    )
    assert found.streams.unconverted == {"CHF": 50}


def test_of_an_investment_without_a_price_in_part_the_return_is_unknown() -> None:
    # 1,000 are known and 100 CHF are not: what Shares return on both is not what 1,000 would.
    year = last_year(
        INVESTED
        + """
2024-07-01 * "More"
  Assets:Depot  100.00 CHF
    fsq-investment: "Shares"
  Assets:Kasse
"""
    )
    shares = row(year, "Shares")
    assert (shares.invested, shares.roi, shares.payback_on) == (None, None, None)
    assert row(year, "Flat").invested == 50


def test_without_any_stream_the_built_in_names_group_the_income() -> None:
    # The tax of 30 is on 200 of dividends and 100 of interest: 20 and 10.
    found = report(
        """
        2024-05-01 * "Bank"
          Income:Depot:Dividenden  -200.00 EUR
          Income:Bank:Zinsen  -100.00 EUR
          Expenses:Steuern:KESt  30.00 EUR
          Assets:Bank
        2024-05-02 * "Airbnb"
          Income:Airbnb  -70.00 EUR
          Assets:Bank
        2024-05-03 * "Who knows"
          Income:Rest  -7.00 EUR
          Assets:Bank
        """
    )
    assert found.streams.suggested
    year = found.streams.last_year
    assert year is not None
    assert [(each.stream, each.net) for each in year.rows] == [
        ("Dividends", D(180)),
        ("Interest", D(90)),
        ("Rent", D(70)),
        (None, D(7)),
    ]


def test_the_fee_of_a_purchase_goes_with_the_suggested_gains() -> None:
    year = last_year(
        """
        2024-05-01 * "Purchase"
          Assets:Depot  1 WELT {100.00 EUR}
          Expenses:Gebühren  3.00 EUR
          Assets:Bank
        """
    )
    assert row(year, "Capital gains", "near-passive").fee == 3


def test_one_named_stream_is_enough_not_to_suggest_any() -> None:
    found = report(TWO_YEARS + "2024-05-01 *\n  Income:Dividenden  -1 EUR\n  Assets:Bank\n")
    assert not found.streams.suggested


def test_income_adds_up_by_class_and_stream_without_losses() -> None:
    origins = [
        Origin("passive", "Funds", "Income:Dividends", D(30)),
        Origin("passive", "Funds", "Income:Interest", D(12)),
        Origin("passive", "Funds", "Income:Gains", D(-40)),
        Origin("passive", None, "Income:Bank", D(8)),
        Origin("near-passive", "Shop", "Income:Shop", D(-5)),
        Origin("active", None, "Income:Salary", D(100)),
    ]
    found = sources(origins)
    # Funds 30 + 12, with the bank 50; the shop made a loss and has no share.
    assert found == (
        D(150),
        (
            ("passive", D(50), (("Funds", D(42), (*origins[:2],)), (None, D(8), (origins[3],)))),
            ("active", D(100), ((None, D(100), (origins[5],)),)),
        ),
    )
    assert sources([]) == (D(0), ())


THREE_STREAMS = """
2023-01-01 open Income:Funds
  fsq-class: "passive"
  fsq-stream: "Funds"
2023-01-01 open Income:Shop
  fsq-class: "near-passive"
  fsq-stream: "Shop"
2023-01-01 open Income:Flat
  fsq-class: "passive"
  fsq-stream: "Flat"
2023-01-01 open Income:Bank
  fsq-class: "passive"
2023-01-01 open Income:Salary
  fsq-class: "active"
  fsq-stream: "Work"
2023-06-01 * "First year"
  Income:Funds   -10.00 EUR
  Income:Shop     60.00 EUR
  Income:Bank   -500.00 EUR
  Income:Salary -900.00 EUR
  Assets:Bank
2024-06-01 * "Second year"
  Income:Funds   -20.00 EUR
  Income:Shop    -50.00 EUR
  Income:Flat    -40.00 EUR
  Assets:Bank
"""


def test_the_largest_streams_stand_alone_and_the_others_together() -> None:
    periods = report(THREE_STREAMS, until="2024-12-31").streams.periods
    # By what went either way: Shop 60 + 50, Flat 40, Funds 10 + 20; without a stream comes last.
    found = ranking.largest(periods, ("passive", "near-passive"), 2)
    assert found.streams == ("Shop", "Flat")
    # Others: 10 + 500, and 20.
    assert found.amounts == ((D(-60), D(0), D(510)), (D(50), D(40), D(20)))
    assert found.has_others
    every = ranking.largest(periods, ("passive", "near-passive"), 7)
    assert every.streams == ("Shop", "Flat", "Funds", None)
    assert every.amounts[0] == (D(-60), D(0), D(10), D(500), D(0))
    assert not every.has_others


def test_no_stream_is_large_where_none_earned_anything() -> None:
    periods = report(THREE_STREAMS, until="2024-12-31").streams.periods
    assert ranking.largest(periods, ("unclassified",), 7) == ((), ((D(0),), (D(0),)), False)


def test_without_a_complete_month_there_is_no_last_year() -> None:
    found = report('2024-05-02 * "Rent"\n  Income:Miete  -70.00 EUR\n  Assets:Bank\n', end="")
    assert found.streams.last_year is None
    assert len(found.streams.periods) == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('fsq-hours: "two"', 'fsq-hours has the value "two"'),
        ("fsq-hours: -2", "fsq-hours has the value -2"),
        ("fsq-covers: 0", "fsq-covers has the value 0"),
        ("fsq-covers: 1.5", "fsq-covers has the value 1.5"),
        ("fsq-covers: 121", "fsq-covers has the value 121"),
    ],
)
def test_a_wrong_number_is_an_error_at_its_line(line: str, message: str) -> None:
    found = complaints(f"2024-05-02 *\n  {line}\n  Income:Miete  -70.00 EUR\n  Assets:Bank\n")
    assert [(place, text.startswith(message)) for place, text in found] == [(1, True)]


def test_an_investment_in_nothing_is_an_error() -> None:
    ((_, text),) = complaints(
        '2024-05-02 *\n  Assets:Depot  70.00 EUR\n    fsq-investment: ""\n  Assets:Bank\n'
    )
    assert "name of a stream" in text


@given(ledgers())
@patiently
def test_streams_add_up_to_the_class_totals_of_every_period(text: str) -> None:
    ledger = load(text, FIFO)
    for interval in (Interval.YEAR, Interval.MONTH):
        found = analyse(
            ledger.entries,
            ledger.options,
            as_of=datetime.date(2024, 1, 31),
            interval=interval,
        )
        pairs = list(zip(found.periods, found.streams.periods, strict=True))
        if found.last_year is not None:
            assert found.streams.last_year is not None
            assert found.streams.last_year.last == found.last_year.last
            for name in CLASSES:
                rows = [r for r in found.streams.last_year.rows if r.income_class == name]
                assert sum(r.net for r in rows) == found.last_year.net_income[name]
        for count in (0, 1, 7):
            largest = ranking.largest(found.streams.periods, CLASSES, count)
            for (figures, _), amounts in zip(pairs, largest.amounts, strict=True):
                assert sum(amounts) == sum(figures.net_income.values())
        for figures, period in pairs:
            for name in CLASSES:
                rows = [each for each in period.rows if each.income_class == name]
                assert sum(each.gross for each in rows) == figures.gross_income[name]
                assert sum(each.net for each in rows) == figures.net_income[name]
                for each in rows:
                    assert each.net == each.gross - each.tax - each.fee - each.cost


@given(ledgers())
@patiently
def test_suggested_streams_add_up_too(text: str) -> None:
    unnamed = "\n".join(line for line in text.splitlines() if "fsq-stream" not in line)
    ledger = load(unnamed.replace('"A"', '"passive"').replace('"B"', '"active"'), FIFO)
    period = Period(datetime.date(2024, 1, 5), datetime.date(2024, 1, 20))
    found = analyse(ledger.entries, ledger.options, period=period)
    assert found.streams.suggested
    (figures,), (shown,) = found.periods, found.streams.periods
    for name in CLASSES:
        rows = [each for each in shown.rows if each.income_class == name]
        assert sum(each.net for each in rows) == figures.net_income[name]
