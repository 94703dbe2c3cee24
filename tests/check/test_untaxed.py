"""Income that bore no tax: asked by what is charged to it, mended by a debt of taxes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount import loader
from every_month import asked, certainty, keep_promises, year

from fsq_beancount import analyse
from fsq_beancount.report.certainty import NARROW, WIDE
from fsq_beancount.report.findings.earning import UntaxedIncome

if TYPE_CHECKING:
    from pathlib import Path

D = Decimal
KIND = "untaxed-income"

PROFILE = '2020-01-01 custom "fsq-option" "tax-profile" "de"\n'
INTEREST = "Income:Zinsen -1000 | Assets:Bank"
TAXED = "Income:Dividenden -400 | Expenses:Steuern:Kapitalertragsteuer 105.50 | Assets:Bank"
FOOD = "Expenses:Essen 1500 | Assets:Bank"
SALARY = "Income:Gehalt -3000 | Assets:Bank"

# The books end on 28 December, so the window is December 2023 to November 2024: 11 months.
LEDGER = year(INTEREST, TAXED, FOOD, SALARY, once=PROFILE)


def only(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the id and the lines of the only such question, which is run."""
    [question] = asked(text, KIND)
    [effect] = question.effects
    return question.id, effect.fix.text


def test_interest_beside_taxed_dividends() -> None:
    # All dividends are taxed at 26.375 %, so the allowance is left: (11,000 - 1,000) · 26.375 %.
    assert only(LEDGER) == (
        "untaxed-income:Income:Zinsen",
        (
            "2024-11-30 open Liabilities:Steuern EUR",
            '2024-11-30 * "Kapitalertragsteuer" "Income:Zinsen"',
            "  Expenses:Steuern:Kapitalertragsteuer  2637.50 EUR",
            '    fsq-role: "tax"',
            '    fsq-class: "passive"',
            "  Liabilities:Steuern",
        ),
    )


def test_the_low_edge_is_the_quota_net_of_the_tax() -> None:
    # (11 · 1,294.50 - 2,637.50) / (11 · 1,500) = 11,602 / 16,500; as it is 14,239.50 / 16,500.
    band = certainty(LEDGER).bands[NARROW]
    assert band.low == pytest.approx(D(11602) / 16500)
    assert band.high == pytest.approx(D("14239.5") / 16500)


def test_the_debt_stands_among_other_debts() -> None:
    lines = "\n".join(only(LEDGER)[1])
    entries, errors, options = loader.load_string(f"{LEDGER}{lines}\n")
    assert not errors
    report = analyse(entries, options)
    assert report.wealth is not None
    [debt] = report.wealth.other_debts
    assert (debt.account, debt.amount) == ("Liabilities:Steuern", D("2637.50"))
    assert report.wealth.loans == ()
    assert KIND not in {each.finding.kind.value for each in report.certainty.questions}


def test_every_promise_is_kept_in_the_file(tmp_path: Path) -> None:
    stream = '2020-01-01 custom "fsq-rule" "Income:P2P" "P2P"\n'
    text = year(
        INTEREST, TAXED, FOOD, "Income:P2P:Zinsen -200 | Assets:Bank", once=PROFILE + stream
    )
    assert len(asked(text, KIND)) == 2
    keep_promises(text, tmp_path / "main.beancount")


def test_dividends_within_the_allowance_use_it_up() -> None:
    # 11 · 400 = 4,400 with 11 · 80 = 880 of tax: 880 / 26.375 % = 3,336.49 were taxed, so 1,063.51
    # were free, and nothing of the allowance is left: 11,000 · 26.375 %.
    text = year(INTEREST, TAXED.replace("105.50", "80"), FOOD, once=PROFILE)
    assert "  Expenses:Steuern:Kapitalertragsteuer  2901.25 EUR" in only(text)[1]


def test_what_the_ledger_says_is_left_of_the_allowance() -> None:
    # (11,000 - 400) · 26.375 %.
    said = '2020-01-01 custom "fsq-option" "saver-allowance" 400.00 EUR\n'
    text = year(INTEREST, TAXED, FOOD, once=PROFILE + said)
    assert "  Expenses:Steuern:Kapitalertragsteuer  2795.75 EUR" in only(text)[1]


def test_church_tax() -> None:
    # 8 %: 10,000 · 27.8186 %.
    said = '2020-01-01 custom "fsq-option" "church-tax" 0.08\n'
    text = year(INTEREST, FOOD, once=PROFILE + said)
    assert "  Expenses:Steuern  2781.86 EUR" in only(text)[1]


