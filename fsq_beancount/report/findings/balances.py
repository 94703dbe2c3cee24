"""Findings about balances and quotes that contradict each other."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings import AboutAccount, Finding, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearingAccount(AboutAccount):
    """An account that money only passes through has not returned to zero.

    Attributes:
        balance: What is left on it.
        since: The day on which it was zero for the last time.
    """

    kind: ClassVar[Kind] = Kind.CLEARING_ACCOUNT
    balance: Weight
    since: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class NegativeLots(AboutAccount):
    """An account holds less than nothing of what is held at cost.

    Attributes:
        units: The units, negative, in alphabetical order of the commodities.
        date: The day of the first transaction that took more than was held.
    """

    kind: ClassVar[Kind] = Kind.NEGATIVE_LOTS
    units: tuple[Weight, ...]
    date: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoWayQuotes(Finding):
    """Prices of a pair in both directions on one day differ.

    Attributes:
        base: The first commodity in alphabetical order.
        quote: The second.
        date: The latest such day.
        direct: The price of the first in the second.
        inverse: The price of the second in the first.
        days: The number of such days.
    """

    kind: ClassVar[Kind] = Kind.TWO_WAY_QUOTES
    base: str
    quote: str
    date: datetime.date
    direct: Decimal
    inverse: Decimal
    days: int
