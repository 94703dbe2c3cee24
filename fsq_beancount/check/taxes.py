"""Checks of latent tax."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from fsq_beancount import names, tax
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import within
from fsq_beancount.check import fixes
from fsq_beancount.check.owed import Law
from fsq_beancount.check.places import written_at
from fsq_beancount.check.taxed import sources
from fsq_beancount.core.prices import round_places
from fsq_beancount.core.terms import INCOME, PASSIVE
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.wealth.latent_tax import LatentTax
from fsq_beancount.measures.wealth.lump_sum_law import taxed_on
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.fix import Blank, Fix, directive
from fsq_beancount.report.findings.wealth import (
    Allowance,
    AllowanceLeft,
    BaseValue,
    LumpSumUnknown,
    LumpSumUnused,
    LumpSumWithoutDistributions,
    PrivateRate,
    TaxWithoutCost,
)
from fsq_beancount.report.report import Report
from fsq_beancount.settings.directives.lump_sum import LumpSum
from fsq_beancount.settings.directives.option import Setting

CENT: Final = Decimal("0.01")


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield findings about unknown lump sums, missing costs and the saver's allowance."""
    found = report.scope.latent_taxes.on(report.as_of)
    if found is not None:
        yield from _unknown(report, found)
        for commodity in found.without_cost:
            yield TaxWithoutCost(commodity=commodity)
        yield from _without_distributions(report, found)
        yield from _unruled(report, found)
        yield from _allowance(facts, report, found)
    held = {line.currency for line in report.scope.positions.lines}
    for said in facts.config.statements(LumpSum):
        if said.commodity not in held:
            yield LumpSumUnused(commodity=said.commodity, place=written_at(said.entry.meta))


def _unknown(report: Report, found: LatentTax) -> Iterator[Finding]:
    """Yield the funds with unknown lump sums, each with all of its years."""
    years: dict[str, list[int]] = {}
    for commodity, year in found.unknown_lump_sums:
        years.setdefault(commodity, []).append(year)
    for commodity, unknown in years.items():
        yield LumpSumUnknown(
            commodity=commodity,
            years=tuple(unknown),
            fixes=(_reported(commodity, unknown, report.currency),),
        )


def _without_distributions(report: Report, found: LatentTax) -> Iterator[Finding]:
    """Yield the funds whose lump sums lack the distributions that the ledger names for no fund.

    Those of a year without a distribution lack none.
    """
    if not found.computed_lump_sums or report.scope.distributions:
        return
    paid = {
        flow.date.year
        for flow in report.scope.facts.flows
        if flow.role == INCOME and flow.income_class == PASSIVE and _is_dividend(flow.account)
    }
    years: dict[str, list[int]] = {}
    for commodity, year in found.computed_lump_sums:
        if year in paid:
            years.setdefault(commodity, []).append(year)
    for commodity, several in years.items():
        yield LumpSumWithoutDistributions(
            commodity=commodity,
            years=tuple(several),
            fixes=(_reported(commodity, several, report.currency),),
        )


def _is_dividend(account: str) -> bool:
    match = names.income(account)
    return match is not None and match.category == "dividend"


def _reported(commodity: str, years: Iterable[int], currency: str) -> Fix:
    """Return the lines with the lump sums that the bank reports, their amounts left blank."""
    return Fix(
        tuple(
            (
                f'{taxed_on(year)} custom "fsq-lump-sum" "{commodity}" {year} ',
                Blank.AMOUNT,
                f" {currency}",
            )
            for year in years
        )
    )


def _unruled(report: Report, found: LatentTax) -> Iterator[Finding]:
    """Yield what the rules lack: a price between two parts of a gain, the personal rate."""
    for commodity, date in found.without_base:
        price = fixes.price(date, commodity, report.currency, Blank.PRICE)
        yield BaseValue(commodity=commodity, date=date, fixes=(directive(*price),))
    if found.unrated:
        rate = (f'{report.as_of} custom "fsq-option" "tax-rate-private" ', Blank.RATE)
        yield PrivateRate(commodities=tuple(found.unrated), fixes=(directive(*rate),))


def _allowance_left(facts: Facts, report: Report, found: LatentTax) -> Iterator[Finding]:
    """Yield a finding if nothing is said of the saver's allowance, and something is left of it."""
    if not found.base:
        return
    date = report.as_of
    law = Law(facts, date)
    capital = sources(within(facts.flows, datetime.date(date.year, 1, 1), date), by_account=True)
    income = [flow for source in capital if source.is_capital for flow in source.income]
    left = round_places(law.left(date.year, income)).quantize(CENT)
    if left <= 0:
        return
    line = f'{date} custom "fsq-option" "saver-allowance" {left} {report.currency}'
    yield AllowanceLeft(
        left=Weight(left, report.currency), year=date.year, fixes=(directive(line),)
    )


def _allowance(facts: Facts, report: Report, found: LatentTax) -> Iterator[Finding]:
    """Yield a finding if the saver's allowance is left out, or exceeds that of two persons."""
    profile = tax.PROFILES[found.profile]
    date: datetime.date = report.as_of
    setting: Setting | None = facts.config.setting("saver-allowance", date)
    most = 2 * profile.of_year(date.year).allowance
    if not most:
        return
    if setting is None:
        yield from _allowance_left(facts, report, found)
        return
    number, currency = setting.value
    if currency == profile.currency and number > most:
        yield Allowance(
            allowance=Weight(number, currency),
            most=Weight(most, currency),
            year=date.year,
            place=written_at(setting.entry.meta),
        )
