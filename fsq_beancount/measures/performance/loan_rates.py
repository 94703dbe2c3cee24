"""The rates that were paid on loans in twelve months, for loans without an agreed one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.periods import Period
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.measures.performance.by_day import weights_of

if TYPE_CHECKING:
    from fsq_beancount.books.line import Line
    from fsq_beancount.books.loans import LoanFlow

ZERO: Final = Decimal()


@exact
def rates_paid(
    year: Period, *, lines: Iterable[Line], costs: Iterable[LoanFlow]
) -> dict[str, Decimal]:
    """Return the interest of twelve months on each loan, as a share of its average balance.

    Args:
        year: The twelve months.
        lines: The lines of the loans.
        costs: The interest and fees of all loans; fees are no interest.

    Returns:
        Fractions by account. A loan without interest of its own is not among them: what was paid
        is unknown then, and not zero.
    """
    interest: dict[str, Decimal] = {}
    for cost in costs:
        amount = cost.flow.amount
        if not cost.fee and amount is not None and year.first <= cost.flow.date <= year.last:
            interest[cost.loan] = interest.get(cost.loan, ZERO) - amount
    owed = _average_owed(year, lines)
    return {
        account: round_places(paid / owed[account])
        for account, paid in interest.items()
        if paid > 0 and owed.get(account, ZERO) > 0
    }


def _average_owed(year: Period, lines: Iterable[Line]) -> Mapping[str, Decimal]:
    """Return the average balance of each loan, by the days that each drawing was owed."""
    days = (year.last - year.first).days + 1
    owed: dict[str, Decimal] = {}
    for line in lines:
        for date, weight in weights_of(line, year.last):
            share = Decimal(min(days, (year.last - date).days)) / days
            owed[line.account] = owed.get(line.account, ZERO) - weight * share
    return owed
