"""Suggested milestones: bills that come every month, and never what may be a cost of earning."""

from __future__ import annotations

import datetime

import pytest
from beancount import loader
from foreign_ledgers import FOREIGN
from small_ledger import load

import fsq_beancount
from fsq_beancount.measures.milestones.ladder import Milestones

MONTHS = [f"2024-{month:02}" for month in range(1, 13)]


def spent(account: str, amount: int, *, months: list[str] = MONTHS) -> str:
    return "".join(
        f'{month}-15 * "-"\n  Expenses:{account}  {amount} EUR\n  Assets:Bank\n' for month in months
    )


def milestones(text: str) -> Milestones:
    ledger = load(text)
    assert ledger.errors == []
    last = datetime.date(2024, 12, 31)
    return fsq_beancount.analyse(ledger.entries, ledger.options, as_of=last).milestones


def suggested(text: str) -> list[tuple[str, int]]:
    found = milestones(text)
    assert found.suggested
    return [(each.name, round(each.cost or 0)) for each in found.narrow[:-1]]


# The holiday comes once, clothes in eleven months.
LIFE = (
    spent("Home:Rent", 900)
    + spent("Home:Power", 60)
    + spent("Phone", 20)
    + spent("Holiday", 5000, months=["2024-07"])
    + spent("Clothes", 80, months=MONTHS[:11])
)


def test_bills_of_every_month_are_suggested_the_smallest_first() -> None:
    # 12 · 20, 12 · 60, 12 · 900.
    assert suggested(LIFE) == [("Phone", 240), ("Power", 720), ("Rent", 10800)]
    found = milestones(LIFE)
    assert found.of_bills
    assert found.directives[1] == '2024-01-01 custom "fsq-milestone" "Power" Expenses:Home:Power'
    # Written into the ledger they give the same milestones.
    written = milestones("\n".join((*found.directives, LIFE)))
    assert written.narrow == found.narrow


def test_at_most_five_and_never_all() -> None:
    six = "".join(spent(f"Bill-{letter}", cost) for cost, letter in enumerate("ABCDEF", 1))
    assert [name for name, _ in suggested(six)] == [f"Bill-{letter}" for letter in "ABCDE"]
    two = spent("Rent", 900) + spent("Power", 60)
    assert suggested(two) == [("Power", 720)]


def test_an_account_with_costs_below_it_is_no_leaf() -> None:
    text = LIFE + spent("Phone:Mobile", 5)
    assert suggested(text) == [("Mobile", 60), ("Power", 720), ("Rent", 10800)]


@pytest.mark.parametrize(
    "more",
    [
        # Named for a tax, or for a fee.
        spent("Taxes", 10),
        spent("Bank:Fees", 10),
        # A let flat's name, and upkeep where a property earns.
        spent("Elm:Insurance", 10),
        spent("Hausgeld", 10),
        # Beside passive income in one transaction.
        "".join(
            f'{month}-20 * "-"\n  Income:Dividends  -50 EUR\n  Expenses:Something  10 EUR\n'
            "  Assets:Bank\n"
            for month in MONTHS
        ),
    ],
)
def test_what_may_be_a_cost_of_earning_is_not_suggested(more: str) -> None:
    rent = "".join(
        f'{month}-01 * "-"\n  Income:Elm:Rent  -500 EUR\n  Assets:Bank\n' for month in MONTHS
    )
    names = [name for name, _ in suggested(LIFE + rent + more)]
    assert names == ["Phone", "Power", "Rent"]


@pytest.mark.parametrize(
    ("income", "cost", "is_bill"),
    [
        ("Shop:Sales", "Shop:Materials", False),
        ("Gewerbe:Webdesign", "Gewerbe:Server", False),
        ("Airbnb", "Airbnb:Cleaning", False),
        # What a person is paid for work, and what tells nothing.
        ("Anna:Salary", "Anna:Gym", True),
        ("Other", "Other:Papers", True),
    ],
)
def test_what_a_business_may_have_cost_is_not_suggested(
    income: str, cost: str, is_bill: bool
) -> None:
    sales = "".join(
        f'{month}-01 * "-"\n  Income:{income}  -500 EUR\n  Assets:Bank\n' for month in MONTHS
    )
    names = [name for name, _ in suggested(LIFE + sales + spent(cost, 10))]
    assert names == [cost.rpartition(":")[2]] * is_bill + ["Phone", "Power", "Rent"]


def test_without_monthly_bills_no_group_with_a_suspect_is_suggested() -> None:
    once = ["2024-05"]
    text = (
        spent("Taxes", 700, months=once)
        + spent("Food", 300, months=once)
        + spent("Travel", 900, months=once)
    )
    assert suggested(text) == [("Food", 300), ("Travel", 900)]
    assert not milestones(text).of_bills


def test_numbers_of_a_chart_are_no_names() -> None:
    text = LIFE + spent("62:Wasser", 10) + spent("Haus:4118", 12) + spent("7:71", 14)
    assert suggested(text)[:3] == [("Wasser", 120), ("Haus 4118", 144), ("7 71", 168)]


def test_two_bills_of_one_name_are_told_apart() -> None:
    text = LIFE.replace("Expenses:Phone", "Expenses:Her:Anna:Phone") + spent("Ben:Phone", 25)
    assert suggested(text)[:2] == [("Anna Phone", 240), ("Ben Phone", 300)]
    text = text.replace("Expenses:Ben", "Expenses:Him:Anna")
    assert suggested(text)[:2] == [("Her:Anna:Phone", 240), ("Him:Anna:Phone", 300)]


def test_what_stands_below_a_word_for_property_is_no_bill_where_a_property_is_let() -> None:
    entries, _, options = loader.load_string(FOREIGN["a let flat"])
    ladder = fsq_beancount.analyse(entries, options).milestones.narrow
    assert [each.target.name for each in ladder] == ["Food", "All living costs"]
