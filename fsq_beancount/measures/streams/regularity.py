"""The regularity of a stream: the gaps between its payments, and their variation."""

from __future__ import annotations

import bisect
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from fsq_beancount.books.earnings import Key
from fsq_beancount.core.periods import ROLLING_MONTHS
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import INCOME

ZERO: Final = Decimal()


@exact
def variation(amounts: Sequence[Decimal]) -> Decimal | None:
    """Return the standard deviation of amounts divided by their mean.

    Monthly amounts of 0, 0, 30: the mean is 10, the deviation √200 = 14.14, the variation 1.414.

    Returns:
        A fraction; ``None`` where the mean is zero or negative, or there is no amount.
    """
    total = sum(amounts, ZERO)
    if total <= 0:
        return None
    # √(Σ(x − mean)² / n) / mean with all but the root and the last division exact.
    squares = sum([amount * amount for amount in amounts], ZERO)
    deviation = max(ZERO, len(amounts) * squares - total * total).sqrt()
    return deviation / total


def longest_gap(months: Sequence[int], end: int) -> int | None:
    """Return the longest gap between successive payments, or from the last one to the end.

    Args:
        months: The months with a payment by their running numbers, oldest first.
        end: The last month to look at.

    Returns:
        Months, 1 for a payment every month; ``None`` without a payment.
    """
    if not months:
        return None
    gaps = [later - earlier for earlier, later in pairwise(months)]
    return max(*gaps, end - months[-1], 1)


class MonthlyIncome:
    """The gross income of each stream and class, by month."""

    def __init__(
        self,
        monthly: Mapping[Key, Mapping[str, Mapping[int, Decimal]]],
        first_month: int | None,
        without_price: Collection[int] = (),
    ) -> None:
        """Index the earnings by month.

        Args:
            monthly: What was earned in each month that anything was, by key and role.
            first_month: The month in which the books begin; ``None`` where there is none.
            without_price: The months that are in no sum over twelve months.
        """
        self._first_month = first_month
        self._without_price = without_price
        self._gross = {key: roles.get(INCOME, {}) for key, roles in monthly.items()}
        self._paid_months = {
            key: [month for month, amount in months.items() if amount > 0]
            for key, months in self._gross.items()
        }

    @exact
    def paid(self, key: Key, end: int) -> list[Decimal]:
        """Return the gross income of each of the twelve months up to a month, as far as booked."""
        first = end - ROLLING_MONTHS + 1
        if self._first_month is not None:
            first = max(first, self._first_month)
        gross = self._gross.get(key, {})
        return [
            gross.get(month, ZERO)
            for month in range(first, end + 1)
            if month not in self._without_price
        ]

    def longest_gap(self, key: Key, end: int) -> int | None:
        """Return the longest gap between payments in the twelve months up to a month."""
        paid = self._paid_months.get(key, [])
        first = bisect.bisect_left(paid, end - ROLLING_MONTHS + 1)
        last = bisect.bisect_right(paid, end, first)
        # The last payment before the twelve months begins the first gap in them.
        return longest_gap(paid[max(0, first - 1) : last], end)
