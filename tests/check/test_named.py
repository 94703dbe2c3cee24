"""Questions about what a name or a place has decided: each has a figure that its answer moves."""

from __future__ import annotations

import textwrap

import pytest
from beancount import loader

from fsq_beancount import analyse
from fsq_beancount.report.certainty import NARROW

HEAD = """
option "operating_currency" "EUR"
plugin "fsq_beancount"
plugin "beancount.plugins.auto_accounts"
"""

LIFE = """
    2024-{}-28 * "Leben"
      Expenses:Essen  1000 EUR
      Assets:Bank
    2024-{}-28 * "Zinsen"
      Income:Depot:Zinsen  -100 EUR
      Assets:Bank
"""


def asked(text: str) -> dict[str, list[str]]:
    """Return the narrow quota after each fix, in percent, by the id of the finding."""
    lines = textwrap.dedent(LIFE) + textwrap.dedent(text)
    months = (lines.replace("{}", f"{number:02}") for number in range(1, 13))
    entries, _, options = loader.load_string(HEAD + "".join(months))
    return {
        question.id: [f"{(effect.after[NARROW] or 0) * 100:.1f}" for effect in question.effects]
        for question in analyse(entries, options).certainty.questions
    }


def test_money_back_may_give_back_a_living_cost() -> None:
    # 1,200 / 12,000 = 10 %; with 2,400 of living costs given back 1,200 / 9,600 = 12.5 %.
    assert asked("""
        2024-{}-05 * "Arbeitgeber"
          Income:Spesenerstattung  -200 EUR
          Assets:Bank
        """) == {"refund:Income:Spesenerstattung": ["12.5", "10.0"]}


def test_a_share_of_the_rent_is_asked() -> None:
    # As a part of the living costs 1,200 / (12,000 - 4,800) = 16.7 %, as passive 6,000 / 12,000.
    assert asked("""
        2024-{}-05 * "Lena"
          Income:WG:Mietanteil  -400 EUR
          Assets:Bank
        """) == {"share-or-help:Income:WG:Mietanteil": ["16.7", "10.0", "50.0"]}


def test_an_employers_pension_without_a_payslip_is_asked() -> None:
    # Named for the employer, and never beside active income: 2,400 / 12,000 as it is.
    assert asked("""
        2024-{}-05 * "Betrieb"
          Income:Acme:Employer-Pension  -100 EUR
          Assets:Bank
        """) == {"payslip-passive:Income:Acme:Employer-Pension": ["10.0", "20.0"]}


def test_interest_on_a_payslip_is_asked() -> None:
    found = asked("""
        2024-{}-05 * "Lohn"
          Income:Gehalt                -3000 EUR
          Income:Mitarbeiter:Zinsen      -50 EUR
          Assets:Bank
        """)
    assert found == {"payslip-passive:Income:Mitarbeiter:Zinsen": ["10.0", "15.0"]}


def test_a_bare_fee_on_a_payslip_is_asked() -> None:
    # 1,200 / 13,200 as a living cost, 1,200 / 12,000 as one of earning.
    assert asked("""
        2024-{}-05 * "Lohn"
          Income:Gehalt      -3000 EUR
          Expenses:Gebühren    100 EUR
          Assets:Bank
        """) == {"fee-on-payslip:Expenses:Gebühren": ["9.1", "10.0"]}


def test_an_account_that_lowers_the_living_costs_is_asked() -> None:
    # 1,200 / (12,000 - 6,000) = 20 % as it is; without the account 10 %.
    assert asked("""
        2024-{}-05 * "Importiert"
          Expenses:Sonstiges  -500 EUR
          Assets:Bank
        """) == {"negative-costs:Expenses:Sonstiges": ["10.0", "20.0"]}


def test_more_tax_than_income_is_asked() -> None:
    # 1,200 - 2,400 on 12,000 = -10 % as it is; a tax on wages leaves 10 %.
    found = asked("""
        2024-{}-05 * "Steuer"
          Expenses:Steuern:Quellensteuer  200 EUR
          Assets:Bank
        """)
    assert found == {"tax-above-income:Expenses:Steuern:Quellensteuer": ["10.0", "-10.0"]}


@pytest.mark.parametrize(
    "name", ["Kindergeld", "Geschenke", "Cashback", "Finanzamt", "Steuererstattung", "Refund:Tax"]
)
def test_other_neutral_income_is_no_question(name: str) -> None:
    assert (
        asked(f"""
        2024-{{}}-05 * "Neutral"
          Income:{name}  -200 EUR
          Assets:Bank
        """)
        == {}
    )
