"""Findings about postings that a name or a place has decided, in words."""

from __future__ import annotations

from typing import Final

from fsq_beancount.i18n.messages.findings.wording import Sentences, Wording
from fsq_beancount.report.findings.names import (
    FeeOnPayslip,
    NegativeCosts,
    PayslipPassive,
    Refund,
    ShareOrHelp,
    TaxAboveIncome,
)


def _refund(finding: Refund, wording: Wording) -> str:
    words = wording.ngettext(
        "{subject}: {amount} in {count} posting came back and is neutral. Does it give back a "
        "living cost?",
        "{subject}: {amount} in {count} postings came back and is neutral. Does it give back a "
        "living cost?",
        finding.postings,
    )
    return wording.of_postings(words, finding)


def _share_or_help(finding: ShareOrHelp, wording: Wording) -> str:
    words = wording.ngettext(
        "{subject}: {amount} in {count} posting is neutral, somebody's share or help by its name. "
        "Does it pay a part of your living costs?",
        "{subject}: {amount} in {count} postings is neutral, somebody's share or help by its name. "
        "Does it pay a part of your living costs?",
        finding.postings,
    )
    return wording.of_postings(words, finding)


def _payslip_passive(finding: PayslipPassive, wording: Wording) -> str:
    words = wording.ngettext(
        "{subject}: {amount} in {count} posting is passive, but is on a payslip or named for an "
        "employer. Is it pay?",
        "{subject}: {amount} in {count} postings is passive, but is on a payslip or named for an "
        "employer. Is it pay?",
        finding.postings,
    )
    return wording.of_postings(words, finding)


def _fee_on_payslip(finding: FeeOnPayslip, wording: Wording) -> str:
    words = wording.ngettext(
        "{subject}: {amount} in {count} posting on a payslip counts as living costs. Is it a fee "
        "of earning?",
        "{subject}: {amount} in {count} postings on payslips counts as living costs. Is it a fee "
        "of earning?",
        finding.postings,
    )
    return wording.of_postings(words, finding)


def _negative_costs(finding: NegativeCosts, wording: Wording) -> str:
    words = wording.ngettext(
        "{subject}: {amount} in {count} posting; it lowers the living costs of the last twelve "
        "months. Is it income?",
        "{subject}: {amount} in {count} postings; it lowers the living costs of the last twelve "
        "months. Is it income?",
        finding.postings,
    )
    return wording.of_postings(words, finding)


def _tax_above_income(finding: TaxAboveIncome, wording: Wording) -> str:
    words = wording.ngettext(
        "{subject}: {amount} of tax in {count} posting is charged to passive income and is larger "
        "than that income. Is it a tax on wages?",
        "{subject}: {amount} of tax in {count} postings is charged to passive income and is larger "
        "than that income. Is it a tax on wages?",
        finding.postings,
    )
    return wording.of_postings(words, finding)


SENTENCES: Final[Sentences] = {
    Refund: _refund,
    ShareOrHelp: _share_or_help,
    PayslipPassive: _payslip_passive,
    FeeOnPayslip: _fee_on_payslip,
    NegativeCosts: _negative_costs,
    TaxAboveIncome: _tax_above_income,
}
