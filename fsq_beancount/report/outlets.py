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
    bring_tables: Callable[[], None]


_connected = _Outlets()


def connect(*, as_json: Callable[[Report, str], str], bring_tables: Callable[[], None]) -> None:
    """Say what the other faces offer.

    Args:
        as_json: Writes a report as JSON on one line, its warnings in the language of a locale.
        bring_tables: Brings the tables ``#fsq_…`` to bean-query and Fava.
    """
    _connected.as_json = as_json
    _connected.bring_tables = bring_tables


def as_json(report: Report, locale: str) -> str:
    """Return a report as JSON on one line, its warnings in the language of a locale."""
    return _connected.as_json(report, locale)


def bring_tables() -> None:
    """Bring the tables ``#fsq_…`` to bean-query and Fava; where there is neither, do nothing."""
    _connected.bring_tables()
