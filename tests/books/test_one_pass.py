"""One pass takes down what deciding, making all flows and adding them up one by one would."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import FIFO, ledgers, patiently
from small_ledger import PLUGIN, Ledger, load

from fsq_beancount.books import facts, one_pass, position_reader
from fsq_beancount.books.flows import until, within
from fsq_beancount.books.month_sums import MonthSums, add_up
from fsq_beancount.books.positions import Positions
from fsq_beancount.classification.classifier import Classifier

day = datetime.date.fromisoformat

# A transaction of each kind that is not simply living costs in the report currency.
PARTICULARS = """
2023-12-01 price USD 0.50 EUR
2024-01-02 * "plain, completed by Beancount"
  Expenses:Essen  10 EUR
  Assets:Bank
2024-01-03 * "in another currency"
  Expenses:Essen  10 USD
  Assets:Dollar
2024-01-03 * "without a price"
  Expenses:Essen  7 CHF
  Assets:Franken
2024-01-04 * "exchanged"
  Assets:Dollar  20 USD @ 0.60 EUR
  Assets:Bank  -12 EUR
2024-01-05 * "at a price"
  Expenses:Essen  10 USD @ 0.60 EUR
  Assets:Bank
2024-01-06 * "of another year"
  fsq-year: 2023
  Expenses:Essen  3 EUR
  Assets:Bank
2024-01-07 * "bought"
  Assets:Depot  2 ACME {50 EUR}
  Expenses:Depot:Ordergebühren  1 EUR
  Assets:Bank
2024-01-08 * "lots that only move"
  Assets:Depot  -1 ACME {50 EUR}
  Assets:Lager  1 ACME {50 EUR}
  Expenses:Essen  2 EUR
  Assets:Bank
2024-01-09 U "not realised"
  Assets:Depot:Unrealised  5 EUR
  Income:Unrealised
2024-02-01 * "interest, its tax split over two"
  Income:Zinsen  -30 EUR
  Income:Gehalt  -60 EUR
  Expenses:Steuern  9 EUR
  Assets:Bank
2024-02-02 * "said of a posting"
  Expenses:Essen  4 EUR
    fsq-class: "passive"
  Assets:Bank
2024-02-03 * "to equity"
  Equity:Opening  -100 EUR
  Assets:Bank
