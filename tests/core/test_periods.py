"""Months and periods: leap years, year boundaries, names."""

from __future__ import annotations

import calendar
import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently

from fsq_beancount.core.periods import (
    Interval,
    Period,
    last_complete_month,
    month_first,
    month_index,
    month_label,
    month_last,
)

Day = datetime.date

any_day = st.dates(Day(1896, 1, 1), Day(2104, 12, 31))


@given(any_day)
def test_a_month_is_a_running_number(day: Day) -> None:
    index = month_index(day)
    first, last = month_first(index), month_last(index)
    assert (first.year, first.month, first.day) == (day.year, day.month, 1)
    assert (last.year, last.month) == (day.year, day.month)
    assert last.day == calendar.monthrange(day.year, day.month)[1]
    assert month_index(last + datetime.timedelta(days=1)) == index + 1
    assert month_index(first - datetime.timedelta(days=1)) == index - 1
    assert month_label(index) == f"{day:%Y-%m}"


@pytest.mark.parametrize(
    ("as_of", "last"),
    [
        (Day(2024, 12, 31), "2024-12"),
        (Day(2024, 12, 30), "2024-11"),
        # At the turn of a year the last complete month lies in the year before.
        (Day(2025, 1, 1), "2024-12"),
        (Day(2025, 1, 30), "2024-12"),
        (Day(2025, 1, 31), "2025-01"),
        # 2024 and 2000 are leap years, 2023 and 1900 are not.
        (Day(2024, 2, 28), "2024-01"),
        (Day(2024, 2, 29), "2024-02"),
        (Day(2023, 2, 28), "2023-02"),
        (Day(2000, 2, 28), "2000-01"),
        (Day(1900, 2, 28), "1900-02"),
    ],
)
def test_the_last_complete_month_ends_on_or_before_the_day(as_of: Day, last: str) -> None:
    assert month_label(last_complete_month(as_of)) == last


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        (Day(2024, 1, 1), Day(2024, 12, 31), "2024"),
        (Day(2024, 7, 1), Day(2024, 9, 30), "2024-Q3"),
        (Day(2024, 2, 1), Day(2024, 2, 29), "2024-02"),
        # Three months that are no quarter, twelve that are no year, more than a year.
        (Day(2024, 2, 1), Day(2024, 4, 30), "2024-02-01/2024-04-30"),
        (Day(2024, 2, 1), Day(2025, 1, 31), "2024-02-01/2025-01-31"),
        (Day(2023, 1, 1), Day(2024, 12, 31), "2023-01-01/2024-12-31"),
        # The 28th is not the last of a February with 29 days.
        (Day(2024, 2, 1), Day(2024, 2, 28), "2024-02-01/2024-02-28"),
        (Day(2024, 2, 2), Day(2024, 2, 29), "2024-02-02/2024-02-29"),
        (Day(2024, 5, 5), Day(2024, 5, 5), "2024-05-05/2024-05-05"),
    ],
)
def test_a_period_has_the_shortest_name(first: Day, last: Day, label: str) -> None:
    assert Period(first, last).label == label


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match=r"ends \(2023-12-31\) before it begins \(2024-01-01\)"):
        Period(Day(2024, 1, 1), Day(2023, 12, 31))


def test_a_period_is_split_into_all_that_it_touches() -> None:
    period = Period(Day(2023, 12, 31), Day(2024, 7, 1))
    assert [part.label for part in period.split(Interval.YEAR)] == ["2023", "2024"]
    assert [part.label for part in period.split(Interval.QUARTER)] == [
        "2023-Q4",
        "2024-Q1",
        "2024-Q2",
        "2024-Q3",
    ]
    months = [part.label for part in period.split(Interval.MONTH)]
    assert months == ["2023-12", *(f"2024-{month:02d}" for month in range(1, 8))]


@given(any_day, any_day, st.sampled_from(Interval))
@patiently
def test_what_a_period_is_split_into_joins_up(one: Day, other: Day, interval: Interval) -> None:
    period = Period(min(one, other), max(one, other))
    parts = list(period.split(interval))
    assert parts[0].first <= period.first <= parts[0].last
    assert parts[-1].first <= period.last <= parts[-1].last
    for part, following in itertools.pairwise(parts):
        assert part.last + datetime.timedelta(days=1) == following.first
    for part in parts:
        assert part.whole_months
        assert len(list(part.split(Interval.MONTH))) == interval.months


def test_a_window_begins_with_the_calendar() -> None:
    # The twelve months that end with March of the year 1 are three.
    window = Period.of_months(month_index(datetime.date(1, 3, 1)) - 11, 1 * 12 + 2)
    assert (window.first, window.last) == (datetime.date(1, 1, 1), datetime.date(1, 3, 31))


def test_twelve_months_at_the_beginning_of_the_calendar_are_what_there_is_of_them() -> None:
    # Month 12 is January of the year 1; of the twelve months before it there is none.
    assert Period.of_months(0, 11) == Period(Day(1, 1, 1), Day(1, 1, 31))
