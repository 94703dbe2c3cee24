"""The help page: every figure in words, worked through with numbers, and what it is here.

Its address is that of the page with ``?tab=help``, and ``#fsq_narrow`` leads to a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from fsq_beancount.core.terms import CLASSES
from fsq_beancount.measures.catalogue import FAMILIES
from fsq_beancount.report.report import FlowFigures

if TYPE_CHECKING:
    from fsq_beancount.measures.definition import Measure
    from fsq_beancount.progress.view import View
    from fsq_beancount.report.report import Report

TAB: Final = "help"

CURRENT: Final[Mapping[str, Callable[[Report], object | None]]] = {
    "flows": lambda report: report.last_year,
    "rolling": lambda report: report.last_year,
    "wealth": lambda report: report.wealth.sheet if report.wealth.rows else None,
    "changes": lambda report: report.returns[-1].change if report.returns else None,
    "returns": lambda report: report.returns[-1] if report.returns else None,
    "leverage": lambda report: report.leverage if report.leverage.loans else None,
    "concentration": lambda report: report.concentration if report.concentration.shares else None,
    "liquidity": lambda report: report.liquidity if report.liquidity.plan else None,
    "budget": lambda report: report.last_year,
}
"""Where the report has the figures of a family that a reader sees first, by the family's id."""


@dataclass(frozen=True, slots=True)
class Here:
    """What a figure is in this ledger.

    Attributes:
        name: The class of income, where there is a value for each; empty otherwise.
        text: The value as it is shown.
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
        name: What it is called in the reader's language.
        formula: Its formula in words.
        example: Its worked example.
        here: What it is in this ledger.
        when: What time that is of; empty where there is nothing to show.
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
    return tuple(
        Chapter(
            family.id,
            family.name(locale),
            tuple(_entry(measure, family.id, locale, view) for measure in family.measures),
        )
        for family in FAMILIES
    )


def _entry(measure: Measure[Any, Any], family: str, locale: str, view: View | None) -> Entry:
    here: tuple[Here, ...] = ()
    when = ""
    figures = CURRENT[family](view.report) if view and family in CURRENT else None
    if view and figures is not None:
        here = tuple(_here(measure, figures, view))
        when = view.span(figures) if isinstance(figures, FlowFigures) else ""
    return Entry(
        measure,
        measure.name(locale),
        measure.words(locale),
        measure.example.words(locale) if measure.example else "",
        here,
        when,
    )


def _here(measure: Measure[Any, Any], figures: Any, view: View) -> Iterator[Here]:
    value = getattr(figures, measure.id, None)
    if not measure.by_class:
        href = view.postings(figures, measure.id)
        yield Here("", view.figure(measure.id, value), href)
        return
    for name in CLASSES:
        if value and value[name]:
            href = view.postings(figures, measure.id, name)
            yield Here(view.class_name(name), view.figure(measure.id, value[name]), href)
