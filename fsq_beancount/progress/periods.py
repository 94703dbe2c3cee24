"""The table of years, quarters or months: every flow measure of each period."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from fsq_beancount.core.terms import ACTIVE, CLASSES, NEAR_PASSIVE, PASSIVE
from fsq_beancount.measures.budget.definitions import BUDGET_MEASURES
from fsq_beancount.measures.definition import Measure
from fsq_beancount.measures.flow_definitions import FLOW_MEASURES, FLOWS
from fsq_beancount.progress.frame import Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fsq_beancount.progress.view import View
    from fsq_beancount.report.report import FlowFigures, PeriodFigures

ALWAYS_SHOWN: Final = frozenset({PASSIVE, NEAR_PASSIVE, ACTIVE})
"""The classes whose columns are shown even if they are empty."""

FIRST: Final = ("fsq_narrow", "fsq_wide", "living_costs", "savings", "savings_rate", "net_income")
"""The measures visible without scrolling; the others follow in the order of the registry."""

LAST: Final = "gross_income"
"""The measure least missed where the table is cut off."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A column of the table: a measure, or its value for one class."""

    measure: Measure[Any, Any]
    income_class: str | None

    def of(self, figures: FlowFigures) -> Any:
        """Return the value in a period."""
        value = getattr(figures, self.measure.id)
        return value if self.income_class is None else value[self.income_class]

    def shown(self, figures: FlowFigures, view: View) -> str:
        """Return the value, formatted for the reader."""
        return view.figure(self.measure.id, self.of(figures))


@dataclass(frozen=True, slots=True)
class PeriodsCell:
    """A figure.

    Attributes:
        text: The formatted value.
        href: The link to its postings.
        unchanged: Whether it only repeats the cell above it.
    """

    text: str
    href: str | None
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class PeriodsRow:
    """A period, by date of payment or trued up."""

    label: str
    note: str
    trued_up: bool
    unconverted: str
    cells: tuple[PeriodsCell, ...]


@dataclass(frozen=True, slots=True)
class PeriodsTable:
    """The content of the section.

    Attributes:
        figures: The columns.
        rows: The newest period first.
        count: The number of periods, shown or not.
    """

    figures: tuple[Figure, ...]
    rows: tuple[PeriodsRow, ...]
    count: int

    @property
    def has_trued_up(self) -> bool:
        """Whether some rows are trued up."""
        return any(row.trued_up for row in self.rows)

    @property
    def has_unconverted(self) -> bool:
        """Whether some figures lack amounts that have no price."""
        return any(row.unconverted for row in self.rows)

    @property
    def headings(self) -> Sequence[tuple[Figure, int]]:
        """The first column of each measure, and its number of columns."""
        grouped = groupby(self.figures, key=lambda figure: figure.measure.id)
        return [(several[0], len(several)) for several in (list(found) for _, found in grouped)]


def table(view: View) -> PeriodsTable | None:
    """Return the table of the periods; ``None`` without any."""
    periods = view.report.periods
    if not periods:
        return None
    figures = tuple(_figures(periods))
    shown = view.shown(periods[::-1])
    rows = tuple(row for period in shown for row in _rows(period, figures, view))
    return PeriodsTable(figures, rows, len(periods))


def _figures(periods: Sequence[PeriodFigures]) -> Iterator[Figure]:
    """Yield the columns that carry information."""
    every: list[FlowFigures] = [*periods, *(one.trued_up for one in periods if one.trued_up)]
    ranks = {name: rank for rank, name in enumerate(FIRST)}
    ranks[LAST] = len(ranks) + 1
    planned = [
        measure
        for measure in BUDGET_MEASURES
        if any(getattr(one, measure.id) is not None for one in every)
    ]
    measures: list[Measure[Any, Any]] = [*FLOW_MEASURES, *planned]
    for measure in sorted(measures, key=lambda one: ranks.get(one.id, len(FIRST))):
        if measure.repeats(every):
            continue
        if not measure.by_class:
            yield Figure(measure, None)
            continue
        for name in CLASSES:
            if name in ALWAYS_SHOWN or any(getattr(one, measure.id)[name] for one in every):
                yield Figure(measure, name)


def _rows(period: PeriodFigures, figures: Sequence[Figure], view: View) -> Iterator[PeriodsRow]:
    cells = tuple(
        PeriodsCell(
            figure.shown(period, view),
            view.postings(period, figure.measure.id, figure.income_class),
        )
        for figure in figures
    )
    yield PeriodsRow(
        _label(period, view),
        _note(period, view),
        trued_up=False,
        unconverted=view.amounts(period.unconverted),
        cells=cells,
    )
    trued_up = period.trued_up
    if trued_up:
        cells = tuple(
            PeriodsCell(
                figure.shown(trued_up, view),
                view.postings_of_year(trued_up, figure.measure.id, figure.income_class),
                unchanged=figure.of(trued_up) == figure.of(period),
            )
            for figure in figures
        )
        yield PeriodsRow(
            _label(period, view),
            view.gettext("trued up"),
            trued_up=True,
            unconverted="",
            cells=cells,
        )


def _label(period: PeriodFigures, view: View) -> str:
    if period.first.day == 1 and (period.first.year, period.first.month) == (
        period.last.year,
        period.last.month,
    ):
        return view.month(f"{period.last:%Y-%m}")
    return period.period


def _note(period: PeriodFigures, view: View) -> str:
    if period.complete:
        return ""
    return view.ngettext("{count} month", "{count} months", period.months)


SECTION: Final = Section(
    anchor="periods",
    title="Income, costs and savings by period",
    family=FLOWS,
    content=table,
)
