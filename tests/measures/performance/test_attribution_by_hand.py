"""The change of wealth, split, from balance sheets and bookings made by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from wealth_by_hand import at, day, flow, lots, positions, prices, sheet, sheets, transaction

from fsq_beancount.core.terms import FLAG_UNREALIZED
from fsq_beancount.measures.performance.attribution import Attribution
from fsq_beancount.measures.performance.booked import Booked
from fsq_beancount.measures.performance.bookings import Bookings
from fsq_beancount.measures.performance.by_day import Ledger
from fsq_beancount.measures.performance.change import PARTS, Cause
from fsq_beancount.measures.performance.history import History
from fsq_beancount.measures.performance.revaluation import Revaluation
from fsq_beancount.measures.performance.unbalanced import unbalanced


def test_a_change_of_sheets_and_bookings_made_by_hand() -> None:
    priced = prices("2024-01-10 FUND 100", "2024-01-31 FUND 120")
    fund = positions(lots("Assets:Depot", "FUND", ("2024-01-10", "5", "100")), priced=priced)
    before = sheet("2023-12-31", "1000", human_capital=Decimal(9000))
    after = sheet("2024-01-31", "1500", human_capital=Decimal(8800), latent_tax=Decimal(20))
    bookings = Bookings(
        flows=[
            flow("2024-01-05", "Income:Gehalt", "500", "active"),
            flow("2024-01-06", "Expenses:Essen", "-180"),
            flow("2024-01-07", "Income:Dividenden", "50", "passive"),
        ],
        loan_costs=(),
        others=[(Booked.EQUITY, day("2024-01-08"), Decimal(40))],
        drawings={},
    )
    attribution = Attribution(
        history=History(sheets(before, after), bookings),
        revaluation=Revaluation(positions=fund, prices=priced, as_of=day("2024-01-31")),
        unbalanced=lambda: Ledger({day("2024-01-09"): Decimal("9.99")}),
    )
    change = attribution.of(day("2024-01-01"), day("2024-01-31"))
    # From 1000 to 1500 - 20 of tax: 320 saved, 50 earned, 5 × 20 gained, 20 of tax, 40 opened,
    # and of the 10 - 20 that is left 9.99 do not balance.
    assert change.parts == {
        **dict.fromkeys(PARTS, Decimal()),
        "saving": Decimal(320),
        "capital_income": Decimal(50),
        "gains_unrealised": Decimal(100),
        "latent_tax_change": Decimal(-20),
        "other": Decimal(30),
    }
    assert change.other_by_cause == {
        Cause.EQUITY: Decimal(40),
        Cause.UNBALANCED: Decimal("9.99"),
        Cause.ROUNDING: Decimal("-19.99"),
    }
    # Beside it human capital fell by 200.
    assert change.human_capital_change == -200
    assert (change.opening_total, change.closing_total) == (Decimal(10000), Decimal(10280))


def test_nobody_asks_what_does_not_balance_where_the_parts_add_up() -> None:
    attribution = Attribution(
        history=History(
            sheets(sheet("2023-12-31", "1000"), sheet("2024-01-31", "1100")),
            Bookings(
                flows=[flow("2024-01-05", "Income:Gehalt", "100", "active")],
                loan_costs=(),
                others=(),
                drawings={},
            ),
        ),
        revaluation=Revaluation(positions=positions(), prices=prices(), as_of=day("2024-01-31")),
        unbalanced=lambda: pytest.fail("all parts add up"),
    )
    assert attribution.of(day("2024-01-01"), day("2024-01-31")).saving == 100


def test_what_transactions_are_off_by_in_the_report_currency() -> None:
    off = transaction("2024-01-05", ("Assets:A", "100", "USD"), ("Income:B", "-98", "USD"))
    hours = transaction("2024-01-05", ("Assets:A", "8", "HOURS"))
    unpriced = transaction("2024-01-05", ("Assets:A", "8", "POINTS"))
    unrealised = transaction("2024-01-05", ("Assets:A", "8", "EUR"), flag=FLAG_UNREALIZED)
    later = transaction("2024-02-01", ("Assets:A", "8", "EUR"))
    found = unbalanced(
        [off, hours, unpriced, unrealised, later],
        convert=at({"USD": "0.5", "HOURS": "10"}),
        excluded={"HOURS"},
        until=day("2024-01-31"),
    )
    assert found == {off.date: Decimal(1)}
