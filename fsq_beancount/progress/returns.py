"""The change of wealth as stacked columns, and the returns as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from babel.numbers import format_decimal
from flask import url_for

from fsq_beancount.i18n import language
from fsq_beancount.i18n.messages import returns as returns_messages
from fsq_beancount.i18n.messages import spans as span_messages
from fsq_beancount.measures.performance.booked import FLOW_PARTS
from fsq_beancount.measures.performance.definitions import PART_IDS, RETURN_MEASURES, RETURNS
from fsq_beancount.measures.performance.span_definitions import SPANS
from fsq_beancount.progress import links, spans, stacks
from fsq_beancount.progress.frame import Section

if TYPE_CHECKING:
    from fsq_beancount.measures.performance.growth import Growth
    from fsq_beancount.progress.columns import Bar
    from fsq_beancount.progress.view import View


@dataclass(frozen=True, slots=True)
class ChangeColumn:
    """A period in the picture."""

    stack: stacks.Stack
    bars: Sequence[tuple[str, Bar]]
    label: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class ChangeCell:
    """A figure, linked to the postings behind it if it is a sum of postings."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A period in the table.

    Attributes:
        label: Its name.
        note: The last day, where the label does not make it clear.
        cells: Its figures.
        other: The causes of the other changes.
    """

    label: str
    note: str
    cells: tuple[ChangeCell, ...]
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsContent:
    """The content of the section.

    Attributes:
        picture: The geometry of lines and columns.
        columns: Oldest first.
        ticks: Height and label of the grid lines.
        parts: The parts: name, and id of the definition.
        beside: What is told beside them, of total wealth: id and name.
        changes: The change of each period by part, newest first.
        rates: The ids of the rates in the table.
        returns: The rates of each period, newest first.
        undefined: The undefined rates of the newest period, and why they are undefined.
        approximate: Its approximate rates, and why they are approximate.
        spans: The returns over several years.
        several: The periods with several internal rates of return; empty without any.
        benchmark: What the benchmark is; empty without one.
        count: The number of periods, shown or not.
    """

    picture: stacks.Stacks
    columns: tuple[ChangeColumn, ...]
    ticks: tuple[tuple[float, str], ...]
    parts: Sequence[tuple[str, str]]
    beside: Sequence[tuple[str, str]]
    changes: tuple[ChangeRow, ...]
    rates: Sequence[str]
    returns: tuple[ChangeRow, ...]
    undefined: str
    approximate: str
    spans: spans.SpansTable
    several: str
    benchmark: str
    count: int


def changes(view: View) -> ReturnsContent | None:
    """Return the change of wealth and the returns for the section; ``None`` without any."""
    found = returns_messages.moved(view.report.returns)
    if not found:
        return None
    parts = returns_messages.used_parts(one.change for one in found)
    beside = returns_messages.beside(found, view.reader)
    # With ten years of months, the columns would be too narrow to tell apart.
    newest = view.shown(found[::-1])
    shown = newest[::-1]
    labels = [_label(one, view) for one in shown]
    amounts = [one.change.parts for one in shown]
    values = [[of[name] for name in parts] for of in amounts]
    totals = [one.change.together for one in shown]
    picture = stacks.pile(list(zip(values, totals, strict=True)), max(map(len, labels)))
    rates = [
        measure.id
        for measure in RETURN_MEASURES
        if any(getattr(one, measure.id) is not None for one in found)
    ]
    return ReturnsContent(
        picture=picture,
        columns=tuple(
            ChangeColumn(
                stack,
                [(name, bar) for name, bar in zip(parts, stack.bars, strict=True) if bar],
                label if stack.label else "",
                " · ".join(_words(one, parts, view)),
                _page_of(one),
            )
            for one, stack, label in zip(shown, picture.stacks, labels, strict=True)
        ),
        ticks=tuple((height, _tick(value, view)) for height, value in picture.ticks),
        beside=beside,
        parts=[(name, PART_IDS.get(name, name)) for name in parts],
        changes=tuple(_change(one, parts, beside, view) for one in newest),
        rates=rates,
        returns=tuple(_rates(one, rates, view) for one in newest),
        undefined=returns_messages.undefined(found[-1], view.reader),
        approximate=returns_messages.approximate(
            [*found, *span_messages.growths(view.report.rows_of(SPANS))], view.reader
        ),
        spans=spans.table(view),
        several=returns_messages.several_rates(shown, view.reader),
        benchmark=returns_messages.benchmark(found, view.reader),
        count=len(found),
    )


def _label(one: Growth, view: View) -> str:
    return language.period(one.period, view.locale)


def _page_of(one: Growth) -> str:
    """Return the address of this section for the days of a period."""
    span = f"{one.change.first} - {one.change.last}"
    return url_for("extension_report", extension_name="FsqProgress", time=span) + "#returns"


def _words(one: Growth, parts: Sequence[str], view: View) -> Iterator[str]:
    """Yield the description of a column, for screen readers and the tooltip."""
    yield _label(one, view)
    amounts = one.change.parts
    for name in parts:
        amount = amounts[name]
        if amount:
            yield f"{returns_messages.part_name(name, view.reader)} {view.amount(amount)}"
    total = view.amount(one.change.together)
    yield view.gettext("together {amount}").format(amount=total)


def _tick(value: float, view: View) -> str:
    pattern = "#,##0" if value == round(value) else "#,##0.######"
    return view.hidden(format_decimal(value, pattern, locale=view.numbers))


def _change(
    one: Growth, parts: Sequence[str], beside: Sequence[tuple[str, str]], view: View
) -> ChangeRow:
    change = one.change
    cells = [ChangeCell(view.money(change.opening))]
    for name in parts:
        href, amount = None, getattr(change, name)
        if name in FLOW_PARTS and amount:
            query = links.flows(f"part = '{name}'", change.first, change.last)
            href = view.query_page(query)
        cells.append(ChangeCell(view.money(amount), href))
    cells.append(ChangeCell(view.money(change.closing)))
    cells += [ChangeCell(view.money(getattr(change, attribute))) for attribute, _ in beside]
    other = returns_messages.causes(change, view.report.currency, view.reader)
    return ChangeRow(_label(one, view), "", tuple(cells), view.hidden(other))


def _rates(one: Growth, rates: Sequence[str], view: View) -> ChangeRow:
    note = ""
    if one.annualised is not None:
        note = view.gettext("to {day}").format(day=view.day(one.change.last))
    cells = []
    for name in rates:
        text = view.percent(getattr(one, name))
        a_year = one.annualised.get(name) if one.annualised is not None else None
        if a_year is not None:
            words = view.gettext("{rate} ({annual} a year)")
            text = words.format(rate=text, annual=view.percent(a_year))
        cells.append(ChangeCell(text))
    return ChangeRow(_label(one, view), note, tuple(cells), "")


SECTION: Final = Section(
    anchor="returns",
    title="Change of wealth and returns",
    family=RETURNS,
    also=frozenset({"changes", SPANS.id}),
    content=changes,
)
