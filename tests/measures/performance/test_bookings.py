"""What postings contribute to the change of wealth, from flows made by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from wealth_by_hand import at, config, day, flow, transaction, units

from fsq_beancount.books.loans import LoanFlow, Loans
from fsq_beancount.books.positions import Other
from fsq_beancount.measures.performance.booked import Booked, part_of
from fsq_beancount.measures.performance.bookings import Bookings, drawings_of, never, others_of

if TYPE_CHECKING:
    from fsq_beancount.books.flows import Flow

FIRST, LAST = day("2024-01-01"), day("2024-01-31")


def test_flows_are_booked_by_what_they_are() -> None:
    interest = flow("2024-01-20", "Expenses:Zinsen", "-40")
    fee = flow("2024-01-21", "Expenses:Bank", "-5")
    found = Bookings(
        flows=[
            flow("2024-01-02", "Income:Gehalt", "3000", "active"),
            flow("2024-01-03", "Income:Dividenden", "100", "passive"),
            flow("2024-01-03", "Expenses:Steuern", "-25", "passive", role="tax"),
            flow("2024-01-04", "Income:Geschenk", "50", "neutral"),
            flow("2024-01-05", "Expenses:Essen", "-1200"),
            flow("2024-01-06", "Expenses:Auto", "-70", "active", role="virtual"),
            interest,
            fee,
            # After the month.
            flow("2024-02-01", "Income:Gehalt", "9999", "active"),
        ],
        loan_costs=[LoanFlow(interest, "A", fee=False), LoanFlow(fee, "A", fee=True)],
        others=[(Booked.EQUITY, day("2024-01-07"), Decimal(10))],
        drawings={day("2024-01-08"): Decimal(1000)},
    )
    booked = {kind: sums.total(FIRST, LAST) for kind, sums in found.booked.items()}
    assert {kind: amount for kind, amount in booked.items() if amount} == {
        # 3000 + 50 - 1200, and the fee of 5.
        Booked.SAVING: 1845,
        Booked.CAPITAL_INCOME: 75,
        Booked.DEPRECIATION: -70,
        Booked.COST_OF_DEBT: -40,
        Booked.EQUITY: 10,
    }
    assert found.external.total(FIRST, LAST) == 1855
    # Without the work: 50 - 1200 - 5 + 10.
    assert found.external_to_all.total(FIRST, LAST) == -1145
    assert found.borrowed.total(FIRST, LAST) == 2855
    assert found.drawings.total(FIRST, LAST) == 1000
    assert found.interest.total(FIRST, LAST) == -40
    assert found.fees.total(FIRST, LAST) == -5


def test_postings_beside_the_balance_sheet_say_where_wealth_came_from() -> None:
    opening = transaction("2024-01-02", ("Equity:Anfang", "-500", "USD"))
    padded = transaction("2024-01-03", ("Equity:Anfang", "20", "EUR"), flag="P")
    hours = transaction("2024-01-04", ("Assets:Urlaub", "8", "HOURS"))
    unpriced = transaction("2024-01-05", ("Equity:Anfang", "1", "POINTS"))
    later = transaction("2024-02-01", ("Equity:Anfang", "1", "EUR"))
    entries = (opening, padded, hours, unpriced, later)
    found = others_of(
        [Other(entry, entry.postings[0]) for entry in entries],
        convert=at({"USD": "0.5", "HOURS": "10"}),
        config=replace(config(), excluded=frozenset({"HOURS"})),
        until=LAST,
    )
    assert list(found) == [
        (Booked.EQUITY, opening.date, Decimal(250)),
        (Booked.PADDING, padded.date, Decimal(-20)),
        (Booked.EXCLUDED, hours.date, Decimal(-80)),
    ]


def test_what_is_drawn_on_loans_is_positive() -> None:
    one = units("Liabilities:A", "EUR", ("2024-01-02", "-1000"), ("2024-01-31", "100"))
    other = units("Liabilities:B", "EUR", ("2024-01-02", "-50"), ("2024-02-01", "50"))
    assert drawings_of([one, other], LAST) == {
        day("2024-01-02"): Decimal(1050),
        day("2024-01-31"): Decimal(-100),
    }


def part(of: Flow, loans: Loans) -> str:
    return part_of(of, loans, never, frozenset())


def test_the_part_that_a_flow_is_in() -> None:
    loans = Loans(config())
    assert part(flow("2024-01-02", "Income:Gehalt", "1", "active"), loans) == "saving"
    assert part(flow("2024-01-02", "Income:X", "1", "passive"), loans) == "capital_income"
    excluded = flow("2024-01-02", "Income:X", "1", "active", role="excluded")
    assert part(excluded, loans) == "other"
    interest = flow("2024-01-02", "Expenses:Zinsen", "-1")
    assert part(interest, loans) == "saving"
    assert interest.posting.meta is not None
    interest.posting.meta["fsq-interest-on"] = "Liabilities:Kredit"
    assert part(interest, loans) == "cost_of_debt"
