"""Loans: what is one, what rate was agreed, what its interest and fees are."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from beancount import loader
from small_ledger import complaints, flows, load

from fsq_beancount.books import facts
from fsq_beancount.books.loans import Loans
from fsq_beancount.report import build
from fsq_beancount.settings import reading


def read(text: str) -> Loans:
    ledger = load(text)
    found, errors = reading.read(ledger.entries, ledger.options)
    assert errors == []
    return Loans(found)


def costs(text: str) -> list[str]:
    """Return a line for each interest and fee: account, loan, what it is and the amount."""
    ledger = load(text)
    assert ledger.errors == []
    collected = facts.collect(ledger.entries, ledger.options)
    scope = build.build(collected).scope
    return [
        f"{cost.flow.account} {cost.loan or '?'} {'fee' if cost.fee else 'interest'} "
        f"{cost.flow.amount}"
        for cost in scope.loan_costs
    ]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_a_liability_is_a_loan_by_its_name_or_by_what_is_said() -> None:
    found = read("""
        2020-01-01 open Liabilities:Baudarlehen
        2020-01-01 open Liabilities:Kreditkarte
        2020-01-01 open Liabilities:Oma
          fsq-loan: TRUE
        2020-01-01 open Liabilities:Kredit:Dispo
          fsq-loan: FALSE
        2020-01-01 open Assets:Darlehen
        """)
    assert found.is_loan("Liabilities:Baudarlehen")
    assert found.is_loan("Liabilities:Oma")
    assert found.is_loan("Liabilities:Oma:Zweites")
    assert not found.is_loan("Liabilities:Kreditkarte")
    assert not found.is_loan("Liabilities:Kredit:Dispo")
    assert not found.is_loan("Assets:Darlehen")


def test_the_agreed_rate_is_the_latest_in_force() -> None:
    found = read("""
        2020-01-01 open Liabilities:Darlehen:Haus
          fsq-interest-rate: 0.0185
        2024-07-01 custom "fsq-interest-rate" Liabilities:Darlehen:Haus 0.0385
        2020-06-01 custom "fsq-interest-rate" "Liabilities:Darlehen" 0.05
        """)
    haus = "Liabilities:Darlehen:Haus"
    assert found.rate(haus, day("2019-12-31")) is None
    assert found.rate(haus, day("2020-01-01")) == Decimal("0.0185")
    assert found.rate(haus, day("2024-06-30")) == Decimal("0.0185")
    assert found.rate(haus, day("2024-07-01")) == Decimal("0.0385")
    # What is said of the account above holds for those below that say nothing.
    assert found.rate("Liabilities:Darlehen:Auto", day("2020-05-31")) is None
    assert found.rate("Liabilities:Darlehen:Auto", day("2020-06-01")) == Decimal("0.05")


def test_a_directive_of_the_day_of_opening_goes_before_the_open() -> None:
    found = read("""
        2020-01-01 custom "fsq-interest-rate" Liabilities:Darlehen 0.03
        2020-01-01 open Liabilities:Darlehen
          fsq-interest-rate: 0.02
        """)
    assert found.rate("Liabilities:Darlehen", day("2020-01-01")) == Decimal("0.03")


def test_interest_is_booked_beside_a_loan_or_names_it() -> None:
    assert costs("""
        2020-01-01 open Expenses:Vermietung:Sollzinsen
          fsq-interest-on: Liabilities:Darlehen
        2024-01-31 * "Rate"
          Liabilities:Darlehen   400 EUR
          Expenses:Haus:Zinsen   100 EUR
          Expenses:Haus:Gebühren   5 EUR
          Assets:Bank
        2024-02-28 * "Zins, allein gebucht"
          Expenses:Vermietung:Sollzinsen  90 EUR
          Assets:Bank
        2024-03-31 * "Zins, in der Buchung genannt"
          fsq-interest-on: Liabilities:Darlehen
          Expenses:Haus:Zinsen  80 EUR
          Assets:Bank
        2024-04-30 * "Zins, im Posten genannt"
          Expenses:Haus:Zinsen  70 EUR
            fsq-interest-on: Liabilities:Darlehen
          Assets:Bank
        2024-05-31 * "Überziehung des Girokontos"
          Expenses:Haus:Zinsen  60 EUR
          Assets:Bank
        """) == [
        "Expenses:Haus:Zinsen Liabilities:Darlehen interest -100",
        "Expenses:Vermietung:Sollzinsen Liabilities:Darlehen interest -90",
        "Expenses:Haus:Zinsen Liabilities:Darlehen interest -80",
        "Expenses:Haus:Zinsen Liabilities:Darlehen interest -70",
    ]


def test_a_fee_must_name_its_loan() -> None:
    assert costs("""
        2024-01-31 * "Schätzkosten"
          Expenses:Haus:Gebühren  200 EUR
            fsq-interest-on: Liabilities:Darlehen
          Expenses:Haus:Zinsgebühren  20 EUR
          Assets:Bank
        2024-02-28 * "Grunderwerbsteuer"
          Liabilities:Darlehen  -9000 EUR
          Expenses:Haus:Grunderwerbsteuer  9000 EUR
        """) == ["Expenses:Haus:Gebühren Liabilities:Darlehen fee -200"]


def test_interest_of_a_let_flat_is_loan_interest_though_it_is_a_cost_of_earning() -> None:
    text = """
        2020-01-01 custom "fsq-rule" "Expenses:Vermietung" "cost" "passive"
        2024-01-31 * "Rate"
          Liabilities:Darlehen        400 EUR
          Expenses:Vermietung:Zinsen  100 EUR
          Assets:Bank
        """
    assert [flow.role for flow in flows(text)] == ["cost"]
    assert costs(text) == ["Expenses:Vermietung:Zinsen Liabilities:Darlehen interest -100"]


def test_interest_that_the_user_excluded_is_none() -> None:
    assert (
        costs("""
        2024-01-31 * "Rate"
          Liabilities:Darlehen  400 EUR
          Expenses:Zinsen       100 EUR
            fsq-role: "excluded"
          Assets:Bank
        """)
        == []
    )


def test_interest_beside_several_loans_names_none_of_them() -> None:
    assert costs("""
        2024-01-31 * "Zwei Raten"
          Liabilities:Darlehen:A  400 EUR
          Liabilities:Darlehen:B  300 EUR
          Expenses:Zinsen         100 EUR
          Assets:Bank
        """) == ["Expenses:Zinsen ? interest -100"]


def test_interest_in_income_accounts_is_never_loan_interest() -> None:
    assert (
        costs("""
        2024-01-31 * "Erstattung"
          Liabilities:Darlehen  400 EUR
          Income:Zinsen        -100 EUR
          Assets:Bank
        """)
        == []
    )


def test_the_costs_of_loans_are_those_of_each_flow_by_itself() -> None:
    # Interest by the name of its account, by an `open`, by a transaction and by a posting; and
    # what nothing says anything of stays plain.
    ledger = load("""
        2024-01-01 open Expenses:Bankspesen
          fsq-interest-on: "Liabilities:Darlehen"
        2024-01-31 * "Named"
          Expenses:Zinsen  1 EUR
          Liabilities:Darlehen  9 EUR
          Assets:Bank
        2024-02-01 * "Named, beside no loan"
          Expenses:Zinsen  2 EUR
          Assets:Bank
        2024-02-02 * "Opened so"
          Expenses:Bankspesen:Konto  3 EUR
          Assets:Bank
        2024-02-03 * "Said of the transaction"
          fsq-interest-on: "Liabilities:Darlehen"
          Expenses:Wohnen  4 EUR
          Expenses:Leben  5 EUR
          Assets:Bank
        2024-02-04 * "Said of a posting"
          Expenses:Wohnen  6 EUR
            fsq-interest-on: "Liabilities:Darlehen"
          Expenses:Leben  7 EUR
          Assets:Bank
        2024-02-05 * "Nothing said"
          Expenses:Wohnen  8 EUR
          Assets:Bank
        """)
    assert ledger.errors == []
    scope = build.build(facts.collect(ledger.entries, ledger.options)).scope
    found = [scope.loans.cost_of_loan(flow) for flow in scope.flows]
    assert scope.loan_costs == [cost for cost in found if cost is not None]
    assert [int(-(cost.flow.amount or 0)) for cost in scope.loan_costs] == [1, 3, 4, 5, 6]


def test_interest_is_told_apart_from_the_fees() -> None:
    ledger = load("""
        2024-01-31 * "Rate"
          fsq-interest-on: Liabilities:Darlehen
          Expenses:Zinsen    100 EUR
          Expenses:Gebühren    5 EUR
          Assets:Bank
        """)
    scope = build.build(facts.collect(ledger.entries, ledger.options)).scope
    assert [flow.account for flow in scope.flows if scope.loans.is_interest(flow)] == [
        "Expenses:Zinsen"
    ]


OPENED = """
2020-01-01 open Liabilities:Baudarlehen
2020-01-01 open Liabilities:Visa
2020-01-01 open Assets:Bank
2020-01-01 open Expenses:Zinsen
"""


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (
            "2020-01-01 open Assets:Sparbuch\n  fsq-interest-rate: 0.02",
            5,
            ("fsq-interest-rate stands on Assets:Sparbuch", "no liability"),
        ),
        (
            # What somebody else owes is an asset: a receivable, and no loan of one's own.
            "2020-01-01 open Assets:Verliehen\n  fsq-loan: TRUE",
            5,
            ("fsq-loan stands on Assets:Verliehen", "no liability", "below Liabilities"),
        ),
        (
            "2020-01-01 open Liabilities:Amex\n  fsq-interest-rate: 0.12",
            5,
            ("fsq-interest-rate stands on Liabilities:Amex", "write fsq-loan: TRUE"),
        ),
        (
            "2020-01-01 open Expenses:Bauzinsen\n  fsq-interest-on: Assets:Bank",
            5,
            ("fsq-interest-on names Assets:Bank", "no liability"),
        ),
        (
            "2020-01-01 open Assets:Sparbuch\n  fsq-interest-on: Liabilities:Baudarlehen",
            5,
            ("stands on Assets:Sparbuch", "no expense account"),
        ),
        (
            '2024-01-01 * "Zins"\n'
            "  fsq-interest-on: Liabilities:Visa\n"
            "  Expenses:Zinsen  5 EUR\n"
            "  Assets:Bank",
            5,
            ("fsq-interest-on names Liabilities:Visa", "not recognised as a loan"),
        ),
        (
            '2024-01-01 * "Zins"\n  Expenses:Zinsen  5 EUR\n    fsq-interest-on: 5\n  Assets:Bank',
            6,
            ("fsq-interest-on has the value 5", "the account of a loan"),
        ),
        (
            '2024-01-01 * "Zins"\n'
            "  Expenses:Zinsen  5 EUR\n"
            "  Assets:Bank\n"
            "    fsq-interest-on: Liabilities:Baudarlehen",
            7,
            ("no expense", "where the interest or the fee is booked"),
        ),
    ],
)
def test_what_names_no_loan_is_an_error_at_its_line(
    text: str, line: int, words: tuple[str, ...]
) -> None:
    [(lineno, message)] = complaints(f"{OPENED.lstrip()}{text}\n")
    assert lineno == line
    for part in words:
        assert part in message


def test_a_loan_that_is_opened_nowhere_is_named_with_the_one_meant() -> None:

    _, errors, _ = loader.load_string(
        'plugin "fsq_beancount"\n' + OPENED.lstrip() + '2024-01-01 * "Zins"\n'
        "  fsq-interest-on: Liabilities:Baudarlehn\n"
        "  Expenses:Zinsen  5 EUR\n"
        "  Assets:Bank\n"
    )
    [error] = errors
    assert error.source["lineno"] == 6
    assert "opened nowhere" in error.message
    assert 'did you mean "Liabilities:Baudarlehen"?' in error.message
