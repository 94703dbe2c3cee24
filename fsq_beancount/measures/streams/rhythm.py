"""The months that the payments of a customer are for.

A payment is spread over the months that it covers: the number that ``fsq-covers`` declares, else
that of the customer's rhythm, the most frequent distance between successive payments. A rhythm is
1, 2, 3, 4, 6 or 12 months; a single payment, or payments at any other distance, cover a month
each. A payment that comes a little late or early belongs to the month it was due in, so that a
month-end on a Sunday does not count as the loss of a customer.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from fsq_beancount.core.periods import month_index
from fsq_beancount.core.precision import exact

ZERO: Final = Decimal()
RHYTHMS: Final = (1, 2, 3, 4, 6, 12)
_NEARLY_A_YEAR: Final = (11, 13)
_DAYS_OF_A_CYCLE: Final = 146097
_MONTHS_OF_A_CYCLE: Final = 4800
"""A mean month: a Gregorian cycle of 400 years has 146,097 days."""


class Payment(NamedTuple):
    """A payment of a customer.

    Attributes:
        date: The day.
        amount: Currency; negative for a refund.
        covers: The declared number of months paid for; ``None`` where none is declared.
    """

    date: datetime.date
    amount: Decimal
    covers: int | None = None


@exact
def paid_by_month(payments: Sequence[Payment]) -> dict[int, Decimal]:
    """Return the payments of a customer for each month, by its running number.

    Args:
        payments: The customer's payments, oldest first.
    """
    rhythm = rhythm_of([payment.date for payment in payments if payment.amount > 0])
    months: dict[int, Decimal] = {}
    due, covered = 0, rhythm
    last: datetime.date | None = None
    for payment in payments:
        month = month_index(payment.date)
        if last is None:
            due, covered = month, payment.covers or rhythm
        elif payment.amount > 0:
            # The payment is for the month that is due next, at most a month away from its date:
            # payments on 2 February and on 28 February are for January and for February, or for
            # February and for March.
            due = min(max(due + distance(last, payment.date), month - 1), month + 1)
            covered = payment.covers or rhythm
        # A refund returns the last payment, so it is for the same months.
        if payment.amount > 0 or last is None:
            last = payment.date
        share = payment.amount / covered
        for paid in range(due, due + covered):
            months[paid] = months.get(paid, ZERO) + share
    return months


def rhythm_of(dates: Sequence[datetime.date]) -> int:
    """Return the number of months that a payment usually covers, from the days of payment."""
    distances = [distance(one, other) for one, other in pairwise(dates)]
    counted = Counter(months for months in distances if months > 0)
    if not counted:
        return 1
    usual = min(counted, key=lambda months: (-counted[months], months))
    if usual in _NEARLY_A_YEAR:
        return 12
    return usual if usual in RHYTHMS else 1


def distance(one: datetime.date, other: datetime.date) -> int:
    """Return the months between two days, rounded: 27 days are a month, and so are 35."""
    # Rounded by adding half a month and flooring; a cycle has an odd number of days, so no ties.
    halves = 2 * _MONTHS_OF_A_CYCLE * (other - one).days + _DAYS_OF_A_CYCLE
    return halves // (2 * _DAYS_OF_A_CYCLE)
