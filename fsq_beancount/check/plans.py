"""Checks of plans: wrong accounts, recurring payments that skip months, missing prices."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, TypedDict

from beancount.core import account as account_module

from fsq_beancount.books.facts import Facts
from fsq_beancount.check import fixes
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
from fsq_beancount.settings.directives.lost_payments import written
from fsq_beancount.settings.directives.recurring import Recurring

_LONGEST: Final = 31
"""The days of the longest month."""


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
    named: set[str] = set()
    for each in facts.config.statements(Recurring):
        place = written_at(each.entry.meta)
        # A payment is booked on the account itself, so one below it does not do.
        if each.account not in facts.config.opened and each.account not in named:
            named.add(each.account)
            yield RecurringUnknown(account=each.account, place=place)
        times = each.too_often
        if times is not None or each.skips_months:
            parts = each.parts
            yield RecurringSkips(
                account=each.account,
                amount=Weight(abs(each.amount.number or Decimal()), each.amount.currency),
                day=366 if "BYYEARDAY" in parts else max(map(abs, each.days_of_month), default=0),
                is_named="BYMONTHDAY" in parts or parts["FREQ"] != "MONTHLY",
                frequency=parts["FREQ"],
                times=times,
                place=place,
                instead=_meant(each),
            )


def _meant(each: Recurring) -> str | None:
    """Return the rule that loses no payment and adds none, ``None`` where it takes a person."""
    parts = each.parts
    yearly = parts["FREQ"] == "YEARLY"
    if each.too_often is not None:
        alone = parts.keys().isdisjoint({"BYMONTH", "BYDAY", "BYWEEKNO", "BYYEARDAY", "BYSETPOS"})
        # In the month of its first day.
        return f"{each.rule};BYMONTH={each.date.month}" if yearly and alone else None
    if parts.get("BYYEARDAY") == "366":
        return written({**parts, "BYYEARDAY": "-1"})
    days = each.days_of_month
    if len(days) != 1 or "BYSETPOS" in parts or min(days) < 0:
        return None
    [day] = days
    month = ""
    if yearly and "BYMONTHDAY" not in parts and "BYMONTH" not in parts:
        month = f"BYMONTH={each.date.month};"
    if yearly and day < _LONGEST and len(parts.get("BYMONTH", "").split(",")) > 1:
        return None  # BYSETPOS counts the days of the whole year
    rest = written({name: value for name, value in parts.items() if name != "BYMONTHDAY"})
    rule = each.rule if "BYMONTHDAY" not in parts else rest
    # -1 alone would turn the 29th or 30th into a later day in long months.
    last = "-1" if day == _LONGEST else f"{','.join(map(str, range(28, day + 1)))};BYSETPOS=-1"
    return f"{rule};{month}BYMONTHDAY={last}"
