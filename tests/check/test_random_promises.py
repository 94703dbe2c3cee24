"""Ledgers of random accounts: each fix does what it promises, and silences no other question."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from beancount import loader
from every_month import year
from real_ledgers import each_ledger, load

from fsq_beancount import analyse
from fsq_beancount.check.trial import figures
from fsq_beancount.report.certainty import FIGURES, NARROW

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {"cost-left-living", "untaxed-income", "expense-from-lot", "lone-tax", "cost-without-class"}

INCOME = (
    *("Rental:Elm", "Rental:Oak", "Property:Rent", "Wohnung1:Miete", "Zinsen", "Depot:Dividenden"),
    *("Webshop:Sales", "Onlinekurs:Abos", "Kram", "Salary", "P2P:Zinsen", "Rente", "Urok"),
)
EXPENSES = (
    *("Property:Interest", "Property:Repairs", "Property:Elm:Tax", "Property:Oak:Insurance"),
    *("Property", "Elm-Repairs", "Elm:Cleaning", "Wohnung1:Hausgeld", "Wohnung1:Strom"),
    *("Webshop:Hosting", "Onlinekurs:Technik", "Steuern:Kapitalertragsteuer", "Taxes:Federal"),
    *("Fees", "Dane:X", "Home:Repairs", "Elm", "Rental:Oak:Repairs"),
)
LOANS = ("Mortgage:Elm", "Mortgage:Oak", "Loan")
RULES = (
    '"Income:Webshop" "passive"',
    '"Income:Urok" "passive" "U"',
    '"Expenses:Property" "cost"',
    '"Income:Rental" "Miete"',
    '"Expenses:Property:Repairs" "cost" "passive"',
    '"Expenses:Fees" "fee"',
    '"Income:P2P" "P2P"',
    '"Expenses:Elm" "cost" "active"',
    '"Income:Rental:Oak" "near-passive"',
)


def ledger(chance: random.Random) -> str:
    """Return a year of some of the accounts above."""
    monthly = ["Expenses:Food 1000 | Assets:Bank"]
    for name in chance.sample(INCOME, chance.randint(1, 5)):
        taken = f"| Expenses:{chance.choice(EXPENSES)} {chance.randint(1, 200)} "
        amount = chance.randint(50, 1500)
        monthly.append(
            f"Income:{name} -{amount} {taken if chance.random() < 0.4 else ''}| Assets:Bank"
        )
    for name in chance.sample(EXPENSES, chance.randint(0, 7)):
        repaid = f"| Liabilities:{chance.choice(LOANS)} {chance.randint(1, 300)} "
        amount = chance.randint(5, 500)
        monthly.append(
            f"Expenses:{name} {amount} {repaid if chance.random() < 0.3 else ''}| Assets:Bank"
        )
    rules = chance.sample(RULES, chance.randint(0, 3))
    said = [f'2023-01-01 custom "fsq-rule" {rule}' for rule in rules]
    if chance.random() < 0.5:
        said.append('2020-01-01 custom "fsq-option" "tax-profile" "de"')
    return year(*monthly, once="\n".join(said))


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", range(12))
def test_a_fix_does_what_it_promises_and_silences_no_other(seed: int) -> None:
    text = ledger(random.Random(seed))  # noqa: S311 - no secret
    entries, _, options = loader.load_string(text)
    before = analyse(entries, options).certainty
    ids = {question.id for question in before.questions}
    for question in before.questions:
        for effect in question.effects if question.finding.kind.value in KINDS else ():
            lines = "\n".join(effect.fix.text)
            entries, errors, options = loader.load_string(f"{text}\n{lines}\n")
            assert not errors, lines
            report = analyse(entries, options)
            found = figures.of(report)
            assert found is not None
            promised = [effect.after[name] for name in FIGURES]
            assert [found.narrow, found.wide, found.runway] == promised, lines
            left = {each.id for each in report.certainty.questions}
            assert question.id not in left, lines
            assert ids - {question.id} <= left, lines
            was, now = effect.before[NARROW], effect.after[NARROW]
            if '"cost" "passive"' in lines and was is not None and was <= 1:
                assert now is not None
                assert now <= was, lines


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", range(12))
def test_the_first_fixes_of_all_questions_load_together(seed: int) -> None:
    text = ledger(random.Random(seed))  # noqa: S311 - no secret
    entries, _, options = loader.load_string(text)
    questions = analyse(entries, options).certainty.questions
    lines = [line for each in questions if each.effects for line in each.effects[0].fix.text]
    _, errors, _ = loader.load_string("\n".join((text, *lines, "")))
    assert not errors


@each_ledger
def test_nothing_is_asked_of_published_ledgers(name: str, real_ledgers: Path) -> None:
    loaded = load(real_ledgers, name)
    questions = analyse(loaded.entries, loaded.options).certainty.questions
    kinds = {question.finding.kind.value for question in questions}
    assert kinds.isdisjoint({"cost-left-living", "untaxed-income", "expense-from-lot"})
