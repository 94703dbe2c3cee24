"""The liquidity plan, from ledgers whose figures are worked out by hand."""

from __future__ import annotations

import datetime
import textwrap
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import FIFO, ledgers, patiently
from small_ledger import load

from fsq_beancount import analyse
from fsq_beancount.measures.liquidity.cash import cash_on, likely_cash
from fsq_beancount.measures.liquidity.months import Basis, PlanMonth
from fsq_beancount.measures.liquidity.runway import months_secured, runway
from fsq_beancount.measures.liquidity.statement import HORIZON, Liquidity
from fsq_beancount.measures.liquidity.unplanned import UnplannedLoan

D = Decimal


def plan(text: str, *head: str, until: str = "2024-12-31") -> Liquidity:
    ledger = load(textwrap.dedent(text), *head)
    assert ledger.errors == []
    as_of = datetime.date.fromisoformat(until)
    return analyse(ledger.entries, ledger.options, as_of=as_of).liquidity


def short(month: PlanMonth) -> tuple[str, Decimal, Decimal, Decimal]:
    return month.month, month.inflow, month.outflow, month.closing


def items(month: PlanMonth) -> list[tuple[str, Basis, Decimal]]:
    return [tuple(item) for item in month.items]  # type: ignore[misc]


# Twelve months of 100 for food and 50 for clothes, paid from 10,000.
YEAR = """
2023-12-31 * "Opening"
  Assets:Bank  10000.00 EUR
  Equity:Opening
2024-01-15 * "Food of the year"
  Expenses:Essen  1200.00 EUR
  Assets:Bank
2024-12-31 * "Clothes of the year"
  Expenses:Kleidung  600.00 EUR
  Assets:Bank
"""
# 10,000 - 1,800
CASH = D(8200)


def test_runway_of_the_oracle() -> None:
    months = runway(D(26000), D(8200))
    assert months is not None
    assert round(months, 4) == D("3.1707")


@pytest.mark.parametrize("costs", [D(0), D(-5), None])
def test_who_spends_nothing_has_no_runway(costs: Decimal | None) -> None:
    assert runway(D(100), costs) is None


def test_income_that_pays_for_all_has_no_runway() -> None:
    assert runway(D(100), D(50), D(50)) is None


def test_a_ledger_has_a_runway_with_and_without_passive_income() -> None:
    # Cash 26,000; 98,400 of living costs in a year are 8,200 a month, 24,000 of rent are 2,000:
    # 26,000 / 8,200 = 3.17 and 26,000 / 6,200 = 4.19.
    found = plan(
        """
        2023-12-31 * "Opening"
          Assets:Bank  100400.00 EUR
          Equity:Opening
        2024-01-15 * "Rent"
          Income:Miete  -24000.00 EUR
          Assets:Bank
        2024-12-31 * "Life"
          Expenses:Leben  98400.00 EUR
          Assets:Bank
        """
    )
    assert (found.cash, found.living_costs, found.passive_income) == (D(26000), D(8200), D(2000))
    assert found.runway is not None
    assert found.runway_passive is not None
    assert (round(found.runway, 2), round(found.runway_passive, 2)) == (D("3.17"), D("4.19"))


def test_only_what_is_cash_counts_as_such() -> None:
    found = plan(
        YEAR
        + """
2020-01-01 open Assets:Festgeld
  fsq-liquidity: "locked"
2020-01-01 open Assets:Freund
  fsq-receivable: TRUE
2024-02-01 * "Shares, a deposit, and money lent to a friend"
  Assets:Depot  1 WELT {1000.00 EUR}
  Assets:Festgeld  2000.00 EUR
  Assets:Freund  300.00 EUR
  Assets:Bank
2024-02-01 price WELT 1500.00 EUR
"""
    )
    assert found.cash == CASH - 3300
    assert found.by_horizon == {"cash": CASH - 3300, "days": 1500, "locked": 2000}


def test_living_costs_go_on_at_their_average() -> None:
    first, second, *_ = plan(YEAR).plan
    assert short(first) == ("2025-01", D(0), D(150), CASH - 150)
    assert short(second) == ("2025-02", D(0), D(150), CASH - 300)
    assert items(first) == [
        ("Expenses:Essen", Basis.AVERAGE, D(-100)),
        ("Expenses:Kleidung", Basis.AVERAGE, D(-50)),
    ]


def test_the_months_before_the_reserve_is_touched_are_secured() -> None:
    # 8,200 - 150 n < 7,700 for n > 3.33: the fourth month ends below it, so three are secured.
    found = plan(YEAR + '2024-01-01 custom "fsq-option" "reserve" 7700 EUR\n')
    assert (found.reserve, found.months_secured) == (D(7700), 3)
    assert not found.secured_beyond_horizon
    assert found.short_on is not None
    assert found.short_on.month == "2025-04"


def test_a_month_that_ends_at_the_reserve_is_secured() -> None:
    found = plan(YEAR + '2024-01-01 custom "fsq-option" "reserve" 7750 EUR\n')
    assert found.months_secured == 3


