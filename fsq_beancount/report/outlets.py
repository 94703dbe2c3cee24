"""Functions that the root of the package connects: the JSON and the tables for the page, checks.

Faces never import one another, and a report no checks. The root of the package connects them here,
before any other module of the package is imported; so this module has to be light.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsq_beancount.report.certainty import Certainty
    from fsq_beancount.report.report import Report


class _Outlets:
    """The functions that other faces provide."""

    as_json: Callable[[Report, str], str]
    load: Callable[[], None]
    assess: Callable[[Report], Certainty]


_connected = _Outlets()


def connect(
    *,
    as_json: Callable[[Report, str], str],
    load: Callable[[], None],
    assess: Callable[[Report], Certainty],
) -> None:
    """Register the functions that other faces provide.

    Args:
        as_json: Writes a report as JSON on one line, its warnings in the language of a locale.
        load: Registers the tables ``#fsq_…`` in Fava, and imports the JSON writer.
        assess: Tells how sure the figures of a report are.
    """
    _connected.as_json = as_json
    _connected.load = load
    _connected.assess = assess


def as_json(report: Report, locale: str) -> str:
    """Return a report as JSON on one line, its warnings in the language of a locale."""
    return _connected.as_json(report, locale)


def assess(report: Report) -> Certainty:
    """Return how sure the figures of a report are."""
    return _connected.assess(report)


def load() -> None:
    """Load the other faces ahead of time, so that the page does not wait for them."""
    _connected.load()
