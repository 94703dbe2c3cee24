"""``custom "fsq-accept"``: what it takes, and mistakes at their lines."""

from __future__ import annotations

from decimal import Decimal

import pytest
from small_ledger import complaints, load

from fsq_beancount.books import facts
from fsq_beancount.core.kinds import ABOUT_ACCOUNTS, ACCEPTABLE, AS_WRITTEN, MISTAKES, OTHERS
from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings import Kind
from fsq_beancount.settings.directives.accept import Accept

BOOKS = """
2020-01-01 open Income:Kram:Blog
2024-01-31 * "Erlös"
  Income:Kram:Blog  -10 EUR
  Assets:Bank
"""


def accepts(*values: str) -> list[Accept]:
    text = "".join(f'2024-12-31 custom "fsq-accept" {value}\n' for value in values)
    ledger = load(text + BOOKS)
    collected = facts.collect(ledger.entries, ledger.options)
    assert collected.errors == ()
    return list(collected.config.statements(Accept))


def mistake(line: str) -> str:
    [(lineno, message)] = complaints(f"{line}\n{BOOKS}")
    assert lineno == 1
    return message


def test_with_and_without_an_amount() -> None:
    [first, second] = accepts(
        '"unclassified-income:Income:Kram:Blog" 120 EUR', '"stale-price:VWCE"'
    )
    assert first[1:4] == ("unclassified-income", "Income:Kram:Blog", Weight(Decimal(120), "EUR"))
    assert second[1:4] == ("stale-price", "VWCE", None)


@pytest.mark.parametrize(
    "id_",
    [
        "unclassified-income:Income:Kram",  # an account above one that is open
        "unclassified-income:Income",
        "rule-without-effect:Income:Nirgends",  # what a rule names need not exist
        "budget-unused:Expenses:Lebne",
        "two-way-quotes:EUR/USD",
        "claims-undefined:pensions",
    ],
)
def test_right_ids(id_: str) -> None:
    [found] = accepts(f'"{id_}" 0 EUR')
    assert found.id == id_


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('2024-12-31 custom "fsq-accept"', "has no value"),
        ('2024-12-31 custom "fsq-accept" "refund:Income" 1 EUR 2 EUR', "has 3 values"),
        ('2024-12-31 custom "fsq-accept" Income:Kram:Blog', "Income:Kram:Blog, which is no string"),
        ('2024-12-31 custom "fsq-accept" " "', "which is no string in quotes"),
        ('2024-12-31 custom "fsq-accept" 12 EUR', "which is no string in quotes"),
        ('2024-12-31 custom "fsq-accept" "refund"', 'the id "refund", which is no kind and'),
        ('2024-12-31 custom "fsq-accept" "refund:"', "which is no kind and subject"),
        ('2024-12-31 custom "fsq-accept" ":Income"', "which is no kind and subject"),
        ('2024-12-31 custom "fsq-accept" "refnud:Income"', 'did you mean "refund"?'),
        (
            '2024-12-31 custom "fsq-accept" "refnud:Income"',
            'Allowed are "allowance", "allow',
        ),
        ('2024-12-31 custom "fsq-accept" "Refund:Income"', 'unknown kind "Refund"'),
        ('2024-12-31 custom "fsq-accept" "setting:main"', "cannot be accepted"),
        ('2024-12-31 custom "fsq-accept" "refund:Income:Kram:Blog" -1 EUR', "at least 0"),
        ('2024-12-31 custom "fsq-accept" "refund:Income:Kram:Blog" 12', "it takes money"),
        ('2024-12-31 custom "fsq-accept" "refund:Income:Kram:Blog" "12 EUR"', "it takes money"),
        ('2024-12-31 custom "fsq-accept" "refund:Income:Kram:Blog" TRUE', "it takes money"),
        (
            '2024-12-31 custom "fsq-accept" "unclassified-income:Income:Kram:Blgo"',
            'did you mean "unclassified-income:Income:Kram:Blog"?',
        ),
        ('2024-12-31 custom "fsq-accept" "refund:Nichts"', "Nichts is opened nowhere"),
        # A kind that is mostly about a commodity; what looks like an account must be one.
        ('2024-12-31 custom "fsq-accept" "untaxed-income:Income:Nie"', "is opened nowhere"),
    ],
)
def test_mistakes_name_what_is_found_and_what_is_allowed(line: str, words: str) -> None:
    assert words in mistake(line)


def test_every_kind_of_finding_is_known_here() -> None:
    sets = (ABOUT_ACCOUNTS, AS_WRITTEN, OTHERS, MISTAKES)
    assert {kind.value for kind in Kind} <= ACCEPTABLE | MISTAKES
    assert sum(map(len, sets)) == len(ACCEPTABLE | MISTAKES)
