"""The own prices of transactions: which there are, and what returns make of them."""

from __future__ import annotations

import datetime
import textwrap
from decimal import Decimal

import pytest
from found import only
from small_ledger import load

import fsq_beancount
from fsq_beancount.check import find, subjects
from fsq_beancount.core.periods import Period
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages.findings import sentence
from fsq_beancount.report.findings.wealth import OldPrice
from fsq_beancount.report.report import Report

START = """
    2023-12-31 * "Start"
      Assets:Depot  10 X {100 EUR}
      Equity:Opening
    2023-12-31 price X 100 EUR
    2024-12-31 price X 110 EUR
    2024-12-31 balance Assets:Nichts 0 EUR
"""
BOUGHT = """
    2024-07-01 * "Pay"
      Income:Gehalt  -1200 EUR
      Assets:Bank
    2024-07-01 * "Buys"
      Assets:Depot  10 X {120 EUR}
      Assets:Bank
"""
GIVEN = """
    2024-07-01 * "An old deposit comes into the books"
      Assets:Depot  10 X {50 EUR, 2015-05-05} @ 120 EUR
      Equity:Erbe
"""


def report_of(text: str) -> Report:
    ledger = load(textwrap.dedent(text))
    assert ledger.errors == []
    return fsq_beancount.analyse(ledger.entries, ledger.options, period=Period.year(2024))


@pytest.mark.parametrize("booked", [BOUGHT, GIVEN])
def test_a_large_flow_is_valued_at_the_price_of_its_own_transaction(booked: str) -> None:
    # On 1 July a unit is worth 120: 1,000 became 1,200 before 1,200 came. At the end of the month
    # the last quote is 100 again: 2,000 of 2,400. In December 110: 1.2 × 5/6 × 1.1 = 1.1.
    report = report_of(START + booked)
    (found,) = report.returns
    assert found.return_net == Decimal("0.1")
    assert found.approximate == ()
    change = found.change
    assert sum(change.parts.values()) == change.closing - change.opening
    # The balance sheet knows no such price: 20 × 100.
    sheet = report.scope.balance_sheets.on(datetime.date(2024, 7, 1))
    assert sheet.assets == 2000
    finding = only(find(report.scope.facts, report), OldPrice)
    assert subjects.id_of(finding) == "stale-price:X/EUR"
    assert finding.flows == (datetime.date(2024, 7, 1),)
    assert sentence(finding, Reader.of("en")) == (
        "X has no quote of a day with a large flow, where returns take the price of its own"
        " transaction: Jul 1, 2024."
    )
    assert "Preis des eigenen Geschäfts" in sentence(finding, Reader.of("de"))
    (fix,) = finding.fixes
    assert fix.text == ("2024-07-01 price X 120 EUR",)
    # With that line there is nothing to ask, and the return of the year is the same.
    answered = report_of(START + booked + "".join(f"    {line}\n" for line in fix.text))
    assert answered.returns[0].return_net == Decimal("0.1")
    assert not answered.scope.own_prices


def test_what_comes_at_the_price_of_the_day_brings_that_in() -> None:
    change = report_of(START + GIVEN).returns[0].change
    # 10 × 120 come; in December both tens have moved to 110: +100 and −100.
    assert change.brought_in == 1200
    assert change.gains_unrealised == 0


def test_a_small_flow_takes_the_last_quote_and_is_no_finding() -> None:
    small = BOUGHT.replace("10 X {120 EUR}", "0.5 X {120 EUR}").replace("-1200", "-60")
    report = report_of(START + small)
    assert list(report.scope.own_prices) == [("X", datetime.date(2024, 7, 1))]
    assert not [each for each in find(report.scope.facts, report) if type(each) is OldPrice]


@pytest.mark.parametrize(
    ("booked", "expected"),
    [
        # The price of a posting goes before its cost, and the last of a day before the others.
        ("Assets:Depot  1 X {120 EUR} @ 125 EUR | Assets:Bank  -120 EUR", "125"),
        (
            "Assets:Depot  1 X {120 EUR} | Assets:Depot  1 X {122 EUR} | Assets:Bank",
            "122",
        ),
        (
            "Assets:Depot  -1 X {100 EUR} @ 90 EUR | Assets:Bank  90 EUR | Income:Gewinn",
            "90",
        ),
        ("Assets:Depot  1 X {120 USD} | Assets:Dollar  -120 USD", "96"),
        ("Assets:Tresor  1 X @ 130 EUR | Assets:Bank", "130"),
        # What is not bought with money keeps a cost of its own, and so does what is moved.
        ("Assets:Depot  1 X {50 EUR} | Equity:Erbe", None),
        ("Assets:Depot  1 X {50 EUR} | Income:Geschenk", None),
        ("Assets:Depot  -1 X {100 EUR} | Assets:Tresor  1 X {100 EUR, 2023-12-31}", None),
        ("Assets:Depot  1 X {120 CHF} | Assets:Franken", None),
        # A commodity without any quote is worth its cost.
        ("Assets:Depot  1 Y {120 EUR} | Assets:Bank", None),
    ],
)
def test_what_counts_as_an_own_price(booked: str, expected: str | None) -> None:
    postings = booked.replace(" | ", "\n      ")
    report = report_of(
        f'{START}    2024-01-01 price USD 0.8 EUR\n    2024-07-01 * ""\n      {postings}\n'
    )
    found = report.scope.own_prices
    day = datetime.date(2024, 7, 1)
    worth = {key: own.worth for key, own in found.items()}
    assert worth == ({} if expected is None else {("X", day): Decimal(expected)})


def test_a_quote_of_the_day_goes_before_the_own_price() -> None:
    assert not report_of(START + BOUGHT + "    2024-07-01 price X 118 USD\n").scope.own_prices