def test_what_never_runs_out_is_secured_beyond_the_horizon() -> None:
    # 8,200 last for 54 months of 150; the horizon is 24.
    found = plan(YEAR + '2024-01-01 custom "fsq-option" "horizon" 24\n')
    assert (found.months_secured, found.secured_beyond_horizon) == (None, True)
    assert len(found.plan) == 24
    assert plan(YEAR).months_secured == 54


def test_a_reserve_without_a_price_leaves_the_months_undefined() -> None:
    found = plan(YEAR + '2024-01-01 custom "fsq-option" "reserve" 5 CHF\n')
    assert (found.reserve, found.months_secured, found.secured_beyond_horizon) == (
        None,
        None,
        False,
    )


class Month(NamedTuple):
    closing: Decimal
    is_whole: bool = True


def test_secured_months_as_a_formula() -> None:
    months = [Month(D(5), is_whole=False), Month(D(5)), Month(D(1)), Month(D(-1)), Month(D(9))]
    assert months_secured(months, D(0)) == 2  # the rest of the month that has begun is none
    assert months_secured(months[:3], D(1)) is None


PLANNED = """
2025-02-10 * "Holiday clothes"
  Expenses:Kleidung  500.00 EUR
  Assets:Bank
2025-02-28 * "Salary"
  Income:Gehalt  -3000.00 EUR
  Expenses:Steuern:Lohnsteuer  800.00 EUR
  Assets:Bank
"""


def test_of_the_average_only_what_is_not_planned_is_added() -> None:
    # Of 600 for clothes 500 are planned: 100 / 11 in each of the other months, cut at 12 places.
    first, second, third, *_ = plan(YEAR + PLANNED).plan
    assert first.outflow == D("109.090909090909")
    assert round(third.outflow, 9) == D("109.090909091")
    assert items(second) == [
        ("Expenses:Essen", Basis.AVERAGE, D(-100)),
        ("Expenses:Kleidung", Basis.PLANNED, D(-500)),
        ("Expenses:Steuern:Lohnsteuer", Basis.PLANNED, D(-800)),
        ("Income:Gehalt", Basis.PLANNED, D(3000)),
    ]
    assert short(second)[1:3] == (D(3000), D(1400))


def test_a_budget_takes_the_place_of_the_average_of_all_below_it() -> None:
    # January: 31 of 31 days of 90 a month for all of food, whatever it cost.
    first, *_ = plan(
        YEAR
        + """
2024-06-01 * "Fruit"
  Expenses:Essen:Obst  60.00 EUR
  Assets:Bank
2025-01-01 custom "budget" Expenses:Essen "monthly" 90.00 EUR
"""
    ).plan
    assert items(first) == [
        ("Expenses:Essen", Basis.BUDGET, D(-90)),
        ("Expenses:Kleidung", Basis.AVERAGE, D(-50)),
    ]


def test_of_the_budget_only_what_is_not_planned_is_added() -> None:
    # Of 12 · 90 = 1,080 a party of 70 is planned: 1,010 / 11 = 91.82 in each of the other months.
    first, second, *_ = plan(
        YEAR
        + """
2024-01-01 custom "budget" Expenses:Essen "monthly" 90.00 EUR
2025-01-05 * "Party"
  Expenses:Essen  70.00 EUR
  Assets:Bank
"""
    ).plan
    assert ("Expenses:Essen", Basis.PLANNED, D(-70)) in items(first)
    assert first.outflow == 120
    assert second.outflow == D("141.818181818182")


def test_what_is_planned_below_a_budget_is_part_of_it() -> None:
    # Of 12 · 90 = 1,080 for food 70 and 120 are planned for fruit: 89 in each of ten months.
    text = """
2024-01-01 custom "budget" Expenses:Essen "monthly" 90.00 EUR
2025-01-05 * "Fruit"
  Expenses:Essen:Obst  70.00 EUR
  Assets:Bank
2025-02-05 * "Fruit"
  Expenses:Essen:Obst  120.00 EUR
  Assets:Bank
"""
    first, second, third, *_ = plan(YEAR + text).plan
    assert (first.outflow, second.outflow, third.outflow) == (D(120), D(170), D(139))


def test_what_is_planned_in_every_month_leaves_its_rest_to_all_of_them() -> None:
    # 12 · 70 of the 1,080 are planned: 20 more in each month.
    text = """
2024-01-01 custom "budget" Expenses:Essen "monthly" 90.00 EUR
2025-01-05 custom "fsq-recurring" Expenses:Essen 70.00 EUR "FREQ=MONTHLY"
"""
    found = plan(YEAR + text).plan
    assert {month.outflow for month in found} == {D(140)}
    assert ("Expenses:Essen", Basis.BUDGET, D(-20)) in items(found[0])


def test_a_budget_adds_nothing_where_as_much_is_planned() -> None:
    # The fees of 12,000 come in February and August, electricity is 200 in every second month.
    text = """
2025-01-01 custom "budget" Income:Honorare "yearly" -12000 EUR
2025-01-01 custom "budget" Expenses:Strom "monthly" 100 EUR
2026-01-01 custom "fsq-recurring" Income:Honorare -6000 EUR "FREQ=MONTHLY;BYMONTH=2,8"
2026-01-01 custom "fsq-recurring" Expenses:Strom 200 EUR "FREQ=MONTHLY;INTERVAL=2"
2025-12-31 * "Opening"
  Assets:Bank  1000 EUR
  Equity:Opening
"""
    year = plan(text, until="2025-12-31").plan[:12]
    assert sum(month.inflow for month in year) == 12000
    assert sum(month.outflow for month in year) == 1200
    assert [month.outflow for month in year] == [D(200), D(0)] * 6


