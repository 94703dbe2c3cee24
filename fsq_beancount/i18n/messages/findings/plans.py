"""Findings about plans, in words."""

from __future__ import annotations

from typing import Final

from fsq_beancount.i18n.messages.findings.wording import Sentences, Wording
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

_DAYS_OF_ANY_MONTH: Final = 31


def _budget_unconverted(finding: BudgetUnconverted, wording: Wording) -> str:
    words = wording.gettext("Budgets of {amount} have no price in {into}, so they are in no plan.")
    return words.format(amount=wording.amount(finding.amount), into=finding.into)


def _milestone_unconverted(finding: MilestoneUnconverted, wording: Wording) -> str:
    words = wording.gettext(
        "A milestone of {amount} a month has no price in {into}, so it takes nothing."
    )
    return words.format(amount=wording.amount(finding.amount), into=finding.into)


def _planned_unconverted(finding: PlannedUnconverted, wording: Wording) -> str:
    words = wording.gettext(
        "Planned payments of {amount} have no price in {into}, so the liquidity plan leaves "
        "them out."
    )
    return words.format(amount=wording.amount(finding.amount), into=finding.into)


def _option_unconverted(finding: OptionUnconverted, wording: Wording) -> str:
    words = wording.gettext(
        'The option "{subject}" of {amount} has no price in {into}, so it has no effect.'
    )
    return words.format(
        subject=finding.option, amount=wording.amount(finding.amount), into=finding.into
    )


def _budget_unused(finding: BudgetUnused, wording: Wording) -> str:
    words = wording.gettext(
        "There is a budget for {subject}, but no such account, nor one below it: open it, or "
        "write the account as its open directive does."
    )
    return words.format(subject=finding.account)


def _budget_uncounted(finding: BudgetUncounted, wording: Wording) -> str:
    words = wording.gettext(
        "There is a budget for {subject}, but only those of income and expense accounts count. "
        "Payments to other accounts are planned with fsq-recurring."
    )
    return words.format(subject=finding.account)


def _recurring_unknown(finding: RecurringUnknown, wording: Wording) -> str:
    words = wording.gettext(
        "There is a recurring payment on {subject}, which is never opened: open it, or write "
        "the account as its open directive does."
    )
    return words.format(subject=finding.account)


def _recurring_skips(finding: RecurringSkips, wording: Wording) -> str:
    if finding.times is not None:
        words = wording.gettext(
            "{subject}: by its rule {amount} is paid up to {count} times in a period of "
            "FREQ={detail}, more often than it names days. Name the day or the month that is meant."
        )
    elif not finding.day:
        words = wording.gettext(
            "{subject}: the payment of {amount} is on a weekday or in a week that not every month "
            "or year has, so those that have none leave it out."
        )
    elif finding.day > _DAYS_OF_ANY_MONTH:
        words = wording.gettext(
            "{subject}: the payment of {amount} is on day {count} of a year, so the years that "
            "have no such day leave it out."
        )
    elif finding.is_named:
        words = wording.gettext(
            "{subject}: the payment of {amount} is on day {count} of a month, so the months that "
            "have no such day leave it out."
        )
    else:
        words = wording.gettext(
            "{subject}: the payment of {amount} starts on day {count} of a month, so the months "
            "that have no such day leave it out."
        )
    said = words.format(
        subject=finding.account,
        amount=wording.amount(finding.amount),
        count=finding.day if finding.times is None else finding.times,
        detail=finding.frequency,
    )
    if finding.instead is None:
        return said
    if finding.fixes:
        more = wording.gettext(
            'Perhaps the rule "{detail}" is meant: write it in place of this one, or add a line '
            "that pays what is left out."
        )
    else:
        more = wording.gettext(
            'Perhaps the rule "{detail}" is meant; write it in place of this one.'
        )
    return f"{said} {more.format(detail=finding.instead)}"


def _no_planned_income(finding: NoPlannedIncome, wording: Wording) -> str:
    words = wording.gettext(
        "There is a plan without income, although income is regular ({detail}), so the months "
        "that the cash lasts are not said."
    )
    return words.format(detail=", ".join(finding.accounts))


SENTENCES: Final[Sentences] = {
    BudgetUnconverted: _budget_unconverted,
    MilestoneUnconverted: _milestone_unconverted,
    PlannedUnconverted: _planned_unconverted,
    OptionUnconverted: _option_unconverted,
    BudgetUnused: _budget_unused,
    BudgetUncounted: _budget_uncounted,
    RecurringUnknown: _recurring_unknown,
    RecurringSkips: _recurring_skips,
    NoPlannedIncome: _no_planned_income,
}
