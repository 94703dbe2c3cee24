"""Planned payments of a projection: bookings after the as-of date and recurring payments.

As in the liquidity plan, what is planned on an account goes before its average: of twelve months,
only what is planned beyond the average of the last twelve is added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.precision import exact

if TYPE_CHECKING:
    from fsq_beancount.measures.liquidity.months import Item

ZERO: Final = Decimal()
YEAR: Final = 12


@exact
def beyond_averages(
    items: Mapping[int, Iterable[Item]],
    *,
    now: int,
    is_flow: Callable[[str], bool],
    yearly: Mapping[str, Decimal],
) -> Mapping[int, Decimal]:
    """Return what is planned beyond the averages, by the number of the month, currency.

    Args:
        items: The planned items that move cash, by the running number of their month.
        now: The running number of the as-of date's month.
        is_flow: Whether an account is one of income or expenses; transfers change no capital.
        yearly: What was booked to each account in the last twelve months, income positive.
    """
    by_year: dict[tuple[str, int], dict[int, Decimal]] = {}
    for month, planned in items.items():
        number = month - now
        for item in planned:
            if number >= 1 and is_flow(item.account):
                sums = by_year.setdefault((item.account, (number - 1) // YEAR), {})
                sums[number] = sums.get(number, ZERO) + item.amount
    found: dict[int, Decimal] = {}
    for (account, _), sums in by_year.items():
        total, average = sum(sums.values(), ZERO), yearly.get(account, ZERO)
        if total == 0 or abs(total) <= abs(average):
            continue
        # The same sign is taken for the same thing; a refund beside costs is one of its own.
        share = (total - average) / total if total * average > 0 else Decimal(1)
        for number, amount in sums.items():
            found[number] = found.get(number, ZERO) + amount * share
    return found
