"""The largest fall of net wealth, and what a fall of each asset class would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fsq_beancount.i18n.messages import falls as fall_messages
from fsq_beancount.measures.wealth.fall_definitions import CRASH, FALLS
from fsq_beancount.progress.frame import Section

if TYPE_CHECKING:
    from fsq_beancount.progress.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class FallsContent:
    """The content of the section.

    Attributes:
        sentences: The largest fall of net wealth; empty where it never fell.
        figures: The figures of that fall: id of the definition, and value.
        columns: The figures of a crash: id of the definition, and name of what changes.
        rows: The falls: asset class with the fall, and a cell for each column.
    """

    sentences: Sequence[str]
    figures: Sequence[tuple[str, str]]
    columns: Sequence[tuple[str, str]]
    rows: Sequence[tuple[str, Sequence[str]]]


def falls(view: View) -> FallsContent | None:
    """Return the falls for the section; ``None`` where nothing fell or can fall."""
    fell, crashes = view.report.rows_of(FALLS), view.report.rows_of(CRASH)
    if not fell and not crashes:
        return None
    shown = [
        (view.measure(name), changed)
        for name, changed in fall_messages.CHANGES
        if any(view.measure(name).value(row) is not None for row in crashes)
    ]
    return FallsContent(
        sentences=[
            sentence
            for found in fell
            for sentence in fall_messages.largest_fall(
                found, view.report.currency, view.reader, view.hidden
            )
        ],
        figures=[
            (measure.id, view.figure_of(measure, measure.value(found)))
            for found in fell
            for measure in FALLS.measures
        ],
        columns=[(measure.id, view.name(changed)) for measure, changed in shown],
        rows=[
            (
                fall_messages.crash(row, view.reader),
                [view.figure_of(measure, measure.value(row)) for measure, _ in shown],
            )
            for row in crashes
        ],
    )


SECTION: Final = Section(
    anchor="crash",
    title="Crash and largest fall",
    family=CRASH,
    also=frozenset({FALLS.id}),
    content=falls,
    template="falls.html",
)
