"""``custom "fsq-recurring"``: which days a rule gives, and what is wrong with others."""

from __future__ import annotations

import calendar
import datetime
import itertools
import time
from decimal import Decimal

import pytest
from beancount.core import data
from beancount.core.amount import Amount
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently
from small_ledger import complaints, load

from fsq_beancount.settings import reading
from fsq_beancount.settings.directives import cut_days, lost_payments, recurring
from fsq_beancount.settings.directives.recurring import Recurring

START = datetime.date(2024, 1, 31)


ENTRY = data.Custom({}, START, "fsq-recurring", [])


def joined(numbers: list[int]) -> str:
    return ",".join(map(str, numbers))


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
        ("FREQ=YEARLY;BYYEARDAY=-366", True),
        ("FREQ=YEARLY;BYMONTH=3,9", True),  # there is no 31 September
        ("FREQ=MONTHLY;BYMONTH=3,6,9,12", True),
        ("FREQ=WEEKLY;BYMONTHDAY=31", True),
        ("FREQ=MONTHLY;BYDAY=5FR", True),
        ("FREQ=MONTHLY;BYDAY=-5FR", True),
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=5FR", True),
        ("FREQ=MONTHLY;BYDAY=4FR", False),
        ("FREQ=YEARLY;BYDAY=53FR", True),
        ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR", True),
        ("FREQ=YEARLY;BYWEEKNO=52;BYDAY=FR", False),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=5", True),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-20", False),  # 20 in each month
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-21", True),
        # A Friday 13th is a choice of days, whatever the length of the months.
        ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", False),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5", False),  # the first week begins late
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
    assert bool(statement.lost_days) is skips


def test_each_29_february_is_lost_in_three_of_four_years() -> None:
    ledger = load('2024-02-29 custom "fsq-recurring" Expenses:A 9 EUR "FREQ=YEARLY"\n')
    (statement,) = reading.read(ledger.entries, ledger.options)[0].statements(Recurring)
    # Not 2024 and 2028, but 2025, 2026, 2027.
    assert [day.isoformat() for day in statement.lost_days[:4]] == [
        "2025-02-28",
        "2026-02-28",
        "2027-02-28",
        "2029-02-28",
    ]


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
        ("FREQ=YEARLY;BYMONTHDAY=15", 12),
        ("FREQ=YEARLY;BYDAY=FR", 53),  # as in 2027
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=FR", 5),
        ("FREQ=YEARLY;BYMONTH=1,7;BYDAY=FR;BYSETPOS=1", None),
        # The Monday of week 1 of 2025 is 30 December 2024; each week has one.
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", None),
        ("FREQ=MONTHLY;BYMONTHDAY=1,1", None),
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
    assert bool(statement.lost_days) is skips


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


_OF_A_MONTH = st.sampled_from([*range(1, 32), *range(-31, 0)])
_RULES = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["MONTHLY", "YEARLY"])},
    optional={
        "INTERVAL": st.integers(1, 13).map(str),
        "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True).map(joined),
        "BYMONTHDAY": st.lists(_OF_A_MONTH, min_size=1, max_size=3, unique=True).map(joined),
    },
)


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31)), _RULES)
@patiently
def test_lost_are_the_days_that_a_cut_rule_has_more_in_a_month(
    start: datetime.date, parts: dict[str, str]
) -> None:
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    if recurring._mistake(rule, start) is not None:
        return
    last = lost_payments.horizon(start)
    paid = set(itertools.takewhile(lambda day: day <= last, recurring.occurrences(rule, start)))
    # By hand: each month of the rule, with the day or days cut to its end.
    chosen = [int(day) for day in parts.get("BYMONTHDAY", str(start.day)).split(",")]
    usual = str(start.month) if parts["FREQ"] == "YEARLY" and "BYMONTHDAY" not in parts else ""
    months = [int(month) for month in parts.get("BYMONTH", usual).split(",") if month]
    step = int(parts.get("INTERVAL", "1"))
    expected: list[datetime.date] = []
    for year in range(start.year, last.year + 1):
        for month in range(1, 13):
            apart = (year - start.year) * 12 + month - start.month
            if parts["FREQ"] == "YEARLY":
                apart = year - start.year
            if apart % step or (months and month not in months):
                continue
            length = calendar.monthrange(year, month)[1]
            days = {min(day, length) if day > 0 else max(1, length + 1 + day) for day in chosen}
            cut = {datetime.date(year, month, day) for day in days}
            expected += sorted(day for day in cut - paid if day >= start)
    assert (
        Recurring(start, "Expenses:A", Amount(Decimal(1), "EUR"), rule, ENTRY).lost_days == expected
    )


@given(
    st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31)),
    st.fixed_dictionaries(
        {"FREQ": st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])},
        optional={
            "INTERVAL": st.integers(1, 5).map(str),
            "WKST": st.sampled_from(cut_days.WEEKDAYS),
            "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=4).map(joined),
            "BYMONTHDAY": st.lists(st.integers(1, 28), min_size=1, max_size=3).map(joined),
            "BYDAY": st.sampled_from(["MO", "1FR", "-1SU", "4TU", "MO,TH", "+2WE,-3SA"]),
            "BYYEARDAY": st.sampled_from(["1", "100,200", "-1", "-307"]),
            "BYWEEKNO": st.sampled_from(["1", "20,30", "-1", "52", "-2"]),
            "BYSETPOS": st.sampled_from(["1", "-1"]),
        },
    ),
)
@patiently
def test_where_there_is_nothing_to_cut_the_days_are_those_of_dateutil(
    start: datetime.date, parts: dict[str, str]
) -> None:
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    if recurring._mistake(rule, start) is not None:
        return
    named = cut_days.named(parts, start)
    if cut_days.may_be_cut(named):
        return
    last = start + datetime.timedelta(days=3000)
    mine = [day for *_, days in cut_days.cut(named, start, last) for day in days]
    theirs = itertools.takewhile(lambda day: day <= last, recurring.occurrences(rule, start))
    assert mine == list(theirs)


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
