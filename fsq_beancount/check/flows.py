"""What makes the flow measures less than certain: what nobody classified, priced or charged."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter

from beancount.core import data

from fsq_beancount import names
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow
from fsq_beancount.check.places import opened_at
from fsq_beancount.classification.reason import Circumstance
from fsq_beancount.core.terms import (
    COSTS_OF_EARNING,
    EXCLUDED,
    INCOME,
    LIVING,
    NEAR_PASSIVE,
    PASSIVE,
    UNCLASSIFIED,
)
from fsq_beancount.measures.quota import fsq_narrow_if_charged
from fsq_beancount.report.findings import Finding, Kind
from fsq_beancount.report.report import Report

ZERO = Decimal()

_BY_DATE = attrgetter("date")


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield what is uncertain about the flows of a report, gravest first."""
    alike = _alike(report.flows)
    yield from _unclassified(facts, report, alike)
    yield from _unconverted(facts, report, alike)
    yield from _uncharged(report, alike)
    yield from _living_taxes(report, alike)
    yield from _rent_without_costs(report, alike)
    yield from _sale_only(facts, report, alike)
    yield from _padded(report, alike)
    yield from _unused_rules(facts)


_Alike = Sequence[Sequence[Flow]]
"""Flows of one account and verdict, either all or none of them with an amount; oldest first."""


def _alike(flows: Iterable[Flow]) -> _Alike:
    """Group flows by all that a kind of finding asks of them, so that it looks at few."""
    groups: defaultdict[tuple[str, int, bool], list[Flow]] = defaultdict(list)
    for flow in flows:
        groups[flow.account, id(flow.verdict), flow.amount is None].append(flow)
    return list(groups.values())


def _chosen(alike: _Alike, wanted: Callable[[Flow], bool]) -> list[Flow]:
    """Return the flows of some groups, oldest first."""
    return sorted((f for flows in alike if wanted(flows[0]) for f in flows), key=_BY_DATE)


@dataclass(slots=True)
class _Group:
    """Flows that one finding is about."""

    flows: list[Flow] = field(default_factory=list)

    @property
    def amount(self) -> Decimal:
        """What they add up to, without regard to sign."""
        return abs(sum((flow.amount or ZERO for flow in self.flows), ZERO))

    def within(self, first: datetime.date, last: datetime.date) -> Decimal:
        """Return what they cost in some days; a refund is negative."""
        return -sum(
            (flow.amount or ZERO for flow in self.flows if first <= flow.date <= last), ZERO
        )


def _by_account(alike: _Alike, wanted: Callable[[Flow], bool]) -> Iterator[tuple[str, _Group]]:
    groups: dict[str, _Group] = {}
    for flow in _chosen(alike, wanted):
        groups.setdefault(flow.account, _Group()).flows.append(flow)
    yield from sorted(groups.items(), key=lambda item: (-item[1].amount, item[0]))


def _account_finding(
    kind: Kind, report: Report, account: str, group: _Group, *remedy: str, **more: object
) -> Finding:
    return Finding(
        kind=kind,
        subject=account,
        amount=group.amount,
        currency=report.currency,
        count=len(group.flows),
        remedy=remedy,
        **more,  # type: ignore[arg-type]
    )


def _unclassified(facts: Facts, report: Report, alike: _Alike) -> Iterator[Finding]:
    for account, group in _by_account(
        alike,
        # What has no price is in no figure; it is listed as unconverted.
        lambda flow: (
            flow.role == INCOME and flow.income_class == UNCLASSIFIED and flow.amount is not None
        ),
    ):
        filename, lineno = opened_at(facts, account)
        yield Finding(
            kind=Kind.UNCLASSIFIED,
            subject=account,
            amount=group.amount,
            currency=report.currency,
            count=len(group.flows),
            filename=filename,
            lineno=lineno,
            remedy=(
                *(('fsq-class: "active"',) if filename else ()),
                f'{group.flows[0].date} custom "fsq-rule" "{account}" "active"',
            ),
        )


def _unconverted(facts: Facts, report: Report, alike: _Alike) -> Iterator[Finding]:
    groups: dict[str, list[Flow]] = {}
    for flow in _chosen(alike, lambda flow: flow.amount is None and flow.role != EXCLUDED):
        groups.setdefault(flow.weight.currency, []).append(flow)
    if not groups:
        return
    priced = facts.prices.currencies | _valued_in_postings(facts.entries)
    commodities = {
        entry.currency: entry for entry in facts.entries if isinstance(entry, data.Commodity)
    }
    for currency, flows in sorted(groups.items()):
        price = f"{flows[0].date} price {currency} <rate> {report.currency}"
        counter = currency not in priced
        # A currency that never gets a price path may be no money at all.
        hopeless = facts.prices.rate(currency, report.currency, datetime.date.max) is None
        commodity = commodities.get(currency)
        silence = (
            'fsq-role: "excluded"'
            if commodity is not None
            else f'{flows[0].date} commodity {currency}\n  fsq-role: "excluded"'
        )
        yield Finding(
            kind=Kind.COUNTER if counter else Kind.UNCONVERTED,
            subject=currency,
            amount=sum((abs(flow.weight.number) for flow in flows), ZERO),
            currency=currency,
            count=len(flows),
            filename=str(commodity.meta.get("filename", "")) if hopeless and commodity else "",
            lineno=int(commodity.meta.get("lineno", 0)) if hopeless and commodity else 0,
            remedy=(price, silence) if hopeless else (price,),
        )


