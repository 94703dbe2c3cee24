"""What the page hands out that other faces make: the report as JSON, and the query tables.

Faces import one another nowhere. The root of the package knows them all and connects them here,
which happens before any other module of ours is imported; so this one is light.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsq_beancount.report.report import Report


class _Outlets:
    """What the other faces offer."""

    as_json: Callable[[Report, str], str]
    load: Callable[[], None]


_connected = _Outlets()


def connect(*, as_json: Callable[[Report, str], str], load: Callable[[], None]) -> None:
    """Say what the other faces offer.

    Args:
        as_json: Writes a report as JSON on one line, its warnings in the language of a locale.
        load: Brings the tables ``#fsq_…`` to Fava, and imports what writes JSON.
    """
    _connected.as_json = as_json
    _connected.load = load


def as_json(report: Report, locale: str) -> str:
    """Return a report as JSON on one line, its warnings in the language of a locale."""
    return _connected.as_json(report, locale)


def load() -> None:
    """Load what the other faces offer, so that nobody who reads the page waits for it."""
    _connected.load()
