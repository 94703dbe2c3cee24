"""Findings about income and expenses, in words."""

from __future__ import annotations

from typing import Final

from fsq_beancount.i18n.messages.findings.wording import Sentences, Wording
from fsq_beancount.report.findings.flows import (
    Counter,
    LivingTax,
    PaddedIncome,
    RuleUnused,
    SaleOnly,
    UnchargedCost,
    Unclassified,
    Unconverted,
    UnsettledImport,
)


def _unclassified(finding: Unclassified, wording: Wording) -> str:
    words = wording.ngettext(
        "{subject}: {amount} in {count} posting is unclassified and counts like active income.",
        "{subject}: {amount} in {count} postings is unclassified and counts like active income.",
        finding.postings,
    )
    return wording.of_postings(words, finding)


def _unsettled_import(finding: UnsettledImport, wording: Wording) -> str:
    words = wording.ngettext(
        "{subject}: {amount} in {count} posting is not yet assigned.",
        "{subject}: {amount} in {count} postings is not yet assigned.",
        finding.postings,
    )
    counts = (
        wording.gettext("It counts like active income until it is booked on its own account.")
        if finding.is_income
        else wording.gettext("It counts as living costs until it is booked on its own account.")
    )
    return f"{wording.of_postings(words, finding)} {counts}"


def _uncharged_cost(finding: UnchargedCost, wording: Wording) -> str:
    words = wording.ngettext(
        "{subject}: {amount} in {count} posting is a cost of earning, but no income stands "
        "beside it, so it is charged to unclassified income.",
        "{subject}: {amount} in {count} postings is a cost of earning, but no income stands "
        "beside it, so it is charged to unclassified income.",
        finding.postings,
    )
    return wording.of_postings(words, finding)


def _living_tax(finding: LivingTax, wording: Wording) -> str:
    words = wording.ngettext(
        "{subject}: {amount} of taxes or social insurance in {count} posting counts as "
        "living costs, since no income stands beside it.",
        "{subject}: {amount} of taxes or social insurance in {count} postings counts as "
        "living costs, since no income stands beside it.",
        finding.postings,
    )
    return wording.of_postings(words, finding)


def _sale_only(finding: SaleOnly, wording: Wording) -> str:
    words = wording.ngettext(
        "{subject}: {amount} in {count} posting is near-passive only because it stands in a sale "
        "of lots.",
        "{subject}: {amount} in {count} postings is near-passive only because it stands in sales "
        "of lots.",
        finding.postings,
    )
    return wording.of_postings(words, finding)


def _padded_income(finding: PaddedIncome, wording: Wording) -> str:
    words = wording.ngettext(
        "{subject}: {amount} in {count} posting is padding from an income account, so it is in "
        "no figure.",
        "{subject}: {amount} in {count} postings is padding from an income account, so it is in "
        "no figure.",
        finding.postings,
    )
    return wording.of_postings(words, finding)


def _unconverted(finding: Unconverted, wording: Wording) -> str:
    words = wording.ngettext(
        "{amount} in {count} posting has no price in {into} on the day it is booked, so it is in "
        "no figure.",
        "{amount} in {count} postings has no price in {into} on the day it is booked, so it is "
        "in no figure.",
        finding.postings,
    )
    return words.format(
        amount=wording.amount(finding.amount), count=finding.postings, into=finding.into
    )


def _counter(finding: Counter, wording: Wording) -> str:
    words = (
        wording.ngettext(
            "{amount} in {count} posting is in no figure: {subject} has neither a price nor a "
            "cost anywhere in the ledger. If it is worth money, give it a price; if it only "
            "counts something, exclude it.",
            "{amount} in {count} postings is in no figure: {subject} has neither a price nor a "
            "cost anywhere in the ledger. If it is worth money, give it a price; if it only "
            "counts something, exclude it.",
            finding.postings,
        )
        if finding.may_count
        else wording.ngettext(
            "{amount} in {count} posting is in no figure: {subject} has no price anywhere in the "
            "ledger.",
            "{amount} in {count} postings is in no figure: {subject} has no price anywhere in "
            "the ledger.",
            finding.postings,
        )
    )
    return words.format(
        amount=wording.amount(finding.amount),
        count=finding.postings,
        subject=finding.amount.currency,
    )


def _rule_unused(finding: RuleUnused, wording: Wording) -> str:
    words = wording.gettext('The rule "{subject}" matches no posting that it is in force for.')
    return words.format(subject=finding.pattern)


SENTENCES: Final[Sentences] = {
    Unclassified: _unclassified,
    UnsettledImport: _unsettled_import,
    UnchargedCost: _uncharged_cost,
    LivingTax: _living_tax,
    SaleOnly: _sale_only,
    PaddedIncome: _padded_income,
    Unconverted: _unconverted,
    Counter: _counter,
    RuleUnused: _rule_unused,
}
