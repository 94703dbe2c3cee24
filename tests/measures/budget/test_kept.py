"""Whether the plan was kept, month by month and year by year."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from small_ledger import load

from fsq_beancount import analyse
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import budget as budget_messages
from fsq_beancount.measures.budget.kept import PlanKept, times_kept

D = Decimal


def booked(date: str, account: str, amount: int) -> str:
    return f'{date} * "-"\n  {account}  {amount} EUR\n  Assets:Bank\n'


def kept(text: str, until: str = "2024-12-31") -> PlanKept | None:
    ledger = load(text)
    assert ledger.errors == []
    as_of = datetime.date.fromisoformat(until)
    return analyse(ledger.entries, ledger.options, as_of=as_of).plan_kept


YEARS = [f"{year}-{month:02}" for year in (2022, 2023, 2024) for month in range(1, 13)]
PLANS = """
2023-01-01 custom "budget" Income:Gehalt "monthly" -1000 EUR
2023-01-01 custom "budget" Expenses:Leben "monthly" 700 EUR
"""
LIFE = "".join(booked(f"{month}-05", "Expenses:Leben", 700) for month in YEARS)
PAY = "".join(booked(f"{month}-27", "Income:Gehalt", -1000) for month in YEARS)


def test_a_period_keeps_its_plan_where_it_is_met_or_beaten() -> None:
    assert times_kept([(D(300), D(300)), (D(299), D(300)), (D(-5), D(-6))]) == 2


def test_months_and_years_in_which_as_much_was_saved_as_planned() -> None:
    # 300 a month are planned from 2023 on and saved. In 2024, 50 more are spent in March and in
    # May, on what has no budget; 200 come in June, so the year has 100 more than the 3,600 planned.
    more = (
        booked("2024-03-10", "Expenses:Reise", 50)
        + booked("2024-05-10", "Expenses:Reise", 50)
        + booked("2024-06-10", "Income:Zinsen", -200)
    )
    expected = PlanKept(
        date=datetime.date(2024, 12, 31),
        of_savings=True,
        months_planned=12,
        months_kept=10,
        years_planned=2,
        years_kept=2,
    )
    assert kept(PLANS + LIFE + PAY + more) == expected
    # Without the 200, 100 less were saved in the year.
    found = kept(PLANS + LIFE + PAY + more.replace("-200", "-1"))
    assert found is not None
    assert (found.months_kept, found.years_kept) == (10, 1)


def test_a_period_in_which_the_plan_begins_is_not_compared() -> None:
    # From 15 July 2024 on: August to December have a plan, and no year has.
    found = kept(PLANS.replace("2023-01-01", "2024-07-15") + LIFE + PAY)
    assert found is not None
    assert (found.months_planned, found.months_kept, found.years_planned) == (5, 5, 0)


def test_the_running_month_and_year_are_not_compared() -> None:
    found = kept(PLANS + LIFE + PAY, "2024-11-20")
    assert found is not None
    assert found.date == datetime.date(2024, 10, 31)
    assert (found.months_planned, found.years_planned) == (12, 1)


def test_a_month_without_prices_and_its_year_are_not_compared() -> None:
    # In July 2024 four of six postings are in dollars without a price.
    dollars = "".join(
        f'2024-07-{day} * "-"\n  Expenses:Leben  9.00 USD\n  Assets:Dollar  -9.00 USD\n'
        for day in ("07", "08", "09", "10")
    )
    found = kept(PLANS + LIFE + PAY + dollars)
    assert found is not None
    assert (found.months_planned, found.years_planned) == (11, 1)


def test_years_in_which_nothing_was_booked_are_not_compared() -> None:
    # Nothing is booked from 2013 to 2021, so nothing was saved that is known of. Of 2012, 2022,
    # 2023 and 2024, in which 300 a month were planned and saved, each is compared.
    early = "".join(
        booked(f"2012-{month:02}-05", "Expenses:Leben", 700)
        + booked(f"2012-{month:02}-27", "Income:Gehalt", -1000)
        for month in range(1, 13)
    )
    found = kept(PLANS.replace("2023-01-01", "2012-01-01") + early + LIFE + PAY)
    assert found is not None
    assert (found.years_kept, found.years_planned) == (4, 4)


def test_without_planned_savings_the_costs_are_compared() -> None:
    # 700 were planned and spent, but for 701 in March; what has no budget is not compared.
    text = PLANS.replace("Income:Gehalt", "Expenses:Reise").replace("-1000", "10")
    more = booked("2024-03-06", "Expenses:Leben", 11) + booked("2024-04-06", "Expenses:Neu", 99)
    found = kept(text + LIFE + PAY + more)
    assert found is not None
    assert not found.of_savings
    # 711 of 710 in March; in the year 12 · 700 + 11 of 12 · 710.
    assert (found.months_kept, found.months_planned) == (11, 12)
    assert (found.years_kept, found.years_planned) == (2, 2)


@pytest.mark.parametrize("text", [LIFE + PAY, PLANS])
def test_without_a_plan_or_a_month_nothing_is_said(text: str) -> None:
    assert kept(text) is None


def test_both_languages_say_what_was_compared() -> None:
    found = PlanKept(
        date=datetime.date(2024, 12, 31),
        of_savings=True,
        months_planned=12,
        months_kept=9,
        years_planned=3,
        years_kept=2,
    )
    assert budget_messages.kept(found, Reader.of("en")) == (
        "The plan was kept in 9 of 12 months and in 2 of 3 complete years:"
        " at least as much was saved as planned."
    )
    assert "in 9 von 12 Monaten" in budget_messages.kept(found, Reader.of("de"))
