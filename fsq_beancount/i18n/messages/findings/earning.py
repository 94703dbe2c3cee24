"""Findings about what earns without work, in words."""

from __future__ import annotations

from typing import Final

from fsq_beancount.i18n.messages.findings.wording import Sentences, Wording
from fsq_beancount.report.findings.earning import (
    CostLeftLiving,
    ExpenseFromLot,
    UntaxedIncome,
)


def _cost_left_living(finding: CostLeftLiving, wording: Wording) -> str:
    if not finding.costs:
        words = wording.ngettext(
            "{subject}: {amount} of rent in {count} posting, and no cost is charged to it.",
            "{subject}: {amount} of rent in {count} postings, and no cost is charged to it.",
            finding.postings,
        )
        return wording.of_postings(words, finding)
    words = wording.ngettext(
        "{subject}: {amount} in {count} posting, while {cost} of costs that seem to be its own "
        "count as living costs: {detail}.",
        "{subject}: {amount} in {count} postings, while {cost} of costs that seem to be its own "
        "count as living costs: {detail}.",
        finding.postings,
    )
    return words.format(
        subject=finding.account,
        amount=wording.amount(finding.amount),
        count=finding.postings,
        cost=wording.amount(finding.cost),
        detail=", ".join(finding.costs),
    )


def _untaxed_income(finding: UntaxedIncome, wording: Wording) -> str:
    words = wording.ngettext(
        "{subject}: {amount} in {count} posting bore no tax in the last twelve months.",
        "{subject}: {amount} in {count} postings bore no tax in the last twelve months.",
        finding.postings,
    )
    text = wording.of_postings(words, finding)
    if finding.tax is None:
        return f"{text} {wording.gettext('If a tax is owed on it, book it as a debt.')}"
    more = wording.gettext(
        "By the tax profile {cost} is owed, an estimate. Pay it against the debt when it is due, "
        "or it counts twice."
    )
    return f"{text} {more.format(cost=wording.amount(finding.tax))}"


def _expense_from_lot(finding: ExpenseFromLot, wording: Wording) -> str:
    words = wording.ngettext(
        "{subject}: {amount} in {count} posting takes what was held at cost and counts as living "
        "costs. Was it spent, sold as goods or lost?",
        "{subject}: {amount} in {count} postings takes what was held at cost and counts as living "
        "costs. Was it spent, sold as goods or lost?",
        finding.postings,
    )
    return wording.of_postings(words, finding)


SENTENCES: Final[Sentences] = {
    CostLeftLiving: _cost_left_living,
    ExpenseFromLot: _expense_from_lot,
    UntaxedIncome: _untaxed_income,
}
