"""Bank loans and their repayment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from make_example.base.accounts import GIRO, LOAN_INTEREST
from make_example.base.book import Book, Leg
from make_example.base.days import workdays
from make_example.base.figures import cents


@dataclass(frozen=True)
class Loan:
    """A loan with equal instalments and one yearly rate."""

    account: str
    first: date
    debt: Decimal
    instalment: Decimal
    rate: Decimal


def repay(book: Book, loan: Loan) -> None:
    """Enter an instalment at the end of each month; its interest falls with the debt."""
    debt = loan.debt
    for day in workdays(28, first=loan.first):
        interest = cents(debt * loan.rate / 12)
        principal = loan.instalment - interest
        debt -= principal
        book.add(
            day,
            "Musterbank",
            f"Rate {loan.account.rpartition(':')[2]}",
            Leg(loan.account, principal),
            # Both loans share the interest account: the metadata of each posting names the loan.
            Leg(LOAN_INTEREST, interest, meta={"fsq-interest-on": loan.account}),
            Leg(GIRO, -loan.instalment),
        )
