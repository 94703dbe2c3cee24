"""The law by which gains are taxed, and how each commodity is: never sure, since nobody said it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fsq_beancount.books.facts import Facts
from fsq_beancount.books.holdings import Kind
from fsq_beancount.check import fixes
from fsq_beancount.check.wealth import treatments
from fsq_beancount.core.terms import KEY_TAX_TREATMENT
from fsq_beancount.i18n.language import Reader
from fsq_beancount.propose.runs import Runs
from fsq_beancount.report.findings.fix import Blank, Fix
from fsq_beancount.report.proposals import Group, NoTaxProfile, Proposal
from fsq_beancount.report.report import Report

_GERMAN: Final = ("EUR", "de")
"""The currency and the language of ledgers that German law is proposed to."""


def find(facts: Facts, report: Report, runs: Runs, reader: Reader) -> Iterator[Proposal]:
    """Yield the tax profile with the treatment of each commodity, where no profile is named.

    Args:
        facts: The facts of the ledger.
        report: Its report.
        runs: Runs the lines.
        reader: A reader of the ledger's language.
    """
    if facts.config.setting("tax-profile", report.as_of) is not None:
        return
    held = sorted(
        {
            holding.line.currency
            for holding in report.scope.holdings.every
            if holding.kind is Kind.ASSET
            and not holding.line.is_money
            and holding.line.cost_currency is not None
            and holding.tax_treatment is None
            and holding.line.units(report.as_of)
        }
    )
    if not held:
        return
    option = f'{report.as_of} custom "fsq-option" '
    if (report.currency, reader.locale[:2]) == _GERMAN:
        treated = (
            fixes.commodity(report.as_of, each, KEY_TAX_TREATMENT, treatments(each, report)[0])
            for each in held
        )
        fix = fixes.together((Fix(((f'{option}"tax-profile" "de"',),)), *treated))
    else:
        rate = (f'{option}"tax-rate" ', Blank.RATE)
        fix = Fix(((f'{option}"tax-profile" "flat"',), rate))
    yield Proposal(group=Group.TAX, about=NoTaxProfile(), fixes=(fix,), effects=(runs.effect(fix),))
