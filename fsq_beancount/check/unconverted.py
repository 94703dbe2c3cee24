"""Flows in currencies without a price: what would convert them, or keep them out of the figures."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal

from beancount.core import data

from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow
from fsq_beancount.check.alike import Alike, chosen
from fsq_beancount.core.terms import EXCLUDED
from fsq_beancount.report.findings import Finding, Kind
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
