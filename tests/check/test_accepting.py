"""Findings that are accepted: what they cover, when they are open again, and what they count."""

from __future__ import annotations

import datetime
import json
import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount import loader
from every_finding import LEDGERS
from small_ledger import load

from fsq_beancount import analyse, export
from fsq_beancount.report.certainty import NARROW, Band
from fsq_beancount.report.findings.settings import Configuration

if TYPE_CHECKING:
    from fsq_beancount.report.certainty import Certainty, Question

D = Decimal

HEAD = """
option "operating_currency" "EUR"
plugin "fsq_beancount"
plugin "beancount.plugins.auto_accounts"
"""


def months(text: str, year: int = 2024) -> str:
    """Return a transaction for each month of a year, ``{}`` being the month."""
    each = textwrap.dedent(text)
    # The balance ends the books with the year.
    last = f"{year}-12-31 balance Assets:Leer  0 EUR\n"
    return "".join(each.replace("{}", f"{year}-{n:02}") for n in range(1, 13)) + last


# A year: 1,200 that nobody has named, 600 of it from the blog, and 12,000 of food.
BOOKS = HEAD + months("""
    {}-28 * "Monat"
      Income:Kram:Rest     -50 EUR
      Income:Kram:Blog     -50 EUR
      Assets:Bank
    {}-28 * "Monat"
      Expenses:Essen      1000 EUR
      Assets:Bank
    """)
KRAM = "unclassified-income:Income:Kram"
BLOG, REST = f"{KRAM}:Blog", f"{KRAM}:Rest"

# The same where the parent has postings of its own: a rule for it is one for both.
PARENT = BOOKS.replace("Income:Kram:Rest ", "Income:Kram ")


def certainty(*lines: str, books: str = BOOKS) -> Certainty:
    text = books + "".join(f"2024-12-31 {line}\n" for line in lines)
    entries, errors, options = loader.load_string(text)
    assert not errors
    return analyse(entries, options).certainty


def accept(id_: str, amount: str = "") -> str:
    return f'custom "fsq-accept" "{id_}" {amount}'.strip()


def by_id(found: Certainty) -> dict[str, Question]:
    return {question.id: question for question in found.questions}


def is_open(found: Certainty) -> list[str]:
    return sorted(question.id for question in found.open)


def test_the_line_that_is_offered_accepts() -> None:
    # Each account has 12 · 50 = 600.
    found = by_id(certainty())
    assert found[BLOG].stake == 600
    assert found[BLOG].accept == (f'2024-12-31 custom "fsq-accept" "{BLOG}" 600 EUR',)
    assert is_open(certainty(accept(KRAM, "1200 EUR"))) == []
    # The finding of a parent with postings is about both.
    [question] = certainty(books=PARENT).questions
    assert (question.id, question.stake) == (KRAM, D(1200))


def test_what_is_accepted_counts_as_sure() -> None:
    # Each can be passive: 600 / 12,000 = 5 %, both 10 %.
    beside = BOOKS.replace("Income:Kram:Rest ", "Income:Dies ")
    assert certainty(books=beside).bands[NARROW] == Band(D(0), D("0.1"))
    assert certainty(accept(BLOG), books=beside).bands[NARROW] == Band(D(0), D("0.05"))
    both = certainty(accept(KRAM))
    assert both.bands[NARROW] == Band(D(0), D(0))
    assert both.sure
    # It is run all the same: who lists it sees what it would change.
    assert by_id(both)[BLOG].effects


def test_an_account_above_covers_those_below() -> None:
    assert is_open(certainty(accept(KRAM))) == []
    assert is_open(certainty(accept("unclassified-income:Income"))) == []


def test_an_account_below_covers_its_part_alone() -> None:
    found = certainty(accept(BLOG, "600 EUR"), books=PARENT)
    assert is_open(found) == [KRAM]
    # 1,200 less the 600 of the blog.
    assert by_id(found)[KRAM].stake == 600
    assert by_id(found)[KRAM].accept == (f'2024-12-31 custom "fsq-accept" "{KRAM}" 600 EUR',)
    lines = accept(BLOG, "600 EUR"), accept(KRAM, "600 EUR")
    assert is_open(certainty(*lines, books=PARENT)) == []


