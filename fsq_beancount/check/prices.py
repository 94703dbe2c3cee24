"""Checks of prices: too old to base figures on."""

from __future__ import annotations

from collections.abc import Iterator

from fsq_beancount.books.facts import Facts
from fsq_beancount.check import fixes
from fsq_beancount.classification.trades import Lots
from fsq_beancount.core.prices import OLD_PRICE_DAYS
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.fix import Blank, directive
from fsq_beancount.report.findings.wealth import OldPrice
from fsq_beancount.report.report import Report


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield the commodities held at cost whose last price is old, in alphabetical order."""
    lots = Lots()
    costs: dict[str, str] = {}
    others: set[str] = set()
    for entry in facts.trades:
        if entry.date > report.as_of:
            break
        lots.trade(entry)
        for posting in entry.postings:
            if posting.units is not None and posting.cost is not None:
                costs[posting.units.currency] = str(posting.cost.currency)
    for line in report.scope.positions.lines:
        # No trade tells of a commodity without a cost whether it is held.
        if not line.is_money and line.cost_currency is None and line.units(report.as_of):
            costs.setdefault(line.currency, report.currency)
            others.add(line.currency)
    for currency in sorted({currency for _, currency in lots.held()} | others):
        rate = facts.prices.rate(currency, report.currency, report.as_of, costs[currency])
        if rate is not None and (report.as_of - rate.date).days > OLD_PRICE_DAYS:
            price = fixes.price(report.as_of, currency, costs[currency], Blank.PRICE)
            yield OldPrice(commodity=currency, date=rate.date, fixes=(directive(*price),))
