"""Checks of prices: too old to base figures on, or those of transactions in their place."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from fsq_beancount.books.facts import Facts
from fsq_beancount.books.positions import FRESH
from fsq_beancount.check import fixes
from fsq_beancount.classification.trades import Lots
from fsq_beancount.core.prices import OLD_PRICE_DAYS
from fsq_beancount.measures.performance.own_prices import OwnPrice
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.fix import Blank, Fix, Line, directive
from fsq_beancount.report.findings.wealth import OldPrice
from fsq_beancount.report.report import Report


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield the commodities whose price is old, today or at a large flow."""
    yield from _old(facts, report)
    yield from _own_at_flows(report)


def _old(facts: Facts, report: Report) -> Iterator[Finding]:
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
        if rate is None:
            continue
        split = _last_split(facts, currency, report.as_of)
        if split is not None:
            # That of the commodity itself, not of the currency that it is quoted in.
            quoted = _last(facts.prices.days_of(currency), report.as_of)
            split = split if quoted is not None and quoted < split else None
        if split is not None or (report.as_of - rate.date).days > OLD_PRICE_DAYS:
            price = fixes.price(report.as_of, currency, costs[currency], Blank.PRICE)
            yield OldPrice(
                commodity=currency, date=rate.date, split=split, fixes=(directive(*price),)
            )


def _last_split(facts: Facts, commodity: str, until: datetime.date) -> datetime.date | None:
    splits = facts.positions.splits.of(commodity)
    return _last((split.date for split in splits), until)


def _last(days: Iterable[datetime.date], until: datetime.date) -> datetime.date | None:
    """Return the last of some days up to another, ``None`` without any."""
    return max((day for day in days if day <= until), default=None)


def _own_at_flows(report: Report) -> Iterator[Finding]:
    """Yield the commodities that returns value at the price of a transaction, in that order.

    A quote of the last days before is near enough to leave nothing to ask.
    """
    scope = report.scope
    stale = {
        (commodity, date): own
        for (commodity, date), own in sorted(scope.own_prices.items())
        if date - own.last_quote > FRESH
    }
    cuts = scope.household_returns.cuts({date for _, date in stale}) if stale else frozenset()
    found: dict[tuple[str, str], dict[datetime.date, OwnPrice]] = {}
    for (commodity, date), own in stale.items():
        if date in cuts:
            found.setdefault((commodity, own.price.currency), {})[date] = own
    for (commodity, currency), by_day in found.items():
        lines: Iterator[Line] = (
            (f"{date} price {commodity} {own.price.number:f} {currency}",)
            for date, own in by_day.items()
        )
        yield OldPrice(
            commodity=commodity,
            date=max(own.last_quote for own in by_day.values()),
            flows=tuple(by_day),
            paid_in=currency,
            fixes=(Fix(tuple(lines)),),
        )
