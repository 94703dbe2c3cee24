"""The end of a loan: its last instalment is what is owed, and none comes after it.

The debt goes on from the as-of date. For each month it grows by a twelfth of the yearly rate, the
agreed one or else the one that was paid in the last twelve months, unless the interest is planned
apart. Without either rate it is unknown when the debt ends, and the instalments go on.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.books.holdings import Kind
from fsq_beancount.core.periods import day_before, month_first, month_index, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.core.weights import Weight

if TYPE_CHECKING:
    from beancount.core import data

    from fsq_beancount.books.holdings import Holding

ZERO: Final = Decimal()

Rate = Callable[[str, datetime.date], Decimal | None]
"""Returns the yearly rate of a loan on a day, fraction; ``None`` where it is unknown."""


@dataclass(slots=True)
class _Debt:
    """What is owed of a loan.

    Attributes:
        owed: The debt with the interest up to the month, in the currency of the loan.
        month: The month up to which the interest is counted.
        bookings: Planned bookings that are still to come: day, amount, whether interest is beside.
    """

    owed: Decimal
    month: int
    bookings: list[tuple[datetime.date, Decimal, bool]]


class Repayments:
    """Ends the instalments of each loan with its debt."""

    __slots__ = ("_apart", "_debts", "_expenses", "_rate")

    @exact
    def __init__(
        self,
        holdings: Iterable[Holding],
        *,
        as_of: datetime.date,
        rate: Rate,
        apart: Collection[str],
        expenses: str,
    ) -> None:
        """Read what is owed on the as-of date.

        Args:
            holdings: All holdings, including loans.
            as_of: The as-of date.
            rate: Returns the rate of a loan.
            apart: The loans whose interest is planned on an account of its own.
            expenses: The name of the root account of expenses.
        """
        self._rate = rate
        self._apart = apart
        self._expenses = f"{expenses}:"
        self._debts: dict[tuple[str, str], _Debt] = {}
        for holding in holdings:
            line = holding.line
            if holding.kind is Kind.LOAN and line.cost_currency is None:
                owed = -line.units(as_of)
                # Who owes less than nothing has not booked what was lent.
                if owed >= 0:
                    month = month_index(as_of)
                    before = line.units(day_before(month_first(month)))
                    if as_of != month_last(month) and line.units(as_of) == before:
                        # The instalment of the month that has begun is still to come.
                        month -= 1
                    self._debts[line.account, line.currency] = _Debt(owed, month, [])

    def book(self, entry: data.Transaction) -> None:
        """Note a planned transaction, in order of date: it repays or adds to a loan."""
        beside = any(posting.account.startswith(self._expenses) for posting in entry.postings)
        for posting in entry.postings:
            if posting.units is None or posting.units.number is None:
                continue
            debt = self._debts.get((posting.account, posting.units.currency))
            if debt is not None:
                debt.bookings.append((entry.date, posting.units.number, beside))

    @exact
    def due(self, account: str, amount: Weight, date: datetime.date) -> Weight:
        """Return what a recurring payment comes to on a day: at most what is owed of a loan.

        Args:
            account: The account that is paid.
            amount: What the rule says; a loan is repaid by a positive amount.
            date: The day; payments on one account come in order of date.
        """
        debt = self._debts.get((account, amount.currency))
        if debt is None:
            return amount
        while debt.bookings and debt.bookings[0][0] <= date:
            day, number, beside = debt.bookings.pop(0)
            if not self._accrue(debt, account, day, beside=beside):
                return amount
            debt.owed -= number
        if not self._accrue(debt, account, date, beside=account in self._apart):
            return amount
        paid = min(amount.number, max(ZERO, debt.owed)) if amount.number > 0 else amount.number
        debt.owed -= paid
        return Weight(paid, amount.currency)

    def _accrue(self, debt: _Debt, account: str, date: datetime.date, *, beside: bool) -> bool:
        """Add the interest up to the month of a day; return whether the rate is known.

        Args:
            debt: The debt.
            account: The account of the loan.
            date: The day.
            beside: Whether the interest is paid on an account of its own.
        """
        months = month_index(date) - debt.month
        debt.month = month_index(date)
        if beside:
            return True
        rate = self._rate(account, date)
        if rate is None:
            return False
        if debt.owed > 0:
            debt.owed += round_places(debt.owed * rate * months / 12)
        return True
