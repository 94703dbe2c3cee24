"""Findings about days, in words."""

from __future__ import annotations

from typing import Final

from fsq_beancount.i18n.messages.findings.wording import Sentences, Wording
from fsq_beancount.report.findings.days import BeyondAsOf, DistantDate, LaggingAccount


def _beyond_as_of(finding: BeyondAsOf, wording: Wording) -> str:
    words = wording.ngettext(
        "{count} posting of income or expenses is later than {date}, the last day that counts, "
        "and only planned. It counts with: --as-of {detail}",
        "{count} postings of income and expenses are later than {date}, the last day that counts, "
        "and only planned. They count with: --as-of {detail}",
        finding.postings,
    )
    return words.format(
        count=finding.postings, date=wording.day(finding.as_of), detail=finding.until
    )


def _distant_date(finding: DistantDate, wording: Wording) -> str:
    words = wording.gettext(
        "The transaction of {date} is more than two years from any other, the nearest is of "
        "{detail}. If its date is wrong, correct it."
    )
    said = words.format(date=wording.day(finding.date), detail=wording.day(finding.nearest))
    if finding.counts:
        return said
    more = wording.gettext("It is only planned, and counts with: --as-of {detail}")
    return f"{said} {more.format(detail=finding.date)}"


def _lagging_account(finding: LaggingAccount, wording: Wording) -> str:
    words = wording.gettext(
        "{subject}: regular entries stop on {date}, but the books go on to {detail}. If entries "
        "are missing, import them; if nothing has happened since, a balance directive says so."
    )
    said = words.format(
        subject=finding.account, date=wording.day(finding.until), detail=wording.day(finding.as_of)
    )
    window = finding.common
    if window is None or window.fsq_narrow is None:
        return said
    more = wording.gettext(
        "The narrow quota of the last twelve months that all accounts cover, to {month}, is "
        "{quota}."
    )
    quota = wording.percent(window.fsq_narrow)
    return f"{said} {more.format(month=wording.month(window.month), quota=quota)}"


SENTENCES: Final[Sentences] = {
    BeyondAsOf: _beyond_as_of,
    DistantDate: _distant_date,
    LaggingAccount: _lagging_account,
}
