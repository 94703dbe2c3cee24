"""The lines to add to the ledger, as ``fsq init`` prints them: a page of its own.

Its address is that of the page with ``?tab=lines``. The analysis is run with each line, which takes
seconds, so it is done when somebody opens that page.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fsq_beancount import propose
from fsq_beancount.progress.hints import masked
from fsq_beancount.propose import written

if TYPE_CHECKING:
    from fsq_beancount.progress.view import Figures, View

log = logging.getLogger(__name__)

TAB: Final = "lines"


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines to add.

    Attributes:
        text: The text of ``fsq init``; empty of a part of the ledger, for which no line is tried.
        is_copied: Whether there is a button that copies it; masked lines are of no use.
    """

    text: str = ""
    is_copied: bool = False


class Offered:
    """The lines to add to a ledger since it was loaded, found once for each reader."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], tuple[Figures, Lines]] = {}

    def of(self, view: View) -> tuple[Lines, str]:
        """Return the lines to add to the ledger of a view, and why there are none, if so."""
        key = (view.locale, view.numbers, view.report.currency)
        kept = self._known.get(key)
        if kept is not None and kept[0] is view.figures:
            return kept[1], ""
        try:
            found = _lines(view)
        except Exception as error:
            log.exception("the lines to add could not be found")
            return Lines(), f"{type(error).__name__}: {error}"
        self._known[key] = (view.figures, found)
        return found, ""


def _lines(view: View) -> Lines:
    if not view.report.is_whole:
        return Lines()
    found = propose.find(view.figures.facts, view.report, view.reader)
    text = written.text(found, view.reader).strip("\n")
    hidden = masked(written.text(found, view.reader, view.hidden), view).strip("\n")
    return Lines(hidden, is_copied=text == hidden)
