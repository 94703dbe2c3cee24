"""The returns over several years, beside inflation: a table of the section of returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fsq_beancount.i18n.messages import spans as span_messages
from fsq_beancount.measures.performance.span_definitions import SPANS

if TYPE_CHECKING:
    from fsq_beancount.progress.view import View


@dataclass(frozen=True, slots=True)
class SpansTable:
    """The table.

    Attributes:
        title: Its heading.
        columns: The ids of the definitions.
        rows: Label and cells of each span that the ledger covers.
        undefined: Which spans it does not cover, and why rates of the others are undefined.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    undefined: str


def table(view: View) -> SpansTable:
    """Return the returns over each span; without rows where none is defined."""
    found = view.report.rows_of(SPANS)
    rows = span_messages.covered(found)
    shown = [
        measure for measure in SPANS.measures if any(measure.value(row) is not None for row in rows)
    ]
    return SpansTable(
        SPANS.name(view.locale),
        [measure.id for measure in shown],
        [
            (
                span_messages.span(row, view.reader),
                [view.figure_of(measure, measure.value(row)) for measure in shown],
            )
            for row in rows
        ],
        " ".join(span_messages.undefined(found, view.reader)),
    )
