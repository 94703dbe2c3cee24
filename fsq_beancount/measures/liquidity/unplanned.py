"""Loans with repayments in the last twelve months, but without an instalment in the plan."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.books.holdings import Kind
from fsq_beancount.core.periods import month_first, month_index
from fsq_beancount.core.precision import exact

if TYPE_CHECKING:
    from fsq_beancount.books.holdings import Holding
    from fsq_beancount.books.loans import LoanFlow
    from fsq_beancount.books.positions import Positions
    from fsq_beancount.measures.liquidity.year import BookedYear

ZERO: Final = Decimal()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplannedLoan:
    """A loan with repayments in the last twelve months, but without an instalment in the plan.

    Attributes:
        account: The account of the loan.
        monthly: The average monthly repayment with interest and fees, currency.
    """

    account: str
    monthly: Decimal


@exact
def repaid_loans(
    year: BookedYear | None,
    *,
    as_of: datetime.date,
    holdings: Iterable[Holding],
    positions: Positions,
    costs: Iterable[LoanFlow],
) -> dict[str, Decimal]:
    """Return the monthly payment on each loan repaid in the last year, with interest and fees.

    Args:
        year: The last twelve complete months; ``None`` where none has ended.
        as_of: The last day that counts; a loan without a balance by then is left out.
        holdings: All holdings, including loans.
        positions: The values of the holdings.
        costs: The interest and fees of all loans.

    Returns:
        Currency, by the account of the loan.
    """
    repaid: dict[str, Decimal] = {}
    if year is None:
        return repaid
    for holding in holdings:
        if holding.kind is not Kind.LOAN:
            continue
        line = holding.line
        value = positions.value(line, as_of).amount
        before = year.first - datetime.timedelta(1)
        paid = line.weight(year.last) - line.weight(before)
        if value is not None and value < 0 and paid > 0:
            repaid[line.account] = repaid.get(line.account, ZERO) + paid
    for cost in costs:
        if cost.loan in repaid and year.first <= cost.flow.date <= year.last:
            repaid[cost.loan] -= cost.flow.amount or ZERO
    return {account: amount / year.months for account, amount in repaid.items()}


def unplanned_loans(
    repaid: Mapping[str, Decimal], planned: Collection[str]
) -> Iterator[UnplannedLoan]:
    """Yield the loans with repayments in the last year, but no planned payment in the next.

    Args:
        repaid: The monthly payment on each loan with repayments in the last year.
        planned: The accounts with a planned payment in the next.
    """
    for account, amount in repaid.items():
        if account not in planned:
            yield UnplannedLoan(account=account, monthly=amount)


def line(loan: UnplannedLoan, *, after: datetime.date, currency: str) -> str:
    """Return the directive that plans the instalment, from the first of the next month on.

    Args:
        loan: The loan.
        after: The as-of date.
        currency: The report currency.
    """
    # From the first day of a month on, FREQ=MONTHLY needs no more parts.
    date = month_first(month_index(after) + 1)
    return (
        f'{date} custom "fsq-recurring" {loan.account} {loan.monthly:.2f} {currency} "FREQ=MONTHLY"'
    )
