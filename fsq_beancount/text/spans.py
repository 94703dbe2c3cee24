"""The returns over several years as text, beside inflation."""

from __future__ import annotations

from typing import Final

from fsq_beancount.i18n import messages
from fsq_beancount.i18n.messages import spans as span_messages
from fsq_beancount.measures.performance.span_definitions import SPANS
from fsq_beancount.report.report import Report
from fsq_beancount.text import blocks
from fsq_beancount.text.style import Style, wrapped

SHOWS: Final = frozenset({SPANS.id})
"""The families of figures shown here, in a richer form than their definitions give."""


def returns(report: Report, style: Style) -> list[str]:
    """Return the returns over each span that the ledger covers; nothing where none is defined."""
    found = report.rows_of(SPANS)
    rows = span_messages.covered(found)
    if not rows:
        return []
    columns = [
        (
            measure.name(style.locale),
            [messages.figure(measure.value(row), measure.unit, style.reader) for row in rows],
        )
        for measure in SPANS.measures
        if any(measure.value(row) is not None for row in rows)
    ]
    labels = [span_messages.span(row, style.reader) for row in rows]
    lines = [SPANS.name(style.locale), *blocks.few_or_many(labels, columns, style.width)]
    for sentence in span_messages.undefined(found, style.reader):
        lines += wrapped(sentence, style.width, then="  ")
    return lines
