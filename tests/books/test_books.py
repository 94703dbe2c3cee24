"""What every measure looks at: all flows or only the notable ones, of some days, of each month."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import FIFO, ledgers, patiently
from small_ledger import load

from fsq_beancount.books import facts
from fsq_beancount.books.flows import by_month, within
from fsq_beancount.core.periods import month_index
from fsq_beancount.core.terms import LIVING
from fsq_beancount.report import build

if TYPE_CHECKING:
    from fsq_beancount.measures.scope import Scope

day = datetime.date.fromisoformat


def scope_of(text: str, *head: str) -> Scope:
    ledger = load(text, *head)
    return build.build(facts.collect(ledger.entries, ledger.options)).scope


LEDGER = """
    2024-01-10 * "Plain, and beside income"
      Expenses:Essen  10 EUR
      Assets:Bank
    2024-01-11 * "Salary"
      Income:Gehalt  -100 EUR
      Expenses:Essen  1 EUR
      Assets:Bank
    2024-01-12 * "Said to be what it would have been anyway"
      fsq-role: "living"
      Expenses:Reisen  20 EUR
      Assets:Bank
    2024-01-13 * "Said of the other posting"
      Expenses:Wohnen  30 EUR
      Assets:Depot  5 EUR
        fsq-investment: "Aktien"
      Assets:Bank
    2024-01-14 * "Work without pay"
      fsq-hours: 2
      Expenses:Bahn  40 EUR
      Assets:Bank
    2024-01-15 * "No flow at all"
      Assets:Depot  5 EUR
        fsq-investment: "Aktien"
      Assets:Bank
    2024-01-16 * "Not for us"
      note: "paid in cash"
      Expenses:Essen  50 EUR
      Assets:Bank
    """


def test_notable_is_what_anybody_speaks_of() -> None:
    scope = scope_of(LEDGER)
    assert [(flow.date.day, flow.account) for flow in scope.non_default_flows] == [
        # What stands beside a salary has been looked at, too.
        (11, "Income:Gehalt"),
        (11, "Expenses:Essen"),
        (12, "Expenses:Reisen"),
        (13, "Expenses:Wohnen"),
        (14, "Expenses:Bahn"),
    ]
    assert [entry.date.day for entry in scope.annotated] == [12, 13, 14, 15]


def test_spoken_are_those_of_a_selection_up_to_the_last_day() -> None:
    ledger = load(LEDGER)
    collected = facts.collect(ledger.entries, ledger.options)
    chosen = [entry for entry in ledger.entries if entry.date != day("2024-01-13")]
    report = build.build(collected, selection=chosen, as_of=day("2024-01-14"))
    assert [entry.date.day for entry in report.scope.annotated] == [12, 14]


@patiently
@given(ledgers())
def test_what_is_not_notable_is_a_living_cost_that_nothing_is_said_of(text: str) -> None:
    scope = scope_of(text, FIFO)
    notable = {id(flow) for flow in scope.non_default_flows}
    annotated = {id(entry) for entry in scope.facts.annotated}
    for flow in scope.flows:
        if id(flow) not in notable:
            assert (flow.role, flow.income_class, flow.stream) == (LIVING, None, None)
            assert id(flow.entry) not in annotated
    in_order = [flow for flow in scope.flows if id(flow) in notable]
    assert list(scope.non_default_flows) == in_order


@patiently
@given(ledgers())
def test_trades_are_all_that_touches_what_is_held_at_cost(text: str) -> None:
    ledger = load(text, FIFO)
    collected = facts.collect(ledger.entries, ledger.options)
    assert list(collected.trades) == [
        entry
        for entry in collected.entries
        if isinstance(entry, data.Transaction)
        and any(posting.cost is not None for posting in entry.postings)
    ]


_DAYS = st.dates(datetime.date(2023, 11, 1), datetime.date(2024, 3, 31))


@patiently
@given(st.lists(_DAYS, max_size=8), _DAYS, _DAYS)
def test_the_flows_of_some_days_and_of_each_month_are_all_of_these(
    days: list[datetime.date], first: datetime.date, last: datetime.date
) -> None:
    text = "".join(f'{date} * "x"\n  Expenses:Essen  1 EUR\n  Assets:Bank\n' for date in days)
    flows = scope_of(f'2024-04-01 * "last"\n{text}').flows
    assert list(within(flows, first, last)) == [
        flow for flow in flows if first <= flow.date <= last
    ]
    months = list(by_month(flows))
    assert [flow for _, several in months for flow in several] == list(flows)
    assert [month for month, _ in months] == sorted({month_index(flow.date) for flow in flows})
    assert all(month_index(flow.date) == month for month, several in months for flow in several)
