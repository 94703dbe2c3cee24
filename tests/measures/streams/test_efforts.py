"""What streams took until they paid, which wait for income, and work over the years; by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently
from small_ledger import load

from fsq_beancount import analyse
from fsq_beancount.measures.streams.droughts import Drought, hours_until, months_until
from fsq_beancount.measures.streams.periods import Streams
from fsq_beancount.measures.streams.waiting import Waiting

D = Decimal


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def streams(text: str, until: str) -> Streams:
    ledger = load(text, 'plugin "fsq_beancount"')
    assert ledger.errors == []
    return analyse(ledger.entries, ledger.options, as_of=day(until)).streams


# 20 hours in March and 30 in April 2023 with a camera of 100, the first sale in September, 60 in
# November 2023 and 50 more, after 5 hours, in February 2024: 10 + 60 + 50 are the first to cover
# the 100 put in.
COURSE = """
2023-01-01 open Income:Kurs
  fsq-stream: "Kurs"
  fsq-class: "passive"
2023-03-05 * "Skript"
  fsq-stream: "Kurs"
  fsq-hours: 20
2023-04-20 * "Kamera"
  fsq-hours: 30
  fsq-stream: "Kurs"
  Assets:Kamera  100.00 EUR
    fsq-investment: "Kurs"
  Assets:Bank
2023-09-12 * "Verkauf"
  Income:Kurs  -10.00 EUR
  Assets:Bank
2023-11-30 * "Verkauf"
  Income:Kurs  -60.00 EUR
  Assets:Bank
2024-01-07 * "Neue Lektion"
  fsq-stream: "Kurs"
  fsq-hours: 5
2024-02-28 * "Verkauf"
  Income:Kurs  -50.00 EUR
  Assets:Bank
2024-12-31 * "Leben"
  Expenses:Leben  5.00 EUR
  Assets:Bank
"""


def test_a_drought_lasts_from_the_first_effort_to_the_first_income_and_to_payback() -> None:
    (course,) = streams(COURSE, "2024-12-31").droughts
    assert course == Drought(
        stream="Kurs",
        effort_since=day("2023-03-05"),
        income_since=day("2023-09-12"),
        payback_on=day("2024-02-29"),
        hours_to_income=D(50),
        hours_to_payback=D(55),
    )
    # March to September, and March to February of the next year.
    assert (course.months_to_income, course.months_to_payback) == (6, 11)


def test_before_the_first_income_nothing_is_known_but_the_effort() -> None:
    found = streams(COURSE, "2023-08-31")
    (course,) = found.droughts
    assert (course.effort_since, course.income_since) == (day("2023-03-05"), None)
    assert (course.months_to_income, course.hours_to_income) == (None, None)
    assert (course.months_to_payback, course.hours_to_payback) == (None, None)
    # So it waits: since March, with 50 hours and the camera.
    assert found.waiting == (
        Waiting(
            stream="Kurs",
            effort_since=day("2023-03-05"),
            months_waited=5,
            hours=D(50),
            invested=D(100),
            # The sales to come in the ledger are planned: 10 + 60 + 50 by August 2024.
            planned=D(120),
        ),
    )
    assert streams(COURSE, "2024-12-31").waiting == ()


def test_income_before_any_effort_is_no_drought() -> None:
    (flat,) = streams(
        """
        2023-01-01 open Income:Miete
          fsq-stream: "Flat"
        2023-01-03 * "Miete"
          Income:Miete  -500.00 EUR
          Assets:Bank
        2023-06-10 * "Dach"
          fsq-stream: "Flat"
          fsq-hours: 8
        2023-12-31 * "Leben"
          Expenses:Leben  5.00 EUR
          Assets:Bank
        """,
        "2023-12-31",
    ).droughts
    assert (flat.months_to_income, flat.hours_to_income, flat.payback_on) == (0, D(0), None)


def test_money_taken_out_is_no_effort() -> None:
    # 5 come back before the first money of the books is put in.
    (course,) = streams(
        """
        2023-01-01 open Income:Kurs
          fsq-stream: "Kurs"
        2024-03-10 * "Deposit back"
          Expenses:Kamera  -5.00 EUR
            fsq-investment: "Kurs"
          Assets:Bank
        2024-05-10 * "Camera"
          Expenses:Kamera  50.00 EUR
            fsq-investment: "Kurs"
          Assets:Bank
        2024-09-10 * "Verkauf"
          Income:Kurs  -20.00 EUR
          Assets:Bank
        """,
        "2024-12-31",
    ).droughts
    assert (course.effort_since, course.months_to_income) == (datetime.date(2024, 5, 10), 4)


PLANNED = """
2024-01-01 open Income:App
  fsq-stream: "App"
