"""The largest fall of net wealth so far (*größter Rückgang*), from month-end to month-end."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.definition import ratio

if TYPE_CHECKING:
    from fsq_beancount.measures.scope import Scope


class MonthEnd(NamedTuple):
    """Net wealth at the end of a month."""

    date: datetime.date
    wealth: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LargestFall:
    """The largest fall of net wealth, and the fall that it is in now.

    Attributes:
        date: The last month-end.
        high: The month-end from which net wealth fell most, in the report currency.
        low: The month-end at which that fall was over.
        recovered_on: The first month-end after it at which net wealth was as high as before;
            ``None`` where it has not been so yet.
        highest: The month-end with the highest net wealth so far, the last of several.
        now: Net wealth at the last month-end.
    """

    date: datetime.date
    high: MonthEnd
    low: MonthEnd
    recovered_on: datetime.date | None
    highest: MonthEnd
    now: Decimal

    @property
    def fell_from(self) -> datetime.date:
        """The month-end before the largest fall."""
        return self.high.date

    @property
    def fell_to(self) -> datetime.date:
        """The month-end at which the largest fall was over."""
        return self.low.date

    @property
    def largest_fall(self) -> Decimal:
        """What net wealth lost in the largest fall, currency."""
        return fall(self.high.wealth, self.low.wealth)

    @property
    def largest_fall_share(self) -> Decimal | None:
        """The largest fall as a share of net wealth before it, fraction."""
        return fall_share(self.high.wealth, self.low.wealth)

    @property
    def below_highest(self) -> Decimal:
        """How far net wealth is below its highest month-end now, currency."""
        return fall(self.highest.wealth, self.now)

    @property
    def below_highest_share(self) -> Decimal | None:
        """The same as a share of the highest net wealth, fraction."""
        return fall_share(self.highest.wealth, self.now)

    @property
    def highest_on(self) -> datetime.date:
        """The month-end with the highest net wealth so far."""
        return self.highest.date


@exact
def fall(high: Decimal, low: Decimal) -> Decimal:
    """Return what wealth lost between two days, currency."""
    return high - low


@exact
def fall_share(high: Decimal, low: Decimal) -> Decimal | None:
    """Return what wealth lost as a share of it; ``None`` where there was none to lose."""
    return ratio(high - low, high)


def of(scope: Scope) -> LargestFall | None:
    """Return the largest fall of net wealth up to the as-of date, whichever days are shown."""
    sheets = scope.balance_sheets.month_ends()
    return largest_fall(MonthEnd(sheet.date, sheet.net_wealth) for sheet in sheets)


@exact
def largest_fall(month_ends: Iterable[MonthEnd]) -> LargestFall | None:
    """Return the largest fall among month-ends; ``None`` where wealth never fell.

    The largest is that of the most money, since wealth below zero has no share to lose; the first
    of several. It begins at the last month-end with the highest wealth before it.

    Args:
        month_ends: The net wealth at each month-end, oldest first.
    """
    highest = last = None
    found: tuple[MonthEnd, MonthEnd] | None = None
    recovered_on: datetime.date | None = None
    for each in month_ends:
        last = each
        if highest is None or each.wealth >= highest.wealth:
            highest = each
            if found is not None and recovered_on is None:
                recovered_on = each.date
            continue
        if found is None or highest.wealth - each.wealth > found[0].wealth - found[1].wealth:
            found, recovered_on = (highest, each), None
    if found is None or highest is None or last is None:
        return None
    return LargestFall(
        date=last.date,
        high=found[0],
        low=found[1],
        recovered_on=recovered_on,
        highest=highest,
        now=last.wealth,
    )
