"""Income that nobody has called passive or active."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Protocol

from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import INCOME, UNCLASSIFIED

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books

ZERO: Final = Decimal()


class Days(Protocol):
    """Days that are shown."""

    @property
    def first(self) -> datetime.date:
        """The first of them."""


@exact
def of(scope: Books, *shown: Iterable[Days]) -> dict[str, Decimal]:
    """Return the income that nobody has classified, by account.

    Args:
        scope: What the report is about.
        shown: The days that it shows; what is before all of them is left out.

    Returns:
        Gross income in the report currency, in order of the accounts.
    """
    first = min((days.first for several in shown for days in several), default=None)
    sums: dict[str, Decimal] = {}
    if first is None or not any((INCOME, UNCLASSIFIED) in each for each in scope.monthly.values()):
        return sums
    for date, account, verdict, amount, _, _, _ in scope.notable:
        if (
            verdict.income_class == UNCLASSIFIED
            and verdict.role == INCOME
            and amount is not None
            and date >= first
        ):
            sums[account] = sums.get(account, ZERO) + amount
    return dict(sorted(sums.items()))
