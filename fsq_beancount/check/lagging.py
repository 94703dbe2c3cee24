"""Accounts whose regular entries stop before the others': what is missing may change the quota.

The figures of the twelve months that such an account covers are known, so they are in the band,
and so are those of the months shown with the missing ones filled (``fsq_beancount.check.missing``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fsq_beancount.books.complete import RegularAccount
from fsq_beancount.books.facts import Facts
from fsq_beancount.check import missing
from fsq_beancount.check.places import written_at
from fsq_beancount.check.trial import figures
from fsq_beancount.check.trial.figures import Figures
from fsq_beancount.core.periods import month_index, month_last
from fsq_beancount.report.build import build
from fsq_beancount.report.certainty import Band, CompleteUntil, Question
from fsq_beancount.report.findings.days import CoveredWindow, LaggingAccount
from fsq_beancount.report.findings.fix import Blank, directive
from fsq_beancount.report.report import Report


def find(facts: Facts, report: Report) -> Iterator[LaggingAccount]:
    """Yield the accounts whose regular entries stop before the last month that has ended."""
    if not report.is_whole:
        return
    ended = report.coverage.last_ended
    late = [each for each in report.scope.regular_accounts if _lags(each, ended)]
    before = figures.of(report) if late else None
    if before is None:
        return
    # Accounts that stop in the same month have the same window.
    windows = {
        month: _window(figures.of(build(facts, as_of=month_last(month))))
        for month in {month_index(each.until) for each in late}
    }
    low, high = missing.filled(facts, before, late, report.coverage.last_month)
    for each in late:
        yield LaggingAccount(
            account=each.name,
            until=each.until,
            as_of=report.as_of,
            shown=_window(before),
            filled=(_quotas(low), _quotas(high)),
            own=windows[month_index(each.until)],
            common=windows[min(windows)],
            place=written_at(each.entry.meta),
            fixes=(
                directive(
                    f"{month_last(ended)} balance {each.name}  ",
                    Blank.AMOUNT,
                    f" {each.currency}",
                ),
            ),
        )


def complete_until(report: Report) -> tuple[CompleteUntil, ...]:
    """Return the day until which the books of each account with regular entries are complete."""
    if not report.is_whole:
        return ()
    return tuple(
        CompleteUntil(account=each.name, date=each.until) for each in report.scope.regular_accounts
    )


def widened(name: str, band: Band, questions: Sequence[Question]) -> Band:
    """Return a band with the figures of the months that lagging accounts cover.

    Args:
        name: The figure.
        band: Its band over the fixes.
        questions: All findings; accepted ones are sure.
    """
    seen = [
        value
        for question in questions
        if not question.accepted
        for value in question.covered(name)
        if value is not None
    ]
    if not seen or band.low is None or band.high is None:
        return band
    return Band(min(band.low, *seen), max(band.high, *seen))


def _lags(account: RegularAccount, ended: int) -> bool:
    """Return whether an account has no entry for longer than it ever paused, up to a month."""
    return month_index(account.until) + account.pause < ended


def _window(found: Figures | None) -> CoveredWindow | None:
    if found is None:
        return None
    return CoveredWindow(found.month, found.narrow, found.wide, found.runway)


def _quotas(found: Figures) -> CoveredWindow:
    """Return the quotas alone: cash on the as-of date is not that of the months filled."""
    return CoveredWindow(found.month, found.narrow, found.wide, None)
