"""Any family of figures as text, rendered from its definitions alone."""

from __future__ import annotations

from typing import Any

from fsq_beancount.core import plain
from fsq_beancount.core.terms import CLASSES
from fsq_beancount.i18n import messages
from fsq_beancount.measures.definition import Family, Measure
from fsq_beancount.report.report import Report
from fsq_beancount.text import blocks
from fsq_beancount.text.style import Style


def block(report: Report, family: Family, style: Style) -> list[str]:
    """Return the latest rows of a family as a table; nothing where it has none."""
    rows = family.latest(report.rows_of(family))
    if not rows:
        return []
    labels = [", ".join(_keys(family, row, style)) for row in rows]
    columns = [
        (name, [_shown(measure, row, income_class, style) for row in rows])
        for measure in family.measures
        for name, income_class in _names(measure, style)
    ]
    title = family.name(style.locale)
    return [title, *blocks.few_or_many(labels, columns, style.width)]


def _keys(family: Family, row: Any, style: Style) -> list[str]:
    return [plain.clean(messages.key(key, key.value(row), style.reader)) for key in family.keys]


def _names(measure: Measure[Any, Any], style: Style) -> list[tuple[str, str | None]]:
    name = measure.name(style.locale)
    if not measure.by_class:
        return [(name, None)]
    return [(f"{name}, {messages.income_class(each, style.reader)}", each) for each in CLASSES]


def _shown(measure: Measure[Any, Any], row: Any, income_class: str | None, style: Style) -> str:
    one = measure.value(row) if income_class is None else measure.of_class(row, income_class)
    return messages.figure(one, measure.unit, style.reader)
