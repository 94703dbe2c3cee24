"""Returns and leverage on every face: they say the same, exactly, and in the reader's language."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from decimal import Decimal
from typing import Any

import pytest
from beancount.core.amount import Amount
from beanquery import connect
from found import fixes, only
from household import HOUSEHOLD
from small_ledger import PLUGIN, load

from fsq_beancount import check, export, text
from fsq_beancount.books import facts
from fsq_beancount.core.periods import Period
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.measures.performance.growth import ANNUALISED
from fsq_beancount.report import build
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.loans import AboutLoan, LoanWithoutRate, QuietLoan
from fsq_beancount.report.report import Report


def report_of(source: str = HOUSEHOLD) -> Report:
    ledger = load(source)
    assert ledger.errors == []
    return build.build(facts.collect(ledger.entries, ledger.options))


def query(source: str, asked: str) -> list[Any]:
    ledger = load(source, PLUGIN)
    connection = connect(
        "beancount:", entries=ledger.entries, errors=ledger.errors, options=ledger.options
    )
    return list(connection.execute(asked).fetchall())


def test_json_has_the_change_by_part_and_the_rates() -> None:
    found = json.loads(export.as_json(report_of()))["returns"]
    # The opening balances are of 2022.
    opened, year = found
    assert (opened["period"], opened["opening"], opened["closing"]) == ("2022", "0.00", "1500.00")
    # 2,000 + 500 - 1,000 = 1,500; then 2,200 + 950 - 900 = 2,250: 600 saved, 200 of gains, -50.
    expected: dict[str, Any] = {
        "period": "2023",
        "first": "2023-01-01",
        "last": "2023-12-31",
        "measure": "net_wealth",
        "opening": "1500.00",
        "closing": "2250.00",
        "saving": "600.00",
        "capital_income": "0.00",
        "gains_realised": "0.00",
        "gains_unrealised": "200.00",
        "latent_tax_change": None,
        "claims_change": "0.00",
        "human_capital_change": None,
        "depreciation": "0.00",
        "cost_of_debt": "-50.00",
        "currency_effect": "0.00",
        "other": "0.00",
        "other_by_cause": {},
        "growth": "0.5",
        "return_on_saving": "0.4",
        "growth_from_assets": "0.1",
        "growth_from_other": "0",
        "growth_total": None,
        "approximate": [],
        "brought_in": "0.00",
        # 150 on 1,500, since the 600 came on the last day.
        "return_on_assets": "0.1",
        "return_real": None,
        "irr": "0.1",
        "annualised": None,
    }
    assert {key: year[key] for key in expected} == expected
    assert year["undefined"] == {
        "growth_total": {"reason": "no-human-capital", "month": None},
        "return_real": {"reason": "no-inflation", "month": None},
        "return_total": {"reason": "no-human-capital", "month": "2023-01"},
    }


def test_json_has_the_leverage() -> None:
    found = json.loads(export.as_json(report_of()))["leverage"]
    # 900 of 2,250 and of 3,150. On average 1,000 - 100·184/365 = 949.59 were owed.
    average = Decimal(1000) - Decimal(100 * 184) / 365
    assert found["loan_ratio"] == "0.4"
    assert found["loan_ratio_of"] == "net_wealth"
    assert found["debt_to_gross"] == "0.285714"
    assert found["debt_to_equity"] == "0.4"
    assert (found["cost_of_debt"], found["cost_of_debt_covers"]) == ("0.05", "1")
    assert found["cost_of_debt_paid"] == f"{Decimal(50) / average:.6f}"
    assert found["average_equity"] == "1500.00"
    gross = Decimal(200) / (1500 + average)
    assert found["leverage_effect"] == f"{Decimal('0.1') - gross:.6f}"
    assert found["loans"] == [
        {"account": "Liabilities:Darlehen", "balance": "900.00", "rate": "0.05"}
    ]
    assert found["paid_off"]["left"] == "2250.00"
    assert found["paid_off"]["interest_saved"] == "45.00"


def test_csv_gives_the_rates_of_half_a_year_a_year_too() -> None:
    # From 1,500 to 2,250 in 184 days are 50 %; 1.5^(365/184) - 1 = 1.235175 a year, ln 1.5 being
    # 0.405465, times 365/184 = 0.804319.
    ledger = load(HOUSEHOLD.replace("2023-06-30", "2023-12-30"))
    collected = facts.collect(ledger.entries, ledger.options)
    half = Period(datetime.date(2023, 7, 1), datetime.date(2023, 12, 31))
    shown = build.build(collected, period=half)
    [found] = csv.DictReader(io.StringIO(export.as_csv(shown, "returns")))
    assert found["growth"] == "0.5"
    assert found["growth_annualised"] == "1.235175"
    assert found["return_total_annualised"] == ""


def test_csv_has_periods_and_loans() -> None:
    _, year = csv.DictReader(io.StringIO(export.as_csv(report_of(), "returns")))
    assert (year["period"], year["currency"]) == ("2023", "EUR")
    assert (year["saving"], year["growth"]) == ("600.00", "0.5")
    assert year["human_capital_change"] == ""
    # A year is never annualised.
    assert year["growth_annualised"] == ""
    loans = list(csv.DictReader(io.StringIO(export.as_csv(report_of(), "loans"))))
    assert len(loans) == 13
    assert loans[0] == {
        "date": "2022-12-31",
        "account": "Liabilities:Darlehen",
        "balance": "1000.00",
        "currency": "EUR",
        "rate": "0.05",
    }


def test_the_table_has_years_quarters_and_months_that_add_up() -> None:
    rows = query(
        HOUSEHOLD,
        "SELECT interval, count(*), sum(saving), sum(gains_unrealised), sum(cost_of_debt)"
        " FROM #fsq_returns GROUP BY interval ORDER BY interval",
    )

    def eur(number: int) -> Amount:
        return Amount(Decimal(number), "EUR")

    def sums(interval: str) -> list[Any]:
        [row] = [row for row in rows if row[0] == interval]
        return [row[1], *(only.get_only_position().units for only in row[2:])]

    # With the day of 2022 on which the books open.
    assert sums("year") == [2, eur(600), eur(200), eur(-50)]
    assert sums("quarter") == [5, eur(600), eur(200), eur(-50)]
    assert sums("month") == [13, eur(600), eur(200), eur(-50)]
    [(growth,)] = query(
        HOUSEHOLD, "SELECT growth FROM #fsq_returns WHERE interval = 'year' AND period = '2023'"
    )
    assert growth == Decimal("0.5")


def test_the_table_has_the_rates_of_a_part_of_a_year_a_year() -> None:
    rows = query(
        HOUSEHOLD,
        "SELECT interval, growth_annualised, growth_total_annualised, return_on_assets_annualised,"
        " return_gross_annualised, return_net_annualised, return_total_annualised,"
        " return_real_annualised, return_benchmark_annualised FROM #fsq_returns"
        " WHERE last = 2023-12-31",
    )
    found = {interval: rates for interval, *rates in rows}
    assert found["year"] == [None] * len(ANNUALISED)
    growth, *_, real, benchmark = found["quarter"]
    # From 2,000 + 350 - 900 = 1,450 to 2,250 in 92 days; there is no inflation.
    assert growth == round((Decimal(2250) / 1450) ** (Decimal(365) / 92) - 1, 6)
    assert (real, benchmark) == (None, None)


def test_the_table_of_wealth_has_loans_and_returns() -> None:
    rows = query(HOUSEHOLD, "SELECT month, loan_ratio, cost_of_debt, returns FROM #fsq_wealth")
    assert rows[-1][1:3] == (Decimal("0.400000"), Decimal("0.050000"))
    # In December 200 on 1,450: the loan was paid down by its own money, 50 went in June.
    assert rows[-1][3] == round(Decimal(200) / 1450, 6)


def test_the_flows_say_which_part_they_are_in() -> None:
    rows = query(
        HOUSEHOLD, "SELECT part, sum(number(amount)) FROM #fsq_flows GROUP BY part ORDER BY part"
    )
    assert rows == [("cost_of_debt", Decimal(-50)), ("saving", Decimal(600))]


def shown(locale: str, source: str = HOUSEHOLD) -> str:
    return text.render(report_of(source), text.Style(locale), ledger="main.beancount")


def squeezed(said: str) -> str:
    """Return text without the spaces that align it."""
    return re.sub("[ \N{NO-BREAK SPACE}]+", " ", said)


def test_the_text_has_change_returns_and_leverage() -> None:
    said = squeezed(shown("en"))
    assert "Unrealised gains 0.00 200.00\n" in said
    assert "Return on saving – 40.0%\n" in said
    assert "Liabilities:Darlehen 900.00 5.00%\n" in said
    assert "Loan ratio (of Net wealth) 40.00%\n" in said
    assert "Debt helped: all wealth earned 8.2% in the twelve months to Dec 2023" in said
    assert "2,250.00 EUR of what is money within days would be left" in said.replace("\n", " ")


def test_the_text_in_german() -> None:
    said = squeezed(shown("de"))
    assert "Nicht realisierte Gewinne 0,00 200,00\n" in said
    assert "Sparrendite – 40,0 %\n" in said
    assert "Die Kredite haben geholfen: Das ganze Vermögen hat in den zwölf Monaten" in said
    undefined = " ".join(said.partition("Nicht definiert in 2023: ")[2].split())
    assert undefined.startswith("Wachstum des Gesamtvermögens, Gesamtrendite (die Arbeitskraft")
    assert "; Reale Rendite (es ist keine Inflation" in undefined


def test_many_periods_stand_below_each_other_and_say_what_other_changes_are() -> None:
    years = "".join(
        f'\n    {year}-06-30 * "Lohn"\n      Income:Gehalt  -100 EUR\n      Assets:Bank\n'
        for year in range(2019, 2024)
    )
    said = shown(
        "en",
        years
        + """
    2021-07-01 * "Altes Sparbuch"
      Assets:Sparbuch  70 EUR
      Equity:Anfang
    """,
    )
    assert ["2021", "200.00", "100.00", "70.00", "370.00"] in map(str.split, said.splitlines())
    assert "Other changes in 2021: booked against equity 70.00 EUR.\n" in said
    assert "2023 to Jun 30, 2023, a year:" in said


def test_without_loans_there_is_no_word_of_leverage() -> None:
    said = shown("en", '2024-01-31 * "Lohn"\n  Income:Gehalt  -10 EUR\n  Assets:Bank\n')
    assert "leverage" not in said


# --- fsq check


def findings(source: str) -> list[Finding]:
    ledger = load(source)
    assert ledger.errors == []
    collected = facts.collect(ledger.entries, ledger.options)
    report = build.build(collected)
    return [one for one in check.find(collected, report) if isinstance(one, AboutLoan)]


def test_a_loan_without_an_agreed_rate_is_named() -> None:
    found = only(
        findings(HOUSEHOLD.replace("      fsq-interest-rate: 0.05\n", "")), LoanWithoutRate
    )
    assert (found.account, found.owed) == ("Liabilities:Darlehen", Decimal(900))
    # 1,000 less 100 for the 184 of 365 days after June are 949.59; 50 of interest are 5.27 %.
    assert fixes(found) == (
        '2023-12-31 custom "fsq-interest-rate" Liabilities:Darlehen 0.0527',
        '2023-12-31 custom "fsq-interest-rate" Liabilities:Darlehen <interest rate>',
    )
    assert "<Zinssatz>" in finding_messages.with_fix(found, Reader.of("de"))


QUIET = """
    2020-01-01 open Liabilities:Oma
      fsq-loan: TRUE
      fsq-interest-rate: {rate}
    {day} * "Von der Oma"
      Liabilities:Oma  -500 EUR
      Assets:Bank
    {more}
    2024-03-31 balance Assets:Bank {balance} EUR
    """


@pytest.mark.parametrize(
    ("day", "rate", "more", "balance", "named"),
    [
        ("2022-05-01", "0.02", "", "500", True),
        # Borrowed on the very day twelve months ago, or a day later.
        ("2023-03-31", "0.02", "", "500", True),
        ("2023-04-01", "0.02", "", "500", False),
        # Without interest nobody expects any payment.
        ("2022-05-01", "0", "", "500", False),
        # More was borrowed, which is no repayment.
        ("2022-05-01", "0.02",
         '2024-01-05 * "Mehr"\n      Liabilities:Oma  -10 EUR\n      Assets:Bank', "510", True),
        ("2022-05-01", "0.02",
         '2024-01-05 * "Rate"\n      Liabilities:Oma  10 EUR\n      Assets:Bank', "490", False),
        ("2022-05-01", "0.02",
         '2024-01-05 * "Zins"\n      fsq-interest-on: Liabilities:Oma\n'
         "      Expenses:Zinsen  10 EUR\n      Assets:Bank", "490", False),
        ("2022-05-01", "0.02",
         '2023-03-05 * "Rate"\n      Liabilities:Oma  10 EUR\n      Assets:Bank', "490", True),
    ],
)  # fmt: skip
def test_a_loan_that_nobody_pays_anything_for_is_named(
    day: str, rate: str, more: str, balance: str, named: bool
) -> None:
    found = findings(QUIET.format(day=day, rate=rate, more=more, balance=balance))
    assert [type(one) for one in found] == ([QuietLoan] if named else [])
    if named:
        assert "Mar 31, 2023" in finding_messages.sentence(found[0], Reader.of("en"))


def test_a_repaid_loan_is_not_asked_about() -> None:
    assert (
        findings("""
        2020-01-01 * "Kredit"
          Liabilities:Kredit  -100 EUR
          Assets:Bank
        2020-02-01 * "Zurück"
          Liabilities:Kredit   100 EUR
          Assets:Bank
        2024-01-01 balance Assets:Bank 0 EUR
        """)
        == []
    )


def test_approximate_months_of_every_year_shown_are_named() -> None:
    source = """
        2022-12-31 price X 100 EUR
        2022-12-31 * "Start"
          Assets:Depot  10 X {100 EUR}
          Equity:Opening
        2023-03-10 * "Gift, more than a tenth of all; the last price is ten weeks old"
          Assets:Bank  500 EUR
          Income:Gift
        2024-12-31 price X 120 EUR
        2024-12-31 balance Assets:Bank 500 EUR
    """
    words = "The chained returns are approximate, for want of prices on days with large flows"
    assert f"{words} (Mar 2023)." in " ".join(shown("en", source).split())
