"""A household's loans on a day: the balances, and the agreed cost.

Ratios are fractions, ``None`` where undefined. Debt is positive.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.books.holdings import Holding
from fsq_beancount.books.positions import Positions
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.definition import ratio

ZERO: Final = Decimal()


class CostOfDebt(NamedTuple):
    """The agreed cost of all debt.

    Attributes:
        rate: The rate a year, fraction; ``None`` where no loan has an agreed rate.
        covers: The share of the debt that has an agreed rate; ``None`` without debt.
    """

    rate: Decimal | None
    covers: Decimal | None


@exact
def cost_of_debt(loans: Iterable[tuple[Decimal, Decimal | None]]) -> CostOfDebt:
    """Return the agreed rates of loans, weighted by their balances (*Kreditkostensatz*).

    ``Σ balance·rate / Σ balance`` over the loans that have a rate: 5,000 at 4 % and 20,000 at 6 %
    cost 5.6 %.

    Args:
        loans: The balance of each loan, currency, debt positive, and its agreed rate a year;
            ``None`` where there is none. Loans that are overpaid or have no balance are ignored.
    """
    debt = rated = interest = ZERO
    for balance, rate in loans:
        if balance <= 0:
            continue
        debt += balance
        if rate is not None:
            rated += balance
            interest += balance * rate
    return CostOfDebt(ratio(interest, rated), ratio(rated, debt))


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """A loan on a day.

    Attributes:
        account: Its account.
        balance: The balance owed, report currency; ``None`` without a price path.
        rate: The agreed rate a year; ``None`` where there is none.
    """

    account: str
    balance: Decimal | None
    rate: Decimal | None


def cost_of(loans: Iterable[Loan]) -> CostOfDebt:
    """Return the agreed cost of some loans; those without a price path are left out."""
    return cost_of_debt((loan.balance, loan.rate) for loan in loans if loan.balance is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoansOn:
    """All loans at the end of a day.

    Attributes:
        date: The day.
        loans: The loans with a balance, by account.
        cost: The agreed cost of all of them.
    """

    date: datetime.date
    loans: tuple[Loan, ...]
    cost: CostOfDebt


class Debts:
    """A household's loans, on any day up to the as-of date."""

    def __init__(
        self,
        *,
        positions: Positions,
        loans: Sequence[tuple[int, Holding]],
        rate: Callable[[str, datetime.date], Decimal | None],
    ) -> None:
        """Store the inputs; nothing is computed yet.

        Args:
            positions: The positions, including debts.
            loans: The holdings that are loans, with their index among the lines of the positions.
            rate: Gives the agreed rate a year of a loan on a day, fraction.
        """
        self._positions = positions
        self._loans = loans
        self._rate = rate

    @exact
    def on(self, date: datetime.date) -> LoansOn:
        """Return the loans at the end of a day, and their agreed cost.

        A loan in several currencies is one loan; an overpaid one has a negative balance.
        """
        balances: dict[str, Decimal | None] = {}
        for place, holding in self._loans:
            units, amount, _ = self._positions.on(date)[place]
            if not units:
                continue
            before = balances.get(holding.account, ZERO)
            balances[holding.account] = (
                None if amount is None or before is None else before - amount
            )
        loans = tuple(
            Loan(account=account, balance=balance, rate=self._rate(account, date))
            for account, balance in sorted(balances.items())
        )
        return LoansOn(date=date, loans=loans, cost=cost_of(loans))

    def series(self, dates: Iterable[datetime.date]) -> tuple[LoansOn, ...]:
        """Return the loans at the end of several days; empty where there never was a loan."""
        return tuple(map(self.on, dates)) if self._loans else ()
