"""What the page hands out that other faces make: the report as JSON, and the query tables.

Faces import one another nowhere. The root of the package knows them all and connects them here,
which happens before any other module of ours is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fsq_beancount.report.report import Report


class Outlets(NamedTuple):
    """What the other faces offer.

    Attributes:
        as_json: Writes a report as JSON on one line, its warnings in the language of a locale.
        bring_tables: Brings the tables ``#fsq_…`` to bean-query and Fava.
    """

    as_json: Callable[[Report, str], str]
    bring_tables: Callable[[], None]


_connected: list[Outlets] = []


def connect(outlets: Outlets) -> None:
    """Say what the other faces offer."""
    _connected[:] = [outlets]


def as_json(report: Report, locale: str) -> str:
    """Return a report as JSON on one line, its warnings in the language of a locale."""
    return _connected[0].as_json(report, locale)


def bring_tables() -> None:
    """Bring the tables ``#fsq_…`` to bean-query and Fava; where there is neither, do nothing."""
    _connected[0].bring_tables()
