"""The help page: every figure in words, with a worked example and its value in this ledger.

Its address is that of the page with ``?tab=help``; ``#fsq_narrow`` links to a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from fsq_beancount.core.terms import CLASSES
from fsq_beancount.i18n import messages
from fsq_beancount.measures import catalogue
from fsq_beancount.measures.definition import KeyKind
from fsq_beancount.report.report import FlowFigures

if TYPE_CHECKING:
    from fsq_beancount.measures.definition import Family, Measure
    from fsq_beancount.progress.view import View

TAB: Final = "help"


@dataclass(frozen=True, slots=True)
class Here:
    """The value of a figure in this ledger.

    Attributes:
        name: Its class of income or stream, if the figure has several values; otherwise empty.
        text: The formatted value.
        href: The postings behind it; ``None`` if there are none.
    """

    name: str
    text: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """The explanation of one figure.

    Attributes:
        measure: Its definition.
        name: Its name in the reader's language.
        formula: Its formula in words.
        example: Its worked example.
        here: Its values in this ledger.
        when: The months that these cover; empty if there is nothing to show.
    """

    measure: Measure[Any, Any]
    name: str
    formula: str
    example: str
    here: tuple[Here, ...] = ()
    when: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """The explanations of a family."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]


def chapters(locale: str, view: View | None) -> tuple[Chapter, ...]:
    """Return the explanations of all figures.

    Args:
        locale: The reader's locale.
        view: The figures of the ledger; ``None`` where there are none.
    """
    return tuple(_chapter(family, locale, view) for family in catalogue.FAMILIES)


def _chapter(family: Family, locale: str, view: View | None) -> Chapter:
    rows = family.latest(view.report.rows_of(family)) if view else []
    entries = (_entry(measure, family, rows, locale, view) for measure in family.measures)
    return Chapter(family.id, family.name(locale), tuple(entries))


def _entry(
    measure: Measure[Any, Any], family: Family, rows: Sequence[Any], locale: str, view: View | None
) -> Entry:
    here: list[Here] = []
    if view is not None:
        for row in rows:
            here += _here(measure, row, _name(family, row, view) if len(rows) > 1 else "", view)
    of_months = view is not None and rows and isinstance(rows[-1], FlowFigures)
    return Entry(
        measure,
        measure.name(locale),
        measure.words(locale),
        measure.example.words(locale) if measure.example else "",
        tuple(here),
        view.span(rows[-1]) if view is not None and of_months else "",
    )


def _name(family: Family, row: Any, view: View) -> str:
    """Return the name of a row, without its date or period."""
    keys = family.keys[:-1] if family.is_series else family.keys
    named = (key for key in keys if key.kind is not KeyKind.NUMBER)
    first, *others = (messages.key(key, key.value(row), view.reader) for key in named)
    return f"{first} ({', '.join(others)})" if others else first


def _here(measure: Measure[Any, Any], row: Any, name: str, view: View) -> Iterator[Here]:
    value = measure.value(row)
    if not measure.by_class:
        yield Here(name, view.figure_of(measure, value), view.postings(row, measure.id))
        return
    for income_class in CLASSES:
        if value and value[income_class]:
            href = view.postings(row, measure.id, income_class)
            shown = view.figure_of(measure, value[income_class])
            yield Here(view.class_name(income_class), shown, href)
