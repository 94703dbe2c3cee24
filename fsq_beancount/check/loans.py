"""Checks of loans: without an agreed interest rate, or without repayment and interest."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from fsq_beancount.books.facts import Facts
from fsq_beancount.books.holdings import Kind as Holds
from fsq_beancount.books.loans import SEVERAL
from fsq_beancount.check import fixes
from fsq_beancount.check.places import opened_at
from fsq_beancount.core.periods import month_index, month_last
from fsq_beancount.measures.performance.by_day import weights_of
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.fix import Blank, directive
from fsq_beancount.report.findings.loans import LoanWithoutRate, QuietLoan
from fsq_beancount.report.report import Report

QUIET_MONTHS: Final = 12
"""Months without repayment or interest after which a loan is a finding."""


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield the loans without an agreed rate, and those without repayment and interest."""
    since = _months_before(report.as_of, QUIET_MONTHS)
    # Of the day alone: the leverage of the year is for those who ask for it.
    for loan in report.scope.debts.on(report.as_of).loans:
        if loan.balance is not None and loan.balance <= 0:
            continue
        place = opened_at(facts, loan.account)
        rate = f'{report.as_of} custom "fsq-interest-rate" {loan.account} '
        if loan.rate is None:
            paid = report.scope.loan_rates_paid.get(loan.account)
            known = () if paid is None else (directive(f"{rate}{_rounded(paid)}"),)
            yield LoanWithoutRate(
                account=loan.account,
                owed=loan.balance,
                currency=report.currency,
                place=place,
                # The rate that was paid is the likeliest.
                fixes=(*known, directive(rate, Blank.INTEREST_RATE)),
            )
        # An interest-free loan may be outstanding for years without any payment.
        elif loan.rate and _is_quiet(loan.account, since, report):
            yield QuietLoan(
                account=loan.account,
                owed=loan.balance,
                currency=report.currency,
                since=since,
                place=place,
                fixes=(
                    directive(f"{rate}0"),
                    fixes.account(report.as_of, loan.account, "fsq-loan", value=False),
                ),
            )


def _rounded(rate: Decimal) -> Decimal:
    """Return a rate to a hundredth of a percent, as loans agree on it."""
    return round(rate, 4)


def _is_quiet(account: str, since: datetime.date, report: Report) -> bool:
    """Return whether a loan is as old as a day and had no repayment or interest after it."""
    scope = report.scope
    booked = [
        (date, weight)
        for holding in scope.holdings.every
        if holding.kind is Holds.LOAN and holding.line.account == account
        for date, weight in weights_of(holding.line, scope.as_of)
    ]
    if min(booked)[0] > since:
        return False
    repaid = any(date > since and weight > 0 for date, weight in booked)
    paid = any(
        cost.flow.date > since for cost in scope.loan_costs if cost.loan in (account, SEVERAL)
    )
    return not (repaid or paid)


def _months_before(date: datetime.date, months: int) -> datetime.date:
    """Return the same day some months earlier, or that month's last; never before ``date.min``."""
    month = month_index(date) - months
    if month < month_index(datetime.date.min):
        return datetime.date.min
    last = month_last(month)
    return last.replace(day=min(date.day, last.day))
