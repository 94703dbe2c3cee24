"""A household's own returns and leverage, from ledgers whose figures are worked out by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import FIFO, ledgers, patiently
from small_ledger import load

from fsq_beancount.books import facts
from fsq_beancount.core.periods import Interval, Period
from fsq_beancount.measures.performance import leverage
from fsq_beancount.measures.performance.growth import Growth, Reason, Undefined, is_year
from fsq_beancount.measures.returns import levered
from fsq_beancount.report import build
from fsq_beancount.report.report import Report


def report_of(
    text: str,
    *head: str,
    currency: str | None = None,
    period: Period | None = None,
    interval: Interval | None = None,
) -> Report:
    ledger = load(text, *head)
    # What Hypothesis makes up, with FIFO, may have errors of its own.
    assert head or ledger.errors == []
    collected = facts.collect(ledger.entries, ledger.options, currency=currency)
    return build.build(collected, period=period, interval=interval)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def growth_of(text: str, first: str, last: str, *head: str) -> Growth:
    [found] = report_of(text, *head, period=Period(day(first), day(last))).returns
    return found


def near(found: Decimal | None, expected: str, tolerance: str = "1e-12") -> bool:
    return found is not None and abs(found - Decimal(expected)) <= Decimal(tolerance)


SAVER = """
    2023-12-31 * "Anfang"
      Assets:Bank  1000 EUR
      Equity:Anfang
    2024-01-16 * "Lohn"
      Income:Gehalt  -310 EUR
      Assets:Bank
    2024-01-31 * "Zinsen"
      Income:Zinsen  -23 EUR
      Assets:Bank
    2024-02-29 * "Zinsen"
      Income:Zinsen  -13.33 EUR
      Assets:Bank
    """


SAVED: Final = str((1 + Decimal(23) / 1310) * Decimal("1.01") - 1)
"""Its return in both months."""


def test_what_grew_is_split_into_what_was_saved_and_what_was_earned() -> None:
    # 333/1,000, of which 310 were saved.
    found = growth_of(SAVER, "2024-01-01", "2024-01-31")
    assert found.period == "2024-01"
    assert found.measure == "net_wealth"
    assert found.growth == Decimal("0.333")
    assert found.return_on_saving == Decimal("0.310")
    assert found.growth_from_assets == Decimal("0.023")
    # 310 worked 15 of 31 days: 23/(1,000 + 150) = 2 %.
    assert found.return_on_assets == Decimal("0.02")
    # The chained return is cut at the large flow: nothing before it, 23/1,310 since.
    assert near(found.return_net, str(Decimal(23) / 1310))
    assert found.return_gross == found.return_net


def test_monthly_returns_are_chained() -> None:
    # January 23/1,310, February 13.33/1,333 = 1 %.
    found = growth_of(SAVER, "2024-01-01", "2024-02-29")
    assert near(found.return_net, SAVED)
    # Over both months at once 310 worked 44 of 60 days: 36.33/1,227.3333.
    assert near(found.return_on_assets, str(Decimal("36.33") * 60 / (1000 * 60 + 310 * 44)))


def test_only_what_is_no_year_is_annualised() -> None:
    found = growth_of(SAVER, "2024-01-01", "2024-01-31")
    assert found.annualised is not None
    # 1.02^(365/31) - 1.
    assert near(found.annualised["return_on_assets"], "0.262584", "1e-6")
    assert set(found.annualised) == {
        "growth", "growth_total", "return_on_assets", "return_gross", "return_net",
        "return_total", "return_real", "return_benchmark",
    }  # fmt: skip
    later = SAVER + "2024-12-31 balance Assets:Bank 1346.33 EUR\n"
    assert growth_of(later, "2024-01-01", "2024-12-31").annualised is None
    assert growth_of(later, "2023-06-01", "2024-05-31").annualised is None
    assert growth_of(later, "2023-06-01", "2024-04-30").annualised is not None
    assert growth_of(later, "2023-06-02", "2024-06-01").annualised is not None
    assert not is_year(day("2024-01-01"), day("2024-12-30"))


def test_a_year_that_goes_on_is_cut_at_the_as_of_date_and_annualised() -> None:
    [found] = [each for each in report_of(SAVER).returns if each.period == "2024"]
    assert found.change.last == day("2024-02-29")
    assert near(found.return_net, SAVED)
    assert found.annualised is not None


def test_the_real_return_is_above_inflation() -> None:
    text = (
        SAVER
        + """
    2020-01-01 custom "fsq-option" "inflation" 0.02
    2024-12-31 balance Assets:Bank 1346.33 EUR
    """
    )
    year = growth_of(text, "2024-01-01", "2024-12-31")
    assert year.return_on_assets is not None
    assert near(year.return_real, str((1 + year.return_on_assets) / Decimal("1.02") - 1))
    # A month has a month's inflation: 1.02^(31/365).
    month = growth_of(text, "2024-01-01", "2024-01-31")
    assert near(month.return_real, "0.018286", "1e-6")
    assert growth_of(SAVER, "2024-01-01", "2024-01-31").undefined["return_real"] == Undefined(
        Reason.NO_INFLATION
    )


def test_the_internal_rate_of_return_is_annual_by_nature() -> None:
    # 1,000 became 1,050 in 365 days, whatever happened in between.
    found = growth_of(
        """
        2022-12-31 * "Anfang"
          Assets:Bank  1000 EUR
          Equity:Anfang
        2023-12-31 * "Zinsen"
          Income:Zinsen  -50 EUR
          Assets:Bank
        """,
        "2023-01-01",
        "2023-12-31",
    )
    assert near(found.irr, "0.05", "1e-20")


LEVERED = """
    2023-12-31 price FUND 100 EUR
    2023-12-31 * "Anfang"
      Assets:Depot           20 FUND {90 EUR}
      Liabilities:Darlehen  -1000 EUR
      Equity:Anfang
    2024-01-31 price FUND 102 EUR
    2024-01-31 * "Zins"
      Liabilities:Darlehen    0 EUR
      Expenses:Zinsen         5 EUR
      Assets:Bank
    """


def test_debt_that_costs_less_than_it_earns_raises_the_net_return() -> None:
    # 2,000 in funds earn 40: 2 % gross. 1,000 of one's own earn 40 - 5 = 35: 3.5 % net.
    report = report_of(LEVERED)
    found = growth_of(LEVERED, "2024-01-01", "2024-01-31")
    assert found.return_gross == Decimal("0.02")
    assert found.return_net == Decimal("0.035")
    lever = leverage.over(report.scope.history, day("2024-01-01"), day("2024-01-31"))
    assert (lever.gross, lever.net, lever.break_even) == (
        Decimal("0.02"),
        Decimal("0.035"),
        Decimal("0.005"),
    )
    assert lever.effect == Decimal("0.015")
    assert lever.net == levered(Decimal("0.02"), Decimal("0.005"), Decimal(1000), Decimal(1000))


def test_what_is_drawn_and_repaid_is_no_return_on_gross_wealth() -> None:
    # 3,100 more from the 16th on: 35/(2,000 + 3,100) since then.
    found = growth_of(
        """
        2023-12-31 * "Anfang"
          Assets:Bank           2000 EUR
          Liabilities:Darlehen  -1000 EUR
          Equity:Anfang
        2024-01-16 * "Aufstockung"
          Liabilities:Darlehen  -3100 EUR
          Assets:Bank
        2024-01-31 * "Zinsen"
          Income:Zinsen  -35 EUR
          Assets:Bank
        """,
        "2024-01-01",
        "2024-01-31",
    )
    assert near(found.return_gross, str(Decimal(35) / 5100))
    assert found.return_net == Decimal("0.035")


def test_interest_that_is_added_to_the_debt_is_drawn() -> None:
    # Nobody pays, the debt grows by 10: gross wealth has neither gain nor flow in the end.
    text = """
        2023-12-31 * "Anfang"
          Assets:Bank           2000 EUR
          Liabilities:Darlehen  -1000 EUR
          Equity:Anfang
        2024-01-31 * "Zins"
          Liabilities:Darlehen  -10 EUR
          Expenses:Zinsen        10 EUR
        """
    found = growth_of(text, "2024-01-01", "2024-01-31")
    assert found.return_gross == 0
    assert found.return_net == Decimal("-0.01")


def test_a_loan_drawn_and_repaid_inside_a_month_has_an_average() -> None:
    # 500 owed from the 5th to the 25th: 20 of 29 days, 344.83 on average, 4 of interest.
    report = report_of("""
        2024-01-31 * "Anfang"
          Assets:Bank  1000 EUR
          Equity:Anfang
        2024-02-05 * "Kredit"
          Liabilities:Kredit  -500 EUR
          Assets:Bank
        2024-02-25 * "Zurück"
          Liabilities:Kredit   500 EUR
          Expenses:Zinsen        4 EUR
          Assets:Bank
        2024-02-29 balance Assets:Bank 996 EUR
        """)
    lever = leverage.over(report.scope.history, day("2024-02-01"), day("2024-02-29"))
    assert near(lever.debt, str(Decimal(10000) / 29))
    assert near(lever.break_even, str(Decimal(4 * 29) / 10000))
    assert lever.net == Decimal("-0.004")
    assert near(lever.gross, "0")
    assert report.leverage.loans == ()
    assert report.leverage.paid_off is None


def test_a_rising_currency_is_a_cost_of_debt() -> None:
    # 1,000 CHF owed: 900 EUR become 945. With 9 of interest the debt cost 54/900 = 6 %.
    text = """
        2023-12-31 price CHF 0.90 EUR
        2023-12-31 * "Anfang"
          Assets:Bank            2700 EUR
          Liabilities:Hypothek  -1000 CHF
          Equity:Anfang
        2024-01-31 price CHF 0.945 EUR
        2024-01-31 * "Zins"
          Liabilities:Hypothek   0 CHF
          Expenses:Zinsen        9 EUR
          Assets:Bank
        """
    lever = leverage.over(report_of(text).scope.history, day("2024-01-01"), day("2024-01-31"))
    assert lever.cost == 54
    assert lever.break_even == Decimal("0.06")
    # The money in the bank earned nothing, own capital of 1,800 lost the 54.
    assert lever.gross == 0
    assert lever.net == Decimal("-0.03")
    # What was paid is the interest alone.
    assert lever.cost_paid == Decimal("0.01")


DEBTOR = """
    2023-12-31 * "Anfang"
      Liabilities:Darlehen  -1000 EUR
      Equity:Anfang
    2024-01-16 * "Lohn"
      Income:Gehalt  -2000 EUR
      Assets:Bank
    2024-02-29 * "Zinsen"
      Income:Zinsen  -10 EUR
      Assets:Bank
    """


def test_wealth_through_zero_has_no_return_but_a_reason() -> None:
    # -1,000 and 2,000 in the middle: there was nothing on average.
    found = growth_of(DEBTOR, "2024-01-01", "2024-02-29")
    assert found.growth is None
    assert found.undefined["growth"] == Undefined(Reason.NO_OPENING)
    assert found.return_net is None
    assert found.undefined["return_net"] == Undefined(Reason.NO_CAPITAL, "2024-01")
    # Over both months 2,000 worked 44 of 60 days: 10/(-1,000 + 1,466.67).
    assert near(found.return_on_assets, str(Decimal(600) / (-60000 + 88000)))
    january = growth_of(DEBTOR, "2024-01-01", "2024-01-31")
    assert january.return_on_assets is None
    assert january.undefined["return_on_assets"] == Undefined(Reason.NO_CAPITAL)


def test_payments_without_a_rate_say_so() -> None:
    found = growth_of(
        """
        2023-12-31 * "Anfang"
          Assets:Bank  1000 EUR
          Equity:Anfang
        2024-01-31 * "Verlust"
          Assets:Bank  -1500 EUR
          Expenses:Verluste  1500 EUR
            fsq-class: "near-passive"
            fsq-role: "cost"
        """,
        "2024-01-01",
        "2024-01-31",
    )
    assert found.irr is None
    assert found.undefined["irr"] == Undefined(Reason.NO_RATE)
    # More than all was lost: -150 % in a month has no annual rate.
    assert found.return_on_assets == Decimal("-1.5")
    assert found.annualised is not None
    assert found.annualised["return_on_assets"] is None


def test_a_rate_that_means_nothing_is_none() -> None:
    # A thousandfold on one day would be 1,000^365 a year, a number of a thousand digits.
    found = growth_of(
        """
        2023-12-31 * "Anfang"
          Assets:Bank  1 EUR
          Equity:Anfang
        2024-01-01 * "Glück"
          Income:Zinsen  -999 EUR
          Assets:Bank
        """,
        "2024-01-01",
        "2024-01-01",
    )
    assert found.return_net == 999
    assert found.irr is None
    assert found.undefined["irr"] == Undefined(Reason.BEYOND)
    assert found.annualised is not None
    assert found.annualised["return_net"] is None


def test_months_before_the_books_count_as_a_factor_of_one() -> None:
    later = SAVER + "2024-12-31 balance Assets:Bank 1346.33 EUR\n"
    found = growth_of(later, "2023-01-01", "2024-02-29")
    # The opening balances came on the last day of 2023: a month with a flow, without capital.
    assert found.undefined["return_net"] == Undefined(Reason.NO_CAPITAL, "2023-12")
    earlier = SAVER.replace("2023-12-31", "2023-12-01")
    assert near(growth_of(earlier, "2023-01-01", "2024-02-29").return_net, SAVED)


def test_an_account_opened_in_mid_history_is_no_return() -> None:
    # 110 on 1,155, of which 155 came in on the 11th: nothing was earned before.
    found = growth_of(
        """
        2023-12-31 * "Anfang"
          Assets:Bank  1000 EUR
          Equity:Anfang
        2024-01-11 * "Altes Sparbuch"
          Assets:Sparbuch  155 EUR
          Equity:Anfang
        2024-01-31 * "Zinsen"
          Income:Zinsen  -110 EUR
          Assets:Bank
        """,
        "2024-01-01",
        "2024-01-31",
    )
    assert near(found.return_net, str(Decimal(110) / 1155))
    assert found.return_on_saving == 0


WORK = """
    2020-01-01 custom "fsq-option" "birth-date" 1990-01-01
    2020-01-01 custom "fsq-option" "retirement-age" 67
    2020-01-01 custom "fsq-option" "discount-rate" 0.03
    2020-01-01 custom "fsq-option" "income-growth" 0.02
    """ + "".join(
    f"""
    {year}-{month:02}-15 * "Lohn"
      Income:Gehalt  -2000 EUR
      Assets:Bank
    {year}-{month:02}-20 * "Leben"
      Expenses:Essen  1500 EUR
      Assets:Bank
    {year}-{month:02}-25 * "Geschenk"
      Income:Geschenke  -31 EUR
      Assets:Bank
    """
    for year in (2023, 2024)
    for month in range(1, 13)
)


def test_salary_is_no_return_on_total_wealth_but_turns_into_money() -> None:
    report = report_of(WORK + "2024-12-31 balance Assets:Bank 12744 EUR\n")
    scope = report.scope
    before, after = (
        scope.balance_sheets.on(day("2023-12-31")),
        scope.balance_sheets.on(day("2024-01-31")),
    )
    assert before.total_wealth is not None
    assert after.total_wealth is not None
    # Out go 1,500 on the 20th (11 days after it), in come 31 on the 25th (6 days after it).
    gain = after.total_wealth - before.total_wealth + 1500 - 31
    capital = before.total_wealth + (Decimal(-1500) * 11 + 31 * 6) / 31
    found = scope.household_returns.of(Period(day("2024-01-01"), day("2024-01-31")))
    assert found is not None
    assert near(found.return_total, str(gain / capital))
    # The first twelve months have no human capital yet.
    [first, second] = report.returns
    assert first.undefined["return_total"] == Undefined(Reason.NO_HUMAN_CAPITAL, "2023-01")
    assert first.undefined["growth_total"] == Undefined(Reason.NO_HUMAN_CAPITAL)
    # Net wealth and total wealth stand side by side.
    assert first.measure == second.measure == "net_wealth"
    change = second.change
    assert near(second.growth, str((change.closing - change.opening) / change.opening))
    assert change.opening_total is not None
    assert change.closing_total is not None
    growth = (change.closing_total - change.opening_total) / change.opening_total
    assert near(second.growth_total, str(growth))


def test_periods_are_those_of_the_report() -> None:
    quarters = report_of(SAVER, interval=Interval.QUARTER).returns
    # The opening balances of the last day of 2023 are postings, too.
    assert [each.period for each in quarters] == ["2023-Q4", "2024-Q1"]
    months = report_of(SAVER, interval=Interval.MONTH).returns
    assert [each.period for each in months] == ["2023-12", "2024-01", "2024-02"]
    _, january, february = months
    assert near(january.return_net, str(Decimal(23) / 1310))
    assert february.return_net == Decimal("0.01")
    any_days = Period(day("2024-01-10"), day("2024-02-10"))
    [found] = report_of(SAVER, period=any_days).returns
    assert found.period == "2024-01-10/2024-02-10"
    # January from the 10th: 23/1,310 since the 16th; February to the 10th earned nothing.
    assert near(found.return_net, str(Decimal(23) / 1310))


LOANS = """
    2020-01-01 open Liabilities:Darlehen:A
      fsq-interest-rate: 0.04
    2020-01-01 open Liabilities:Darlehen:B
      fsq-interest-rate: 0.05
    2020-01-01 open Liabilities:Darlehen:Oma
    2023-06-01 custom "fsq-interest-rate" Liabilities:Darlehen:B 0.06
    2022-12-31 * "Anfang"
      Assets:Bank               50000 EUR
      Assets:Haus                   1 HAUS {75000 EUR}
      Liabilities:Darlehen:A    -5000 EUR
      Liabilities:Darlehen:B   -20000 EUR
      Equity:Anfang
    2023-12-31 * "Zinsen"
      fsq-interest-on: Liabilities:Darlehen:B
      Expenses:Zinsen            1200 EUR
      Expenses:Gebühren            50 EUR
      Assets:Bank
    2023-12-31 * "Miete"
      Income:Miete              -3750 EUR
      Assets:Bank
    """


def test_the_leverage_of_a_household() -> None:
    # 52,500 in the bank and a house for 75,000: 127,500 gross, 102,500 net of 25,000 of loans.
    found = report_of(LOANS).leverage
    assert near(found.loan_ratio, str(Decimal(25000) / 102500))
    assert found.loan_ratio_of == "net_wealth"
    assert near(found.debt_to_gross, str(Decimal(25000) / 127500))
    assert near(found.debt_to_equity, str(Decimal(25000) / 102500))
    assert (found.cost_of_debt, found.cost_of_debt_covers) == (Decimal("0.056"), Decimal(1))
    # 1,250 paid on 25,000; the fee is no interest.
    assert found.cost_of_debt_paid == Decimal("0.05")
    assert found.break_even == Decimal("0.048")
    # 125,000 earned 3,750 (the fee was saved less): 3 %; 100,000 of one's own 2,550.
    assert found.year.gross == Decimal("0.03")
    assert found.year.net == Decimal("0.0255")
    assert found.leverage_effect == Decimal("-0.0045")
    assert [(loan.account, loan.balance, loan.rate) for loan in found.loans] == [
        ("Liabilities:Darlehen:A", Decimal(5000), Decimal("0.04")),
        ("Liabilities:Darlehen:B", Decimal(20000), Decimal("0.06")),
    ]
    # Paid off with what lies in the bank: 1,400 of interest saved, 3 % of 25,000 foregone.
    assert found.paid_off is not None
    assert found.paid_off.left == 27500
    assert found.paid_off.interest_saved == 1400
    assert found.paid_off.return_foregone == 750
    assert found.paid_off.gain == 650
    assert found.paid_off.net_return == Decimal("0.03")


def test_a_loan_without_a_rate_lowers_what_the_cost_covers() -> None:
    text = (
        LOANS
        + """
    2023-12-31 * "Von der Oma"
      Liabilities:Darlehen:Oma  -25000 EUR
      Assets:Bank
    """
    )
    found = report_of(text).leverage
    assert (found.cost_of_debt, found.cost_of_debt_covers) == (Decimal("0.056"), Decimal("0.5"))


def test_loans_over_time_have_the_rate_of_their_day() -> None:
    months = report_of(LOANS).loan_series
    assert [month.date for month in months][:2] == [day("2022-12-31"), day("2023-01-31")]
    assert len(months) == 13
    assert [month.loans[1].rate for month in months[5:7]] == [Decimal("0.05"), Decimal("0.06")]
    assert months[-1].cost.rate == Decimal("0.056")
    assert report_of(SAVER).loan_series == ()


def test_a_ledger_without_anything_has_no_leverage() -> None:
    report = report_of('2024-01-01 event "location" "Berlin"')
    assert report.returns == ()
    assert report.leverage.loans == ()
    assert report.leverage.loan_ratio is None


MONTHS = Period(datetime.date(2023, 12, 1), datetime.date(2024, 1, 31))


@patiently
@given(ledgers(), st.integers(1, 31), st.integers(1, 500))
def test_returns_do_not_change_when_money_moves_between_own_accounts(
    text: str, on: int, amount: int
) -> None:
    moved = (
        text + f'2024-01-{on:02} * "Umbuchung"\n  Assets:Sparbuch  {amount} EUR\n  Assets:Bank\n'
        f'2024-01-{on:02} * "Umbuchung"\n  Assets:Sparbuch  {amount} USD\n  Assets:Bank\n'
    )
    end = "2024-01-31 balance Assets:Nichts 0 EUR\n"
    before = report_of(text + end, FIFO).scope.household_returns.of(MONTHS)
    after = report_of(moved + end, FIFO).scope.household_returns.of(MONTHS)
    assert before == after


@patiently
@given(ledgers(), st.sampled_from([100, 1000000]))
def test_returns_do_not_change_with_the_scale_of_the_currency(text: str, scale: int) -> None:
    text += f"2020-01-01 price EUR {scale} CENT\n2024-01-31 balance Assets:Nichts 0 EUR\n"
    # A month is cut only at days with prices, and euros have one in cents on each.
    start = MONTHS.first.toordinal()
    for number in range(start, MONTHS.last.toordinal() + 1):
        text += f"{datetime.date.fromordinal(number)} price EUR {scale} CENT\n"
    one = report_of(text, FIFO).scope.household_returns.of(MONTHS)
    other = report_of(text, FIFO, currency="CENT").scope.household_returns.of(MONTHS)
    assert one is not None
    assert other is not None
    for name in ("growth", "return_on_assets", "return_gross", "return_net", "irr"):
        before, after = getattr(one, name), getattr(other, name)
        assert (before is None) == (after is None), name
        if before is not None:
            # Each conversion is rounded to twelve places.
            assert near(after, str(before), str((1 + abs(before)) * Decimal("1e-6"))), name


@patiently
@given(ledgers())
def test_the_identity_of_leverage_holds_exactly_for_every_ledger(text: str) -> None:
    scope = report_of(text + "2024-01-31 balance Assets:Nichts 0 EUR\n", FIFO).scope
    lever = leverage.over(scope.history, MONTHS.first, MONTHS.last)
    days = (MONTHS.last - MONTHS.first).days + 1
    # Averages are quotients of days; times them they are exact again.
    equity, debt = (
        Fraction(round(average * days, 20)) / days for average in (lever.equity, lever.debt)
    )
    if not debt or not equity or not equity + debt:
        return
    gross = Fraction(lever.gain_gross) / (equity + debt)
    net, i = Fraction(lever.gain_net) / equity, Fraction(lever.cost) / debt
    assert net == gross + (gross - i) * debt / equity
    # The gain of one's own capital is that of section 5, whatever debt did to it.
    external = sum(amount for _, amount in scope.bookings.external.dated(MONTHS.first, MONTHS.last))
    change = scope.attribution.of(MONTHS.first, MONTHS.last)
    assert lever.gain_net == change.closing - change.opening - external


@pytest.mark.parametrize("last", ["2024-01-15", "2024-02-29"])
def test_plans_after_the_as_of_date_are_in_no_return(last: str) -> None:
    planned = SAVER + '2999-01-01 * "Plan"\n      Income:Gehalt  -99 EUR\n      Assets:Bank\n'
    assert growth_of(planned, "2024-01-01", last) == growth_of(SAVER, "2024-01-01", last)
