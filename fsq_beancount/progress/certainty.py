"""Questions that make the figures less reliable, and the lines that answer them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import url_for

from fsq_beancount.progress.frame import Section, Step, Urgency
from fsq_beancount.progress.hints import Hint, hint
from fsq_beancount.report.findings import Kind

if TYPE_CHECKING:
    from fsq_beancount.progress.view import View

GRAVE: Final = frozenset(
    {
        Kind.CONFIGURATION,
        Kind.NO_OPERATING_CURRENCY,
        Kind.UNCLASSIFIED,
        Kind.UNCONVERTED,
        Kind.COUNTER,
    }
)
"""The findings that are shown expanded even where no fix is known to move a figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """The content of the section, besides the number of load errors.

    Attributes:
        grave: The questions that are shown expanded.
        others: Those that are collapsed.
        accepted: Those that the owner has answered: it is right as it is.
    """

    grave: tuple[Hint, ...]
    others: tuple[Hint, ...]
    accepted: tuple[Hint, ...]


def certainty(view: View) -> Certainty:
    """Return the questions for the section, those with the widest effect first."""
    grave: list[Hint] = []
    others: list[Hint] = []
    for question in view.report.certainty.open:
        shown = hint(question, view)
        moves = any(way.changes for way in shown.ways)
        (grave if moves or question.finding.kind in GRAVE else others).append(shown)
    accepted = [hint(each, view) for each in view.report.certainty.questions if each.accepted]
    return Certainty(grave=tuple(grave), others=tuple(others), accepted=tuple(accepted))


def next_step(view: View) -> Step | None:
    """Return the most urgent fix that the figures need before they can be trusted."""
    _ = view.gettext
    if view.report.load_errors:
        errors = url_for("report", report_name="errors")
        words = _("Mend what Beancount could not read: it is in no figure.")
        return Step(Urgency.MEND, words, errors)
    kinds = {question.finding.kind for question in view.report.certainty.open}
    for kind, words in (
        (Kind.CONFIGURATION, _("Mend the directives named below.")),
        (Kind.UNCONVERTED, _("Add the missing prices: amounts without one are in no figure.")),
        (Kind.UNCLASSIFIED, _("Say what the unclassified income is: it counts as active.")),
    ):
        if kind in kinds:
            return Step(Urgency.MEND, words, "#certainty")
    return None


SECTION: Final = Section(
    anchor="certainty",
    title="How certain the figures are",
    needs="",
    ledger_lines="",
    content=certainty,
    next_step=next_step,
)
