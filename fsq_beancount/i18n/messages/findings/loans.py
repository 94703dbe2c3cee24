"""Findings about loans, in words."""

from __future__ import annotations

from typing import Final

from fsq_beancount.i18n.messages.findings.wording import Sentences, Wording
from fsq_beancount.report.findings.loans import AboutLoan, LoanWithoutRate, QuietLoan


def _loan_without_rate(finding: LoanWithoutRate, wording: Wording) -> str:
    words = wording.gettext(
        "{subject}: {amount} is owed at a rate that nobody has written down, so the cost of "
        "debt leaves it out."
    )
    return words.format(subject=finding.account, amount=_owed(finding, wording))


def _quiet_loan(finding: QuietLoan, wording: Wording) -> str:
    words = wording.gettext(
        "{subject}: {amount} is owed, but since {detail} nothing was repaid and no interest "
        "paid. If that is right, its rate is 0, or it is no loan."
    )
    return words.format(
        subject=finding.account,
        amount=_owed(finding, wording),
        detail=wording.day(finding.since),
    )


def _owed(finding: AboutLoan, wording: Wording) -> str:
    number = "" if finding.owed is None else wording.quantity(finding.owed)
    return f"{number} {finding.currency}"


SENTENCES: Final[Sentences] = {
    LoanWithoutRate: _loan_without_rate,
    QuietLoan: _quiet_loan,
}
