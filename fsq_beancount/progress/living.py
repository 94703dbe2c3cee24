"""The standard of living: how living costs, income and wealth grow from year to year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fsq_beancount.i18n.messages import living as living_messages
from fsq_beancount.measures.living.definitions import STANDARD_OF_LIVING
from fsq_beancount.progress.frame import Section

if TYPE_CHECKING:
    from fsq_beancount.progress.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingContent:
    """The content of the section.

    Attributes:
        columns: The ids of the definitions of the columns.
        means: Those of the means a year.
        last: The label of the last row and its cells; ``None`` with a single year.
        years: Label and cells of each year, newest first.
        count: The number of years, shown or not.
    """

    columns: Sequence[str]
    means: Sequence[str]
    last: tuple[str, Sequence[str]] | None
    years: Sequence[tuple[str, Sequence[str]]]
    count: int


def standard(view: View) -> LivingContent | None:
    """Return the standard of living for the section; ``None`` without two full years."""
    found = view.report.rows_of(STANDARD_OF_LIVING)
    if not found:
        return None
    rows = list(living_messages.rows(found, view.reader))
    years = rows[: len(found)]
    return LivingContent(
        columns=[name for name, _ in living_messages.GROWTHS],
        means=[name for _, name in living_messages.GROWTHS],
        last=rows[-1] if len(rows) > len(years) else None,
        years=view.shown(years[::-1]),
        count=len(years),
    )


SECTION: Final = Section(
    anchor=STANDARD_OF_LIVING.id,
    title="",
    family=STANDARD_OF_LIVING,
    content=standard,
    template="living.html",
)
