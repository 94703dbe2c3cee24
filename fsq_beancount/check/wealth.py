"""Checks of the balance sheet: missing prices, pensions without a value, tax treatments."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fsq_beancount.books import asset_classes
from fsq_beancount.books.facts import Facts
from fsq_beancount.check import fixes, unconverted
from fsq_beancount.check.places import declared_at, written_at
from fsq_beancount.core.terms import EXCLUDED, KEY_TAX_TREATMENT, UNTAXED
from fsq_beancount.core.weights import Weight
from fsq_beancount.i18n.messages import wealth as wealth_messages
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.fix import Blank, Fix, directive
from fsq_beancount.report.findings.wealth import AtCost, Claims, Untreated, Unvalued
from fsq_beancount.report.report import Report
from fsq_beancount.settings.directives.pension import Pension

ZERO = Decimal()


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield findings about the balance sheet of a report, most serious first."""
    yield from _unvalued(facts, report)
    yield from _claims(facts, report)
    yield from _untreated(facts, report)
    yield from _at_cost(report)


def _unvalued(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield holdings without a price, except in currencies that are found as flows already."""
    named = {
        flow.weight.currency
        for flow in report.flows
        if flow.amount is None and flow.role != EXCLUDED
    }
    counts = unconverted.Counts(facts, report)
    for currency, units in report.wealth.sheet.unconverted.items():
        if currency in named:
            continue
        may_count = counts.may_be(currency)
        place = declared_at(facts, currency) if may_count else None
        price = directive(*fixes.price(report.as_of, currency, report.currency))
        excluded = fixes.commodity(report.as_of, currency, "fsq-role", EXCLUDED)
        yield Unvalued(
            units=Weight(units, currency),
            into=report.currency,
            may_count=may_count,
            place=place,
            fixes=(price, excluded) if may_count else (price,),
        )


def _claims(facts: Facts, report: Report) -> Iterator[Finding]:
    prospect = report.wealth.undefined.get("claims")
    if prospect is None:
        return
    pensions = facts.config.statements(Pension)
    names = dict.fromkeys(pension.name for pension in pensions)
    options = [(wealth_messages.option_line(name, report.as_of),) for name in prospect.missing]
    prices = [
        fixes.price(report.as_of, currency, report.currency) for currency in prospect.unconverted
    ]
    yield Claims(
        pensions=tuple(names),
        options=tuple(prospect.missing),
        unpriced=tuple(prospect.unconverted),
        place=written_at(pensions[0].entry.meta),
        # All of them are needed, so they are a single fix.
        fixes=(Fix((*options, *prices)),),
    )


def _untreated(facts: Facts, report: Report) -> Iterator[Finding]:
    tax = report.scope.latent_taxes.on(report.as_of)
    for currency in () if tax is None else tax.untreated:
        yield Untreated(
            commodity=currency,
            place=declared_at(facts, currency),
            fixes=tuple(
                fixes.commodity(report.as_of, currency, KEY_TAX_TREATMENT, treatment)
                for treatment in treatments(currency, report)
            ),
        )


def treatments(commodity: str, report: Report) -> tuple[str, ...]:
    """Return the tax treatments that a commodity may have, the likeliest first."""
    classes = {
        name
        for holding in report.scope.holdings.every
        if holding.line.currency == commodity
        for name in holding.classes
    }
    if classes & {asset_classes.CRYPTO, asset_classes.METALS}:
        # Never a fund: a coin is not taxed after a time, or else in full.
        return UNTAXED, "share"
    if asset_classes.BONDS in classes:
        return ("bond",)
    return ("equity-fund",)


def _at_cost(report: Report) -> Iterator[Finding]:
    sums: dict[str, Decimal] = {}
    for item in report.wealth.sheet.valued_at_cost:
        sums[item.currency] = sums.get(item.currency, ZERO) + item.amount
    for currency, amount in sorted(sums.items()):
        price = fixes.price(report.as_of, currency, report.currency, Blank.PRICE)
        yield AtCost(
            commodity=currency,
            cost=Weight(amount, report.currency),
            fixes=(directive(*price),),
        )
