"""Which periods have returns."""

from __future__ import annotations

import textwrap
from decimal import Decimal

from small_ledger import load

import fsq_beancount
from fsq_beancount.core.periods import Interval
from fsq_beancount.report.build import build
from fsq_beancount.report.report import Report

HELD = """
    2015-01-05 * "Buys"
      Assets:Depot  10 X {100 EUR}
      Equity:Opening
    2015-01-05 price X 100 EUR
    2015-02-05 * "Earns and spends"
      Income:Gehalt  -100 EUR
      Expenses:Leben
    BETWEEN
    2024-06-03 * "Interest"
      Assets:Bank  10 EUR
      Income:Zinsen
    2024-12-31 balance Assets:Nichts 0 EUR
"""


def report(between: str = "", head: str = "") -> Report:
    ledger = load(textwrap.dedent(HELD.replace("BETWEEN", between)) + textwrap.dedent(head))
    assert ledger.errors == []
    facts = fsq_beancount.analyse(ledger.entries, ledger.options).scope.facts
    return build(facts, interval=Interval.MONTH)


def returns(found: Report) -> dict[str, Decimal | None]:
    return {each.period: each.return_gross for each in found.returns if each.return_gross}


def test_prices_move_what_is_held_in_months_without_postings() -> None:
    # Nothing is booked from 2015 to 2024; the shares are worth 1,000, 1,100 and 990.
    found = report("2018-03-01 price X 110 EUR\n    2019-08-01 price X 99 EUR")
    until = {month: rate for month, rate in returns(found).items() if month < "2024"}
    assert until == {
        "2018-03": Decimal("0.1"),
        "2019-08": Decimal("-0.1"),
    }


def test_what_keeps_its_value_has_no_returns_in_months_without_postings() -> None:
    months = [each.period for each in report().returns]
    # The last twelve months up to the as-of date are always there, and so is the first.
    assert months[0] == "2015-01"
    assert "2018-03" not in months
    assert months[-12:] == [f"2024-{month:02d}" for month in range(1, 13)]


def test_the_latent_tax_changes_in_months_without_postings() -> None:
    # What is a private sale is free of tax after a year.
    found = report(
        "2015-02-02 price X 200 EUR",
        """
        2010-01-01 custom "fsq-option" "tax-profile" "de"
        2010-01-01 custom "fsq-option" "tax-rate-private" 0.40
        2010-01-01 commodity X
          fsq-tax-treatment: "private-sale"
        """,
    )
    # 1,000 of gain, 40 % of it owed until January 6, 2016: 1,600, then 2,000.
    assert returns(found)["2016-01"] == Decimal("0.25")
