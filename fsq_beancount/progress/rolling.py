"""The rolling quota as columns, one for each month, quarter or year."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.periods import Interval, month_index
from fsq_beancount.i18n import language
from fsq_beancount.i18n.messages import coverage
from fsq_beancount.measures.flow_definitions import ROLLING
from fsq_beancount.progress import columns
from fsq_beancount.progress.frame import Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fsq_beancount.progress.view import View
    from fsq_beancount.report.report import RollingFigures


@dataclass(frozen=True, slots=True)
class WindowColumn:
    """One window of twelve months and its column."""

    figures: RollingFigures
    column: columns.Column
    words: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Series:
    """The content of the section.

    Attributes:
        picture: The geometry of lines and columns.
        windows: Oldest first.
        rows: The windows in the table, newest first.
        ticks: Height and label of the grid lines.
        gaps: Which months are left out.
    """

    picture: columns.Picture
    windows: tuple[WindowColumn, ...]
    rows: Sequence[WindowColumn]
    ticks: tuple[tuple[float, str], ...]
    gaps: tuple[str, ...]

    @property
    def has_incomplete(self) -> bool:
        """Whether some windows do not cover twelve months."""
        return any(not window.figures.complete for window in self.windows)

    @property
    def has_quota(self) -> bool:
        """Whether there is anything to draw."""
        return any(window.figures.fsq_narrow is not None for window in self.windows)

    @property
    def has_undefined(self) -> bool:
        """Whether some windows have no quota."""
        return any(window.figures.fsq_narrow is None for window in self.windows)

    @property
    def marks(self) -> str:
        """The marks of columns that go beyond the picture."""
        above = any(window.column.above for window in self.windows)
        below = any(window.column.below for window in self.windows)
        return "▲" * above + "▼" * below


def series(view: View) -> Series | None:
    """Return the series of the report with its columns; ``None`` without any."""
    interval = view.figures.interval or Interval.MONTH
    shown = last_of_each(interval, view.report.rolling)
    if not shown:
        return None
    picture = columns.draw([_quotas(figures, interval, view) for figures in shown])
    windows = tuple(
        WindowColumn(figures, column, _words(figures, view), view.postings(figures, "fsq_wide"))
        for figures, column in zip(shown, picture.columns, strict=True)
    )
    return Series(
        picture=picture,
        windows=windows,
        rows=view.shown(windows[::-1]),
        ticks=tuple((height, _tick(value, picture, view)) for height, value in picture.ticks),
        gaps=tuple(coverage.gaps(view.report.rolling, view.reader)),
    )


def last_of_each(interval: Interval, rolling: Sequence[RollingFigures]) -> Sequence[RollingFigures]:
    """Return the windows that end with the last complete month of each interval."""
    last = {month_index(figures.last) // interval.months: figures for figures in rolling}
    return list(last.values())


def _quotas(figures: RollingFigures, interval: Interval, view: View) -> columns.Quotas:
    year = str(figures.last.year)
    labels = {
        Interval.YEAR: year,
        Interval.QUARTER: f"Q{(figures.last.month + 2) // 3}",
        Interval.MONTH: language.month_name(figures.last.month, view.locale),
    }
    return columns.Quotas(
        figures.fsq_narrow,
        figures.fsq_wide,
        figures.complete,
        labels[interval],
        "" if interval is Interval.YEAR else year,
    )


def _words(figures: RollingFigures, view: View) -> str:
    """Return the description of a column, for screen readers and the tooltip."""
    return " · ".join(_said(figures, view))


def _said(figures: RollingFigures, view: View) -> Iterator[str]:
    yield view.span(figures)
    for measure, value in (("fsq_narrow", figures.fsq_narrow), ("fsq_wide", figures.fsq_wide)):
        said = view.gettext("undefined") if value is None else view.percent(value)
        yield f"{view.name(measure)} {said}"
    if not figures.complete:
        yield view.ngettext(
            "incomplete: {count} month", "incomplete: {count} months", figures.months
        )
    if figures.unconverted:
        yield view.gettext("without {amounts}").format(amounts=view.amounts(figures.unconverted))


def _tick(value: float, picture: columns.Picture, view: View) -> str:
    # Whole percentages, unless some grid lines lie between them.
    whole = all(math.isclose(tick * 100, round(tick * 100)) for _, tick in picture.ticks)
    return view.percent(Decimal(str(round(value, 6))), 0 if whole else 1)


SECTION: Final = Section(
    anchor="rolling",
    title="The quota over time",
    family=ROLLING,
    content=series,
)
