"""Checks of decisions made by a name or by the transaction, which a person can answer better."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Final

from beancount.core import flags

from fsq_beancount import names
from fsq_beancount.books.flows import Flow
from fsq_beancount.check import fixes
from fsq_beancount.check.alike import Alike, Group, by_account, postings
from fsq_beancount.classification.account import TAXES
from fsq_beancount.classification.reason import Circumstance
from fsq_beancount.core.terms import ACTIVE, FEE, INCOME, LIVING, NEUTRAL, PASSIVE, TAX
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.names import (
    FeeOnPayslip,
    NegativeCosts,
    PayslipPassive,
    Refund,
    ShareOrHelp,
    TaxAboveIncome,
)
from fsq_beancount.report.report import Report

ZERO: Final = Decimal()

_EARNS: Final = frozenset({"interest", "dividend"})
"""Categories of names of income that come on expense accounts, too."""

_MONEY_BACK: Final = frozenset({"refund", "deposit"})


def find(report: Report, alike: Alike) -> Iterator[Finding]:
    """Yield findings about the flows decided by a name or by their transaction."""
    yield from _refunds(report, alike)
    yield from _shares(report, alike)
    yield from _on_payslips(report, alike)
    yield from _fees_on_payslips(report, alike)
    yield from _negative_costs(report, alike)
    yield from _taxes_above_income(report, alike)


def _refunds(report: Report, alike: Alike) -> Iterator[Finding]:
    for account, group in by_account(alike, partial(_is_named, categories=_MONEY_BACK)):
        if _is_of_tax(account):
            continue
        yield Refund(
            **postings(account, group, report.currency),
            fixes=(
                fixes.rule(group.first, account, LIVING),
                fixes.rule(group.first, account, NEUTRAL),
            ),
        )


def _is_of_tax(account: str) -> bool:
    """Return whether a refund is named for a tax: tax refunds are neutral, not a living cost."""
    cost = names.cost(account)
    if cost is not None and cost.category in TAXES and cost.category != "social":
        return True
    return names.is_tax_refund(account)


def _shares(report: Report, alike: Alike) -> Iterator[Finding]:
    for account, group in by_account(alike, partial(_is_named, categories=frozenset({"help"}))):
        if _is_public(account):
            continue
        yield ShareOrHelp(
            **postings(account, group, report.currency),
            fixes=(
                fixes.rule(group.first, account, LIVING),
                fixes.rule(group.first, account, NEUTRAL),
                fixes.rule(group.first, account, PASSIVE),
            ),
        )


def _is_public(account: str) -> bool:
    """Return whether help is public, not a share of a cost: its name has no word for income."""
    match = names.income(account)
    return match is None or match.unqualified is None


def _on_payslips(report: Report, alike: Alike) -> Iterator[Finding]:
    for account, group in by_account(alike, _may_be_the_employers):
        yield PayslipPassive(
            **postings(account, group, report.currency),
            fixes=(
                fixes.rule(group.first, account, ACTIVE),
                fixes.rule(group.first, account, PASSIVE),
            ),
        )


def _may_be_the_employers(flow: Flow) -> bool:
    """Return whether passive income may be pay: it is on a payslip, or named for an employer."""
    if flow.role != INCOME or flow.income_class != PASSIVE:
        return False
    if flow.reasons.has(Circumstance.ON_PAYSLIP):
        return True
    match = names.income(flow.account) if flow.reasons.first is Circumstance.NAME else None
    return match is not None and match.category == "employer"


def _fees_on_payslips(report: Report, alike: Alike) -> Iterator[Finding]:
    for account, group in by_account(
        alike, lambda flow: flow.reasons.first is Circumstance.BARE_FEE
    ):
        yield FeeOnPayslip(
            **postings(account, group, report.currency),
            fixes=(
                fixes.rule(group.first, account, LIVING),
                fixes.rule(group.first, account, FEE, ACTIVE),
            ),
        )


def _negative_costs(report: Report, alike: Alike) -> Iterator[Finding]:
    """Yield expense accounts that lower the living costs of the last twelve months."""
    year = report.last_year
    for account, group in by_account(alike, _is_undeclared_living) if year else ():
        if year is not None and group.within(year.first, year.last) < 0:
            yield NegativeCosts(
                **postings(account, group, report.currency),
                fixes=(
                    *(fixes.rule(group.first, account, INCOME, each) for each in _classes(account)),
                    fixes.rule(group.first, account, LIVING),
                ),
            )


def _classes(account: str) -> tuple[str, ...]:
    """Return the classes that income on an expense account may have, the likeliest first."""
    match = names.income(account)
    earns = match is not None and match.category in _EARNS
    return (PASSIVE, NEUTRAL) if earns else (NEUTRAL,)


def _is_undeclared_living(flow: Flow) -> bool:
    return (
        flow.role == LIVING
        and flow.reasons.first is Circumstance.LIVING
        and flow.entry.flag != flags.FLAG_PADDING
    )


def _taxes_above_income(report: Report, alike: Alike) -> Iterator[Finding]:
    """Yield taxes on capital income, paid alone, that exceed all passive income."""
    year = report.last_year
    if year is None:
        return
    lone = dict(by_account(alike, lambda flow: flow.reasons.has(Circumstance.CAPITAL_TAX)))
    paid = sum((_in_year(group, report) for group in lone.values()), ZERO)
    if paid <= max(year.gross_income[PASSIVE], ZERO):
        return
    for account, group in lone.items():
        if _in_year(group, report) > 0:
            yield TaxAboveIncome(
                **postings(account, group, report.currency),
                fixes=(
                    fixes.rule(group.first, account, TAX, ACTIVE),
                    fixes.rule(group.first, account, TAX, PASSIVE),
                ),
            )


def _in_year(group: Group, report: Report) -> Decimal:
    year = report.last_year
    return ZERO if year is None else group.within(year.first, year.last)


def _is_named(flow: Flow, categories: frozenset[str]) -> bool:
    """Return whether the name of an account alone made its income neutral."""
    if flow.role != INCOME or flow.income_class != NEUTRAL:
        return False
    if flow.reasons.first is not Circumstance.NAME:
        return False
    match = names.income(flow.account)
    return match is not None and match.category in categories
