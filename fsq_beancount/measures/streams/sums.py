"""The earnings of each stream and class over some days: the sums behind the rows."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Mapping
from decimal import Decimal
from itertools import accumulate
from typing import Final

from fsq_beancount.books.earnings import Earnings, Key
from fsq_beancount.core.periods import month_index, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import CLASSES, INCOME

ZERO: Final = Decimal()


class Sums:
    """The sums of a stream and class; costs are positive.

    Attributes:
        net: Income less all costs of earning it.
    """

    __slots__ = ("_roles", "net")

    def __init__(self) -> None:
        """Start with empty sums."""
        self._roles: dict[str, Decimal] = {}
        self.net = ZERO

    def add(self, role: str, amount: Decimal) -> None:
        """Add an amount with the sign of a flow: income positive, costs negative."""
        self.net += amount
        self._roles[role] = self._roles.get(role, ZERO) + (amount if role == INCOME else -amount)

    def of(self, role: str) -> Decimal:
        """Return the sum of a role."""
        return self._roles.get(role, ZERO)


class _Course:
    """The amounts of a stream and class in a single role, by month.

    The sum of any consecutive months is the difference of two cumulative sums.
    """

    __slots__ = ("_months", "_sums")

    def __init__(self, by_month: Mapping[int, Decimal]) -> None:
        """Add up the amounts of the months, oldest first."""
        self._months = list(by_month)
        self._sums = [ZERO, *accumulate(by_month.values())]

    def between(self, first: int, last: int) -> Decimal | None:
        """Return the sum from a month to another, both included; ``None`` without an amount."""
        begin = bisect.bisect_left(self._months, first)
        end = bisect.bisect_right(self._months, last, begin)
        return self._sums[end] - self._sums[begin] if end > begin else None


class SumsOver:
    """The sums of any days up to the as-of date."""

    @exact
    def __init__(self, earnings: Earnings, as_of: datetime.date) -> None:
        """Add up the months once."""
        self._earnings = earnings
        self._as_of = as_of
        self._courses = [
            (key, role, _Course(by_month))
            for key, roles in earnings.monthly.items()
            for role, by_month in roles.items()
        ]
        self._known: dict[tuple[datetime.date, datetime.date], Mapping[Key, Sums]] = {}

    @exact
    def between(self, first: datetime.date, last: datetime.date) -> Mapping[Key, Sums]:
        """Return the sums of some days, both included."""
        days = first, min(last, self._as_of)
        # The next period needs the sums of this one again, to compare with them.
        known = self._known.get(days)
        if known is None:
            known = self._known[days] = self._between(*days)
        return known

    def _between(self, first: datetime.date, last: datetime.date) -> dict[Key, Sums]:
        sums: dict[Key, Sums] = {}
        if first > last:
            return sums
        if first.day == 1 and (last == month_last(month_index(last)) or last == self._as_of):
            begin, end = month_index(first), month_index(last)
            for key, role, course in self._courses:
                amount = course.between(begin, end)
                if amount is not None:
                    sums.setdefault(key, Sums()).add(role, amount)
            return sums
        for item in self._earnings.within(first, last):
            sums.setdefault(item.key, Sums()).add(item.role, item.amount)
        return sums


def usual_classes(
    monthly: Mapping[Key, Mapping[str, Mapping[int, Decimal]]],
) -> dict[str, str]:
    """Return the class from which each stream has earned the most."""
    gross = {
        key: sum(roles.get(INCOME, {}).values(), ZERO)
        for key, roles in monthly.items()
        if key.stream is not None
    }
    usual: dict[str, str] = {}
    for key in sorted(gross, key=lambda key: (gross[key], -CLASSES.index(key.income_class))):
        usual[key.stream or ""] = key.income_class
    return usual
