"""``custom "fsq-meta"``: metadata of an ``open`` or a ``commodity`` that stands elsewhere."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from small_ledger import PLUGIN, complaints, load, shown

import fsq_beancount
from fsq_beancount.books import facts
from fsq_beancount.report.build import build
from fsq_beancount.report.report import Report
from fsq_beancount.settings import reading
from fsq_beancount.settings.config import Config

D = Decimal
day = datetime.date.fromisoformat

ACCOUNTS = """2020-01-01 open Assets:Haus
2020-01-01 open Assets:Depot:Bank
2020-01-01 open Income:Depot:Erlös
2020-01-01 open Liabilities:Bau
2020-01-01 open Expenses:Raten
2020-01-01 commodity FUND
"""

BOOKS = """
2024-01-01 * "Start"
  Assets:Haus  5000 EUR
  Equity:Anfang
2024-01-01 * "Kauf"
  Assets:Depot:Bank  10 FUND {10 EUR}
  Equity:Anfang
2024-01-02 * "Kredit"
  Liabilities:Bau  -700 EUR
  Equity:Anfang
2024-01-03 * "Erlös"
  Income:Depot:Erlös  -10 EUR
  Assets:Haus
2024-01-04 * "Rate"
  Expenses:Raten  3 EUR
  Assets:Haus
2024-06-03 * "Erlös"
  Income:Depot:Erlös  -10 EUR
  Assets:Haus
