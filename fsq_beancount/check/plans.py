"""Checks of plans: wrong accounts, recurring payments that skip months, missing prices."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, TypedDict

from beancount.core import account as account_module

from fsq_beancount.books.facts import Facts
from fsq_beancount.check import fixes
from fsq_beancount.check.mended_rules import line_of_lost, rule_instead
from fsq_beancount.check.places import written_at
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.liquidity.unplanned_income import lines
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.fix import Fix, directive
from fsq_beancount.report.findings.plans import (
    BudgetUnconverted,
    BudgetUncounted,
    BudgetUnused,
    MilestoneUnconverted,
    NoPlannedIncome,
    OptionUnconverted,
    PlannedUnconverted,
    RecurringSkips,
    RecurringUnknown,
)
from fsq_beancount.report.report import Report
from fsq_beancount.settings.directives.budget import Budget
from fsq_beancount.settings.directives.cut_days import named
from fsq_beancount.settings.directives.recurring import Recurring

_LEAP_YEAR: Final = 366


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield findings about the budgets, milestones, planned payments and options of a report."""
    budgeted = report.budget.unconverted if report.budget else {}
    planned = {
        currency: amount
        for currency, amount in report.liquidity.unconverted.items()
        # The liquidity plan includes the budgets.
        if currency not in budgeted
    }
    for finding, unconverted in (
        (BudgetUnconverted, budgeted),
        (MilestoneUnconverted, report.milestones.unconverted),
        (PlannedUnconverted, planned),
    ):
        for currency, number in unconverted.items():
            yield finding(**_without_price(report, Weight(number, currency)))
    for name in ("reserve", "saver-allowance"):
        said = facts.config.option(name, report.as_of)
        if said is not None:
            weight = Weight(said.number, said.currency)
            if facts.prices.convert(weight, report.currency, report.as_of) is None:
                yield OptionUnconverted(option=name, **_without_price(report, weight))
    yield from _without_income(report)
    yield from _unused(facts)
    yield from _recurring(facts)


class _WithoutPrice(TypedDict):
    """The fields of a finding about an amount without a price."""

    amount: Weight
    into: str
    fixes: tuple[Fix, ...]


def _without_price(report: Report, weight: Weight) -> _WithoutPrice:
    price = fixes.price(report.as_of, weight.currency, report.currency)
    return {
        "amount": Weight(abs(weight.number), weight.currency),
        "into": report.currency,
        "fixes": (directive(*price),),
    }


def _without_income(report: Report) -> Iterator[Finding]:
    """Yield regular income that is missing from a plan; a ledger that plans nothing needs none."""
    found = report.liquidity
    if not found.unplanned_income or not found.is_planned:
        return
    accounts = tuple(dict.fromkeys(each.account for each in found.unplanned_income))
    directives = lines(found.unplanned_income, after=report.as_of, currency=report.currency)
    yield NoPlannedIncome(
        account=accounts[0],
        accounts=accounts,
        # A plan with a part of the income would be as wrong as one without any.
        fixes=(Fix(tuple((line,) for line in directives)),),
    )


def _unused(facts: Facts) -> Iterator[Finding]:
    budgets = facts.config.statements(Budget)
    if not budgets:
        return
    roots = facts.config.roots
    accounts = {*facts.config.opened, *(flow.account for flow in facts.flows)}
    known = {name for account in accounts for name in account_module.parents(account)}
    named: set[str] = set()
    for budget in budgets:
        counts = account_module.root(1, budget.account) in (roots.income, roots.expenses)
        if (budget.account not in known or not counts) and budget.account not in named:
            # A single finding for an account, however often its budget changes.
            named.add(budget.account)
            finding = BudgetUnused if counts else BudgetUncounted
            yield finding(account=budget.account, place=written_at(budget.entry.meta))


def _recurring(facts: Facts) -> Iterator[Finding]:
    unknown: set[str] = set()
    payments = facts.config.statements(Recurring)
    for each in payments:
        # A payment is booked on the account itself, so one below it does not do.
        if each.account not in facts.config.opened and each.account not in unknown:
            unknown.add(each.account)
            yield RecurringUnknown(account=each.account, place=written_at(each.entry.meta))
        times = each.too_often
        lost = each.lost_days
        if times is not None:
            yield _skips(each, times=times)
        elif lost and not _is_paid(each, lost, payments):
            line = line_of_lost(each, lost)
            yield _skips(each, fixes=() if line is None else (directive(line),))


def _skips(
    each: Recurring, *, times: int | None = None, fixes: tuple[Fix, ...] = ()
) -> RecurringSkips:
    parts = each.parts
    return RecurringSkips(
        account=each.account,
        amount=Weight(abs(each.amount.number or Decimal()), each.amount.currency),
        day=_lacking_day(each),
        is_named="BYMONTHDAY" in parts or parts["FREQ"] != "MONTHLY",
        frequency=parts["FREQ"],
        times=times,
        place=written_at(each.entry.meta),
        instead=rule_instead(each),
        fixes=fixes,
    )


def _lacking_day(each: Recurring) -> int:
    """Return the day that a month or a year lacks; 0 if the rule names a weekday or a week."""
    parts = each.parts
    if "BYYEARDAY" in parts:
        return _LEAP_YEAR
    if not {"BYDAY", "BYWEEKNO", "BYSETPOS"}.isdisjoint(parts):
        return 0
    return max(map(abs, named(parts, each.date).month_days), default=0)


def _is_paid(each: Recurring, lost: Sequence[datetime.date], payments: Iterable[Recurring]) -> bool:
    """Return whether other payments of the same amount are on the days that one leaves out."""
    paid: set[datetime.date] = set()
    for other in payments:
        if other is not each and (other.account, other.amount) == (each.account, each.amount):
            paid.update(other.days(lost[0], lost[-1]))
    return paid.issuperset(lost)
