"""Checks of flows in currencies without a price, with fixes that convert or exclude them."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property

from beancount.core import data

from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow
from fsq_beancount.check import fixes
from fsq_beancount.check.alike import Alike, chosen
from fsq_beancount.check.places import written_at
from fsq_beancount.core.terms import EXCLUDED
from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.fix import directive
from fsq_beancount.report.findings.flows import Counter as CounterFinding
from fsq_beancount.report.findings.flows import Unconverted
from fsq_beancount.report.report import Report

ZERO = Decimal()


def find(facts: Facts, report: Report, alike: Alike) -> Iterator[Finding]:
    """Yield the currencies that have no price path to the report currency."""
    groups: dict[str, list[Flow]] = {}
    for flow in chosen(alike, lambda flow: flow.amount is None and flow.role != EXCLUDED):
        groups.setdefault(flow.weight.currency, []).append(flow)
    if not groups:
        return
    priced = facts.prices.currencies | _valued_in_postings(facts.entries)
    commodities = {
        entry.currency: entry for entry in facts.entries if isinstance(entry, data.Commodity)
    }
    counts = Counts(facts, report)
    for currency, flows in sorted(groups.items()):
        date = flows[0].date
        ways = [directive(*fixes.price(date, currency, report.currency))]
        place = None
        may_count = counts.may_be(currency)
        # A currency that never gets a price path may be no money at all.
        if may_count and facts.prices.rate(currency, report.currency, datetime.date.max) is None:
            declared = commodities.get(currency)
            place = None if declared is None else written_at(declared.meta)
            ways.append(fixes.commodity(date, currency, "fsq-role", EXCLUDED))
        amount = Weight(sum((abs(flow.weight.number) for flow in flows), ZERO), currency)
        if currency in priced:
            yield Unconverted(
                amount=amount,
                postings=len(flows),
                into=report.currency,
                place=place,
                fixes=tuple(ways),
            )
        else:
            yield CounterFinding(
                amount=amount,
                postings=len(flows),
                may_count=may_count,
                place=place,
                fixes=tuple(ways),
            )


class Counts:
    """Which commodities may only count something, so that they could be left out of all figures."""

    def __init__(self, facts: Facts, report: Report) -> None:
        """Look at no posting yet.

        Args:
            facts: The facts of the ledger.
            report: Its report.
        """
        self._is_money = facts.config.is_money
        self._flows = report.flows

    def may_be(self, commodity: str) -> bool:
        """Return whether a commodity is neither money nor that of most postings."""
        return not self._is_money(commodity) and commodity != self._of_most

    @cached_property
    def _of_most(self) -> str | None:
        """The currency of most income and expense postings; ``None`` without any."""
        booked = Counter(flow.weight.currency for flow in self._flows)
        return min(booked, key=lambda name: (-booked[name], name), default=None)


def _valued_in_postings(entries: Iterable[data.Directive]) -> frozenset[str]:
    """Return the currencies that have a cost or a price in any posting."""
    return frozenset(
        posting.units.currency
        for entry in entries
        if isinstance(entry, data.Transaction)
        for posting in entry.postings
        if posting.units is not None and (posting.cost is not None or posting.price is not None)
    )
