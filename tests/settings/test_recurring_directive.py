"""``custom "fsq-recurring"``: which days a rule gives, and what is wrong with others."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently
from small_ledger import complaints, load

from fsq_beancount.settings import reading
from fsq_beancount.settings.directives import recurring
from fsq_beancount.settings.directives.recurring import Recurring

START = datetime.date(2024, 1, 31)


def days(rule: str, until: str = "2024-12-31") -> list[str]:
    ledger = load(f'2024-01-31 custom "fsq-recurring" Expenses:Miete 900 EUR "{rule}"\n')
    found, errors = reading.read(ledger.entries, ledger.options)
    assert errors == []
    (statement,) = found.statements(Recurring)
    return [day.isoformat() for day in statement.days(START, datetime.date.fromisoformat(until))]


@pytest.mark.parametrize(
    ("rule", "skips"),
    [
        ("FREQ=MONTHLY", True),
        ("FREQ=MONTHLY;COUNT=2", True),  # January and March
        ("RRULE:freq=monthly;interval=3", True),  # there is no 31 April
        ("FREQ=MONTHLY;UNTIL=20240229", True),  # nothing in February
        ("FREQ=MONTHLY;COUNT=1", False),
        ("FREQ=MONTHLY;BYMONTH=1,7,12", False),  # all of 31 days
        ("FREQ=MONTHLY;INTERVAL=12", False),  # every January
        ("FREQ=MONTHLY;BYMONTHDAY=-1", False),
        ("FREQ=MONTHLY;BYMONTHDAY=31", True),  # however it is spelled
        ("FREQ=MONTHLY;BYMONTHDAY=1,30", True),  # in February only the 1st
        ("FREQ=MONTHLY;BYMONTHDAY=-30", True),  # February has no 30th day from its end
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", False),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=3", False),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", False),
        ("FREQ=MONTHLY;BYMONTHDAY=30,31;BYSETPOS=-1", True),
        ("FREQ=DAILY;BYMONTHDAY=31", True),
        ("FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12", True),
        ("FREQ=YEARLY;BYMONTH=1,3", False),
        ("FREQ=YEARLY;BYMONTHDAY=31", True),
        ("FREQ=YEARLY;BYYEARDAY=366", True),
        ("FREQ=YEARLY;BYYEARDAY=-1", False),
        ("FREQ=MONTHLY;BYDAY=-1FR", False),
        ("FREQ=WEEKLY", False),
        ("FREQ=YEARLY", False),
    ],
)
def test_a_monthly_rule_from_the_31st_skips_short_months(rule: str, skips: bool) -> None:
    ledger = load(f'2024-01-31 custom "fsq-recurring" Expenses:Miete 900 EUR "{rule}"\n')
    found, errors = reading.read(ledger.entries, ledger.options)
    assert errors == []
    (statement,) = found.statements(Recurring)
    assert statement.skips_months is skips


def test_each_29_february_is_lost_in_three_of_four_years() -> None:
    ledger = load('2024-02-29 custom "fsq-recurring" Expenses:A 9 EUR "FREQ=YEARLY"\n')
    (statement,) = reading.read(ledger.entries, ledger.options)[0].statements(Recurring)
    assert statement.skips_months


@pytest.mark.parametrize(
    ("rule", "times"),
    [
        ("FREQ=YEARLY", None),
        ("FREQ=YEARLY;BYMONTHDAY=1", 12),
        ("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", None),
        ("FREQ=YEARLY;BYWEEKNO=20", 7),
        ("FREQ=YEARLY;BYDAY=1MO", None),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", None),
        ("FREQ=MONTHLY;BYDAY=MO", 5),
        ("FREQ=MONTHLY;BYDAY=1MO,3MO", None),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", None),
        ("FREQ=WEEKLY;BYDAY=MO,TH", None),
        ("FREQ=WEEKLY;BYDAY=SU,MO;WKST=SU", None),
        ("FREQ=DAILY", None),
        ("FREQ=DAILY;BYDAY=MO", None),
    ],
)
def test_a_rule_that_pays_more_often_than_it_names(rule: str, times: int | None) -> None:
    ledger = load(f'2024-01-01 custom "fsq-recurring" Expenses:A 9 EUR "{rule}"\n')
    (statement,) = reading.read(ledger.entries, ledger.options)[0].statements(Recurring)
    assert statement.too_often == times


@pytest.mark.parametrize(("day", "skips"), [("28", False), ("29", True), ("30", True)])
def test_only_a_start_after_the_28th_skips_months(day: str, skips: bool) -> None:
    ledger = load(f'2023-01-{day} custom "fsq-recurring" Expenses:A 9 EUR "FREQ=MONTHLY"\n')
    (statement,) = reading.read(ledger.entries, ledger.options)[0].statements(Recurring)
    assert statement.skips_months is skips


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        # The last day of each month; plainly monthly, only months of 31 days have one.
        ("FREQ=MONTHLY;BYMONTHDAY=-1", ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]),
        ("FREQ=MONTHLY", ["2024-01-31", "2024-03-31"]),
        # The directive's date is no 15th, so the first one is in February.
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=15", ["2024-02-15", "2024-03-15", "2024-04-15"]),
        ("freq=monthly;interval=3;bymonthday=-1", ["2024-01-31", "2024-04-30"]),
        ("FREQ=WEEKLY;COUNT=3", ["2024-01-31", "2024-02-07", "2024-02-14"]),
        ("FREQ=WEEKLY;UNTIL=20240210T235959Z", ["2024-01-31", "2024-02-07"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["2024-02-23", "2024-03-29", "2024-04-26"]),
        ("FREQ=MONTHLY;UNTIL=99991231;BYMONTHDAY=1", ["2024-02-01", "2024-03-01", "2024-04-01"]),
    ],
)
def test_a_rule_gives_days_from_the_date_of_the_directive_on(
    rule: str, expected: list[str]
) -> None:
    assert days(rule, "2024-04-30") == expected


def test_a_leap_day_comes_every_fourth_year() -> None:
    assert days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2032-12-31") == [
        "2024-02-29",
        "2028-02-29",
        "2032-02-29",
    ]


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31)),
    st.sampled_from(
        [
            "FREQ=DAILY;INTERVAL=10",
            "FREQ=WEEKLY;BYDAY=MO,TH",
            "FREQ=MONTHLY;BYDAY=2TU",
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO",
            "FREQ=YEARLY;INTERVAL=3",
        ]
    ),
)
@patiently
def test_the_days_are_those_of_dateutil_without_any_move(start: datetime.date, rule: str) -> None:
    from dateutil.rrule import rrulestr

    begin = datetime.datetime.combine(start, datetime.time())
    until = begin + datetime.timedelta(days=10000)
    plain = [day.date() for day in rrulestr(rule, dtstart=begin).between(begin, until, inc=True)]
    moved = []
    for day in recurring.occurrences(rule, start):
        if day > until.date():
            break
        moved.append(day)
    assert moved == plain


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ("", "fsq-recurring has no values"),
        ('"Miete" 900 EUR "FREQ=MONTHLY"', "begins with Miete, which is no account"),
        ("Expenses:Miete", "lacks an amount and a rule"),
        ("Expenses:Miete 900 EUR", "lacks an amount or a rule"),
        ('Expenses:Miete 900 "FREQ=MONTHLY"', "has 900, which is no amount"),
        ("Expenses:Miete 900 EUR 12", "has 12, which is no rule in quotes"),
        ('Expenses:Miete 900 EUR "FREQ=MONTHLY" "x"', "has 4 values"),
        ('Expenses:Miete 900 EUR ""', 'where "" is not understood'),
        ('Expenses:Miete 900 EUR "every month"', 'where "every month" is not understood'),
        ('Expenses:Miete 900 EUR "FREQ=MONTHLY;BYMONT=3"', 'did you mean "BYMONTH"?'),
        ('Expenses:Miete 900 EUR "FREQ=MONTHY"', "whose FREQ is MONTHY"),
        ('Expenses:Miete 900 EUR "BYDAY=MO"', "which has no FREQ"),
        ('Expenses:Miete 900 EUR "FREQ=SECONDLY"', "whose FREQ is SECONDLY"),
        ('Expenses:Miete 900 EUR "FREQ=DAILY;BYHOUR=3"', '"BYHOUR=3" is not understood'),
        ('Expenses:Miete 900 EUR "FREQ=DAILY;DTSTART=20240101"', "is not understood"),
        ('Expenses:Miete 900 EUR "FREQ=YEARLY;BYEASTER=0"', "is not understood"),
        ('Expenses:Miete 900 EUR "FREQ=DAILY;INTERVAL=0"', "whose INTERVAL is 0"),
        ('Expenses:Miete 900 EUR "FREQ=DAILY;COUNT=-1"', "whose COUNT is -1"),
        ('Expenses:Miete 900 EUR "FREQ=DAILY;UNTIL=20241301"', "whose UNTIL is 20241301"),
        ('Expenses:Miete 900 EUR "FREQ=DAILY;COUNT=1;UNTIL=20251231"', "both COUNT and UNTIL"),
        ('Expenses:Miete 900 EUR "FREQ=DAILY;BYDAY=MO;BYDAY=TU"', "says BYDAY twice"),
        ('Expenses:Miete 900 EUR "FREQ=WEEKLY;BYDAY=XX"', "no rule of RFC 5545"),
        ('Expenses:Miete 900 EUR "FREQ=MONTHLY;BYSETPOS=0"', "no rule of RFC 5545"),
        ('Expenses:Miete 900 EUR "FREQ=MONTHLY;BYDAY=+9MO"', "no rule of RFC 5545"),
        ('Expenses:Miete 900 EUR "FREQ=MONTHLY;UNTIL=20230101"', "gives no day from 2024-01-31"),
        ('Expenses:Miete 900 EUR "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"', "gives no day"),
        ('Expenses:Miete 900 EUR "FREQ=WEEKLY;BYMONTH=13"', "gives no day"),
    ],
)
def test_a_mistake_is_an_error_at_its_line(values: str, message: str) -> None:
    ((line, text),) = complaints(
        f'2024-01-01 open Expenses:Miete\n2024-01-31 custom "fsq-recurring" {values}\n'
    )
    assert line == 2
    assert message in text


def test_a_mistake_is_the_same_whenever_it_is_read() -> None:
    # dateutil stops in the midst of this one; asked again, it would say something else.
    text = (
        "2024-01-01 open Expenses:Miete\n"
        '2024-01-31 custom "fsq-recurring" Expenses:Miete 900 EUR "FREQ=MONTHLY;BYDAY=+9MO"\n'
    )
    assert complaints(text) == complaints(text) == complaints(text)


def test_a_rule_that_never_comes_is_found_in_a_moment() -> None:
    # dateutil searches up to the year 9999, nearly three million days.
    begin = time.process_time()
    complaints(
        '2024-01-31 custom "fsq-recurring" Expenses:Miete 900 EUR '
        '"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"\n'
    )
    assert time.process_time() - begin < 3


_TEXT = st.text(st.sampled_from("FREQ=MONTHLYBDAI;,-0123456789:WSU "), max_size=40)
_PART = st.sampled_from([f"{name}=" for name in recurring.PARTS])
_VALUE = st.sampled_from(
    ["MO", "-1", "0", "31", "400", "MONTHLY", "YEARLY", "2,30", "", "20250101"]
)


@given(
    st.one_of(
        _TEXT,
        st.lists(st.builds(str.__add__, _PART, _VALUE), max_size=4).map(
            lambda parts: ";".join(["FREQ=MONTHLY", *parts])
        ),
    )
)
@patiently
def test_no_text_raises(rule: str) -> None:
    mistake = recurring._mistake(rule, START)
    if mistake is None:
        assert next(recurring.occurrences(rule, START)) >= START
