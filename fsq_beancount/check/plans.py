"""What makes plans less than certain: wrong accounts, days that skip, and what has no price."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from beancount.core import account as account_module

from fsq_beancount.books.facts import Facts
from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings import Finding, Kind
from fsq_beancount.report.report import Report
from fsq_beancount.settings.directives.budget import Budget
from fsq_beancount.settings.directives.recurring import Recurring


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield what is uncertain about the budgets and milestones of a report."""
    budgeted = report.budget.unconverted if report.budget else {}
    planned = {
        currency: amount
        for currency, amount in report.liquidity.unconverted.items()
        # The plan has the budgets in it.
        if currency not in budgeted
    }
    for kind, unconverted in (
        (Kind.BUDGET_UNCONVERTED, budgeted),
        (Kind.MILESTONE_UNCONVERTED, report.milestones.unconverted),
        (Kind.PLANNED_UNCONVERTED, planned),
    ):
        for currency, amount in unconverted.items():
            yield _without_price(report, kind, currency, Weight(amount, currency))
    for name in ("reserve", "saver-allowance"):
        said = facts.config.option(name, report.as_of)
        if said is not None:
            weight = Weight(said.number, said.currency)
            if facts.prices.convert(weight, report.currency, report.as_of) is None:
                yield _without_price(report, Kind.OPTION_UNCONVERTED, name, weight)
    yield from _unused(facts)
    yield from _recurring(facts)


def _without_price(report: Report, kind: Kind, subject: str, weight: Weight) -> Finding:
    return Finding(
        kind=kind,
        subject=subject,
        amount=abs(weight.number),
        currency=weight.currency,
        remedy=(f"{report.as_of} price {weight.currency} <rate> {report.currency}",),
    )


def _unused(facts: Facts) -> Iterator[Finding]:
    budgets = facts.config.statements(Budget)
    if not budgets:
        return
    roots = facts.config.roots
    accounts = {*facts.config.opens, *(flow.account for flow in facts.flows)}
    known = {name for account in accounts for name in account_module.parents(account)}
    named: set[str] = set()
    for budget in budgets:
        counts = account_module.root(1, budget.account) in (roots.income, roots.expenses)
        if (budget.account not in known or not counts) and budget.account not in named:
            # One line for an account, however often its budget changes.
            named.add(budget.account)
            yield Finding(
                kind=Kind.BUDGET_UNUSED if counts else Kind.BUDGET_UNCOUNTED,
                subject=budget.account,
                filename=str(budget.entry.meta.get("filename", "")),
                lineno=int(budget.entry.meta.get("lineno", 0)),
            )


def _recurring(facts: Facts) -> Iterator[Finding]:
    named: set[str] = set()
    for each in facts.config.statements(Recurring):
        place: Any = {
            "filename": str(each.entry.meta.get("filename", "")),
            "lineno": int(each.entry.meta.get("lineno", 0)),
        }
        # A payment is booked on the account itself, so one below it does not do.
        if each.account not in facts.config.opens and each.account not in named:
            named.add(each.account)
            yield Finding(kind=Kind.RECURRING_UNKNOWN, subject=each.account, **place)
        if each.skips_months:
            # Of the 29th and 30th, too, the last day would be another one in long months.
            day = each.date.day
            last = "-1" if day == 31 else f"{','.join(map(str, range(28, day + 1)))};BYSETPOS=-1"
            yield Finding(
                kind=Kind.RECURRING_SKIPS,
                subject=each.account,
                amount=abs(each.amount.number or Decimal()),
                currency=each.amount.currency,
                count=day,
                remedy=(
                    f'{each.date} custom "fsq-recurring" {each.account} {each.amount} '
                    f'"{each.rule};BYMONTHDAY={last}"',
                ),
                **place,
            )