def test_a_bill_of_one_month_does_not_take_the_budget_of_the_other_costs() -> None:
    # Of 12 · 220 = 2,640 for the car 812 are the insurance: 1,828 / 11 = 166.18 for petrol.
    text = """
2024-01-01 custom "budget" Expenses:Auto "monthly" 220 EUR
2025-01-01 custom "fsq-recurring" Expenses:Auto:Versicherung 812 EUR "FREQ=YEARLY"
"""
    year = plan(YEAR + text).plan[:12]
    assert (year[0].outflow, year[1].outflow) == (D(962), D("316.181818181818"))
    assert sum(month.outflow for month in year) == 2640 + 12 * 150


def test_what_is_planned_beyond_a_budget_counts_towards_those_above_and_below() -> None:
    # Rent 900 of its budget of 700, so 200 of it count towards the 300 of all that is home.
    home = """
2024-01-01 custom "budget" Expenses:Wohnen "monthly" 300 EUR
2024-01-01 custom "budget" Expenses:Wohnen:Miete "monthly" 700 EUR
2025-01-01 custom "fsq-recurring" Expenses:Wohnen{} {} EUR "FREQ=MONTHLY"
"""
    assert ("Expenses:Wohnen", D(100)) in outflows(home.format(":Miete", 900))
    # And of 450 for all 150 towards the rent; of 1,100 planned nothing is left to add.
    assert ("Expenses:Wohnen:Miete", D(550)) in outflows(home.format("", 450))
    assert outflows(home.format("", 1100)) == [("Expenses:Wohnen", D(1100))]


def test_what_is_planned_above_accounts_counts_towards_their_averages() -> None:
    # Food costs 100 a month, bread 100 and fruit 50. Of 220 planned for all, 120 are beyond the
    # 100 of food itself; of the other 150 that leaves 30: two thirds are for bread.
    text = """
2024-06-01 * "Fruit of the year"
  Expenses:Essen:Obst  600.00 EUR
  Assets:Bank
2024-06-01 * "Bread of the year"
  Expenses:Essen:Brot  1200.00 EUR
  Assets:Bank
2025-01-05 custom "fsq-recurring" Expenses:Essen 220.00 EUR "FREQ=MONTHLY"
"""
    assert sorted(item for item in items(plan(YEAR + text).plan[0]) if "Essen" in item[0]) == [
        ("Expenses:Essen", Basis.RECURRING, D(-220)),
        ("Expenses:Essen:Brot", Basis.AVERAGE, D(-20)),
        ("Expenses:Essen:Obst", Basis.AVERAGE, D(-10)),
    ]


def test_the_budget_of_an_income_account_comes_in() -> None:
    first, *_ = plan(
        YEAR + '2024-01-01 custom "budget" Income:Gehalt "monthly" -2000.00 EUR\n'
    ).plan
    assert ("Income:Gehalt", Basis.BUDGET, D(2000)) in items(first)


def test_income_of_the_past_is_no_plan() -> None:
    first, *_ = plan(
        YEAR + '2024-05-01 * "Salary"\n  Income:Gehalt  -5000.00 EUR\n  Assets:Bank\n'
    ).plan
    assert first.inflow == 0


def test_a_transfer_between_cash_accounts_moves_nothing() -> None:
    first, *_ = plan(
        YEAR + '2025-01-05 * "Move"\n  Assets:Tagesgeld  500.00 EUR\n  Assets:Bank\n'
    ).plan
    assert (first.inflow, first.outflow) == (D(0), D(150))


def test_a_purchase_of_shares_goes_out_and_a_sale_comes_in() -> None:
    first, second, *_ = plan(
        YEAR
        + """
2025-01-05 * "Purchase"
  Assets:Depot  5 WELT {100.00 EUR}
  Assets:Bank
2025-02-05 * "Sale"
  Assets:Depot  -5 WELT {100.00 EUR}
  Assets:Bank
"""
    ).plan
    assert (first.outflow, second.inflow) == (D(650), D(500))


def test_a_credit_card_moves_cash_when_it_is_paid() -> None:
    # Of 600 for clothes 300 are planned: 300 / 11 from February on. The card is paid then.
    first, second, *_ = plan(
        YEAR
        + """
2025-01-05 * "Coat"
  Expenses:Kleidung  300.00 EUR
  Liabilities:Karte
2025-02-05 * "Card"
  Liabilities:Karte  300.00 EUR
  Assets:Bank
"""
    ).plan
    assert (first.outflow, second.outflow) == (D(100), D("427.272727272727"))


RECURRING = """
2024-06-01 custom "fsq-recurring" Expenses:Essen 120.00 EUR "FREQ=MONTHLY;UNTIL=20250201"
2024-06-15 custom "fsq-recurring" Income:Gehalt -3000.00 EUR "FREQ=MONTHLY"
"""


