"""How sure the quotas of the first screen are: their bands, and the questions that make them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.progress.hints import Hint, hint
from fsq_beancount.report.certainty import NARROW, WIDE

if TYPE_CHECKING:
    from fsq_beancount.progress.view import View
    from fsq_beancount.report.certainty import Band, Certainty

log = logging.getLogger(__name__)

FEW: Final = 3
"""The number of questions on the first screen; a link leads to the others."""

_WIDTH: Final = Decimal(100)
"""The width of the gauge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The band of a quota.

    Attributes:
        words: Between which values it lies.
        bracket: The path of its mark below the gauge, which is 100 wide; empty if it has no bounds.
    """

    words: str
    bracket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """How sure the quotas are.

    Attributes:
        spans: The bands of the quotas that have one to be seen, by their ids.
        questions: The first questions, those with the widest effect first.
        asked: The number of all open questions.
        mistakes: The number of mistakes in the settings.
    """

    spans: Mapping[str, Span]
    questions: tuple[Hint, ...]
    asked: int
    mistakes: int


def sureness(view: View) -> Sureness | None:
    """Return how sure the quotas are.

    Returns:
        How sure they are; ``None`` of a part of the ledger, for which no fix is run, and where a
        check fails: the section on certainty names the failure, and the quotas are still shown.
    """
    if not view.report.is_whole:
        return None
    try:
        found = view.report.certainty
        return Sureness(
            spans=_spans(found, view),
            questions=tuple(hint(each, view) for each in found.asked[:FEW]),
            asked=len(found.asked),
            mistakes=len(found.mistakes),
        )
    except Exception:
        log.exception("how sure the quotas are could not be told")
        return None


def _spans(found: Certainty, view: View) -> dict[str, Span]:
    if all(question.now is None for question in found.asked):
        return {}  # nothing was run, so that nothing is known
    return {
        name: span
        for name in (NARROW, WIDE)
        if (span := _span(found.bands[name], view)) is not None
    }


def _span(band: Band, view: View) -> Span | None:
    """Return a band; ``None`` for one that is too narrow to be seen."""
    if band.low is None or band.high is None:
        return Span(words=view.gettext("perhaps undefined"))
    low, high = view.percent(band.low), view.percent(band.high)
    if low == high:
        return None
    words = view.gettext("between {low} and {high}").format(low=low, high=high)
    return Span(words=words, bracket=_bracket(band.low * _WIDTH, band.high * _WIDTH))


def _bracket(low: Decimal, high: Decimal) -> str:
    """Return the path of a bracket; an end beyond the gauge has no stroke, since it goes on."""
    first, last = (min(_WIDTH, max(Decimal(), end)) for end in (low, high))
    ends = "".join(f"M{end:.2f} 0V6" for end in (low, high) if 0 <= end <= _WIDTH)
    return f"M{first:.2f} 3H{last:.2f}{ends}"
