"""What makes the balance sheet less than certain: what has no price, and no tax treatment."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fsq_beancount.books.facts import Facts
from fsq_beancount.core.terms import EXCLUDED
from fsq_beancount.i18n.messages import wealth as wealth_messages
from fsq_beancount.report.findings import Finding, Kind
from fsq_beancount.report.report import Report
from fsq_beancount.settings.directives.pension import Pension

ZERO = Decimal()


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield what is uncertain about the balance sheet of a report, gravest first."""
    yield from _unvalued(facts, report)
    yield from _claims(facts, report)
    yield from _untreated(facts, report)
    yield from _at_cost(report)


def _unvalued(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield what is held and has no price, where no flow in it is named already."""
    named = {
        flow.weight.currency
        for flow in report.flows
        if flow.amount is None and flow.role != EXCLUDED
    }
    for currency, units in report.wealth.sheet.unconverted.items():
        if currency in named:
            continue
        filename, lineno = _commodity(facts, currency)
        silence = 'fsq-role: "excluded"'
        yield Finding(
            kind=Kind.UNVALUED,
            subject=currency,
            amount=units,
            currency=currency,
            filename=filename,
            lineno=lineno,
            remedy=(
                f"{report.as_of} price {currency} <rate> {report.currency}",
                silence if filename else f"{report.as_of} commodity {currency}\n  {silence}",
            ),
        )


def _claims(facts: Facts, report: Report) -> Iterator[Finding]:
    prospect = report.wealth.undefined.get("claims")
    if prospect is None:
        return
    pensions = facts.config.statements(Pension)
    names = dict.fromkeys(pension.name for pension in pensions)
    options = [wealth_messages.option_line(name, report.as_of) for name in prospect.missing]
    prices = [
        f"{report.as_of} price {currency} <rate> {report.currency}"
        for currency in prospect.unconverted
    ]
    meta = pensions[0].entry.meta
    yield Finding(
        kind=Kind.CLAIMS,
        subject=", ".join(names),
        count=len(names),
        detail=", ".join((*prospect.missing, *prospect.unconverted)),
        filename=str(meta.get("filename", "")),
        lineno=int(meta.get("lineno", 0)),
        # All of them are needed, so that they are one remedy.
        remedy=("\n".join((*options, *prices)),),
    )


def _untreated(facts: Facts, report: Report) -> Iterator[Finding]:
    tax = report.scope.latent_taxes.on(report.as_of)
    for currency in () if tax is None else tax.untreated:
        filename, lineno = _commodity(facts, currency)
        said = 'fsq-tax-treatment: "equity-fund"'
        yield Finding(
            kind=Kind.UNTREATED,
            subject=currency,
            filename=filename,
            lineno=lineno,
            remedy=(said if filename else f"{report.as_of} commodity {currency}\n  {said}",),
        )


def _at_cost(report: Report) -> Iterator[Finding]:
    sums: dict[str, Decimal] = {}
    for item in report.wealth.sheet.valued_at_cost:
        sums[item.currency] = sums.get(item.currency, ZERO) + item.amount
    for currency, amount in sorted(sums.items()):
        yield Finding(
            kind=Kind.AT_COST,
            subject=currency,
            amount=amount,
            currency=report.currency,
            remedy=(f"{report.as_of} price {currency} <price> {report.currency}",),
        )


def _commodity(facts: Facts, currency: str) -> tuple[str, int]:
    """Return where a commodity is declared, nowhere if it is not or by a plugin only."""
    entry = facts.config.commodities.get(currency)
    filename = str(entry.meta.get("filename", "")) if entry is not None else ""
    if entry is None or (filename.startswith("<") and filename != "<string>"):
        return "", 0
    return filename, int(entry.meta.get("lineno", 0))
