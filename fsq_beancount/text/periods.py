"""The figures of all periods as aligned text.

Many periods are shown one below the other, which shows their trend; few are shown side by side,
with each measure on a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from fsq_beancount.core.terms import CLASSES
from fsq_beancount.i18n import language, messages
from fsq_beancount.i18n.language import Reader
from fsq_beancount.measures.budget.definitions import BUDGET_MEASURES
from fsq_beancount.measures.definition import Measure
from fsq_beancount.measures.flow_definitions import FLOW_MEASURES
from fsq_beancount.report.report import FlowFigures, Report
from fsq_beancount.text import blocks, terminal
from fsq_beancount.text.style import bottom_aligned, wrapped

_TITLE_WIDTH: Final = 15


class _PeriodsRow(NamedTuple):
    """A period, or the last twelve months."""

    title: str
    figures: FlowFigures
    trued_up: FlowFigures | None
    months: int | None


class _PeriodsColumn(NamedTuple):
    """A measure, or its value for a class of income."""

    name: str
    measure: Measure[Any, Any]
    income_class: str | None = None

    def value(self, figures: FlowFigures) -> Decimal | None:
        """Return its value in the figures of a period."""
        value: Any = getattr(figures, self.measure.id)
        number: Decimal | None = value if self.income_class is None else value[self.income_class]
        return number

    def cell(self, figures: FlowFigures | None, locale: str) -> str:
        """Return its value as text; empty without figures."""
        if figures is None:
            return ""
        return messages.figure(self.value(figures), self.measure.unit, Reader.of(locale))


class _PeriodsTable(NamedTuple):
    """Columns for all periods; figures are ``None`` where a period is left out."""

    title: str
    columns: Sequence[_PeriodsColumn]
    figures: Sequence[FlowFigures | None]


def tables(report: Report, locale: str, width: int) -> list[str]:
    """Return the figures of all periods as lines that fit the terminal where possible."""
    rows = list(_rows(report, locale))
    if not rows:
        return []
    titles = [row.title for row in rows]
    shown = [table for table in _tables(rows, locale) if table.columns]
    if len(rows) <= blocks.FEW_PERIODS:
        lines = _side_by_side(shown, titles, locale)
    else:
        lines = [
            line for table in shown for line in _one_below_the_other(table, titles, locale, width)
        ][1:]
    notes = [
        f"{row.title}: {_months(row.months, locale)}" for row in rows if row.months is not None
    ]
    return [*lines, f"({', '.join(notes)})"] if notes else lines


def _rows(report: Report, locale: str) -> Iterator[_PeriodsRow]:
    for period in report.periods:
        title = language.period(period.period, locale)
        months = None if period.complete else period.months
        yield _PeriodsRow(title, period, period.trued_up, months)
    _ = language.translation(locale).gettext
    last = report.last_year
    if last is not None and not any(
        (period.first, period.last) == (last.first, last.last) for period in report.periods
    ):
        title = _("12 months to {month}").format(month=language.month(last.last, locale))
        yield _PeriodsRow(title, last, None, None if last.complete else last.months)


def _months(count: int, locale: str) -> str:
    texts = language.translation(locale)
    return texts.ngettext("{count} month", "{count} months", count).format(count=count)


def _tables(rows: Sequence[_PeriodsRow], locale: str) -> Iterator[_PeriodsTable]:
    figures = [row.figures for row in rows]
    reader = Reader.of(locale)
    plain = [_PeriodsColumn(m.name(locale), m) for m in FLOW_MEASURES if not m.by_class]
    yield _PeriodsTable("", [c for c in plain if not c.measure.base], figures)
    for measure in reversed([m for m in FLOW_MEASURES if m.by_class]):
        classes = (_PeriodsColumn(messages.income_class(c, reader), measure, c) for c in CLASSES)
        columns = [column for column in classes if any(map(column.value, figures))]
        yield _PeriodsTable(measure.name(locale), columns, figures)
    yield _PeriodsTable(
        "",
        [column for column in plain if column.measure.base and not column.measure.repeats(figures)],
        figures,
    )

    planned = [_PeriodsColumn(measure.name(locale), measure) for measure in BUDGET_MEASURES]
    by_plan = [c for c in planned if any(c.value(each) is not None for each in figures)]
    yield _PeriodsTable("", by_plan, figures)

    moved = [(row.figures, row.trued_up) for row in rows if row.trued_up is not None]
    title = language.translation(locale).gettext("With fsq-year moved to its year")
    columns = [
        column
        for column in _all_columns(locale)
        if any(column.value(before) != column.value(after) for before, after in moved)
        and not column.measure.repeats(after for _, after in moved)
    ]
    yield _PeriodsTable(title, columns, [row.trued_up for row in rows])


def _all_columns(locale: str) -> Iterator[_PeriodsColumn]:
    measures: list[Measure[Any, Any]] = [*FLOW_MEASURES, *BUDGET_MEASURES]
    for measure in measures:
        name = measure.name(locale)
        if not measure.by_class:
            yield _PeriodsColumn(name, measure)
            continue
        for income_class in CLASSES:
            word = messages.income_class(income_class, Reader.of(locale))
            yield _PeriodsColumn(f"{name}, {word}", measure, income_class)


def _side_by_side(shown: Sequence[_PeriodsTable], titles: Sequence[str], locale: str) -> list[str]:
    headers = bottom_aligned([wrapped(title, _TITLE_WIDTH) for title in titles])
    rows = [["", *line] for line in headers]
    for table in shown:
        if table.title:
            rows.append([table.title, *("" for _ in titles)])
        indent = "  " if table.title else ""
        rows += [
            [indent + column.name, *(column.cell(each, locale) for each in table.figures)]
            for column in table.columns
        ]
    return terminal.table(rows, right=range(1, len(titles) + 1))


def _one_below_the_other(
    table: _PeriodsTable, titles: Sequence[str], locale: str, width: int
) -> Iterator[str]:
    """Yield a table, in blocks if wider than the terminal, each after an empty line."""
    figures = [each for each in table.figures if each is not None]
    periods = [t for t, each in zip(titles, table.figures, strict=True) if each is not None]
    columns = [
        (column.name, [column.cell(each, locale) for each in figures]) for column in table.columns
    ]
    yield from blocks.table(table.title, periods, columns, width)
