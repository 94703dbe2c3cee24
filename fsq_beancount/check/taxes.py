"""Checks of latent tax."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from fsq_beancount import tax
from fsq_beancount.books.facts import Facts
from fsq_beancount.check.places import written_at
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.wealth.latent_tax import LatentTax
from fsq_beancount.measures.wealth.lump_sums import taxed_on
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.fix import Blank, Fix
from fsq_beancount.report.findings.wealth import (
    Allowance,
    LumpSumUnknown,
    LumpSumUnused,
    TaxWithoutCost,
)
from fsq_beancount.report.report import Report
from fsq_beancount.settings.directives.lump_sum import LumpSum
from fsq_beancount.settings.directives.option import Setting


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield findings about unknown lump sums, missing costs and the saver's allowance."""
    found = report.scope.latent_taxes.on(report.as_of)
    if found is not None:
        yield from _unknown(report, found)
        for commodity in found.without_cost:
            yield TaxWithoutCost(commodity=commodity)
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
        lines = tuple(
            (
                f'{taxed_on(year)} custom "fsq-lump-sum" "{commodity}" {year} ',
                Blank.AMOUNT,
                f" {report.currency}",
            )
            for year in unknown
        )
        yield LumpSumUnknown(commodity=commodity, years=tuple(unknown), fixes=(Fix(lines),))


def _allowance(facts: Facts, report: Report, found: LatentTax) -> Iterator[Finding]:
    """Yield a finding if the saver's allowance exceeds the statutory one of two persons."""
    profile = tax.PROFILES[found.profile]
    date: datetime.date = report.as_of
    setting: Setting | None = facts.config.setting("saver-allowance", date)
    most = 2 * profile.of_year(date.year).allowance
    if setting is None or not most:
        return
    number, currency = setting.value
    if currency == profile.currency and number > most:
        yield Allowance(
            allowance=Weight(number, currency),
            most=Weight(most, currency),
            year=date.year,
            place=written_at(setting.entry.meta),
        )
