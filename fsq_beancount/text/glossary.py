"""The glossary of the figures as text for a terminal."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Any

from fsq_beancount import text
from fsq_beancount.i18n import language
from fsq_beancount.measures import catalogue
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.measures.definition import Measure
from fsq_beancount.text.style import Style, wrapped

_INDENT = "  "


class UnknownFigureError(ValueError):
    """There is no figure of that id; the message names similar ones."""

    def __init__(self, asked: str) -> None:
        near = difflib.get_close_matches(asked, MEASURES, n=3) or sorted(MEASURES)
        super().__init__(f"no figure is called {asked}; try {', '.join(near)}")


def render(figure: str | None, style: Style) -> str:
    """Return the explanation of a figure, or of all figures.

    Args:
        figure: Its id; ``None`` for all figures.
        style: The style of the text.

    Raises:
        UnknownFigureError: When there is no such figure.
    """
    if figure is None:
        return text.paragraphs(_families(style), style)
    if figure not in MEASURES:
        raise UnknownFigureError(figure)
    return text.paragraphs([list(_lines(MEASURES[figure], style))], style)


def _families(style: Style) -> Iterator[list[str]]:
    for family in catalogue.FAMILIES:
        yield [family.name(style.locale), "─" * len(family.name(style.locale))]
        for measure in family.measures:
            yield list(_lines(measure, style))


def _lines(measure: Measure[Any, Any], style: Style) -> Iterator[str]:
    _ = language.translation(style.locale).gettext
    yield f"{measure.name(style.locale)} ({measure.id})"
    yield from _wrapped([measure.words(style.locale) + "."], style)
    if measure.example:
        yield from _wrapped([_("For example:"), measure.example.words(style.locale)], style)
    if measure.source:
        yield from _wrapped([_("Source:"), measure.source], style)


def _wrapped(words: Iterable[str], style: Style) -> list[str]:
    return wrapped(" ".join(words), style.width, first=_INDENT, then=_INDENT)
