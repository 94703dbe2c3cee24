"""Loans that were paid off in the last twelve months, and that the plan does not know of."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.books.holdings import Kind
from fsq_beancount.measures.liquidity.averages import months_booked

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books

ZERO: Final = Decimal()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplannedLoan:
    """A loan that was paid off in the last twelve months and that the plan does not know of.

    Attributes:
        account: The account of the loan.
        monthly: What was paid on it and for its interest a month, currency.
    """

    account: str
    monthly: Decimal


def unplanned_loans(scope: Books, planned: Collection[str]) -> Iterator[UnplannedLoan]:
    """Yield the loans that were paid off in the last year and are not in the next.

    Args:
        scope: What the report is about.
        planned: The accounts that something is planned on in the next.
    """
    year = scope.last_year
    if year is None:
        return
    months = months_booked(scope, year)
    repaid: dict[str, Decimal] = {}
    for holding in scope.holdings.every:
        line = holding.line
        if holding.kind is not Kind.LOAN or line.account in planned:
            continue
        value = scope.positions.value(line, scope.as_of).amount
        before = year.first - datetime.timedelta(1)
        paid = line.weight(year.last) - line.weight(before)
        if value is not None and value < 0 and paid > 0:
            repaid[line.account] = repaid.get(line.account, ZERO) + paid
    for cost in scope.loan_costs:
        if cost.loan in repaid and year.first <= cost.flow.date <= year.last:
            repaid[cost.loan] -= cost.flow.amount or ZERO
    for account, amount in repaid.items():
        yield UnplannedLoan(account=account, monthly=amount / months)