def test_another_kind_covers_nothing() -> None:
    assert is_open(certainty(accept("refund:Income:Kram"))) == [BLOG, REST]


@pytest.mark.parametrize(
    ("amount", "accepted"),
    [("600 EUR", True), ("300 EUR", True), ("299.99 EUR", False), ("0 EUR", False)],
)
def test_more_than_twice_the_amount_is_open_again(amount: str, accepted: bool) -> None:
    # The 600 are twice 300, and more than twice 299.99.
    question = by_id(certainty(accept(BLOG, amount)))[BLOG]
    assert question.accepted is accepted
    if not accepted:
        [again] = question.again
        assert (again.id, f"{again.amount.number} EUR") == (BLOG, amount)
        assert again.place is not None
        assert question.accept == (f'2024-12-31 custom "fsq-accept" "{BLOG}" 600 EUR',)


def test_all_that_a_line_covers_counts_together() -> None:
    # 1,200 in all: more than twice 599, though each of the two is below it.
    line = accept("unclassified-income:Income", "599 EUR")
    found = certainty(line)
    assert is_open(found) == [BLOG, REST]
    assert by_id(found)[BLOG].accept == (
        '2024-12-31 custom "fsq-accept" "unclassified-income:Income" 1200 EUR',
    )
    assert is_open(certainty(accept("unclassified-income:Income", "600 EUR"))) == []


def test_of_two_the_nearest_holds() -> None:
    # The blog has grown beyond what was accepted of it, and so has that part of its parent.
    lines = accept(KRAM), accept(BLOG, "10 EUR")
    assert is_open(certainty(*lines)) == [BLOG]
    found = certainty(*lines, books=PARENT)
    assert is_open(found) == [KRAM]
    assert by_id(found)[KRAM].stake == 600
    assert by_id(found)[KRAM].accept == (f'2024-12-31 custom "fsq-accept" "{BLOG}" 600 EUR',)
    assert is_open(certainty(accept(KRAM, "10 EUR"), accept(BLOG))) == [REST]


def test_the_latest_in_force_holds_and_the_first_before_its_date() -> None:
    old, new, later = (
        f'{date} custom "fsq-accept" "{BLOG}" {amount} EUR\n'
        for date, amount in (("2023-01-01", 10), ("2024-06-01", 600), ("2025-06-01", 10))
    )
    for lines, accepted in (
        (old, False),
        (old + new, True),
        (new + later, True),
        (later, False),
        (later.replace(" 10 ", " 600 "), True),
    ):
        found = certainty(books=BOOKS + lines)
        assert by_id(found)[BLOG].accepted is accepted, lines


def test_an_amount_in_another_currency_is_converted() -> None:
    # 330 USD are 300 EUR on the last day, half of what is at stake.
    price = "price USD 0.9091 EUR\n"
    assert by_id(certainty(price, accept(BLOG, "331 USD")))[BLOG].accepted
    assert not by_id(certainty(price, accept(BLOG, "320 USD")))[BLOG].accepted


def test_an_amount_without_a_price_is_a_mistake_and_accepts_nothing() -> None:
    found = certainty(accept(BLOG, "10 CHF"))
    first = found.questions[0]
    assert isinstance(first.finding, Configuration)
    assert "has no price in EUR on 2024-12-31" in first.finding.error.message
    assert first.finding.place is not None
    assert not by_id(found)[BLOG].accepted


def test_a_finding_that_is_gone_is_settled() -> None:
    found = certainty(accept("refund:Income:Kram", "5 EUR"), accept(KRAM))
    assert [each.id for each in found.settled] == ["refund:Income:Kram"]
    assert found.settled[0].place is not None
    assert certainty(accept(KRAM), accept(BLOG)).settled == ()


