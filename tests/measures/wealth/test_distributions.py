"""What funds paid out, from flows and lots made by hand."""

from __future__ import annotations

from decimal import Decimal

from wealth_by_hand import flow, lots, positions

from fsq_beancount.measures.wealth.distributions import per_unit
from fsq_beancount.measures.wealth.splits import Splits


def test_what_was_paid_out_is_shared_by_the_units_held_on_the_day() -> None:
    fund = lots("Assets:Depot", "FUND", ("2023-01-10", "10", "100"), ("2024-06-01", "40", "100"))
    paid = per_unit(
        [
            flow("2024-05-01", "Income:Depot:FUND:Dividenden", "25", "passive"),
            flow("2024-07-01", "Income:Depot:FUND:Dividenden", "25", "passive"),
            # Of no commodity that is held, of a cost, and from before anything was held.
            flow("2024-07-01", "Income:Depot:Dividenden", "100", "passive"),
            flow("2024-07-01", "Expenses:FUND", "-5"),
            flow("2022-07-01", "Income:Depot:FUND:Dividenden", "7", "passive"),
        ],
        positions(fund),
        Splits([fund]),
    )
    # 25/10 in May and 25/50 in July.
    assert paid == {("FUND", 2024): Decimal(3)}
