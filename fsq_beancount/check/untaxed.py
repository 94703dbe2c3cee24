"""Capital income, gains and rent that bore no tax in the last twelve months."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal
from typing import Final

from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow, within
from fsq_beancount.check.booking import TaxBooking, rounded
from fsq_beancount.check.owed import Law, owed
from fsq_beancount.check.taxed import Source, bears_tax, sources
from fsq_beancount.core.terms import INCOME, NEAR_PASSIVE
from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.earning import UntaxedIncome
from fsq_beancount.report.report import Report

ZERO: Final = Decimal()


def find(facts: Facts, report: Report, *, doubtful: AbstractSet[str]) -> Iterator[Finding]:
    """Yield the streams that bore no tax, the largest income first.

    They are asked about where the ledger names a tax profile or another stream of the same kind
    bears a tax; capital income within the allowance is not.

    Args:
        facts: The facts of the ledger.
        report: Its report.
        doubtful: The accounts of taxes on income that is not known yet. While there are any in
            the window, income without a stream is not asked about: they may be its taxes.
    """
    year = report.last_year
    if year is None:
        return
    flows = within(report.flows, year.first, year.last)
    may_be_taxed = any(flow.account in doubtful for flow in flows)
    law = Law(facts, year.last)
    # Without a rate nobody can say whether a small account was taxed with the others.
    found = sources(flows, by_account=law.is_named)
    taxed = [source for source in found if bears_tax(source)]
    known = [source for source in taxed if any(tax.account not in doubtful for tax in source.taxes)]
    untaxed = [
        source
        for source in found
        if not source.taxes
        and not (may_be_taxed and source.stream is None)
        and _total(source.income) > 0
        and (law.is_named or any(other.is_capital == source.is_capital for other in known))
    ]
    if not untaxed:
        return
    booking = TaxBooking(facts, flows, year.last)
    # The allowance is one of calendar years, and these begin before the window.
    of_years = within(report.flows, datetime.date(year.first.year, 1, 1), year.last)
    before = list(filter(bears_tax, sources(of_years, by_account=law.is_named)))
    for source in sorted(untaxed, key=lambda each: (-_total(each.income), each.account)):
        tax: Decimal | None = None
        if source.is_capital and law.is_named:
            own = [flow for flow in of_years if _is_of(flow, source)]
            others = [each for each in before if not _is_of(each.income[0], source)]
            tax = owed(source, others, own, law, facts.config)
            before.append(replace(source, income=own))
            if tax is not None:
                tax = rounded(tax, report.currency)
                if tax <= 0:
                    continue
        yield UntaxedIncome(
            account=source.account,
            amount=Weight(_total(source.income), report.currency),
            postings=len(source.income),
            is_near=source.income_class == NEAR_PASSIVE,
            tax=None if tax is None else Weight(tax, report.currency),
            fixes=(booking.book(tax, source),),
        )


def _total(flows: Sequence[Flow]) -> Decimal:
    return sum((flow.amount or ZERO for flow in flows), ZERO)


def _is_of(flow: Flow, source: Source) -> bool:
    """Return whether income is of a source, be it in another year."""
    return (
        flow.account in {each.account for each in source.income}
        and flow.role == INCOME
        and (flow.income_class, flow.stream) == (source.income_class, source.stream)
        and flow.amount is not None
    )
