"""Loans that are being repaid: what each is owed, its rate and its instalment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import LIVING, PASSIVE
from fsq_beancount.measures.performance.by_day import weights_of
from fsq_beancount.measures.projection.last_year import LoanPlan

if TYPE_CHECKING:
    from fsq_beancount.books.line import Line
    from fsq_beancount.books.loans import LoanFlow
    from fsq_beancount.core.periods import Period
    from fsq_beancount.measures.performance.loans import Loan

ZERO: Final = Decimal()


@exact
def loan_plans(
    loans: Iterable[Loan],
    *,
    year: Period,
    lines: Iterable[Line],
    costs: Sequence[LoanFlow],
    rates_paid: Mapping[str, Decimal],
    planned: Mapping[str, Decimal],
) -> list[LoanPlan]:
    """Return how the loans are repaid.

    The instalment is what a recurring payment plans, else the mean of interest and repayment in
    twelve months; the rate is the agreed one, else the one that was paid.

    Args:
        loans: The loans with a balance on the as-of date.
        year: The last twelve complete months.
        lines: The lines of the loans.
        costs: The interest and fees of all loans.
        rates_paid: The rates paid on loans in these months, fractions by account.
        planned: The planned instalments of a month by account, currency.
    """
    repaid: dict[str, Decimal] = {}
    for line in lines:
        for date, weight in weights_of(line, year.last):
            if date >= year.first and weight > 0:
                repaid[line.account] = repaid.get(line.account, ZERO) + weight
    found = []
    for loan in loans:
        if loan.balance is None or loan.balance <= 0:
            continue
        interest = {True: ZERO, False: ZERO}
        of_passive = ZERO
        for flow, account, fee in costs:
            if account == loan.account and not fee and year.first <= flow.date <= year.last:
                amount = -(flow.amount or ZERO)
                interest[flow.role == LIVING] += amount
                of_passive += amount if flow.decision.income_class == PASSIVE else ZERO
        total = interest[True] + interest[False]
        rate = loan.rate if loan.rate is not None else rates_paid.get(loan.account)
        instalment = planned.get(loan.account, (total + repaid.get(loan.account, ZERO)) / 12)
        is_living = total <= 0
        found.append(
            LoanPlan(
                account=loan.account,
                balance=float(loan.balance),
                rate=None if rate is None else float(rate),
                instalment=float(instalment),
                living=1.0 if is_living else float(interest[True] / total),
                passive=0.0 if is_living else float(min(of_passive, interest[False]) / total),
            )
        )
    return found
