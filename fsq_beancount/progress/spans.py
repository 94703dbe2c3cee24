"""The returns over several years, beside inflation: a table of the section of returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fsq_beancount.i18n import messages
from fsq_beancount.measures.performance.span_definitions import SPANS

if TYPE_CHECKING:
    from fsq_beancount.progress.view import View


@dataclass(frozen=True, slots=True)
class SpansTable:
    """The table.

    Attributes:
        title: Its heading.
        columns: The ids of the definitions.
        rows: Label and cells of each span.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]


def table(view: View) -> SpansTable:
    """Return the returns over each span; without rows where no month is complete."""
    [key] = SPANS.keys
    return SpansTable(
        SPANS.name(view.locale),
        [measure.id for measure in SPANS.measures],
        [
            (
                messages.key(key, key.value(row), view.reader),
                [view.figure_of(measure, measure.value(row)) for measure in SPANS.measures],
            )
            for row in view.report.rows_of(SPANS)
        ],
    )
