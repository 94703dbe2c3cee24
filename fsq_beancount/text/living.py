"""The standard of living as text: a row for each full year, and the means since the first."""

from __future__ import annotations

from typing import Final

from fsq_beancount.i18n.messages import living as living_messages
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.measures.living.definitions import STANDARD_OF_LIVING
from fsq_beancount.report.report import Report
from fsq_beancount.text import blocks
from fsq_beancount.text.style import Style

SHOWS: Final = frozenset({STANDARD_OF_LIVING.id})
"""The families of figures shown here, in a richer form than their definitions give."""


def standard(report: Report, style: Style) -> list[str]:
    """Return the growth of each full year; nothing without two of them."""
    found = report.rows_of(STANDARD_OF_LIVING)
    if not found:
        return []
    rows = list(living_messages.rows(found, style.reader))
    columns = [
        (MEASURES[name].name(style.locale), [cells[place] for _, cells in rows])
        for place, (name, _) in enumerate(living_messages.GROWTHS)
    ]
    labels = [label for label, _ in rows]
    title = STANDARD_OF_LIVING.name(style.locale)
    return [title, *blocks.table("", labels, columns, style.width)]
