"""Limits of the figures: unconverted amounts, unclassified income and warnings."""

from __future__ import annotations

from fsq_beancount.core import plain
from fsq_beancount.i18n import language
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.report import Report
from fsq_beancount.text import terminal
from fsq_beancount.text.style import Style, wrapped


def unconverted(report: Report, style: Style) -> list[str]:
    """Return the amounts without a price in the report currency, by currency."""
    _ = language.translation(style.locale).gettext
    if not report.unconverted:
        return []
    title = _("Without a price in {currency}, so in no figure:").format(currency=report.currency)
    rows = [
        [f"  {language.quantity(number, style.locale)}", currency]
        for currency, number in report.unconverted.items()
    ]
    return [title, *terminal.table(rows, right={0}, gap=1)]


def unclassified(report: Report, style: Style) -> list[str]:
    """Return the unclassified income, by account."""
    _ = language.translation(style.locale).gettext
    if not report.unclassified:
        return []
    rows = [
        [f"  {account}", language.money(amount, style.locale), report.currency]
        for account, amount in report.unclassified.items()
    ]
    title = _("Unclassified income, counted like active income:")
    return [title, *terminal.table(rows, right={1}, gap=1)]


def warnings(report: Report, style: Style) -> list[str]:
    """Return the warnings of the report, each with its fixes."""
    return [line for finding in report.warnings for line in finding_lines(finding, style)]


def finding_lines(finding: Finding, style: Style) -> list[str]:
    """Return a finding and its fixes, the latter as lines to copy."""
    lines = wrapped(plain.clean(finding_messages.sentence(finding, style.reader)), style.width)
    for way in finding_messages.fixes(finding, style.reader):
        # Lines to copy are not transliterated; in an account pattern a dot matches any letter.
        copied = terminal.dotted(way.lines, style.encoding)
        lines += [f"  {way.words}", *(f"    {line}" for line in copied.splitlines())]
    return lines