def test_a_part_of_a_ledger_settles_nothing() -> None:
    text = BOOKS + f"2024-12-31 {accept('refund:Income:Kram')}\n"
    entries, _, options = loader.load_string(text)
    assert analyse(entries[:-3], options, ledger=entries).certainty.settled == ()


def test_json_has_the_accepted_and_the_settled() -> None:
    text = BOOKS + f"2024-12-31 {accept(BLOG)}\n2024-12-31 {accept('refund:Income')}\n"
    entries, _, options = loader.load_string(text)
    found = json.loads(export.as_json(analyse(entries, options)))["certainty"]
    assert [(each["id"], each["accepted"]) for each in found["findings"]] == [
        (REST, False),
        (BLOG, True),
    ]
    assert found["settled"] == ["refund:Income"]


def test_costs_of_a_rent_are_at_stake_not_the_rent() -> None:
    rent = HEAD + months("""
        {}-28 * "Monat"
          Income:Wohnung:Miete      -1000 EUR
          Expenses:Essen             1000 EUR
          Assets:Bank
        {}-28 * "Monat"
          Expenses:Wohnung:Hausgeld   400.50 EUR
          Assets:Bank
        """)
    [question] = certainty(books=rent).questions
    # 12 · 400.50 = 4,806; a cent more would be 4,807.
    assert question.stake == 4806
    more = rent.replace("400.50", "400.51", 1)
    [question] = certainty(books=more).questions
    assert question.accept == (
        '2024-12-31 custom "fsq-accept" "cost-left-living:Income:Wohnung:Miete" 4807 EUR',
    )


@pytest.mark.parametrize("text", LEDGERS)
def test_every_line_that_is_offered_accepts_its_finding(text: str) -> None:
    def certain(extra: str = "") -> tuple[Certainty, int]:
        ledger = load(text + textwrap.indent(extra, "    "))
        return analyse(ledger.entries, ledger.options).certainty, len(ledger.errors)

    before, errors = certain()
    lines = [line for question in before.questions for line in question.accept]
    assert all(bool(each.id) == bool(each.accept) for each in before.questions)
    after, errors_after = certain("\n" + "\n".join(lines) + "\n")
    assert errors_after == errors
    assert [each.finding.kind for each in after.open] == [
        each.finding.kind for each in before.questions if not each.id
    ]


@pytest.mark.parametrize(
    ("last", "stake"),
    [
        ("2024-12-31", 600),  # January to December: 12 · 50
        ("2025-01-31", 550),  # February to January, which has none
        ("2025-01-27", 600),  # that of 28 January is one of the last twelve months
        ("2025-01-28", 550),
        ("2024-02-29", 100),  # a leap day: January and February
        ("2026-06-30", 0),
    ],
)
def test_the_last_twelve_months_are_those_up_to_the_last_day(last: str, stake: int) -> None:
    entries, _, options = loader.load_string(BOOKS)
    report = analyse(entries, options, as_of=datetime.date.fromisoformat(last))
    question = by_id(report.certainty)[BLOG]
    assert question.stake == stake
    assert question.accept == (f'{last} custom "fsq-accept" "{BLOG}" {stake} EUR',)


def test_what_is_held_or_owed_is_at_stake_on_the_last_day() -> None:
    found = certainty(
        books=HEAD
        + months("""
        {}-28 * "Monat"
          Assets:Depot             1 FUND {10 EUR}
          Liabilities:Darlehen  -100 EUR
          Expenses:Essen          90 EUR
        """)
    )
    # 12 · 100 owed; 12 · 10 of cost, since there is no price.
    stakes = {question.id: question.stake for question in found.questions}
    assert stakes["loan-without-rate:Liabilities:Darlehen"] == 1200
    assert stakes["at-cost:FUND"] == 120


def test_amounts_of_accounts_do_not_cancel_each_other() -> None:
    # 600 earned on one account and 600 given back on the other: 1,200 are at stake.
    books = BOOKS.replace("Income:Kram:Rest     -50 EUR", "Income:Kram:Rest      50 EUR")
    line = accept("unclassified-income:Income", "599 EUR")
    assert is_open(certainty(line, books=books)) == [BLOG, REST]
