"""Depreciable assets without booked depreciation."""

from __future__ import annotations

from collections.abc import Iterator

from fsq_beancount.books import depreciable
from fsq_beancount.books.facts import Facts
from fsq_beancount.check.places import written_at
from fsq_beancount.core.periods import month_index, month_last
from fsq_beancount.core.terms import DEPRECIATION_MARK
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.fix import directive
from fsq_beancount.report.findings.wealth import NotDepreciated
from fsq_beancount.report.report import Report


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield a finding if there are assets to depreciate but no depreciation plugin."""
    due = [
        asset
        for asset in depreciable.find(facts.annotated, facts.config)
        if month_last(month_index(asset.date)) <= report.as_of
        and asset.price.number > asset.residual
        and (asset.sold is None or asset.sold >= month_last(month_index(asset.date)))
    ]
    if due and not any(DEPRECIATION_MARK in entry.meta for entry in facts.entries):
        yield NotDepreciated(
            account=due[0].account,
            postings=len(due),
            place=written_at(due[0].posting.meta),
            fixes=(directive('plugin "fsq_beancount.depreciation"'),),
        )
