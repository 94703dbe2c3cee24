"""Dated payments, and what they are worth at a discount factor of a day.

In this factor, the present value is a polynomial whose exponents are days.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from fsq_beancount.core.precision import exact

ZERO: Final = Decimal()
DAYS_A_YEAR: Final = 365
"""As in the XIRR of spreadsheets; a leap year is one day longer than a year."""

Payments = Sequence[tuple[int, Decimal]]
"""Days until the next later payment (0 for the last), and the amount; the last payment first,
without zero amounts."""


def by_day(flows: Iterable[tuple[datetime.date, Decimal]]) -> Payments:
    """Return the payments, with the amounts of each day added up."""
    sums: dict[datetime.date, Decimal] = {}
    for date, amount in flows:
        sums[date] = sums.get(date, ZERO) + amount
    dates = sorted((date for date, amount in sums.items() if amount), reverse=True)
    return [((after - date).days, sums[date]) for after, date in pairwise([*dates[:1], *dates])]


@exact
def value_at(payments: Payments, factor: Decimal) -> tuple[Decimal, Decimal]:
    """Return ``Σ CF·v^days`` and its derivative with respect to ``v``, by Horner's method."""
    powers: dict[int, Decimal] = {}
    # The slope is accumulated times v, which saves two of five multiplications for each payment:
    # v·(x·v^gap)' = (v·x' + gap·x)·v^gap
    value = slope = ZERO
    for gap, amount in payments:
        if gap == 1:
            # Most payments of a household are a day apart.
            slope = (slope + value) * factor
            value = value * factor + amount
            continue
        power = powers.get(gap)
        if power is None:
            power = powers[gap] = factor**gap
        slope = (slope + value * gap) * power
        value = value * power + amount
    return value, slope / factor