def test_a_recurring_payment_that_ends_leaves_the_rest_of_the_average() -> None:
    # Of 1,200 two payments of 120 hold 240: 96 in each of the ten other months.
    first, second, third, *_ = plan(YEAR + RECURRING).plan
    assert [(each.inflow, each.outflow) for each in (first, second, third)] == [
        (D(3000), D(170)),
        (D(3000), D(170)),
        (D(3000), D(146)),
    ]


def test_what_is_paid_once_a_year_is_not_spread_over_the_other_months_as_well() -> None:
    # Clothes of 600 a year: all of it each December. Food goes on at 1,200 / 12 a month.
    rule = 'custom "fsq-recurring" Expenses:Kleidung 600.00 EUR "FREQ=YEARLY"\n'
    months = plan(f"{YEAR}2023-12-15 {rule}").plan
    assert [each.outflow for each in months[:13]] == [*[D(100)] * 11, D(700), D(100)]
    # Nor after the last payment before the horizon, ten years on.
    assert [each.outflow for each in months[-2:]] == [D(100), D(700)]
    # Nor before the first one.
    months = plan(f"{YEAR}2025-06-15 {rule}").plan
    assert [each.outflow for each in months[:7]] == [*[D(100)] * 5, D(700), D(100)]


def test_after_the_last_payment_of_a_rule_the_average_goes_on() -> None:
    # The payment of December 2025 is the last one; from 2026 on it is 50 a month.
    rule = 'custom "fsq-recurring" Expenses:Kleidung 600.00 EUR "FREQ=YEARLY;UNTIL=20260101"\n'
    months = plan(f"{YEAR}2023-12-15 {rule}").plan
    assert [each.outflow for each in months[10:13]] == [D(100), D(700), D(150)]


def test_a_rule_without_an_end_goes_on_to_the_horizon() -> None:
    found = plan(YEAR + RECURRING)
    assert len(found.plan) == HORIZON
    assert found.plan[-1].inflow == 3000
    assert found.secured_beyond_horizon


def test_a_recurring_payment_that_is_booked_as_well_counts_once() -> None:
    first, *_ = plan(
        YEAR + RECURRING + '2025-01-17 * "Salary"\n  Income:Gehalt  -3000.00 EUR\n  Assets:Bank\n'
    ).plan
    assert first.inflow == 3000


def test_a_payment_that_this_month_has_seen_takes_the_place_of_the_rest_of_it() -> None:
    # The books end on 20 January. The rent of the 1st was paid, so nothing more of it comes until
    # February; that of the 25th, for the garage, was paid a few days early.
    found = plan(
        YEAR
        + """
2024-12-31 * "Rents of the year"
  Expenses:Miete  12000.00 EUR
  Expenses:Garage  600.00 EUR
  Assets:Bank
2025-01-01 * "Rent"
  Expenses:Miete  1000.00 EUR
  Assets:Bank
2025-01-20 * "Garage"
  Expenses:Garage  50.00 EUR
  Assets:Bank
2024-01-01 custom "fsq-recurring" Expenses:Miete 1000 EUR "FREQ=MONTHLY"
2024-01-25 custom "fsq-recurring" Expenses:Garage 50 EUR "FREQ=MONTHLY"
""",
        until="2025-01-20",
    )
    assert [item.account for item in found.plan[0].items] == ["Expenses:Essen", "Expenses:Kleidung"]
    assert [item.amount for item in found.plan[1].items if item.basis is Basis.RECURRING] == [
        D(-50),
        D(-1000),
    ]


def test_a_budget_whose_payment_this_month_has_seen_is_not_spent_again() -> None:
    rest, february, *_ = plan(
        YEAR
        + """
2025-01-01 * "Rent"
  Expenses:Miete  1000.00 EUR
  Assets:Bank
2025-01-20 balance Assets:Bank  7200.00 EUR
2024-01-01 custom "budget" Expenses:Miete "monthly" 1000.00 EUR
2024-01-01 custom "fsq-recurring" Expenses:Miete 1000 EUR "FREQ=MONTHLY"
""",
        until="2025-01-19",
    ).plan
    assert "Expenses:Miete" not in {item.account for item in rest.items}
    assert ("Expenses:Miete", Basis.RECURRING, D(-1000)) in items(february)


def test_several_payments_in_a_month_are_added_up() -> None:
    # The Fridays of January 2025: 3, 10, 17, 24 and 31. There are 52 in the year: 1,040 of 1,200
    # for food are planned, and 160 / 12 are left for each month.
    first, *_ = plan(
        YEAR + '2024-06-01 custom "fsq-recurring" Expenses:Essen 20 EUR "FREQ=WEEKLY;BYDAY=FR"\n'
    ).plan
    assert first.outflow == D("163.333333333333")


def test_a_payment_into_ones_own_cash_comes_in() -> None:
    first, *_ = plan(
        YEAR + '2024-06-01 custom "fsq-recurring" Assets:Bank 40 EUR "FREQ=MONTHLY"\n'
    ).plan
    assert first.inflow == 40


def test_savings_into_a_depot_go_out() -> None:
    first, *_ = plan(
        YEAR
        + """
2024-01-05 * "Purchase"
  Assets:Depot  1 WELT {100.00 EUR}
  Assets:Bank
2024-06-01 custom "fsq-recurring" Assets:Depot 100 EUR "FREQ=MONTHLY"
"""
    ).plan
    assert first.outflow == 250


