"""Checks of the flow measures: unclassified, unconverted and uncharged flows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from fsq_beancount import names
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow
from fsq_beancount.check import charges, fixes, unconverted
from fsq_beancount.check import names as named
from fsq_beancount.check.alike import Alike, by_account, postings, put_together
from fsq_beancount.check.places import opened_at, written_at
from fsq_beancount.classification.reason import Circumstance
from fsq_beancount.core.terms import (
    ACTIVE,
    EXCLUDED,
    INCOME,
    LIVING,
    NEAR_PASSIVE,
    NEUTRAL,
    PASSIVE,
    UNCLASSIFIED,
)
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.fix import Fix
from fsq_beancount.report.findings.flows import (
    PaddedIncome,
    RuleUnused,
    SaleOnly,
    Unclassified,
    UnsettledImport,
)
from fsq_beancount.report.report import Report


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield findings about the flows of a report, most serious first."""
    alike = put_together(report.flows)
    yield from _unclassified(facts, report, alike)
    yield from _unsettled(facts, report, alike)
    yield from unconverted.find(facts, report, alike)
    yield from charges.find(facts, report, alike)
    yield from named.find(report, alike)
    yield from _sale_only(facts, report, alike)
    yield from _padded(report, alike)
    yield from _unused_rules(facts)


def _unclassified(facts: Facts, report: Report, alike: Alike) -> Iterator[Finding]:
    for account, group in by_account(
        alike,
        # Flows without a price are in no figure; they are listed as unconverted.
        lambda flow: (
            flow.role == INCOME and flow.income_class == UNCLASSIFIED and flow.amount is not None
        ),
    ):
        place = opened_at(facts, account)
        said = postings(account, group, report.currency)
        ways = _classes(account, group.first, ACTIVE, PASSIVE, NEUTRAL)
        if names.is_unsettled(account):
            yield UnsettledImport(**said, is_income=True, place=place, fixes=ways)
        else:
            yield Unclassified(**said, place=place, fixes=ways)


def _unsettled(facts: Facts, report: Report, alike: Alike) -> Iterator[Finding]:
    """Yield expense accounts with living costs that an importer has left unassigned."""
    year = report.last_year
    if year is None:
        return
    for account, group in by_account(alike, _is_unsettled):
        if group.within(year.first, report.as_of) > 0:
            yield UnsettledImport(
                **postings(account, group, report.currency),
                is_income=False,
                place=opened_at(facts, account),
                fixes=(
                    fixes.rule(group.first, account, LIVING),
                    # Money that only moved between accounts of one's own.
                    fixes.rule(group.first, account, EXCLUDED),
                ),
            )


def _is_unsettled(flow: Flow) -> bool:
    return (
        flow.role == LIVING
        and flow.reasons.first is Circumstance.LIVING
        and flow.amount is not None
        and names.is_unsettled(flow.account)
    )


def _sale_only(facts: Facts, report: Report, alike: Alike) -> Iterator[Finding]:
    for account, group in by_account(alike, lambda flow: flow.reasons.first is Circumstance.SALE):
        place = opened_at(facts, account)
        likely = (NEAR_PASSIVE, ACTIVE)
        if names.is_sales(account):
            # Goods, rather than securities.
            likely = (ACTIVE, NEAR_PASSIVE)
        yield SaleOnly(
            **postings(account, group, report.currency),
            place=place,
            fixes=_classes(account, group.first, *likely),
        )


def _classes(account: str, date: datetime.date, *classes: str) -> tuple[Fix, ...]:
    """Return the rules that give an account a class, the likeliest first."""
    return tuple(fixes.rule(date, account, each) for each in classes)


def _padded(report: Report, alike: Alike) -> Iterator[Finding]:
    for account, group in by_account(
        alike, lambda flow: flow.reasons.first is Circumstance.PADDING
    ):
        yield PaddedIncome(**postings(account, group, report.currency))


def _unused_rules(facts: Facts) -> Iterator[Finding]:
    if not facts.config.rules:
        return
    last_dates: dict[str, datetime.date] = {flow.account: flow.date for flow in facts.flows}
    for rule in facts.config.rules:
        if not any(
            rule.date <= date and rule.matches(account) for account, date in last_dates.items()
        ):
            yield RuleUnused(pattern=rule.text, place=written_at(rule.entry.meta))
