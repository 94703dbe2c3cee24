"""The months of the plan, and the items of each."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from fsq_beancount.core.periods import Period, month_first, month_index, month_last
from fsq_beancount.core.precision import exact


class Basis(StrEnum):
    """The basis of an amount in the plan."""

    PLANNED = "planned"
    RECURRING = "recurring"
    BUDGET = "budget"
    AVERAGE = "average"
    UNLOCKED = "unlocked"
    LUMP_SUM = "lump-sum"


class Item(NamedTuple):
    """The contribution of an account to the cash of a month.

    Attributes:
        account: The account.
        basis: The basis of the amount.
        amount: Currency; outflows are negative.
    """

    account: str
    basis: Basis
    amount: Decimal


class ToCome(NamedTuple):
    """What the ledger does not plan, but is to come.

    Attributes:
        day: The day.
        item: What it is.
        is_replaced: Whether a planned entry on its account in its month stands for it.
    """

    day: datetime.date
    item: Item
    is_replaced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMonth:
    """A month of the plan.

    Attributes:
        month: ``2025-01``.
        first: Its first day; in a month that has begun, the day after the as-of date.
        last: Its last day.
        opening: Cash before it, currency.
        inflow: The cash inflow.
        outflow: The cash outflow, positive.
        closing: Opening plus inflow less outflow.
        items: Its items, in order of account.
    """

    month: str
    first: datetime.date
    last: datetime.date
    opening: Decimal
    inflow: Decimal
    outflow: Decimal
    closing: Decimal
    items: tuple[Item, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole month, not the rest of a month that has begun."""
        return self.first.day == 1


def spans(as_of: datetime.date, horizon: int) -> Iterator[Period]:
    """Yield the rest of a month that has begun, then the months of the horizon."""
    month = month_index(as_of)
    if as_of != month_last(month):
        yield Period(as_of + datetime.timedelta(1), month_last(month))
    final = min(month + horizon, month_index(datetime.date.max))
    for number in range(month + 1, final + 1):
        yield Period(month_first(number), month_last(number))


@exact
def share(span: Period) -> Decimal:
    """Return the days of a month, or of the rest of it, as a share of all its days."""
    days = (span.last - span.first).days + 1
    return Decimal(days) / month_last(month_index(span.first)).day
