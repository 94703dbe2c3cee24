"""What mends a recurring rule: tried against months counted by hand."""

from __future__ import annotations

import calendar
import datetime
from decimal import Decimal

from beancount import loader
from beancount.core import data
from beancount.core.amount import Amount
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently

from fsq_beancount.check import mended_rules
from fsq_beancount.settings.directives import recurring
from fsq_beancount.settings.directives.recurring import Recurring

# All days that some month lacks, in two leap years and others.
_LATE = st.sampled_from(
    [
        datetime.date(year, month, day)
        for year in (2023, 2024, 2025, 2026, 2028)
        for month in range(1, 13)
        for day in range(29, calendar.monthrange(year, month)[1] + 1)
    ]
)


def payment(start: datetime.date, rule: str) -> Recurring:
    entry = data.Custom({}, start, "fsq-recurring", [])
    return Recurring(start, "Expenses:A", Amount(Decimal(9), "EUR"), rule, entry)


def by_hand(start: datetime.date, step: int, years: int) -> list[datetime.date]:
    """The same day of each month, or the last of it where that is earlier."""
    found = []
    for number in range(0, 12 * years, step):
        year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
        length = calendar.monthrange(year, month + 1)[1]
        found.append(datetime.date(year, month + 1, min(start.day, length)))
    return found


@given(_LATE, st.sampled_from([1, 2, 3, 4, 6, 12]))
@patiently
def test_either_way_each_month_has_its_payment(start: datetime.date, step: int) -> None:
    lossy = payment(start, f"FREQ=MONTHLY;INTERVAL={step}")
    expected = by_hand(start, step, 20)
    last = expected[-1]
    lost = sorted(set(expected).difference(lossy.days(start, last)))
    assert [day for day in lossy.lost_days if day <= last] == lost
    if not lost:
        return
    instead = mended_rules.rule_instead(lossy)
    assert instead is not None
    assert payment(start, instead).days(start, last) == expected
    line = mended_rules.line_of_lost(lossy, lossy.lost_days)
    assert line is not None
    [added], errors, _ = loader.load_string(line)
    assert errors == []
    assert isinstance(added, data.Custom)
    more = payment(added.date, added.values[2].value).days(start, last)
    assert sorted([*lossy.days(start, last), *more]) == expected


@given(
    st.dates(datetime.date(1995, 1, 1), datetime.date(2060, 12, 31)),
    st.sampled_from(
        [
            "FREQ=YEARLY;BYMONTHDAY=15",
            "FREQ=YEARLY;BYMONTHDAY=31",
            "FREQ=YEARLY;BYDAY=FR",
            "FREQ=YEARLY;BYMONTH=1;BYDAY=MO",
            "FREQ=YEARLY;BYWEEKNO=20",
        ]
    ),
)
@patiently
def test_a_yearly_payment_is_one_a_year_from_its_first_on(start: datetime.date, rule: str) -> None:
    often = payment(start, rule)
    assert often.too_often is not None
    instead = mended_rules.rule_instead(often)
    assert instead is not None
    first = next(recurring.occurrences(rule, start))
    last = datetime.date(first.year + 20, 12, 31)
    days = payment(start, instead).days(start, last)
    assert days[0] == first
    assert [day.year for day in days] == list(range(first.year, first.year + 21))