LOAN = """
2020-01-01 open Liabilities:Darlehen
2023-01-01 * "Loan"
  Liabilities:Darlehen  -50000.00 EUR
  Assets:Bank
2024-06-30 * "Instalments of the year"
  Liabilities:Darlehen  6000.00 EUR
  Expenses:Zinsen  1200.00 EUR
  Assets:Bank
"""


def test_an_instalment_goes_out_and_its_interest_is_not_counted_twice() -> None:
    # 600 a month, of which 100 are the interest that the average holds, too.
    first, *_ = plan(
        YEAR
        + LOAN
        + '2024-06-30 custom "fsq-recurring" Liabilities:Darlehen 600 EUR "FREQ=MONTHLY"\n'
    ).plan
    assert items(first) == [
        ("Expenses:Essen", Basis.AVERAGE, D(-100)),
        ("Expenses:Kleidung", Basis.AVERAGE, D(-50)),
        ("Liabilities:Darlehen", Basis.RECURRING, D(-600)),
    ]


INSTALMENT = '2024-06-30 custom "fsq-recurring" Liabilities:Darlehen 600 EUR "FREQ=MONTHLY"\n'


def outflows(text: str) -> list[tuple[str, Decimal]]:
    """Return what the first month of the plan pays, without food and clothes."""
    first, *_ = plan(YEAR + text).plan
    left_out = ("Expenses:Essen", "Expenses:Kleidung")
    return [(name, -amount) for name, _, amount in items(first) if name not in left_out]


@pytest.mark.parametrize("amount", ["100", "130"])
def test_a_budget_of_interest_is_in_the_instalment(amount: str) -> None:
    budget = f'2024-01-01 custom "budget" Expenses:Zinsen "monthly" {amount} EUR\n'
    # It was 100 a month, and whatever is planned for it, 600 go out.
    assert outflows(LOAN + INSTALMENT + budget) == [("Liabilities:Darlehen", D(600))]
    # Without an instalment the budget counts.
    assert outflows(LOAN + budget) == [("Expenses:Zinsen", D(amount))]


def test_a_budget_of_the_interest_of_another_loan_counts() -> None:
    other = """
2024-06-30 * "Instalments of the year"
  Liabilities:Autokredit  1000.00 EUR
  Expenses:Zinsen  600.00 EUR
  Assets:Bank
"""
    budget = '2024-01-01 custom "budget" Expenses:Zinsen "monthly" 160 EUR\n'
    # 100 of the 160 are in the instalment of the first loan.
    assert outflows(LOAN + other + INSTALMENT + budget) == [
        ("Expenses:Zinsen", D(60)),
        ("Liabilities:Darlehen", D(600)),
    ]


def test_a_budget_above_an_account_of_interest_is_less_by_what_the_instalment_has() -> None:
    loan = LOAN.replace("Expenses:Zinsen", "Expenses:Wohnen:Zinsen")
    budget = '2024-01-01 custom "budget" Expenses:Wohnen "monthly" 250 EUR\n'
    assert outflows(loan + INSTALMENT + budget) == [
        ("Expenses:Wohnen", D(150)),
        ("Liabilities:Darlehen", D(600)),
    ]


def test_a_budget_of_interest_that_no_loan_had_counts() -> None:
    # An overdraft of 5 a month stands beside the 100 of the loan.
    more = """
2024-07-15 * "Overdraft of the year"
  Expenses:Zinsen  60.00 EUR
  Assets:Bank
2024-01-01 custom "budget" Expenses:Zinsen "monthly" 105 EUR
"""
    assert outflows(LOAN + INSTALMENT + more) == [
        ("Expenses:Zinsen", D(5)),
        ("Liabilities:Darlehen", D(600)),
    ]


def test_a_budget_of_interest_of_a_new_loan_is_in_its_instalment() -> None:
    new = """
2024-12-31 * "Paid out"
  Liabilities:Darlehen  -10000.00 EUR
  Assets:Bank
2024-12-31 custom "fsq-recurring" Liabilities:Darlehen 600 EUR "FREQ=MONTHLY;BYMONTHDAY=-1"
2024-12-31 custom "budget" Expenses:Zinsen "monthly" 40 EUR
"""
    assert outflows(new) == [("Liabilities:Darlehen", D(600))]
    # Its open may name another loan.
    opened = """
2020-01-01 open Expenses:Zinsen
  fsq-interest-on: "Liabilities:Autokredit"
2020-01-01 open Liabilities:Autokredit
"""
    assert outflows(new + opened) == [("Expenses:Zinsen", D(40)), ("Liabilities:Darlehen", D(600))]


def test_of_a_month_that_has_begun_the_interest_of_the_rest_is_in_the_instalment() -> None:
    loan = LOAN.replace("Expenses:Zinsen", "Expenses:Wohnen:Zinsen")
    budget = '2024-01-01 custom "budget" Expenses:Wohnen "monthly" 250 EUR\n'
    begun = '2025-01-15 * "Food"\n  Expenses:Essen  1.00 EUR\n  Assets:Bank\n'
    first, *_ = plan(YEAR + loan + INSTALMENT + budget + begun, until="2025-01-15").plan
    [rest] = [-amount for name, _, amount in items(first) if name == "Expenses:Wohnen"]
    # 250 - 100 for 16 of 31 days.
    assert round(rest, 9) == round(D(150) * 16 / 31, 9)


