"""The assessment of a report: a check reads reports, so a report cannot import it.

The root of the package, which knows both, connects them before any other module of the package is
imported; so this module has to be light.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsq_beancount.report.certainty import Certainty


class _Assessor:
    """The function that tells how sure the figures of a report are."""

    assess: Callable[[object], Certainty]


_connected = _Assessor()


def connect(assess: Callable[..., Certainty]) -> None:
    """Register the function that tells how sure the figures of a report are."""
    _connected.assess = assess


def assess(report: object) -> Certainty:
    """Return how sure the figures of a report are."""
    return _connected.assess(report)
