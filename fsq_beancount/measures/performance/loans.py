"""A household's loans on a day: what is owed, and what was agreed that it costs.

Ratios are fractions, ``None`` where undefined. Debt is positive.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.definition import ratio

if TYPE_CHECKING:
    from fsq_beancount.measures.scope import Scope

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
            ``None`` where there is none. A loan that is overpaid or has no balance is no debt.
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
        balance: What is owed, report currency; ``None`` without a price path.
        rate: The agreed rate a year; ``None`` where there is none.
    """

    account: str
    balance: Decimal | None
    rate: Decimal | None


@exact
def loans_on(scope: Scope, date: datetime.date) -> tuple[Loan, ...]:
    """Return the loans that something is owed on at the end of a day, by account.

    A loan in several currencies is one loan; an overpaid one has a negative balance.
    """
    balances: dict[str, Decimal | None] = {}
    for place, holding in scope.holdings.loans:
        units, amount, _ = scope.positions.on(date)[place]
        if not units:
            continue
        before = balances.get(holding.account, ZERO)
        balances[holding.account] = None if amount is None or before is None else before - amount
    return tuple(
        Loan(account=account, balance=balance, rate=scope.loans.rate(account, date))
        for account, balance in sorted(balances.items())
    )


def cost_on(scope: Scope, date: datetime.date) -> CostOfDebt:
    """Return the agreed cost of all debt on a day."""
    return cost_of(loans_on(scope, date))


def cost_of(loans: Iterable[Loan]) -> CostOfDebt:
    """Return the agreed cost of some loans; without a price path they do not count."""
    return cost_of_debt((loan.balance, loan.rate) for loan in loans if loan.balance is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoansOn:
    """All loans at a month-end.

    Attributes:
        date: The last day of the month.
        loans: The loans that something is owed on, by account.
        cost: The agreed cost of all of them.
    """

    date: datetime.date
    loans: tuple[Loan, ...]
    cost: CostOfDebt


def series(scope: Scope) -> tuple[LoansOn, ...]:
    """Return the loans at all complete month-ends of the period asked for, oldest first."""
    return tuple(_series(scope))


def _series(scope: Scope) -> Iterator[LoansOn]:
    if not scope.holdings.loans:
        return
    period = scope.period
    for sheet in scope.sheets.month_ends():
        if period is None or period.first <= sheet.date <= period.last:
            loans = loans_on(scope, sheet.date)
            yield LoansOn(date=sheet.date, loans=loans, cost=cost_of(loans))