def test_a_planned_instalment_has_its_interest_beside_it() -> None:
    first, *_ = plan(
        YEAR
        + LOAN
        + """
2025-01-31 * "Instalment"
  Liabilities:Darlehen  510.00 EUR
  Expenses:Zinsen  90.00 EUR
  Assets:Bank
"""
    ).plan
    assert first.outflow == 750


def test_a_loan_without_an_instalment_in_the_plan_is_named() -> None:
    # 6,000 and 1,200 of interest in twelve months.
    found = plan(YEAR + LOAN)
    assert found.unplanned_loans == (UnplannedLoan(account="Liabilities:Darlehen", monthly=D(600)),)
    assert plan(YEAR).unplanned_loans == ()


DEBT = """
2020-01-01 open Liabilities:Darlehen
  fsq-interest-rate: 0.06
2024-12-31 * "Loan"
  Liabilities:Darlehen  -1000.00 EUR
  Assets:Bank
2024-12-31 custom "fsq-recurring" Liabilities:Darlehen 400 EUR "FREQ=MONTHLY;BYMONTHDAY=-1"
"""


def repaid(text: str, months: int = 6) -> list[Decimal]:
    """What each month of the plan pays on the loan."""
    found = plan(YEAR + text).plan[:months]
    account = "Liabilities:Darlehen"
    return [
        sum((-item.amount for item in month.items if item.account == account), D(0))
        for month in found
    ]


def test_the_last_instalment_is_what_is_owed_and_none_comes_after_it() -> None:
    # 1,000 at half a percent a month: 1,005 - 400 = 605; 608.025 - 400 = 208.025; and with
    # 1.040125 of interest 209.065125 are the last. The instalment of 31 December is not paid yet,
    # but before the plan.
    assert repaid(DEBT) == [400, 400, D("209.065125"), 0, 0, 0]


def test_a_repayment_that_is_planned_ends_a_loan_earlier() -> None:
    # In February 605 + 3.025 - 500 = 108.025 are left for the instalment.
    early = '2025-02-10 * "Early"\n  Liabilities:Darlehen  500 EUR\n  Assets:Bank\n'
    assert repaid(DEBT + early, 3) == [400, D("608.025"), 0]


def test_interest_that_is_planned_apart_adds_nothing_to_a_loan() -> None:
    apart = """
2020-01-01 open Expenses:Zinsen
  fsq-interest-on: "Liabilities:Darlehen"
2024-12-31 custom "fsq-recurring" Expenses:Zinsen 5 EUR "FREQ=MONTHLY;BYMONTHDAY=-1"
"""
    assert repaid(DEBT + apart, 4) == [400, 400, 200, 0]


def test_the_interest_of_a_month_that_has_begun_is_in_its_instalment() -> None:
    # The books end on 10 January, before the instalment of that month: half a percent for it.
    begun = DEBT + '2025-01-10 * "Food"\n  Expenses:Essen  1 EUR\n  Assets:Bank\n'
    found = plan(YEAR + begun, until="2025-01-10").plan[:3]
    paid = [-i.amount for month in found for i in month.items if "Darlehen" in i.account]
    assert paid == [400, 400, D("209.065125")]
    # After a repayment in January the interest of that month is in it.
    begun = begun.replace('"Food"\n  Expenses:Essen  1', '"-"\n  Liabilities:Darlehen  1')
    found = plan(YEAR + begun, until="2025-01-10").plan[:3]
    paid = [-i.amount for month in found for i in month.items if "Darlehen" in i.account]
    # 999 - 400 = 599; 601.995 - 400 = 201.995; 203.004975 with half a percent.
    assert paid == [400, 400, D("203.004975")]


def test_the_budget_of_an_income_account_that_had_costs_comes_in() -> None:
    # 5 a month of reimbursements, less living costs, and 20 a month of income from July on.
    text = """
2020-01-01 open Income:Spesen
  fsq-role: "living"
2024-05-05 * "Back"
  Income:Spesen  -60 EUR
  Assets:Bank
2025-07-01 custom "budget" Income:Spesen "monthly" 20 EUR
"""
    year = plan(YEAR + text).plan[:12]
    spent = [
        amount for month in year for name, _, amount in items(month) if name == "Income:Spesen"
    ]
    assert sum(spent) == 6 * 5 + 6 * 20


def test_without_a_rate_it_is_unknown_when_a_loan_ends() -> None:
    assert repaid(DEBT.replace("  fsq-interest-rate: 0.06\n", ""), 4) == [400] * 4
    # And where nothing was booked as lent, what is owed is unknown, too.
    assert repaid(DEBT.replace("-1000.00", "1000.00"), 4) == [400] * 4


FUND = """
2020-01-01 commodity WELT
  fsq-tax-treatment: "equity-fund"
2020-01-01 custom "fsq-option" "tax-profile" "de"
2023-05-02 * "Purchase"
  Assets:Depot  100 WELT {80.00 EUR}
  Assets:Bank
2024-10-02 * "Purchase"
  Assets:Depot  40 WELT {110.00 EUR}
  Assets:Bank
2024-01-02 price WELT 100.00 EUR
2024-12-30 price WELT 120.00 EUR
"""