def test_gains_of_a_fund_are_exempt_in_part() -> None:
    # (10,000 · 70 % - 1,000) · 26.375 % = 1,582.50; of the wide quota: near-passive.
    text = year(
        FOOD,
        SALARY,
        once=PROFILE
        + """
2020-01-01 commodity FUND
  fsq-tax-treatment: "equity-fund"
2024-01-02 * "Kauf"
  Assets:Depot  10 FUND {100 EUR}
  Assets:Bank
2024-03-02 * "Verkauf"
  Assets:Depot  -10 FUND {100 EUR} @ 1100 EUR
  Assets:Bank  11000 EUR
  Income:Kursgewinne
""",
    )
    [question] = asked(text, KIND)
    [effect] = question.effects
    assert "  Expenses:Steuern  1582.50 EUR" in effect.fix.text
    assert '    fsq-class: "near-passive"' in effect.fix.text
    assert question.measure == WIDE
    # 10,000 / 16,500, and 8,417.50 / 16,500.
    assert effect.before[WIDE] == pytest.approx(D(10000) / 16500)
    assert effect.after[WIDE] == pytest.approx(D("8417.5") / 16500)


class TestWhereItIsBooked:
    def test_the_stream_of_the_income(self) -> None:
        stream = '2020-01-01 custom "fsq-rule" "Income:Zinsen" "Zinsen"\n'
        text = year(INTEREST, TAXED, FOOD, once=PROFILE + stream)
        assert '    fsq-stream: "Zinsen"' in only(text)[1]

    def test_a_debt_of_taxes_that_is_there(self) -> None:
        text = year(INTEREST, TAXED, FOOD, once=PROFILE + "2020-01-01 open Liabilities:Steuern\n")
        lines = only(text)[1]
        assert lines[0].startswith("2024-11-30 * ")
        assert lines[-1] == "  Liabilities:Steuern"

    @pytest.mark.parametrize(
        "said",
        [
            pytest.param("2020-01-01 open Liabilities:Steuerdarlehen\n", id="a loan"),
            pytest.param("2020-01-01 open Liabilities:Steuern USD\n", id="another currency"),
            pytest.param(
                "2020-01-01 open Liabilities:Steuern\n2021-01-01 close Liabilities:Steuern\n",
                id="closed",
            ),
            pytest.param(
                "2020-01-01 open Liabilities:Steuern\n"
                "2024-12-28 balance Liabilities:Steuern 0 EUR\n",
                id="a later balance",
            ),
            pytest.param(
                "2020-01-01 open Liabilities:Steuern\n2020-01-02 pad Liabilities:Steuern Equity:O\n"
                "2020-01-03 balance Liabilities:Steuern -5 EUR\n",
                id="padded",
            ),
        ],
    )
    def test_no_debt_that_another_entry_binds(self, said: str, tmp_path: Path) -> None:
        text = year(INTEREST, TAXED, FOOD, once=PROFILE + said)
        opened = only(text)[1][0]
        assert opened.startswith("2024-11-30 open Liabilities:Steuern")
        assert "darlehen" not in opened
        keep_promises(text, tmp_path / "main.beancount")

    def test_roots_of_the_ledger(self) -> None:
        text = LEDGER.replace("Liabilities", "Schulden").replace("Expenses", "Ausgaben")
        text = 'option "name_expenses" "Ausgaben"\noption "name_liabilities" "Schulden"\n' + text
        lines = only(text)[1]
        assert lines[0] == "2024-11-30 open Schulden:Steuern EUR"
        assert lines[2] == "  Ausgaben:Steuern:Kapitalertragsteuer  2637.50 EUR"

    def test_no_promise_where_a_plugin_may_change_the_transaction(self) -> None:
        foreign = 'plugin "copying_plugin"\n'
        [question] = asked(year(INTEREST, TAXED, FOOD, once=PROFILE + foreign), KIND)
        assert question.finding.fixes[0].is_template
        assert question.effects == ()


