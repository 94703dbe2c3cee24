"""Limits of the figures: unconverted amounts, unclassified income and warnings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from fsq_beancount.core import plain
from fsq_beancount.i18n import language
from fsq_beancount.i18n.messages import certainty as certainty_messages
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.report.certainty import Effect
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.fix import Fix
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


def finding_lines(
    finding: Finding,
    style: Style,
    effects: Mapping[Fix, Effect] = MappingProxyType({}),
    *,
    number: str = "",
    more: Iterable[str] = (),
) -> list[str]:
    """Return a finding and its fixes, the latter as lines to copy.

    Args:
        finding: The finding.
        style: The style of the text.
        effects: What its fixes do.
        number: What stands before it.
        more: Sentences after it.
    """
    sentence = plain.clean(finding_messages.sentence(finding, style.reader))
    lines = wrapped(" ".join((sentence, *more)), style.width, first=number)
    for fix, way in zip(finding.fixes, finding_messages.fixes(finding, style.reader), strict=True):
        # Lines to copy are not transliterated; in an account pattern a dot matches any letter. They
        # are flush left, since to Beancount an indented line belongs to the one above.
        copied = terminal.dotted(way.lines, style.encoding)
        lines += [f"  {way.words}", *copied.splitlines()]
        effect = effects.get(fix)
        for words in () if effect is None else certainty_messages.effects(effect, style.reader):
            lines += wrapped(words, style.width, first="  → ", then="    ")
    return lines
