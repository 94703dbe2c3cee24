"""Findings about balances and quotes, in words."""

from __future__ import annotations

from typing import Final

from fsq_beancount.i18n.messages.findings.wording import Sentences, Wording
from fsq_beancount.report.findings.balances import ClearingAccount, NegativeLots, TwoWayQuotes


def _clearing_account(finding: ClearingAccount, wording: Wording) -> str:
    words = wording.gettext(
        "{subject}: {amount} have been left here since {date}, where money only passes through. A "
        "posting may be missing, or be booked twice."
    )
    return words.format(
        subject=finding.account,
        amount=wording.amount(finding.balance),
        date=wording.day(finding.since),
    )


def _negative_lots(finding: NegativeLots, wording: Wording) -> str:
    words = wording.gettext(
        "{subject}: {amount} at cost, less than nothing, since {date}. Perhaps the purchase is "
        "missing or later, or the lots are on another account."
    )
    return words.format(
        subject=finding.account,
        amount=", ".join(wording.amount(each) for each in finding.units),
        date=wording.day(finding.date),
    )


def _two_way_quotes(finding: TwoWayQuotes, wording: Wording) -> str:
    words = wording.gettext("Two prices of {date} differ: {direct}, and {inverse}.")
    said = words.format(
        date=wording.day(finding.date),
        direct=f"1 {finding.base} = {wording.rate(finding.direct)} {finding.quote}",
        inverse=f"1 {finding.quote} = {wording.rate(finding.inverse)} {finding.base}",
    )
    if finding.days == 1:
        return said
    more = wording.gettext("So do those of {count} days in all.")
    return f"{said} {more.format(count=finding.days)}"


SENTENCES: Final[Sentences] = {
    ClearingAccount: _clearing_account,
    NegativeLots: _negative_lots,
    TwoWayQuotes: _two_way_quotes,
}