def test_the_tax_on_the_lump_sum_of_the_year_falls_due_in_january() -> None:
    # The base rate of 2024 is 2.29 %: 100 · 0.0229 · 0.7 = 1.603 a unit, and a quarter of that for
    # what was bought in October: 100 · 1.603 + 40 · 1.603 / 4 = 176.33. 70 % of it are taxed at
    # 26.375 %: 32.5549... on Thursday, 2 January 2025.
    first, second, *_ = plan(YEAR + FUND).plan
    tax = D("176.33") * D("0.7") * D("0.26375")
    assert ("Assets:Depot", Basis.LUMP_SUM, -tax) in items(first)
    assert (first.outflow, second.outflow) == (150 + tax, D(150))


def test_the_tax_on_a_lump_sum_stands_on_the_account_of_such_taxes_and_within_its_budget() -> None:
    booked = """
2024-01-02 * "Lump sum of 2023"
  Expenses:Steuern:Vorabpauschale  9.00 EUR
  Assets:Bank
2024-01-01 custom "budget" Expenses:Steuern "yearly" 60 EUR
"""
    year = plan(YEAR + FUND + booked).plan[:12]
    tax = D("176.33") * D("0.7") * D("0.26375")
    assert ("Expenses:Steuern:Vorabpauschale", Basis.LUMP_SUM, -tax) in items(year[0])
    assert sum(month.outflow for month in year) == 12 * 150 + 60
    # What the ledger itself plans for that account in January comes in its place.
    said = '2025-01-02 * "-"\n  Expenses:Steuern:Vorabpauschale  30 EUR\n  Assets:Bank\n'
    [of_tax] = [item for item in items(plan(YEAR + FUND + booked + said).plan[0]) if "V" in item[0]]
    assert of_tax == ("Expenses:Steuern:Vorabpauschale", Basis.PLANNED, D(-30))


def test_a_purchase_or_sale_of_the_fund_does_not_stand_for_its_tax() -> None:
    tax = D("176.33") * D("0.7") * D("0.26375")
    saved = '2025-01-15 custom "fsq-recurring" Assets:Depot 50 EUR "FREQ=MONTHLY"\n'
    sold = """
2025-01-10 * "Sale"
  Assets:Depot  -40 WELT {110.00 EUR} @ 120.00 EUR
  Assets:Bank
  Income:Kursgewinne  -400.00 EUR
"""
    for text in (saved, sold):
        assert ("Assets:Depot", Basis.LUMP_SUM, -tax) in items(plan(YEAR + FUND + text).plan[0])


def test_who_plans_the_tax_on_lump_sums_for_the_first_time_pays_it_once() -> None:
    said = '2025-01-05 custom "fsq-recurring" Expenses:Vorabpauschale 30 EUR "FREQ=YEARLY"\n'
    found = items(plan(YEAR + FUND + said).plan[0])
    assert ("Expenses:Vorabpauschale", Basis.RECURRING, D(-30)) in found
    assert Basis.LUMP_SUM not in {basis for _, basis, _ in found}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # No price of the year.
        ("2024-01-02 price WELT 100.00 EUR\n2024-12-30 price WELT 120.00 EUR\n", ""),
        # It fell.
        ("2024-12-30 price WELT 120.00", "2024-12-30 price WELT 90.00"),
        # The allowance covers it.
        (
            '"tax-profile" "de"',
            '"tax-profile" "de"\n2020-01-01 custom "fsq-option" "saver-allowance" 200 EUR',
        ),
        ('2020-01-01 custom "fsq-option" "tax-profile" "de"\n', ""),
    ],
)
def test_no_tax_on_a_lump_sum_is_planned(old: str, new: str) -> None:
    assert old in FUND
    first, *_ = plan(YEAR + FUND.replace(old, new)).plan
    assert first.outflow == 150


def test_the_lump_sum_of_a_year_that_has_begun_is_estimated_from_its_last_price() -> None:
    # The base rate of 2025 is 2.53 %: 1.771 a unit and at most what was gained since 2 January, 1;
    # 140 of it are due in January 2026. That of 2024 was due on 2 January, before the plan.
    prices = "2025-01-02 price WELT 120.00 EUR\n2025-06-30 price WELT 121.00 EUR\n"
    found = plan(YEAR + FUND + prices, until="2025-06-30").plan
    taxed = [month.month for month in found if any(i.basis is Basis.LUMP_SUM for i in month.items)]
    assert taxed == ["2026-01"]
    [tax] = [-i.amount for i in found[6].items if i.basis is Basis.LUMP_SUM]
    assert tax == 140 * D("0.7") * D("0.26375")


def test_a_lock_that_ends_brings_its_money_in() -> None:
    found = plan(
        YEAR
        + """
2020-01-01 open Assets:Festgeld
  fsq-liquidity: "locked"
  fsq-locked-until: 2025-02-15
2024-02-01 * "Deposit"
  Assets:Festgeld  2000.00 EUR
  Assets:Bank
"""
    )
    assert found.cash == CASH - 2000
    assert [month.inflow for month in found.plan[:3]] == [0, 2000, 0]
    assert ("Assets:Festgeld", Basis.UNLOCKED, D(2000)) in items(found.plan[1])


