"""Unclassified income, neither declared nor recognised as passive or active."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Protocol

from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import INCOME, UNCLASSIFIED

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books
    from fsq_beancount.books.flows import Flow, MonthlySums

ZERO: Final = Decimal()


class Days(Protocol):
    """A period that is shown."""

    @property
    def first(self) -> datetime.date:
        """The first day."""


def of(scope: Books, *shown: Iterable[Days]) -> dict[str, Decimal]:
    """Return the unclassified income by account, from the first day shown on."""
    return by_account(scope.non_default_flows, *shown, monthly=scope.monthly)


@exact
def by_account(
    flows: Iterable[Flow],
    *shown: Iterable[Days],
    monthly: MonthlySums,
) -> dict[str, Decimal]:
    """Return the unclassified income by account.

    Args:
        flows: The flows that count; plain living costs may be left out.
        shown: The periods that are shown; flows before all of them are left out.
        monthly: The sums of the flows in each month, by role and class.

    Returns:
        Gross income in the report currency, in order of the accounts.
    """
    first = min((days.first for several in shown for days in several), default=None)
    sums: dict[str, Decimal] = {}
    # In most ledgers all income is classified, which the monthly sums show quickly.
    if first is None or not any((INCOME, UNCLASSIFIED) in each for each in monthly.values()):
        return sums
    for date, account, decision, amount, _, _, _ in flows:
        if (
            decision.income_class == UNCLASSIFIED
            and decision.role == INCOME
            and amount is not None
            and date >= first
        ):
            sums[account] = sums.get(account, ZERO) + amount
    return dict(sorted(sums.items()))
