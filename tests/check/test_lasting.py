"""Rules of fixes that stand before a later rule are repeated at its date."""

from __future__ import annotations

import datetime
import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount import loader

from fsq_beancount import analyse
from fsq_beancount.books.facts import collect
from fsq_beancount.check import fixes
from fsq_beancount.check.lasting import Lasting
from fsq_beancount.report.certainty import NARROW
from fsq_beancount.report.findings import Kind
from fsq_beancount.report.findings.loans import LoanWithoutRate

if TYPE_CHECKING:
    from fsq_beancount.report.findings.fix import Fix

day = datetime.date.fromisoformat

HEAD = """
option "operating_currency" "EUR"
plugin "fsq_beancount"
plugin "beancount.plugins.auto_accounts"
"""
# A year: 2,000 of rent a month, 1,500 of the flat's costs and taxes, 1,000 of food.
FLAT = HEAD + "".join(
    textwrap.dedent(f"""
        2024-{month:02}-28 * "Monat"
          Income:Property:Rent       -2000 EUR
          Expenses:Food               1000 EUR
          Assets:Bank
        2024-{month:02}-28 * "Haus"
          Expenses:Property:Interest   900 EUR
          Expenses:Property:Taxes      600 EUR
          Assets:Bank
        """)
    for month in range(1, 13)
)
BEGUN = '2024-07-01 custom "fsq-rule" "Expenses:Property" "living"\n'


def lasting(fix: Fix, *rules: str, as_of: str = "2024-12-28") -> list[str]:
    """Return the lines of a fix that lasts in the ledger of the flat with more rules."""
    entries, errors, options = loader.load_string(FLAT + "".join(f"{rule}\n" for rule in rules))
    assert not errors
    facts = collect(entries, options)
    finding = LoanWithoutRate(account="Liabilities:X", owed=None, currency="EUR", fixes=(fix,))
    [found] = Lasting(facts, day(as_of)).finding(finding).fixes
    return list(found.text)


def rule(date: str, name: str, *words: str) -> str:
    quoted = " ".join(f'"{word}"' for word in words)
    return f'{date} custom "fsq-rule" "Expenses:{name}" {quoted}'


COST = fixes.rule(day("2024-01-28"), "Expenses:Property:Taxes", "cost", "passive")
FIRST = rule("2024-01-28", "Property:Taxes", "cost", "passive")


def test_without_a_later_rule_it_stands_once() -> None:
    assert lasting(COST) == [FIRST]
    assert lasting(COST, rule("2023-01-01", "Property", "living")) == [FIRST]
    # On the same day the line at the end of the main file holds.
    assert lasting(COST, rule("2024-01-28", "Property", "living")) == [FIRST]


def test_it_is_repeated_at_each_later_rule_for_its_account() -> None:
    assert lasting(
        COST,
        rule("2024-07-01", "Property", "living"),
        rule("2024-09-01", "Prop.*", "active"),
        rule("2024-09-01", "Property:Taxes", "living"),
    ) == [
        FIRST,
        rule("2024-07-01", "Property:Taxes", "cost", "passive"),
        rule("2024-09-01", "Property:Taxes", "cost", "passive"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        rule("2024-07-01", "Property", "cost"),  # the same
        rule("2024-07-01", "Food", "living"),  # of another account
        rule("2024-07-01", "Property", "Wohnung"),  # a stream alone
        rule("2025-01-15", "Property", "living"),  # after the last day that counts
        rule("2024-12-29", "Property", "living"),  # after the last posting
    ],
)
def test_a_rule_that_does_not_overrule_it_repeats_nothing(other: str) -> None:
    assert lasting(COST, other, as_of="2024-12-31") == [FIRST]


def test_it_begins_with_the_first_posting() -> None:
    late = fixes.rule(day("2024-05-28"), "Expenses:Property:Taxes", "living")
    assert lasting(late) == [rule("2024-01-28", "Property:Taxes", "living")]


def test_a_parent_comes_last_and_overrules_its_own_children() -> None:
    both = fixes.together(
        (
            fixes.rule(day("2024-01-28"), "Expenses:Property:Taxes", "tax", "active"),
            fixes.rule(day("2024-01-28"), "Expenses:Property", "cost", "passive"),
        )
    )
    assert lasting(both, rule("2024-07-01", "Property:Taxes", "living")) == [
        rule("2024-01-28", "Property:Taxes", "tax", "active"),
        rule("2024-07-01", "Property:Taxes", "tax", "active"),
        rule("2024-01-28", "Property", "cost", "passive"),
        rule("2024-07-01", "Property", "cost", "passive"),
    ]


def test_other_lines_stay() -> None:
    meta = fixes.account(day("2024-01-28"), "Assets:Bank", "fsq-liquidity", "cash")
    assert lasting(meta, BEGUN) == [
        '2024-01-28 custom "fsq-meta" Assets:Bank "fsq-liquidity" "cash"'
    ]


def test_what_somebody_has_said_is_not_asked_again() -> None:
    # From July on the taxes are living by a rule, so no line speaks of them. The interest charged:
    # 24,000 - 12 * 900 = 13,200 of 12 * (1,000 + 600) = 19,200. Left living: 24,000 of 30,000.
    rules = rule("2024-07-01", "Property:Taxes", "living")
    assert answered(f"{FLAT}{rules}\n") == [Decimal("0.6875"), Decimal("0.8")]


def answered(text: str) -> list[Decimal | None]:
    entries, errors, options = loader.load_string(text)
    assert not errors
    certainty = analyse(entries, options).certainty
    return [
        effect.after[NARROW]
        for question in certainty.questions
        if question.finding.kind is Kind.COST_LEFT_LIVING
        for effect in question.effects
    ]