def test_savings_on_an_account_do_not_stand_for_the_end_of_its_lock() -> None:
    # 10 a month are saved; the lock of the 2,000 ends in February.
    found = plan(
        YEAR
        + """
2020-01-01 open Assets:Festgeld
  fsq-liquidity: "locked"
  fsq-locked-until: 2025-02-15
2024-02-01 * "Deposit"
  Assets:Festgeld  2000.00 EUR
  Assets:Bank
2025-01-10 custom "fsq-recurring" Assets:Festgeld 10.00 EUR "FREQ=MONTHLY;COUNT=2"
"""
    )
    assert ("Assets:Festgeld", Basis.UNLOCKED, D(2000)) in items(found.plan[1])


def test_shares_that_are_no_longer_locked_are_no_cash() -> None:
    found = plan(
        YEAR
        + """
2020-01-01 open Assets:Depot
  fsq-locked-until: 2025-02-15
2024-02-01 * "Purchase"
  Assets:Depot  1 WELT {2000.00 EUR}
  Assets:Bank
"""
    )
    assert found.plan[1].inflow == 0


def test_a_month_that_has_begun_is_planned_to_its_end_and_is_not_secured() -> None:
    # Twelve months to November hold 1,200 for food. 12 of 31 days of December remain.
    found = plan(
        """
        2023-12-01 * "Opening"
          Assets:Bank  1390.00 EUR
          Equity:Opening
        2023-12-15 * "Food"
          Expenses:Essen  1200.00 EUR
          Assets:Bank
        2024-12-25 * "Gifts"
          Expenses:Geschenke  31.00 EUR
          Assets:Bank
        """,
        until="2024-12-19",
    )
    rest, january, *_ = found.plan
    assert not rest.is_whole
    assert rest.first == datetime.date(2024, 12, 20)
    # 100 · 12/31 = 38.709677419355
    assert rest.outflow == D("38.709677419355") + 31
    assert january.outflow == 100
    # 190 - 69.71 = 120.29, then 20.29, then below zero: January alone is a whole month.
    assert found.months_secured == 1


def test_books_of_three_months_average_over_three() -> None:
    found = plan(
        """
        2024-10-01 * "Opening"
          Assets:Bank  1000.00 EUR
          Equity:Opening
        2024-10-15 * "Food"
          Expenses:Essen  300.00 EUR
          Assets:Bank
        """
    )
    assert (found.living_costs, found.runway) == (D(100), D(7))


def test_what_is_planned_without_a_price_is_listed() -> None:
    found = plan(
        YEAR
        + """
2025-01-05 * "Hotel"
  Expenses:Reise  70.00 CHF
  Assets:Kasse
2024-06-01 custom "fsq-recurring" Expenses:Essen 1 CHF "FREQ=YEARLY;COUNT=2"
"""
    )
    assert found.unconverted == {"CHF": 71}


def test_what_the_ledger_excludes_is_not_planned() -> None:
    found = plan(
        YEAR
        + """
2020-01-01 commodity VACHR
  fsq-role: "excluded"
2025-01-05 * "Payslip"
  Assets:Bank  3000.00 EUR
  Income:Gehalt  -3000.00 EUR
  Assets:Urlaub  8 VACHR
  Income:Urlaub  -8 VACHR
"""
    )
    assert found.unconverted == {}
    assert found.plan[0].inflow == 3000


def test_an_overdraft_is_negative_cash() -> None:
    found = plan('2024-12-31 * "Food"\n  Expenses:Essen  300.00 EUR\n  Assets:Bank\n')
    assert (found.cash, found.months_secured) == (D(-300), 0)


def test_an_empty_ledger_has_nothing_to_plan() -> None:
    found = plan("")
    assert (found.cash, found.runway, found.runway_passive) == (D(0), None, None)
    assert (found.plan, found.secured_beyond_horizon) == ((), False)


def test_a_ledger_near_the_end_of_the_calendar_has_a_shorter_plan() -> None:
    books = (
        YEAR.replace("2023-", "9998-").replace("2024-12-31", "9999-10-31").replace("2024-", "9999-")
    )
    assert len(plan(books, until="9999-10-31").plan) == 2


@given(ledgers(), st.dates(datetime.date(2024, 1, 1), datetime.date(2024, 1, 31)))
@patiently
def test_the_plan_adds_up_from_the_cash_on(text: str, as_of: datetime.date) -> None:
    ledger = load(text, FIFO)
    report = analyse(ledger.entries, ledger.options, as_of=as_of)
    found = report.liquidity
    cash = found.cash
    likely = likely_cash(report.scope.holdings.every)
    assert cash_on(as_of, likely=likely, positions=report.scope.positions) == cash
    for month in found.plan:
        assert month.opening == cash
        assert month.closing == cash + sum(item.amount for item in month.items)
        assert min(month.inflow, month.outflow) >= 0
        cash = month.closing
    if found.plan:
        assert len(found.plan) == HORIZON + (as_of.day != 31)
