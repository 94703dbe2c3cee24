"""Costs that may be charged to the wrong income or to none: costs of earning, taxes, upkeep."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Final

from beancount.core import account as account_module

from fsq_beancount import names
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow
from fsq_beancount.check import fixes, trees
from fsq_beancount.check.alike import Alike, Group, by_account, postings
from fsq_beancount.classification.bearers import WITH_VAT
from fsq_beancount.classification.reason import LEFT_LIVING, Circumstance
from fsq_beancount.core.terms import (
    ACTIVE,
    COST,
    INCOME,
    LIVING,
    NEAR_PASSIVE,
    NEUTRAL,
    PASSIVE,
    TAX,
)
from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.earning import CostLeftLiving
from fsq_beancount.report.findings.fix import Fix
from fsq_beancount.report.findings.flows import LivingTax, UnchargedCost
from fsq_beancount.report.report import Report

ZERO = Decimal()

_SOCIAL: Final = "social"
_LONE_TAXES: Final = frozenset({"tax", "wage-tax", "vat", _SOCIAL})
"""The categories of names for what may be on income even without income next to it."""


def find(facts: Facts, report: Report, alike: Alike) -> Iterator[Finding]:
    """Yield findings about the attribution of costs, most serious first."""
    found = trees.find(facts, report)
    # A tree asks for all of its accounts at once.
    asked = frozenset(account for finding in found.findings for account in finding.costs)
    charges = (
        *_uncharged(report, alike, asked),
        *_living_taxes(report, alike, asked),
        *found.findings,
    )
    yield from charges
    # Whatever is charged next may be a cost of the rent.
    if not charges:
        yield from _rent_without_costs(report, alike, found.tied)


def _is_asked(account: str, asked: AbstractSet[str]) -> bool:
    return not asked.isdisjoint(account_module.parents(account))


def _uncharged(report: Report, alike: Alike, asked: AbstractSet[str]) -> Iterator[Finding]:
    for account, group in by_account(alike, lambda flow: flow.reasons.has(Circumstance.UNCHARGED)):
        if _is_asked(account, asked):
            continue
        yield UnchargedCost(
            **postings(account, group, report.currency),
            fixes=(fixes.rule(group.first, account, "passive"),),
        )


def _stays_living(flow: Flow) -> bool:
    return flow.role == LIVING and flow.reasons.first in LEFT_LIVING


def _living_taxes(report: Report, alike: Alike, asked: AbstractSet[str]) -> Iterator[Finding]:
    def is_tax(flow: Flow) -> bool:
        match = names.cost(flow.account) if _stays_living(flow) else None
        return match is not None and match.category in _LONE_TAXES

    # A rule is for all of an account: what stands on payslips is neither a tax on passive income
    # nor a living cost.
    on_work = {
        flows[0].account
        for flows in alike
        if flows[0].role == TAX and flows[0].income_class == ACTIVE
    }
    for account, group in by_account(_without_receipts(alike, is_tax), is_tax):
        if _is_asked(account, asked):
            continue
        active, passive, living = (
            fixes.rule(group.first, account, *words)
            for words in ((TAX, ACTIVE), (TAX, PASSIVE), (LIVING,))
        )
        yield LivingTax(
            **postings(account, group, report.currency),
            fixes=_answers(account, active, passive, living, on_work=account in on_work),
        )


def _answers(
    account: str, active: Fix, passive: Fix, living: Fix, *, on_work: bool
) -> tuple[Fix, ...]:
    """Return the possible answers, the likeliest first."""
    if on_work:
        return (active,)
    match = names.cost(account)
    if match is not None and match.category == _SOCIAL:
        return active, living
    return active, passive, living


def _without_receipts(alike: Alike, is_tax: Callable[[Flow], bool]) -> Alike:
    """Leave out value added tax in the same transaction as its purchase.

    All of it where the ledger has no income that it may be collected on.
    """
    taxes = [flows for flows in alike if is_tax(flows[0])]
    if not any(map(_is_vat, taxes)):
        return taxes
    if not any(_has_vat(flows[0]) for flows in alike):
        return [flows for flows in taxes if not _is_vat(flows)]
    receipts = {
        id(flow.entry)
        for flows in alike
        if flows[0].role == LIVING and not is_tax(flows[0])
        for flow in flows
    }
    lone = (
        [flow for flow in flows if id(flow.entry) not in receipts] if _is_vat(flows) else flows
        for flows in taxes
    )
    return [flows for flows in lone if flows]


def _is_vat(flows: Sequence[Flow]) -> bool:
    match = names.cost(flows[0].account)
    return match is not None and match.category == "vat"


def _has_vat(flow: Flow) -> bool:
    """Return whether value added tax may be collected on income: on work, goods and services."""
    if flow.role != INCOME or flow.gain or flow.income_class == NEUTRAL:
        return False
    match = names.income(flow.account)
    return match is None or names.is_sales(flow.account) or match.category in WITH_VAT


def _rent_without_costs(report: Report, alike: Alike, tied: AbstractSet[str]) -> Iterator[Finding]:
    """Yield rent of the last twelve months that no cost was ever charged to."""
    if not any(map(_is_rent, (flows[0] for flows in alike))):
        return
    spent = [flows for flows in alike if flows[0].role != INCOME]
    for account, group in by_account(alike, _is_rent):
        if account not in tied and not _is_charged(group, spent):
            yield CostLeftLiving(
                **postings(account, group, report.currency),
                cost=Weight(ZERO, report.currency),
                costs=(),
            )


def _is_rent(flow: Flow) -> bool:
    return (
        flow.role == INCOME
        and not flow.gain
        and flow.income_class in (PASSIVE, NEAR_PASSIVE)
        and names.is_property(flow.account)
    )


def _is_charged(rent: Group, spent: Alike) -> bool:
    """Return whether any cost of earning may be a cost of the rent, or any was paid from it."""
    kinds = {(flow.income_class, flow.stream) for flow in rent.flows}
    if any(
        (flow.income_class, flow.stream) in kinds and _is_upkeep(flow)
        for flow in (flows[0] for flows in spent)
        if flow.role == COST
    ):
        return True
    entries = {id(flow.entry) for flow in rent.flows}
    return any(id(flow.entry) in entries for flows in spent for flow in flows)


def _is_upkeep(flow: Flow) -> bool:
    """Return whether a cost may be upkeep: it was not charged to income of its transaction."""
    return not flow.reasons.are_of_circumstances