"""


def plainly(ledger: Ledger, found: facts.Facts) -> tuple[list[Any], MonthSums]:
    """All flows of a ledger and their sums, without the pass."""
    entries = sorted(ledger.entries, key=data.entry_sortkey)
    classifier = Classifier(found.config, found.currency, found.convert, entries)
    transactions = [entry for entry in entries if isinstance(entry, data.Transaction)]
    flows = facts.classify_flows(transactions, classifier, found.prices, found.currency)
    assert list(found.annotated) == list(classifier.annotated)
    assert list(found.trades) == list(classifier.trades)
    return flows, add_up(flows)


def sheet(found: Positions) -> list[object]:
    """What positions hold."""
    return [
        [
            (line.account, line.currency, line.cost_currency, line.is_money, line.weighs_itself),
            (line.days, line.numbers, line.changes),
        ]
        for line in found.lines
    ] + [(each.entry, each.posting) for each in found.others]


def assert_as_plainly(ledger: Ledger, currency: str | None = None) -> None:
    found = facts.collect(ledger.entries, ledger.options, currency=currency)
    flows, sums = plainly(ledger, found)
    assert list(found.flows) == flows
    # With the order of the decisions in each month, which is that of the rows of some tables.
    assert [(month, list(each.items())) for month, each in found.sums.decisions.items()] == [
        (month, list(each.items())) for month, each in sums.decisions.items()
    ]
    assert (found.sums.unconverted, found.sums.moved) == (sums.unconverted, sums.moved)
    assert sheet(found.positions) == sheet(
        position_reader.collect(found.entries, found.config, found.prices, found.currency)
    )


@pytest.mark.parametrize("head", [(), (PLUGIN,)], ids=["alone", "annotated"])
@pytest.mark.parametrize("currency", ["EUR", "USD", "CHF"])
def test_every_particular_is_as_plainly(head: Sequence[str], currency: str) -> None:
    ledger = load(PARTICULARS, *head)
    assert ledger.errors == []
    assert_as_plainly(ledger, currency)


@patiently
@given(ledgers(), st.booleans())
def test_any_ledger_is_as_plainly(text: str, annotated: bool) -> None:
    assert_as_plainly(load(text, FIFO, *([PLUGIN] if annotated else [])))


def test_the_sums_of_the_particulars() -> None:
    ledger = load(PARTICULARS)
    found = facts.collect(ledger.entries, ledger.options)
    by_role: dict[tuple[int, str, str | None], Decimal] = {}
    for month, sums in found.sums.decisions.items():
        for decision, amount in sums.items():
            key = (month - 2024 * 12 + 1, decision.role, decision.income_class)
            by_role[key] = by_role.get(key, Decimal()) + amount
    assert by_role == {
        # 10 + 10 USD at 0.50 + 10 USD at 0.60 paid + 3 + 2; 7 CHF have no price.
        (1, "living", None): Decimal(-26),
        (1, "fee", "near-passive"): Decimal(-1),
        (2, "income", "passive"): Decimal(30),
        (2, "income", "active"): Decimal(60),
        # 9 by 30 to 60: 3 and 6.
        (2, "tax", "passive"): Decimal(-3),
        (2, "tax", "active"): Decimal(-6),
        (2, "cost", "passive"): Decimal(-4),
    }
    assert [flow.entry.narration for flow in found.sums.unconverted] == ["without a price"]
    assert [flow.entry.narration for flow in found.sums.moved] == ["of another year"]


def test_a_tag_and_an_excluded_currency_single_a_transaction_out() -> None:
    ledger = load("""
    2024-01-01 custom "fsq-tag" "miete" "passive"
    2024-01-01 commodity EUR
      fsq-role: "excluded"
    2024-01-02 * "tagged" #miete
      Income:Irgendwas  -10 EUR
      Assets:Bank
    2024-01-03 * "in dollars"
      Expenses:Essen  4 USD
      Assets:Dollar
    """)
    assert_as_plainly(ledger)
    # Euros are in the figures unless they are asked for in another currency.
    assert_as_plainly(ledger, "USD")


@patiently
@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_the_entries_does_not_matter(text: str, chance: Any) -> None:
    ledger = load(text, FIFO)
    mixed = list(ledger.entries)
    chance.shuffle(mixed)
    one, other = (facts.collect(each, ledger.options) for each in (ledger.entries, mixed))
    assert [flow.posting for flow in one.flows] == [flow.posting for flow in other.flows]
    assert sheet(one.positions) == sheet(other.positions)


@pytest.mark.parametrize(
    "text",
    [
        # Beancount puts what opens before, a balance first, a document and what closes last.
        '2024-01-02 * "first"\n2024-01-02 open Assets:Bank EUR\n',
        '2024-01-02 * "first"\n2024-01-02 balance Assets:Bank 0 EUR\n',
        '2024-01-02 close Assets:Bank\n2024-01-02 * "last"\n',
        '2024-01-02 * "first"\n2024-01-02 close Assets:Bank\n2024-01-02 * "last"\n',
        '2024-01-03 * "later"\n2024-01-02 * "earlier"\n',
    ],
)
def test_a_pass_notices_what_is_out_of_order(text: str) -> None:
    ledger = load(f"2023-01-01 open Assets:Other\n{text}")
    in_file = sorted(ledger.entries, key=lambda entry: entry.meta["lineno"])
    found = facts.collect(ledger.entries, ledger.options)
    with pytest.raises(one_pass.OutOfOrderError):
        one_pass.read(
            in_file,
            Classifier(found.config, found.currency, found.convert, in_file),
            config=found.config,
            prices=found.prices,
            currency=found.currency,
        )
    assert list(facts.collect(in_file, ledger.options).entries) == list(found.entries)


_DAYS = st.dates(datetime.date(2023, 11, 1), datetime.date(2024, 3, 31))


@given(_DAYS, _DAYS)
def test_a_flow_is_the_same_object_in_every_selection(
    first: datetime.date, last: datetime.date
) -> None:
    ledger = load(PARTICULARS)
    flows = facts.collect(ledger.entries, ledger.options).flows
    some, early = list(within(flows, first, last)), list(until(flows, last))
    decided = [flow for flow in flows if flow.income_class is not None]
    every = list(flows)
    assert list(map(id, some)) == [id(flow) for flow in every if first <= flow.date <= last]
    assert list(map(id, early)) == [id(flow) for flow in every if flow.date <= last]
    assert set(map(id, decided)) <= set(map(id, every))
    assert list(reversed(flows)) == every[::-1]
    assert (flows[0], flows[-1], flows[1:3], len(flows)) == (
        *(every[0], every[-1], every[1:3]),
        len(every),
    )


@given(_DAYS)
def test_sums_up_to_a_day_are_those_of_its_flows(last: datetime.date) -> None:
    ledger = load(PARTICULARS)
    found = facts.collect(ledger.entries, ledger.options)
    flows = [flow for flow in found.flows if flow.date <= last]
    assert found.sums.until(last, found.flows) == add_up(flows)
    assert found.sums.until(last, found.flows).name_streams is False


def test_no_flows_are_none() -> None:
    ledger = load('2024-01-02 * "a transfer"\n  Assets:Bank  1 EUR\n  Assets:Kasse\n')
    flows = facts.collect(ledger.entries, ledger.options).flows
    assert not flows
    assert (len(flows), list(flows), list(within(flows, day("2024-01-01"), day("2024-12-31")))) == (
        0,
        [],
        [],
    )
    with pytest.raises(IndexError):
        flows[0]
