"""What income is due next month, and what of the last month came."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_ledger import load

from fsq_beancount import analyse
from fsq_beancount.core.periods import month_of
from fsq_beancount.measures.liquidity.calendar_definitions import INCOME_CALENDAR
from fsq_beancount.measures.liquidity.rhythm import due_in, interval_of

if TYPE_CHECKING:
    from collections.abc import Iterable

D = Decimal
day = datetime.date.fromisoformat
YEARS = [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)]
FOOD = "".join(f'{month}-28 * "-"\n  Expenses:Essen  500 EUR\n  Assets:Bank\n' for month in YEARS)


def paid(account: str, dates: Iterable[str], amount: int = 100) -> str:
    return "".join(
        f'{date} * "-"\n  Income:{account}  -{amount} EUR\n  Assets:Bank\n' for date in dates
    )


def calendar(text: str, until: str = "2024-12-31") -> dict[str, Any]:
    ledger = load(FOOD + text)
    assert ledger.errors == []
    report = analyse(ledger.entries, ledger.options, as_of=day(until))
    return {row.account.removeprefix("Income:"): row for row in report.rows_of(INCOME_CALENDAR)}


def test_what_is_planned_is_due_and_what_was_planned_was_expected() -> None:
    rule = 'custom "fsq-recurring" Income:Acme -3000 EUR "FREQ=MONTHLY"\n'
    row = calendar(paid("Acme", ["2024-12-27"], 2900) + f"2024-06-27 {rule}")["Acme"]
    assert (row.income_due, row.income_due_on) == (3000, day("2025-01-27"))
    assert (row.income_expected, row.income_received) == (3000, 2900)
    assert row.income_due_rest is None


def test_a_transaction_to_come_is_due_and_counts_once_beside_its_rule() -> None:
    rule = '2024-06-27 custom "fsq-recurring" Income:Acme -3000 EUR "FREQ=MONTHLY"\n'
    to_come = paid("Acme", ["2025-01-20"], 3000) + paid("Acme", ["2025-01-10"], 70)
    row = calendar(rule + to_come)["Acme"]
    assert (row.income_due, row.income_due_on) == (3070, day("2025-01-10"))


def test_equal_transactions_to_come_are_due_each() -> None:
    row = calendar(paid("Acme", ["2025-01-10", "2025-01-20"], 70))["Acme"]
    assert (row.income_due, row.income_due_on) == (140, day("2025-01-10"))
    # Fridays, on five of which 50 is planned; two of these payments are booked already.
    rule = '2024-12-06 custom "fsq-recurring" Income:Acme -50 EUR "FREQ=WEEKLY"\n'
    row = calendar(rule + paid("Acme", ["2025-01-03", "2025-01-04"], 50))["Acme"]
    assert (row.income_due, row.income_due_on) == (250, day("2025-01-03"))


def test_what_came_is_no_part_of_a_transaction_to_come() -> None:
    some = paid("Acme", ["2024-12-05"], 500) + paid("Acme", ["2024-12-20"], 300)
    assert calendar(some, "2024-12-10")["Acme"].income_due_rest == 300
    # 1,000 planned, of which 500 came, and 300 beside it.
    rule = '2024-12-27 custom "fsq-recurring" Income:Acme -1000 EUR "FREQ=MONTHLY"\n'
    assert calendar(rule + some, "2024-12-10")["Acme"].income_due_rest == 800
    everything = rule + paid("Acme", ["2024-12-05"], 1000)
    assert calendar(everything, "2024-12-10")["Acme"].income_due_rest is None


def test_a_sale_to_come_is_no_income_that_is_due() -> None:
    assert calendar(paid("Kursgewinne", ["2025-01-10"])) == {}


def test_what_is_only_planned_has_the_stream_of_its_account() -> None:
    stream = '2024-01-01 open Income:Buch\n  fsq-stream: "Bücher"\n'
    rule = '2025-01-05 custom "fsq-recurring" Income:Buch -10 EUR "FREQ=MONTHLY"\n'
    assert calendar(stream + rule)["Buch"].stream == "Bücher"


def test_nothing_is_due_after_the_last_month_of_the_calendar() -> None:
    monthly = paid("Miete", [f"9999-{month:02}-05" for month in range(1, 13)])
    row = calendar(monthly, "9999-12-31")["Miete"]
    assert (row.income_due, row.income_due_on, row.income_received) == (None, None, 100)


def test_what_the_plan_leaves_out_of_a_month_is_not_due_by_rhythm() -> None:
    # It came monthly, and from June on the plan says every third month, next in March.
    rule = '2024-06-15 custom "fsq-recurring" Income:Acme -3000 EUR "FREQ=MONTHLY;INTERVAL=3"\n'
    row = calendar(paid("Acme", [f"{month}-15" for month in YEARS]) + rule)["Acme"]
    assert (row.income_due, row.income_expected, row.income_received) == (None, 3000, 100)


def test_without_a_plan_the_rhythm_says_what_is_due() -> None:
    quarterly = [f"{month}-15" for month in YEARS if month[-2:] in ("01", "04", "07", "10")]
    found = calendar(
        paid("Miete", [f"{month}-31" for month in YEARS if month[-2:] in ("10", "12")])
        + paid("Miete", [f"{month}-28" for month in YEARS if month[-2:] not in ("10", "12")])
        + paid("Fonds", quarterly, 40)
        + paid("Bonus", ["2023-01-10", "2024-01-20"], 500)
        + paid("Zufall", ["2024-12-02"], 7)
    )
    # The month of rent begins on the 31st, as it last did; the rest in the order of their days.
    assert [(name, row.income_due, row.income_due_on) for name, row in found.items()] == [
        ("Fonds", 40, day("2025-01-15")),
        ("Bonus", 500, day("2025-01-20")),
        ("Miete", 100, day("2025-01-31")),
        ("Zufall", None, None),
    ]
    assert (found["Zufall"].income_expected, found["Zufall"].income_received) == (None, 7)
    assert (found["Miete"].income_expected, found["Miete"].income_received) == (100, 100)
    assert (found["Fonds"].income_expected, found["Fonds"].income_received) == (None, 0)


def test_of_a_month_that_has_begun_what_did_not_come_yet_is_still_due() -> None:
    monthly = paid("Miete", [f"{month}-05" for month in YEARS[:-1]])
    row = calendar(monthly, "2024-12-20")["Miete"]
    # November is the last complete month.
    assert (row.income_due_rest, row.income_due, row.income_received) == (100, 100, 100)
    some = monthly + paid("Miete", ["2024-12-02"], 30)
    row = calendar(some, "2024-12-20")["Miete"]
    assert row.income_due_rest == 70
    # The median of the twelve payments before: 11 of 100 and one of 30.
    assert row.income_due == 100


def test_the_day_is_that_of_the_last_payment_not_of_a_refund() -> None:
    monthly = paid("Miete", [f"{month}-05" for month in YEARS]) + paid("Miete", ["2024-12-20"], -30)
    row = calendar(monthly)["Miete"]
    assert (row.income_due, row.income_due_on) == (100, day("2025-01-05"))


def test_on_a_closed_account_nothing_is_due() -> None:
    monthly = paid("Miete", [f"{month}-05" for month in YEARS])
    row = calendar(monthly + "2024-12-31 close Income:Miete\n")["Miete"]
    assert (row.income_due, row.income_due_on, row.income_received) == (None, None, 100)


def test_what_was_expected_and_did_not_come_is_listed() -> None:
    row = calendar(paid("Miete", [f"{month}-05" for month in YEARS[:-1]]))["Miete"]
    assert (row.income_expected, row.income_received) == (100, 0)


def test_gains_are_no_such_income_and_books_without_a_month_have_none() -> None:
    gains = "".join(
        f'{month}-10 * "-"\n  Income:Kursgewinne  -5 EUR\n  Assets:Bank\n' for month in YEARS
    )
    assert calendar(gains) == {}
    ledger = load(paid("Acme", ["2024-12-27"]))
    report = analyse(ledger.entries, ledger.options, as_of=day("2024-12-28"))
    assert report.rows_of(INCOME_CALENDAR) == ()


@pytest.mark.parametrize(
    ("months", "interval"),
    [([1, 4, 7], 3), ([1, 2, 3], None), ([1, 4, 8], None), ([1, 6], None), ([1], None)],
)
def test_the_interval_of_equal_distances(months: list[int], interval: int | None) -> None:
    assert interval_of(months) == interval


@given(st.sampled_from([1, 2, 3, 4, 6, 12]), st.integers(0, 11), st.integers(1, 999))
def test_a_steady_rhythm_is_due_when_its_next_payment_is(
    interval: int, first: int, amount: int
) -> None:
    # Three years of equal payments: each month after them is due if it is a whole number of
    # intervals away, as long as the next payment is not overdue.
    start = month_of("2020-01") + first
    months = dict.fromkeys(range(start, start + 36, interval), D(amount))
    last = max(months)
    for month in range(last + 1, last + interval + 1):
        assert due_in(month, months) == (amount if month == last + interval else None)


def test_what_has_stopped_is_not_due() -> None:
    months = dict.fromkeys(range(month_of("2023-01"), month_of("2024-10")), D(5))
    assert due_in(month_of("2024-12"), months) == 5
    assert due_in(month_of("2025-01"), months) is None
    quarterly = dict.fromkeys(range(month_of("2023-01"), month_of("2024-08"), 3), D(5))
    assert due_in(month_of("2024-10"), quarterly) == 5
    assert due_in(month_of("2025-01"), quarterly) is None
