"""The months that the payments of a customer are for.

A payment covers the number of months that ``fsq-covers`` declares, else that of the customer's
rhythm, the most frequent distance between successive payments. A rhythm is 1, 2, 3, 4, 6 or 12
months; a single payment, or payments at any other distance, cover a month each.

The months of a payment begin with the month in which it is paid or, if that is later, where those
of the payment before end. So no month of a customer is covered twice, and as many are covered as
were paid for: who pays early has paid for the months to come.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
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


class Covered(NamedTuple):
    """The months that a payment is for.

    Attributes:
        first: The first month, by its running number.
        months: The number of months.
        amount: What was paid for them, less what was refunded, currency.
    """

    first: int
    months: int
    amount: Decimal

    @property
    def end(self) -> int:
        """The month after the last that is covered."""
        return self.first + self.months


@exact
def paid_by_month(payments: Sequence[Payment]) -> dict[int, Decimal]:
    """Return the payments of a customer for each month, by its running number.

    Args:
        payments: The customer's payments, oldest first.
    """
    months: dict[int, Decimal] = {}
    for each in covered(payments):
        share = each.amount / each.months
        for month in range(each.first, each.end):
            months[month] = months.get(month, ZERO) + share
    return months


@exact
def covered(payments: Sequence[Payment]) -> list[Covered]:
    """Return the months that each payment of a customer is for, without a month in two of them.

    A refund takes back what was paid last; what is refunded as a whole covers nothing. What there
    is no payment for stands alone, in the month of the refund.

    Args:
        payments: The customer's payments, oldest first.
    """
    rhythm = rhythm_of([payment.date for payment in payments if payment.amount > 0])
    found: list[Covered] = []
    alone: list[Covered] = []
    for payment in _at_once(payments) if rhythm == 0 else payments:
        month = month_index(payment.date)
        if payment.amount > 0:
            first = max(month, found[-1].end) if found else month
            found.append(Covered(first, payment.covers or rhythm or 1, payment.amount))
            continue
        back = payment.amount
        while found and found[-1].amount + back <= 0:
            back += found.pop().amount
        if back and found:
            found[-1] = found[-1]._replace(amount=found[-1].amount + back)
        elif back:
            alone.append(Covered(month, 1, back))
    return [*alone, *found]


def _at_once(payments: Iterable[Payment]) -> list[Payment]:
    """Return payments with those of a month as one, where no number of months is declared."""
    found: list[Payment] = []
    for payment in payments:
        last = found[-1] if found else None
        if (
            last is not None
            and last.covers is payment.covers is None
            and month_index(last.date) == month_index(payment.date)
        ):
            found[-1] = last._replace(amount=last.amount + payment.amount)
        else:
            found.append(payment)
    return found


def rhythm_of(dates: Sequence[datetime.date]) -> int:
    """Return the number of months that a payment usually covers, from the days of payment.

    It is 0 where several payments a month are usual: these are for their month together, like
    two subscriptions of one customer, or what a platform pays out each week.
    """
    distances = Counter(distance(one, other) for one, other in pairwise(dates))
    several = distances.pop(0, 0)
    if not distances:
        return 0 if several > 1 else 1
    usual = min(distances, key=lambda months: (-distances[months], months))
    if several > distances[usual]:
        return 0
    if usual in _NEARLY_A_YEAR:
        return 12
    return usual if usual in RHYTHMS else 1


def distance(one: datetime.date, other: datetime.date) -> int:
    """Return the months between two days, rounded: 27 days are a month, and so are 35."""
    # Rounded by adding half a month and flooring; a cycle has an odd number of days, so no ties.
    halves = 2 * _MONTHS_OF_A_CYCLE * (other - one).days + _DAYS_OF_A_CYCLE
    return halves // (2 * _DAYS_OF_A_CYCLE)
