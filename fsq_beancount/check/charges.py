"""Costs that may be charged to the wrong income or to none: costs of earning, taxes, upkeep."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from fsq_beancount import names
from fsq_beancount.books.flows import Flow
from fsq_beancount.check import fixes
from fsq_beancount.check.alike import Alike, Group, by_account, postings
from fsq_beancount.classification.reason import LEFT_LIVING, Circumstance
from fsq_beancount.core.terms import COSTS_OF_EARNING, INCOME, LIVING, NEAR_PASSIVE, PASSIVE
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.flows import (
    LivingTax,
    RentWithoutCosts,
    UnchargedCost,
)
from fsq_beancount.report.report import Report

ZERO = Decimal()

_LONE_TAXES: Final = frozenset({"tax", "wage-tax", "vat"})
"""The categories of names for taxes that may be on income even without income next to them."""


def find(report: Report, alike: Alike) -> Iterator[Finding]:
    """Yield findings about the attribution of costs, most serious first."""
    yield from _uncharged(report, alike)
    yield from _living_taxes(report, alike)
    yield from _rent_without_costs(report, alike)


def _uncharged(report: Report, alike: Alike) -> Iterator[Finding]:
    for account, group in by_account(alike, lambda flow: flow.reasons.has(Circumstance.UNCHARGED)):
        yield UnchargedCost(
            **postings(account, group, report.currency),
            fixes=(fixes.rule(group.first, account, "passive"),),
        )


def _stays_living(flow: Flow) -> bool:
    return flow.role == LIVING and flow.reasons.first in LEFT_LIVING


def _living_taxes(report: Report, alike: Alike) -> Iterator[Finding]:
    def is_tax(flow: Flow) -> bool:
        match = names.cost(flow.account) if _stays_living(flow) else None
        return match is not None and match.category in _LONE_TAXES

    for account, group in by_account(_without_receipts(alike, is_tax), is_tax):
        yield LivingTax(
            **postings(account, group, report.currency),
            fixes=(
                fixes.rule(group.first, account, "tax", "active"),
                fixes.rule(group.first, account, "tax", "passive"),
                fixes.rule(group.first, account, "living"),
            ),
        )


def _without_receipts(alike: Alike, is_tax: Callable[[Flow], bool]) -> Alike:
    """Leave out value added tax in the same transaction as its purchase."""
    taxes = [flows for flows in alike if is_tax(flows[0])]
    if not any(map(_is_vat, taxes)):
        return taxes
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


def _rent_without_costs(report: Report, alike: Alike) -> Iterator[Finding]:
    charged = [flows for flows in alike if flows[0].role in COSTS_OF_EARNING]
    rents = [
        (account, group)
        for account, group in by_account(alike, _is_rent)
        if not _is_charged(group, charged)
    ]
    if not rents:
        return
    upkeep = dict(by_account(alike, _stays_living))
    for account, group in rents:
        candidates = {
            name: living
            for name, living in upkeep.items()
            if names.is_upkeep(name) or _share_component(name, account)
        }
        yield RentWithoutCosts(
            **postings(account, group, report.currency),
            costs=tuple(candidates),
            # Charging a single cost does not settle the others, so all lines form one fix.
            fixes=(
                fixes.together(
                    fixes.rule(living.first, name, "cost", "passive")
                    for name, living in candidates.items()
                ),
            )
            if candidates
            else (),
        )


def _is_rent(flow: Flow) -> bool:
    return (
        flow.role == INCOME
        and not flow.gain
        and flow.income_class in (PASSIVE, NEAR_PASSIVE)
        and names.is_property(flow.account)
    )


def _is_charged(rent: Group, charged: Alike) -> bool:
    """Return whether any cost of earning may be a cost of the rent."""
    kinds = {(flow.income_class, flow.stream) for flow in rent.flows}
    if any(
        (flow.income_class, flow.stream) in kinds and _is_upkeep(flow)
        for flow in (flows[0] for flows in charged)
    ):
        return True
    entries = {id(flow.entry) for flow in rent.flows}
    return any(id(flow.entry) in entries for flows in charged for flow in flows)


def _is_upkeep(flow: Flow) -> bool:
    """Return whether a cost may be upkeep: it was not charged to income of its transaction."""
    return not flow.reasons.are_of_circumstances


def _share_component(cost: str, rent: str) -> bool:
    """Return whether a cost and a rent name the same property below their roots.

    The component with the word for rent does not name a property: rent that the household pays for
    its own home is no cost of letting another.
    """
    match = names.income(rent)
    words = {match.component} if match is not None else set()
    return bool((set(cost.split(":")[1:]) & set(rent.split(":")[1:])) - words)
