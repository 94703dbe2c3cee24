"""What makes plans less than certain: budgets of no account, and what has no price."""

from __future__ import annotations

from collections.abc import Iterator

from beancount.core import account as account_module

from fsq_beancount.directives.budget import Budget
from fsq_beancount.facts import Facts
from fsq_beancount.findings import Finding, Kind
from fsq_beancount.report import Report


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield what is uncertain about the budgets and milestones of a report."""
    budget = report.budget
    for kind, unconverted in (
        (Kind.BUDGET_UNCONVERTED, budget.unconverted if budget else {}),
        (Kind.MILESTONE_UNCONVERTED, report.milestones.unconverted),
    ):
        for currency, amount in unconverted.items():
            yield Finding(
                kind=kind,
                subject=currency,
                amount=amount,
                currency=currency,
                remedy=(f"{report.as_of} price {currency} <rate> {report.currency}",),
            )
    yield from _unused(facts)


def _unused(facts: Facts) -> Iterator[Finding]:
    budgets = facts.config.statements(Budget)
    if not budgets:
        return
    accounts = {*facts.config.opens, *(flow.account for flow in facts.flows)}
    known = {name for account in accounts for name in account_module.parents(account)}
    named: set[str] = set()
    for budget in budgets:
        if budget.account not in known and budget.account not in named:
            # One line for an account, however often its budget changes.
            named.add(budget.account)
            yield Finding(
                kind=Kind.BUDGET_UNUSED,
                subject=budget.account,
                filename=str(budget.entry.meta.get("filename", "")),
                lineno=int(budget.entry.meta.get("lineno", 0)),
            )