def _valued_in_postings(entries: Iterable[data.Directive]) -> frozenset[str]:
    """Return the currencies that some posting gives a cost or a price."""
    return frozenset(
        posting.units.currency
        for entry in entries
        if isinstance(entry, data.Transaction)
        for posting in entry.postings
        if posting.units is not None and (posting.cost is not None or posting.price is not None)
    )


def _uncharged(report: Report, alike: _Alike) -> Iterator[Finding]:
    for account, group in _by_account(alike, lambda flow: flow.reasons.has(Circumstance.UNCHARGED)):
        rule = f'{group.flows[0].date} custom "fsq-rule" "{account}" "passive"'
        yield _account_finding(Kind.UNCHARGED_COST, report, account, group, rule)


def _if_charged(report: Report, groups: Sequence[_Group]) -> dict[str, object]:
    """Return the narrow quota of the last twelve months as it is and as it would be."""
    last = report.last_year
    if last is None:
        return {}
    amount = sum((group.within(last.first, last.last) for group in groups), ZERO)
    if not amount:
        return {}
    return {
        "quota": last.fsq_narrow,
        "quota_if_charged": fsq_narrow_if_charged(
            last.net_income[PASSIVE], last.living_costs, amount
        ),
    }


def _stays_living(flow: Flow) -> bool:
    return flow.role == LIVING and flow.reasons.first is Circumstance.LIVING


def _living_taxes(report: Report, alike: _Alike) -> Iterator[Finding]:
    def is_tax(flow: Flow) -> bool:
        match = names.cost(flow.account) if _stays_living(flow) else None
        return match is not None and match.category == "tax"

    for account, group in _by_account(alike, is_tax):
        date = group.flows[0].date
        yield _account_finding(
            Kind.LIVING_TAX,
            report,
            account,
            group,
            f'{date} custom "fsq-rule" "{account}" "tax" "active"',
            f'{date} custom "fsq-rule" "{account}" "living"',
            **_if_charged(report, [group]),
        )


def _rent_without_costs(report: Report, alike: _Alike) -> Iterator[Finding]:
    charged = [flows for flows in alike if flows[0].role in COSTS_OF_EARNING]
    rents = [
        (account, group)
        for account, group in _by_account(alike, _is_rent)
        if not _is_charged(group, charged)
    ]
    if not rents:
        return
    upkeep = dict(_by_account(alike, _stays_living))
    for account, group in rents:
        candidates = {
            name: living
            for name, living in upkeep.items()
            if names.is_upkeep(name) or _share_component(name, account)
        }
        yield _account_finding(
            Kind.RENT_WITHOUT_COSTS,
            report,
            account,
            group,
            *(
                f'{living.flows[0].date} custom "fsq-rule" "{name}" "cost" "passive"'
                for name, living in candidates.items()
            ),
            detail=", ".join(candidates),
            **_if_charged(report, list(candidates.values())),
        )


def _is_rent(flow: Flow) -> bool:
    return (
        flow.role == INCOME
        and flow.income_class in (PASSIVE, NEAR_PASSIVE)
        and names.is_property(flow.account)
    )


def _is_charged(rent: _Group, charged: _Alike) -> bool:
    """Return whether some cost of earning may be one of the rent."""
    kinds = {(flow.income_class, flow.stream) for flow in rent.flows}
    if any(
        (flow.income_class, flow.stream) in kinds and _is_upkeep(flow)
        for flow in (flows[0] for flows in charged)
    ):
        return True
    entries = {id(flow.entry) for flow in rent.flows}
    return any(id(flow.entry) in entries for flows in charged for flow in flows)


def _is_upkeep(flow: Flow) -> bool:
    """Return whether a cost may be one of a property: not what stood beside other income."""
    return not flow.reasons.are_of_circumstances


def _share_component(first: str, second: str) -> bool:
    """Return whether two accounts name the same thing below their roots."""
    return bool(set(first.split(":")[1:]) & set(second.split(":")[1:]))


def _sale_only(facts: Facts, report: Report, alike: _Alike) -> Iterator[Finding]:
    for account, group in _by_account(alike, lambda flow: flow.reasons.first is Circumstance.SALE):
        filename, lineno = opened_at(facts, account)
        yield _account_finding(
            Kind.SALE_ONLY,
            report,
            account,
            group,
            *(('fsq-class: "near-passive"',) if filename else ()),
            f'{group.flows[0].date} custom "fsq-rule" "{account}" "near-passive"',
            filename=filename,
            lineno=lineno,
        )


def _padded(report: Report, alike: _Alike) -> Iterator[Finding]:
    for account, group in _by_account(
        alike, lambda flow: flow.reasons.first is Circumstance.PADDING
    ):
        yield _account_finding(Kind.PADDED_INCOME, report, account, group)


def _unused_rules(facts: Facts) -> Iterator[Finding]:
    if not facts.config.rules:
        return
    last_dates: dict[str, datetime.date] = {flow.account: flow.date for flow in facts.flows}
    for rule in facts.config.rules:
        if not any(
            rule.date <= date and rule.matches(account) for account, date in last_dates.items()
        ):
            yield Finding(
                kind=Kind.RULE_UNUSED,
                subject=rule.text,
                filename=str(rule.entry.meta.get("filename", "")),
                lineno=int(rule.entry.meta.get("lineno", 0)),
            )
