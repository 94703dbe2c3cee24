"""The head of the report: its last day, and the quotas of the last twelve months."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from fsq_beancount.i18n import language
from fsq_beancount.i18n.messages import certainty, coverage
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.i18n.messages import part as part_messages
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.report.findings.days import BeyondAsOf
from fsq_beancount.report.report import Report
from fsq_beancount.settings.currency import NO_CURRENCY
from fsq_beancount.text import terminal
from fsq_beancount.text.style import Style, wrapped

SHOWS: Final = frozenset({"flows"})
"""The families of figures shown here, in a richer form than their definitions give."""


def header(report: Report, style: Style, ledger: str, mistakes: int, books_end: bool) -> list[str]:
    """Return the title with currency and as-of date, and the number of errors and mistakes."""
    texts = language.translation(style.locale)
    _, ngettext = texts.gettext, texts.ngettext
    title = _("Financial security quota in {currency}, as of {date}").format(
        currency=report.currency, date=language.day(report.as_of, style.locale)
    )
    name = _("Financial security quota") if report.currency == NO_CURRENCY else title
    lines = wrapped(name, style.width)
    if report.part is not None:
        lines += wrapped(part_messages.selected(report.part, style.reader), style.width)
    if report.running_month is not None and report.flows:
        ended = _("The books end on {date}: {month} is in no figure over twelve months.")
        asked = _("Counted up to {date}: {month} is in no figure over twelve months.")
        words = (ended if books_end else asked).format(
            date=language.day(report.as_of, style.locale),
            month=language.month(report.running_month, style.locale),
        )
        lines += wrapped(words, style.width)
    for words in coverage.sentences(report.coverage, report.currency, style.reader):
        lines += wrapped(words, style.width)
    if report.load_errors:
        lines.append(finding_messages.load_errors(report.load_errors, ledger, style.reader))
    if mistakes:
        lines.append(
            ngettext(
                "{count} mistake in the settings for fsq; to see it: fsq check {ledger}",
                "{count} mistakes in the settings for fsq; to see them: fsq check {ledger}",
                mistakes,
            ).format(count=mistakes, ledger=ledger)
        )
    return lines


def is_empty(report: Report) -> bool:
    """Return whether the periods asked for have no flows and there are no rolling figures."""
    return report.last_year is None and not any(
        period.trued_up is not None
        or any(period.first <= flow.date <= period.last for flow in report.flows)
        for period in report.periods
    )


def headline(report: Report, style: Style) -> list[str]:
    """Return the quotas of the last rolling twelve months, or why there are none."""
    texts = language.translation(style.locale)
    _ = texts.gettext
    figures = report.last_year
    if figures is None:
        if any(isinstance(finding, BeyondAsOf) for finding in report.warnings):
            return []  # the warning says it
        if report.periods and is_empty(report):
            names = ", ".join(language.period(each.period, style.locale) for each in report.periods)
            words = _("No income or expenses in {period} up to the as-of date.")
            return wrapped(words.format(period=names), style.width)
        if report.periods:
            return wrapped(_("No complete month, so no figure over twelve months."), style.width)
        return wrapped(_("There is no income and there are no expenses to report."), style.width)
    lines = [
        _("Twelve months, {first} – {last}").format(
            first=language.month(figures.first, style.locale),
            last=language.month(figures.last, style.locale),
        )
    ]
    if not figures.complete:
        words = texts.ngettext(
            "The books cover only {count} month of them; nothing is scaled up.",
            "The books cover only {count} months of them; nothing is scaled up.",
            figures.months,
        )
        lines += wrapped(words.format(count=figures.months), style.width)
    rows = [
        [
            f"  {MEASURES[name].name(style.locale)}",
            language.percent(quota, style.locale),
            "" if quota is None else _missing(missing, report.currency, style),
        ]
        for name, quota, missing in (
            ("fsq_narrow", figures.fsq_narrow, figures.missing_narrow),
            ("fsq_wide", figures.fsq_wide, figures.missing_wide),
        )
    ]
    side_by_side = terminal.table(rows, right={1})
    if max(map(terminal.width, side_by_side)) <= style.width:
        return lines + side_by_side + _certainty(report, figures.fsq_narrow, style)
    for line, (*_row, missing) in zip(
        terminal.table([row[:2] for row in rows], right={1}), rows, strict=True
    ):
        lines += [line, *wrapped(missing, style.width, first="    ", then="    ")]
    return lines + _certainty(report, figures.fsq_narrow, style)


def _certainty(report: Report, narrow: Decimal | None, style: Style) -> list[str]:
    """Return how sure the quotas are; nothing of a part of the ledger, for which nothing is run."""
    if not report.is_whole:
        return []
    words = certainty.pointer(report.certainty, narrow, style.reader)
    return wrapped(words, style.width, first="  ", then="    ")


def _missing(missing: Decimal | None, currency: str, style: Style) -> str:
    _ = language.translation(style.locale).gettext
    if missing is None:
        return ""
    if not missing:
        return _("nothing is missing")
    amount = f"{language.money(missing, style.locale)} {currency}"
    return _("missing: {amount} a month").format(amount=amount)
