"""What funds paid out, from flows and lots made by hand."""

from __future__ import annotations

from decimal import Decimal

from wealth_by_hand import flow, lots, positions

from fsq_beancount.measures.wealth.distributions import Distributions


def test_what_was_paid_out_is_shared_by_the_units_held_on_the_day() -> None:
    fund = lots("Assets:Depot", "FUND", ("2023-01-10", "10", "100"), ("2024-06-01", "40", "100"))
    paid = Distributions(
        [
            # From before anything was held.
            flow("2022-07-01", "Income:Depot:FUND:Dividenden", "7", "passive"),
            flow("2024-05-01", "Income:Depot:FUND:Dividenden", "25", "passive"),
            flow("2024-07-01", "Income:Depot:FUND:Dividenden", "25", "passive"),
            # Of no commodity that is held, and of a cost.
            flow("2024-07-01", "Income:Depot:Dividenden", "100", "passive"),
            flow("2024-07-01", "Expenses:FUND", "-5"),
        ],
        positions(fund),
    )
    # 25/10 in May and 25/50 in July.
    assert paid.of_year(2024) == {"FUND": Decimal(3)}
    assert paid.of_year(2022) == {}
    assert paid.name_any()


def test_a_ledger_may_name_no_fund_that_pays() -> None:
    fund = lots("Assets:Depot", "FUND", ("2023-01-10", "10", "100"))
    assert not Distributions([], positions(fund)).name_any()
    unnamed = flow("2024-07-01", "Income:Depot:Dividenden", "100", "passive")
    assert not Distributions([unnamed], positions(fund)).name_any()