2024-01-01 open Income:Buch
  fsq-stream: "Buch"
2024-01-01 open Income:Blog
  fsq-stream: "Blog"
2024-01-01 open Income:Shop
  fsq-stream: "Shop"
2024-01-01 custom "fsq-recurring" Income:App -10.00 EUR "FREQ=MONTHLY"
2024-01-01 custom "budget" Income:App "yearly" 100.00 EUR
2024-01-01 custom "budget" Income:Buch "yearly" 365.00 EUR
2024-01-01 custom "fsq-recurring" Income:Blog -10.00 USD "FREQ=MONTHLY"
2024-01-01 custom "fsq-recurring" Income:Shop -10.00 EUR "FREQ=MONTHLY;UNTIL=20240601"
2024-12-31 * "Leben"
  Expenses:Leben  5.00 EUR
  Assets:Bank
"""


def test_a_plan_without_income_is_listed_with_what_it_plans() -> None:
    # In 2025 the app is to bring 12 times 10, more than its budget, and the book 365 by its budget
    # alone. The dollars of the blog have no price, and nothing more is planned of the shop.
    found = {each.stream: each.planned for each in streams(PLANNED, "2024-12-31").waiting}
    assert found == {"App": D(120), "Blog": None, "Buch": D(365)}
    assert {each.effort_since for each in streams(PLANNED, "2024-12-31").waiting} == {None}


def test_what_is_planned_counts_once_beside_its_booking_and_the_budget_above() -> None:
    # In 2025 the shop is to bring 12 times 10; January's payment is booked as well. The budget of
    # the account above is smaller than that, so it adds nothing. Next to it, 7 is booked alone.
    text = """
        2024-01-01 open Income:App
          fsq-stream: "App"
        2024-01-01 open Income:App:Shop
        2024-01-01 custom "fsq-recurring" Income:App:Shop -10.00 EUR "FREQ=MONTHLY"
        2024-01-01 custom "budget" Income:App "yearly" 100.00 EUR
        2024-12-31 * "Leben"
          Expenses:Leben  5.00 EUR
          Assets:Bank
        2025-01-02 * "Shop"
          Income:App:Shop  -10.00 EUR
          Assets:Bank
        2025-01-03 * "Shop"
          Income:App:Shop  -7.00 EUR
          Assets:Bank
    """
    assert [each.planned for each in streams(text, "2024-12-31").waiting] == [D(127)]
    # Without payments it is the budget.
    less = text.replace("FREQ=MONTHLY", "FREQ=MONTHLY;COUNT=12").partition("2025-01-02")[0]
    assert [each.planned for each in streams(less, "2024-12-31").waiting] == [D(100)]


def test_who_has_had_income_does_not_wait() -> None:
    sold = """
        2024-05-05 * "Verkauf"
          Income:App  -3.00 EUR
          Assets:Bank
    """
    found = streams(PLANNED + sold.replace("        ", ""), "2024-12-31").waiting
    assert [each.stream for each in found] == ["Blog", "Buch"]


def test_work_over_the_years_is_of_the_streams_worked_for() -> None:
    found = streams(COURSE, "2024-12-31").work
    # 2023: 50 hours for 70; 2024: 5 for 50.
    assert [(each.period, each.hours, each.net_per_hour) for each in found] == [
        ("2023", D(50), D("1.4")),
        ("2024", D(5), D(10)),
    ]


def test_a_year_without_work_has_no_net_income_per_hour() -> None:
    more = """
2025-03-01 * "Verkauf"
  Income:Kurs  -40.00 EUR
  Assets:Bank
2025-12-31 * "Leben"
  Expenses:Leben  5.00 EUR
  Assets:Bank
"""
    last = streams(COURSE + more, "2025-12-31").work[-1]
    assert (last.period, last.hours, last.net_per_hour) == ("2025", D(0), None)
    assert streams(PLANNED, "2024-12-31").work == ()


_DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2022, 12, 31))


@given(st.lists(st.tuples(_DAYS, st.integers(1, 9).map(Decimal)), min_size=1), _DAYS, _DAYS)
@patiently
def test_a_later_end_never_means_fewer_months_or_hours(
    worked: list[tuple[datetime.date, Decimal]], one: datetime.date, other: datetime.date
) -> None:
    worked.sort()
    first, (early, late) = worked[0][0], sorted((one, other))
    hours = hours_until(worked, early), hours_until(worked, late)
    assert hours[0] is not None
    assert hours[1] is not None
    assert 0 <= hours[0] <= hours[1] <= sum(each for _, each in worked)
    months = months_until(first, early), months_until(first, late)
    assert months[0] is not None
    assert months[1] is not None
    assert 0 <= months[0] <= months[1]
