"""Proposals from findings: which of their first fixes are sure, and what the others would change.

A first fix is sure where structure or arithmetic supports it. What only a name suggests, what is
about the future and what books money is for the owner to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from beancount.core import account as account_module

from fsq_beancount import names
from fsq_beancount.check.tree import is_within
from fsq_beancount.core.terms import ACTIVE, COSTS_OF_EARNING, LIVING
from fsq_beancount.propose.runs import Runs, names_plugin
from fsq_beancount.report.certainty import FIGURES, RUNWAY, Question
from fsq_beancount.report.findings import Kind
from fsq_beancount.report.findings.earning import CostLeftLiving
from fsq_beancount.report.findings.fix import Fix
from fsq_beancount.report.findings.flows import LivingTax
from fsq_beancount.report.findings.loans import LoanWithoutRate
from fsq_beancount.report.proposals import Change, Effect, Figure, Group, Proposal
from fsq_beancount.report.report import Report

_LEFT: Final = (f'"{LIVING}"', f'"{ACTIVE}"')
"""The words that end the rules which leave costs as they are."""


def _always(_question: Question, _report: Report) -> bool:
    return True


def _never(_question: Question, _report: Report) -> bool:
    return False


def _is_charged(question: Question, report: Report) -> bool:
    """Return whether the first answer charges the costs of a tree to what earns.

    The other answer is first where the costs exceed the income. Whoever pays rent in the tree lives
    there, and what its name sells may be bought for oneself.
    """
    finding = question.finding
    return (
        isinstance(finding, CostLeftLiving)
        and bool(finding.costs)
        and not any(line.endswith(_LEFT) for line in finding.fixes[0].text)
        and not any(map(names.is_consumed, _shared_words(finding)))
        and not any(
            _is_rent_paid(account)
            for account in {flow.account for flow in report.flows}
            if any(is_within(account, pattern) for pattern in finding.costs)
        )
    )


def _shared_words(finding: CostLeftLiving) -> frozenset[str]:
    """Return the words that the account which earns shares with the expense accounts."""
    return _words(finding.account) & frozenset().union(*map(_words, finding.costs))


def _words(account: str) -> frozenset[str]:
    return frozenset().union(*map(names.words_of, account.split(":")[1:]))


def _is_rent_paid(account: str) -> bool:
    """Return whether an expense account is one of rent, by its last component."""
    leaf = f"Expenses:{account_module.leaf(account)}"
    match = names.income(leaf)
    return names.is_lived_in(leaf) and match is not None and match.category == "rent"


def _is_of_work(question: Question, report: Report) -> bool:
    """Return whether a tax has one answer, and the account bears taxes of nothing else.

    A rule is for all of an account, so it would take taxes on dividends to work as well.
    """
    finding = question.finding
    return (
        isinstance(finding, LivingTax)
        and len(finding.fixes) == 1
        and not any(
            is_within(flow.account, finding.account)
            and flow.role in COSTS_OF_EARNING
            and flow.income_class != ACTIVE
            for flow in report.flows
        )
    )


def _has_paid(question: Question, report: Report) -> bool:
    """Return whether interest was paid, so that the first answer is the rate it came to.

    Of a loan in another currency than the report's, that rate is one of exchange rates, too.
    """
    finding = question.finding
    if not isinstance(finding, LoanWithoutRate):
        return False
    currencies = {
        holding.line.currency
        for holding in report.scope.holdings.every
        if holding.account == finding.account
    }
    first = finding.fixes[0]
    return currencies == {report.currency} and not first.is_template and not _names_zero(first)


def _names_zero(fix: Fix) -> bool:
    return all(not line.split()[-1].strip("0.") for line in fix.text)


SURE: Final[Mapping[Kind, Callable[[Question, Report], bool]]] = {
    # The figures are in this currency already: that of most postings.
    Kind.NO_OPERATING_CURRENCY: _always,
    # Expenses of one tree with what earns, a loan or a house, or taken off its income.
    Kind.COST_LEFT_LIVING: _is_charged,
    # The same account bears taxes on payslips, and no other taxes.
    Kind.LIVING_TAX: _is_of_work,
    # The interest of the last twelve months over the average debt.
    Kind.LOAN_WITHOUT_RATE: _has_paid,
}
"""The kinds of findings whose first fix is sure, and when."""

_GROUPS: Final[Mapping[Kind, Group]] = {
    Kind.NO_OPERATING_CURRENCY: Group.SETUP,
    Kind.OTHER_CURRENCY: Group.SETUP,
    Kind.NOT_DEPRECIATED: Group.SETUP,
    **dict.fromkeys(
        (
            Kind.UNCLASSIFIED,
            Kind.UNCHARGED_COST,
            Kind.LIVING_TAX,
            Kind.COST_LEFT_LIVING,
            Kind.UNTAXED_INCOME,
            Kind.EXPENSE_FROM_LOT,
            Kind.SALE_ONLY,
            Kind.REFUND,
            Kind.SHARE_OR_HELP,
            Kind.PAYSLIP_PASSIVE,
            Kind.FEE_ON_PAYSLIP,
            Kind.NEGATIVE_COSTS,
            Kind.TAX_ABOVE_INCOME,
            Kind.UNSETTLED_IMPORT,
        ),
        Group.FLOWS,
    ),
    Kind.LOAN_WITHOUT_RATE: Group.LOANS,
    Kind.QUIET_LOAN: Group.LOANS,
    Kind.MONEY_BY_NAME: Group.HOLDINGS,
    Kind.COMMODITY_AS_MONEY: Group.HOLDINGS,
    Kind.UNTREATED: Group.TAX,
    Kind.LUMP_SUM_UNKNOWN: Group.TAX,
    Kind.NO_PLANNED_INCOME: Group.PLAN,
    Kind.RECURRING_SKIPS: Group.PLAN,
    Kind.CLAIMS: Group.LIFE,
}


def find(report: Report, runs: Runs) -> Iterator[Proposal]:
    """Yield a proposal for each open question that lines can answer."""
    for question in report.certainty.open:
        finding = question.finding
        if not finding.fixes:
            continue
        is_sure = SURE.get(finding.kind, _never)(question, report)
        yield Proposal(
            group=_GROUPS.get(finding.kind, Group.OTHER),
            about=finding,
            fixes=finding.fixes,
            effects=tuple(_effect(fix, question, runs) for fix in finding.fixes),
            sure=is_sure,
            id=question.id,
        )


def _effect(fix: Fix, question: Question, runs: Runs) -> Effect | None:
    if fix.is_template or names_plugin(fix):
        return None
    effect = question.effect_of(fix)
    if effect is None or question.measure not in FIGURES:
        return runs.effect(fix)
    changes = (
        Change(_figure(name, runs.report), effect.before[name], effect.after[name])
        for name in FIGURES
        if effect.before[name] != effect.after[name]
    )
    return Effect(tuple(changes), others=None)


def _figure(name: str, report: Report) -> Figure:
    """Return the figure of a report that has a band."""
    if name == RUNWAY:
        return Figure("liquidity", (report.as_of,), name)
    return Figure("flows", (report.last_year.month if report.last_year else "",), name)
