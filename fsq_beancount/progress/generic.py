"""Sections for families of figures, built from their definitions alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from fsq_beancount.core.terms import CLASSES
from fsq_beancount.i18n import messages
from fsq_beancount.progress.frame import Section

if TYPE_CHECKING:
    from fsq_beancount.measures.definition import Family, Measure
    from fsq_beancount.progress.view import View

TEMPLATE = "generic.html"


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure: its id, its name, and its value in each row."""

    id: str
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FamilyContent:
    """The content of the section: the names of the rows, and a line for each figure."""

    anchor: str
    columns: tuple[str, ...]
    lines: tuple[FigureLine, ...]


def section_of(family: Family) -> Section:
    """Return the section of a family."""
    return Section(
        anchor=family.id,
        title="",
        family=family,
        content=partial(content, family),
        template=TEMPLATE,
    )


def content(family: Family, view: View) -> FamilyContent | None:
    """Return the latest rows of a family; ``None`` where it has none."""
    rows = family.latest(view.report.rows_of(family))
    if not rows:
        return None
    columns = tuple(
        ", ".join(messages.key(key, key.value(row), view.reader) for key in family.keys)
        for row in rows
    )
    lines = (line for measure in family.measures for line in _lines(measure, rows, view))
    return FamilyContent(family.id, columns, tuple(lines))


def _lines(measure: Measure[Any, Any], rows: list[Any], view: View) -> list[FigureLine]:
    name = measure.name(view.locale)
    if not measure.by_class:
        cells = (view.figure_of(measure, measure.value(row)) for row in rows)
        return [FigureLine(measure.id, name, tuple(cells))]
    return [
        FigureLine(
            measure.id,
            f"{name}, {view.class_name(each)}",
            tuple(view.figure_of(measure, measure.of_class(row, each)) for row in rows),
        )
        for each in CLASSES
    ]