2024-12-31 price FUND 20 EUR
2024-12-31 balance Assets:Haus  5017 EUR
"""


def report(*lines: str, on: str | None = None) -> Report:
    """Return the report of the books with lines of ``fsq-meta``: a date, or 2020, and the rest."""
    said = "".join(
        f'{line[:10] if line[:4].isdigit() else "2020-01-01"} custom "fsq-meta" '
        f"{line[11:] if line[:4].isdigit() else line}\n"
        for line in lines
    )
    ledger = load(ACCOUNTS + said + BOOKS, PLUGIN)
    assert ledger.errors == []
    as_of = None if on is None else day(on)
    return fsq_beancount.analyse(ledger.entries, ledger.options, as_of=as_of)


def income(found: Report) -> list[tuple[str | None, str, str | None]]:
    """Class, role and stream of the two incomes."""
    return [
        (flow.income_class, flow.role, flow.stream)
        for flow in found.flows
        if flow.account == "Income:Depot:Erlös"
    ]


def holding(found: Report, account: str) -> Any:
    return next(each for each in found.scope.holdings.every if each.account == account)


# Every key that may stand on an open or a commodity, and where it is read.


@pytest.mark.parametrize("subject", ["Income:Depot:Erlös", "Income:Depot"])
def test_class_role_and_stream(subject: str) -> None:
    assert income(report()) == [("unclassified", "income", None)] * 2
    said = [f'{subject} "fsq-class" "passive"', f'{subject} "fsq-stream" "Aktien"']
    assert income(report(*said)) == [("passive", "income", "Aktien")] * 2
    assert income(report(f'{subject} "fsq-role" "living"'))[0][1] == "living"


def test_a_class_changes_with_its_date_and_the_first_holds_before_it() -> None:
    found = report(
        '2024-03-01 Income:Depot "fsq-class" "passive"',
        '2024-05-01 Income:Depot "fsq-class" "active"',
    )
    assert [each[0] for each in income(found)] == ["passive", "active"]


def test_it_goes_before_the_metadata_it_stands_for_and_before_rules() -> None:
    # As an open does: metadata of the account goes before any rule.
    text = """
    2020-01-01 open Income:Depot:Erlös
      fsq-class: "active"
      fsq-stream: "Alt"
    2020-01-01 custom "fsq-rule" "Income:.*" "neutral" "Regel"
    2020-01-01 custom "fsq-meta" Income:Depot:Erlös "fsq-class" "passive"
    2024-01-03 * "-"
      Income:Depot:Erlös  -10 EUR
      Assets:Bank
    """
    assert shown(text) == ["Income:Depot:Erlös: passive income 10 [Alt]"]


def test_the_nearest_account_that_says_it_decides() -> None:
    text = """
    2020-01-01 open Income:Depot:Erlös
      fsq-class: "active"
    2020-01-01 custom "fsq-meta" Income:Depot "fsq-class" "passive"
    2024-01-03 * "-"
      Income:Depot:Erlös  -10 EUR
      Income:Depot:Rest   -10 EUR
      Assets:Bank
    """
    assert shown(text) == [
        "Income:Depot:Erlös: active income 10",
        "Income:Depot:Rest: passive income 10",
    ]


def test_the_reason_names_the_line_that_says_it() -> None:
    text = """
    2020-01-01 open Income:X
    2020-01-01 custom "fsq-meta" Income:X "fsq-class" "passive"
    2024-01-03 * "-"
      Income:X  -10 EUR
      Assets:Bank
    """
    ledger = load(text, PLUGIN)
    rule = next(
        posting.meta["__fsq_rule__"]
        for entry in ledger.entries
        for posting in getattr(entry, "postings", ())
        if posting.account == "Income:X"
    )
    assert rule == 'custom "fsq-meta" Income:X (<string>:5)'


def test_liquidity_and_locks() -> None:
    assert report().liquidity.cash == 5017
    assert report('Assets:Haus "fsq-liquidity" "months"').liquidity.by_horizon["months"] == 5017
    locked = report('Assets:Haus "fsq-locked-until" 2040-01-01')
    assert holding(locked, "Assets:Haus").is_locked(day("2039-12-31"))
    assert not holding(locked, "Assets:Haus").is_locked(day("2040-01-01"))


def test_what_has_no_date_of_its_own_is_as_the_as_of_date_has_it() -> None:
    said = (
        '2024-01-01 Assets:Haus "fsq-liquidity" "months"',
        '2025-01-01 Assets:Haus "fsq-liquidity" "days"',
    )
    assert report(*said).liquidity.by_horizon["months"] == 5017
    assert report(*said, on="2025-01-31").liquidity.by_horizon["days"] == 5017 + 200


def test_asset_classes_of_accounts_and_commodities() -> None:
    assert set(holding(report(), "Assets:Depot:Bank").classes) == {"other"}
    by_account = report('Assets:Depot "fsq-asset-class" "gold"')
    assert set(holding(by_account, "Assets:Depot:Bank").classes) == {"gold"}
    by_commodity = report('"FUND" "fsq-asset-class" "bonds"')
    assert set(holding(by_commodity, "Assets:Depot:Bank").classes) == {"bonds"}


def test_receivables() -> None:
    assert report().wealth.sheet.receivables == 0
    assert report('Assets:Haus "fsq-receivable" TRUE').wealth.sheet.receivables == 5017


def test_tax_treatments() -> None:
    def treatment(line: str) -> Any:
        return holding(report(line), "Assets:Depot:Bank").tax_treatment

    assert holding(report(), "Assets:Depot:Bank").tax_treatment is None
    assert treatment('"FUND" "fsq-tax-treatment" "share"') == "share"
    assert treatment('Assets:Depot "fsq-tax-treatment" "deferred"') == "deferred"


def test_loans_and_their_rates() -> None:
    sheet = report().wealth.sheet
    assert sheet.loans == 0
    assert sheet.other_debts == 700
    found = report(
        'Liabilities:Bau "fsq-loan" TRUE',
        '2024-02-01 Liabilities:Bau "fsq-interest-rate" 0.02',
        '2025-02-01 Liabilities:Bau "fsq-interest-rate" 0.03',
    )
    assert found.wealth.sheet.loans == 700
    assert [loan.rate for loan in found.leverage.loans] == [D("0.02")]
    rate = found.scope.loans.rate
    # The first holds before its date, too.
    dates = ("2024-01-02", "2025-01-31", "2025-02-01")
    assert [rate("Liabilities:Bau", day(date)) for date in dates] == [
        D("0.02"),
        D("0.02"),
        D("0.03"),
    ]


def test_a_later_interest_rate_directive_goes_on_after_it() -> None:
    text = """
    2020-01-01 open Liabilities:Darlehen
      fsq-interest-rate: 0.09
    2020-01-01 custom "fsq-meta" Liabilities:Darlehen "fsq-interest-rate" 0.02
    2023-01-01 custom "fsq-interest-rate" Liabilities:Darlehen 0.05
    """
    ledger = load(text)
    rate = build(facts.collect(ledger.entries, ledger.options)).scope.loans.rate
    assert rate("Liabilities:Darlehen", day("2022-12-31")) == D("0.02")
    assert rate("Liabilities:Darlehen", day("2023-01-01")) == D("0.05")


def test_the_loan_that_a_cost_is_of() -> None:
    found = report(
        'Liabilities:Bau "fsq-loan" TRUE', 'Expenses:Raten "fsq-interest-on" Liabilities:Bau'
    )
    assert [(cost.flow.account, cost.loan) for cost in found.scope.loan_costs] == [
        ("Expenses:Raten", "Liabilities:Bau")
    ]


def test_money_put_into_a_stream() -> None:
    found = report('Assets:Depot:Bank "fsq-investment" "Aktien"')
    assert found.streams.last_year is not None
    assert [row.invested for row in found.streams.last_year.rows if row.stream == "Aktien"] == [100]


@pytest.mark.parametrize("declared", ["", "2020-01-01 commodity VACHR"])
def test_an_excluded_commodity(declared: str) -> None:
    text = f"""
    {declared}
    2024-06-01 custom "fsq-meta" "VACHR" "fsq-role" "excluded"
    2024-01-03 * "-"
      Income:Urlaub  -10 VACHR
      Assets:Urlaub
    """
    assert shown(text) == ["Income:Urlaub: - excluded ?"]


def test_excluding_the_operating_currency_is_a_mistake_here_too() -> None:
    text = '2020-01-01 custom "fsq-meta" "EUR" "fsq-role" "excluded"\n' + BOOKS
    [(line, message)] = complaints(text)
    assert (line, "the operating currency" in message) == (1, True)


# What other readers of the configuration see.


def config(text: str) -> Config:
    ledger = load(text)
    found, errors = reading.read(ledger.entries, ledger.options)
    assert errors == []
    return found


def test_no_reader_of_opens_and_commodities_can_miss_it() -> None:
    found = config(
        ACCOUNTS
        + '2020-01-01 custom "fsq-meta" Assets:Depot "fsq-asset-class" "gold"\n'
        + '2024-01-01 custom "fsq-meta" "FUND" "fsq-tax-treatment" "share"\n'
        + '2025-01-01 custom "fsq-meta" "FUND" "fsq-tax-treatment" "bond"\n'
    )
    assert found.opens["Assets:Depot"].meta["fsq-asset-class"] == "gold"
    assert found.commodities["FUND"].meta["fsq-tax-treatment"] == "bond"
    assert found.on(day("2024-12-31")).commodities["FUND"].meta["fsq-tax-treatment"] == "share"
    # What the ledger itself opens is told apart, and is as it was.
    assert "Assets:Depot" not in found.opened
    assert "fsq-tax-treatment" not in found.declared["FUND"].meta


def test_without_any_there_is_nothing_to_put_over() -> None:
    found = config(ACCOUNTS)
    assert found.on(day("2024-01-01")) is found
    assert found.opens is found.opened


def test_the_plugin_writes_nothing_of_it_to_the_ledger() -> None:
    text = """
    plugin "fsq_beancount.depreciation"
    2020-01-01 open Assets:Auto
    2020-01-01 open Assets:Abschreibungen:Auto
    2020-01-01 custom "fsq-meta" Assets:Auto "fsq-liquidity" "months"
    2020-01-01 custom "fsq-meta" Assets:Abschreibungen:Auto "fsq-asset-class" "cars"
    2024-01-03 * "Auto"
      Assets:Auto  3600 EUR
        fsq-useful-life: 3
      Assets:Bank
    """
    ledger = load(text, PLUGIN)
    assert ledger.errors == []
    metas = [entry.meta for entry in ledger.entries if type(entry).__name__ == "Open"]
    assert not any(key in meta for meta in metas for key in ("fsq-liquidity", "fsq-asset-class"))


# Mistakes.


@pytest.mark.parametrize(
    ("directive", "found", "allowed"),
    [
        ('"fsq-meta"', "no values", 'write: custom "fsq-meta" ACCOUNT "KEY" VALUE'),
        ('"fsq-meta" Assets:Haus "fsq-liquidity"', "2 values", "a subject, a key and a value"),
        ('"fsq-meta" Assets:Haus "fsq-loan" TRUE FALSE', "4 values", "a subject, a key"),
        ('"fsq-meta" 5 "fsq-liquidity" "days"', "begins with 5", "neither an account nor"),
        ('"fsq-meta" " " "fsq-liquidity" "days"', "begins with", "neither an account nor"),
        ('"fsq-meta" Assets:Haus 5 "days"', "has 5 where its key belongs", "in quotes"),
        ('"fsq-meta" Assets:Haus Assets:Haus "days"', "where its key belongs", "in quotes"),
        ('"fsq-meta" Assets:Haus "" "days"', "where its key belongs", "in quotes"),
        ('"fsq-meta" Assets:Haus "liquidity" "days"', '"liquidity"', '"fsq-liquidity"'),
        ('"fsq-meta" Assets:Haus "fsq-liqidity" "days"', "no metadata key", 'mean "fsq-liquidity"'),
        ('"fsq-meta" Assets:Haus "fsq-liquidity" "soon"', '"soon"', '"cash", "days", "months"'),
        ('"fsq-meta" Assets:Haus "fsq-liquidity" 5 EUR', "5 EUR", '"cash", "days", "months"'),
        ('"fsq-meta" Assets:Haus "fsq-receivable" "ja"', '"ja"', "TRUE or FALSE"),
        ('"fsq-meta" Assets:Haus "fsq-locked-until" 5', "5", "a date without quotes"),
        ('"fsq-meta" Liabilities:Bau "fsq-interest-rate" 1.85', "1.85", "0.0185 for 1.85 %"),
        ('"fsq-meta" Assets:Haus "fsq-hours" 5', "stands on an open", "transaction"),
        ('"fsq-meta" "FUND" "fsq-liquidity" "days"', "stands on a commodity", "open"),
        ('"fsq-meta" "FUND" "fsq-role" "living"', "living", '"excluded" only'),
        ('"fsq-meta" Assets:Hasu "fsq-liquidity" "days"', "Assets:Hasu", "mean Assets:Haus?"),
        ('"fsq-meta" "FUNT" "fsq-tax-treatment" "share"', "FUNT", "mean FUND?"),
        ('"fsq-meta" "Assets" "fsq-liquidity" "days"', "Assets", "on a commodity"),
        # What would be a mistake on the open itself.
        ('"fsq-meta" Assets:Haus "fsq-class" "passive"', "neither an income nor", "write it on"),
        ('"fsq-meta" Expenses:Raten "fsq-liquidity" "days"', "no asset account", "below Assets"),
        ('"fsq-meta" Assets:Haus "fsq-loan" TRUE', "no liability", "below Liabilities"),
        ('"fsq-meta" Liabilities:Bau "fsq-interest-rate" 0.02', "not recognised", "fsq-loan: TRUE"),
        ('"fsq-meta" Expenses:Raten "fsq-interest-on" "Assets:Haus"', "Assets:Haus", "no liab"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_at_its_line(directive: str, found: str, allowed: str) -> None:
    [(line, message)] = complaints(f"{ACCOUNTS}2020-01-01 custom {directive}\n")
    assert line == 7
    assert found in message
    assert allowed in message


def test_a_lock_beside_what_is_not_locked_is_named_once() -> None:
    lines = (
        '2020-01-01 custom "fsq-meta" Assets:Haus "fsq-liquidity" "days"',
        '2020-01-01 custom "fsq-meta" Assets:Haus "fsq-locked-until" 2040-01-01',
    )
    [(line, message)] = complaints(ACCOUNTS + "\n".join(lines))
    assert (line, "stands beside fsq-liquidity" in message) == (8, True)
    own = "2020-01-01 open Assets:Rente\n  fsq-locked-until: 2040-01-01\n"
    [(line, message)] = complaints(
        f'{own}2020-01-01 custom "fsq-meta" Assets:Rente "fsq-liquidity" "days"'
    )
    assert (line, "stands beside fsq-liquidity" in message) == (3, True)


def test_an_account_in_quotes_is_one() -> None:
    assert report('"Assets:Haus" "fsq-receivable" TRUE').wealth.sheet.receivables == 5017


def test_what_is_wrong_says_nothing_and_the_rest_holds() -> None:
    ledger = load(
        ACCOUNTS
        + '2020-01-01 custom "fsq-meta" Assets:Haus "fsq-liquidity" "days"\n'
        + '2024-01-01 custom "fsq-meta" Assets:Haus "fsq-liquidity" "soon"\n'
    )
    found, errors = reading.read(ledger.entries, ledger.options)
    assert len(errors) == 1
    assert found.opens["Assets:Haus"].meta["fsq-liquidity"] == "days"
