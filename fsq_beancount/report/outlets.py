"""Outputs of other faces that the page needs: the report as JSON, and the query tables.

Faces never import one another. The root of the package knows them all and connects them here,
before any other module of the package is imported; so this module has to be light.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsq_beancount.report.report import Report


class _Outlets:
    """The functions that other faces provide."""

    as_json: Callable[[Report, str], str]
    load: Callable[[], None]


_connected = _Outlets()


def connect(*, as_json: Callable[[Report, str], str], load: Callable[[], None]) -> None:
    """Register the functions that other faces provide.

    Args:
        as_json: Writes a report as JSON on one line, its warnings in the language of a locale.
        load: Registers the tables ``#fsq_…`` in Fava, and imports the JSON writer.
    """
    _connected.as_json = as_json
    _connected.load = load


def as_json(report: Report, locale: str) -> str:
    """Return a report as JSON on one line, its warnings in the language of a locale."""
    return _connected.as_json(report, locale)


def load() -> None:
    """Load the other faces ahead of time, so that the page does not wait for them."""
    _connected.load()
