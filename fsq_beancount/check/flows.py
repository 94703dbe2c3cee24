"""What makes the flow measures less than certain: what nobody classified, priced or charged."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from fsq_beancount.books.facts import Facts
from fsq_beancount.check import charges, unconverted
from fsq_beancount.check.alike import Alike, account_finding, by_account, put_together
from fsq_beancount.check.places import opened_at
from fsq_beancount.classification.reason import Circumstance
from fsq_beancount.core.terms import INCOME, UNCLASSIFIED
from fsq_beancount.report.findings import Finding, Kind
from fsq_beancount.report.report import Report


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield what is uncertain about the flows of a report, gravest first."""
    alike = put_together(report.flows)
    yield from _unclassified(facts, report, alike)
    yield from unconverted.find(facts, report, alike)
    yield from charges.find(report, alike)
    yield from _sale_only(facts, report, alike)
    yield from _padded(report, alike)
    yield from _unused_rules(facts)


def _unclassified(facts: Facts, report: Report, alike: Alike) -> Iterator[Finding]:
    for account, group in by_account(
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


def _sale_only(facts: Facts, report: Report, alike: Alike) -> Iterator[Finding]:
    for account, group in by_account(alike, lambda flow: flow.reasons.first is Circumstance.SALE):
        filename, lineno = opened_at(facts, account)
        yield account_finding(
            Kind.SALE_ONLY,
            report,
            account,
            group,
            *(('fsq-class: "near-passive"',) if filename else ()),
            f'{group.flows[0].date} custom "fsq-rule" "{account}" "near-passive"',
            filename=filename,
            lineno=lineno,
        )


def _padded(report: Report, alike: Alike) -> Iterator[Finding]:
    for account, group in by_account(
        alike, lambda flow: flow.reasons.first is Circumstance.PADDING
    ):
        yield account_finding(Kind.PADDED_INCOME, report, account, group)


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
