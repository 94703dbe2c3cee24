"""The largest fall of net wealth and crashes as text."""

from __future__ import annotations

from typing import Final

from fsq_beancount.i18n import language, messages
from fsq_beancount.i18n.messages import falls as fall_messages
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.measures.wealth.fall_definitions import CRASH, FALLS
from fsq_beancount.report.report import Report
from fsq_beancount.text import blocks
from fsq_beancount.text.headline import is_empty
from fsq_beancount.text.style import Style, wrapped

SHOWS: Final = frozenset({FALLS.id, CRASH.id})
"""The families of figures shown here, in a richer form than their definitions give."""


def largest_fall(report: Report, style: Style) -> list[str]:
    """Return the largest fall of net wealth in sentences; nothing where it never fell."""
    if report.scope.period is not None and is_empty(report):
        return []  # it would not belong to the days asked for
    return [
        line
        for found in report.rows_of(FALLS)
        for sentence in fall_messages.largest_fall(found, report.currency, style.reader)
        for line in wrapped(sentence, style.width)
    ]


def crashes(report: Report, style: Style) -> list[str]:
    """Return what a fall of each asset class changes; nothing where none can fall."""
    rows = report.rows_of(CRASH)
    if not rows or (report.scope.period is not None and is_empty(report)):
        return []
    _ = language.translation(style.locale).gettext
    labels = [fall_messages.crash(row, style.reader) for row in rows]
    columns = []
    for name, changed in fall_messages.CHANGES:
        measure = MEASURES[name]
        cells = [messages.figure(measure.value(row), measure.unit, style.reader) for row in rows]
        if any(measure.value(row) for row in rows):
            columns.append((MEASURES[changed].name(style.locale), cells))
    title = _("What a fall of an asset class changes, in {currency}").format(
        currency=report.currency
    )
    return [title, *blocks.table("", labels, columns, style.width)]
