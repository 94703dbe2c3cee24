"""The month in which a pension is paid for the first time."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from beancount.core import data

from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.projection.pensions import first_months
from fsq_beancount.settings.directives.pension import Pension

DAY = datetime.date
PENSION = Pension(
    DAY(2019, 1, 1),
    "Rente",
    Weight(Decimal(1000), "EUR"),
    Decimal(67),
    data.Custom({}, DAY(2019, 1, 1), "fsq-pension", []),
)


@pytest.mark.parametrize(
    ("birth", "date", "first"),
    [
        # The birthday is in April 2052: 27 years and four months after December 2024.
        (DAY(1985, 4, 1), DAY(2024, 12, 31), 328),
        (DAY(1985, 4, 30), DAY(2024, 12, 31), 328),
        (DAY(1985, 4, 20), DAY(2024, 12, 15), 328),
        # In the month of the as-of date: its rest is left out, so the first is the next.
        (DAY(1957, 12, 20), DAY(2024, 12, 15), 1),
        (DAY(1957, 12, 15), DAY(2024, 12, 15), 1),
        (DAY(1958, 1, 10), DAY(2024, 12, 15), 1),
        # It has begun, so the books have it.
        (DAY(1957, 12, 14), DAY(2024, 12, 15), None),
        (DAY(1957, 11, 30), DAY(2024, 12, 15), None),
    ],
)
def test_a_pension_begins_in_the_month_of_the_birthday(
    birth: datetime.date, date: datetime.date, first: int | None
) -> None:
    assert list(first_months([PENSION], birth, date)) == [(PENSION, first)]


def test_without_a_date_of_birth_no_pension_begins() -> None:
    assert list(first_months([PENSION], None, DAY(2024, 12, 31))) == []