class TestNotAsked:
    def test_without_a_profile_and_without_any_tax(self) -> None:
        assert asked(year(INTEREST, FOOD, SALARY), KIND) == []

    def test_another_income_that_bears_tax_is_enough(self) -> None:
        [question] = asked(year(INTEREST, TAXED, FOOD), KIND)
        finding = question.finding
        assert isinstance(finding, UntaxedIncome)
        # The rate is unknown.
        assert finding.tax is None
        assert finding.fixes[0].is_template

    def test_without_a_rate_an_account_of_a_kind_that_bears_tax(self) -> None:
        # The small bank may be taxed with the large one.
        large = "Income:Bank:Zinsen -400 | Expenses:Kapitalertragsteuer 80 | Assets:Bank"
        small = "Income:Sparbuch:Zinsen -5 | Assets:Bank"
        assert asked(year(large, small, FOOD), KIND) == []

    def test_within_the_allowance(self) -> None:
        # 11 · 90 = 990.
        text = year("Income:Zinsen -90 | Assets:Bank", FOOD, once=PROFILE)
        assert asked(text, KIND) == []

    def test_a_pension(self) -> None:
        text = year("Income:Rente -900 | Assets:Bank", FOOD, once=PROFILE)
        assert asked(text, KIND) == []

    def test_a_tax_paid_alone(self) -> None:
        text = year(
            INTEREST, FOOD, "Expenses:Steuern:Kapitalertragsteuer 200 | Assets:Bank", once=PROFILE
        )
        assert asked(text, KIND) == []

    def test_while_a_tax_may_be_on_it(self) -> None:
        # Whose tax it is, is a question of its own: answered as that of work, interest is next.
        tax = "Expenses:Steuern:Zahlung 80 | Assets:Bank"
        assert asked(year(INTEREST, FOOD, tax, once=PROFILE), KIND) == []
        work = '2020-01-01 custom "fsq-rule" "Expenses:Steuern:Zahlung" "tax" "active"\n'
        assert len(asked(year(INTEREST, FOOD, tax, once=PROFILE + work), KIND)) == 1

    def test_a_tax_charged_to_the_stream_by_a_person(self) -> None:
        # The income tax on rent is paid by quarter, in transactions of its own.
        rules = (
            '2020-01-01 custom "fsq-rule" "Income:Miete" "Haus"\n'
            '2020-01-01 custom "fsq-rule" "Expenses:Steuern:Vorauszahlung" "tax" "passive" "Haus"\n'
        )
        rent = "Income:Miete -900 | Assets:Bank"
        paid = "Expenses:Steuern:Vorauszahlung 200 | Assets:Bank"
        assert asked(year(rent, paid, FOOD, once=PROFILE + rules), KIND) == []

    def test_a_tax_on_a_part(self) -> None:
        text = year(TAXED, "Income:Dividenden -50 | Assets:Bank", FOOD, once=PROFILE)
        assert asked(text, KIND) == []

    def test_taxes_of_gains_do_not_silence_premiums(self) -> None:
        # The tax of the gains is near-passive without a stream, the premiums have one.
        text = year(
            "Income:Optionsprämien -300 | Assets:Bank",
            FOOD,
            once=PROFILE
            + """
2020-01-01 custom "fsq-rule" "Income:Optionsprämien" "near-passive" "Optionen"
2024-01-02 * "Kauf"
  Assets:Depot  10 FUND {100 EUR}
  Assets:Bank
2024-03-02 * "Verkauf"
  Assets:Depot  -10 FUND {100 EUR} @ 200 EUR
  Expenses:Steuern:Kapitalertragsteuer  263.75 EUR
  Assets:Bank  1736.25 EUR
  Income:Kursgewinne
""",
        )
        # The gains are taxed in full: (3,300 - 1,000) · 26.375 % = 606.625.
        name, lines = only(text)
        assert name == "untaxed-income:Income:Optionsprämien"
        assert "  Expenses:Steuern:Kapitalertragsteuer  606.63 EUR" in lines


def test_of_rent_only_a_person_knows_the_rate() -> None:
    text = year("Income:Wohnung:Miete -900 | Assets:Bank", FOOD, once=PROFILE)
    [question] = asked(text, KIND)
    assert question.finding.fixes[0].is_template
    assert question.effects == ()


def test_the_allowance_that_is_left_of_a_year_does_not_make_its_income_untaxed() -> None:
    # Of 1,000 the year's interest of 800 leaves 200, as fsq check offers to say.
    ledger = """\
option "operating_currency" "EUR"
plugin "beancount.plugins.auto_accounts"
2020-01-01 custom "fsq-option" "tax-profile" "de"
2023-12-30 * "Zinsen"
  Income:Zinsen  -900 EUR
  Assets:Bank
2024-03-01 * "Zinsen"
  Income:Zinsen  -800 EUR
  Assets:Bank
2024-12-31 * "Leben"
  Expenses:Leben  500 EUR
  Assets:Bank
"""
    said = '2024-12-31 custom "fsq-option" "saver-allowance" 200 EUR\n'
    assert asked(ledger, KIND) == []
    assert asked(ledger + said, KIND) == []
    # Said before the year, it is all there is for the year: 600 are taxed.
    assert len(asked(ledger + said.replace("2024-12-31", "2023-12-31"), KIND)) == 1
    # What is above the allowance was not covered by it.
    assert len(asked(ledger.replace("-800", "-1400") + said, KIND)) == 1
