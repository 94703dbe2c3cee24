"""Income streams as text: the income of each in twelve months, and how safe it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fsq_beancount.i18n import language, messages
from fsq_beancount.i18n.messages import streams as stream_messages
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.measures.streams.definitions import RECURRING_MEASURES
from fsq_beancount.measures.streams.effort_definitions import DROUGHTS, WAITING
from fsq_beancount.measures.streams.figures import StreamFigures, StreamPeriod
from fsq_beancount.measures.streams.work_definitions import WORK
from fsq_beancount.report.report import Report
from fsq_beancount.text import blocks, generic, terminal
from fsq_beancount.text.style import Style, bottom_aligned, wrapped

SHOWS: Final = frozenset({"streams", "concentration", "recurring", "work", "droughts", "waiting"})
"""The families of figures shown here, most in a richer form than their definitions give."""

_HEADER_WIDTH: Final = 11
_NARROW: Final = 7
_SHORTEST_NAME: Final = 12


def paragraphs(report: Report, style: Style) -> Iterator[list[str]]:
    """Yield the sections on streams: income, its safety, recurring products, work and effort."""
    yield streams(report, style)
    yield safety(report, style)
    yield products(report, style)
    yield work(report, style)
    yield generic.block(report, DROUGHTS, style)
    yield generic.block(report, WAITING, style)


def streams(report: Report, style: Style) -> list[str]:
    """Return the streams of the last twelve months; nothing where there are none."""
    year = report.streams.last_year
    if year is None or not any(row.stream is not None for row in year.rows):
        return []
    _ = language.translation(style.locale).gettext
    title = _("Income streams in {currency}, twelve months to {month}")
    if report.streams.suggested:
        title = _("Income streams in {currency}, twelve months to {month}, suggested by names")
    lines = [
        title.format(currency=report.currency, month=language.month(year.last, style.locale)),
        *_table(report, year, style),
        *_work_and_money(report, year, style),
    ]
    if report.streams.unconverted:
        amounts = ", ".join(
            f"{language.quantity(number, style.locale)} {currency}"
            for currency, number in report.streams.unconverted.items()
        )
        lines.append(_("Put in, but without a price: {amounts}").format(amounts=amounts))
    if report.streams.suggested:
        words = _('To name them yourself, write fsq-stream: "NAME" below the open of an account.')
        lines += wrapped(words, style.width)
    return lines


def safety(report: Report, style: Style) -> list[str]:
    """Return how concentrated the income is, and the quota under stress."""
    if report.concentration.largest is None:
        return []
    _ = language.translation(style.locale).gettext
    suggested = report.streams.suggested
    sentences = [
        stream_messages.concentration(
            report.concentration,
            report.concentration_with_work,
            style.reader,
            suggested=suggested,
        ),
        *stream_messages.inside(report.concentration, style.reader, suggested=suggested),
    ]
    lines = wrapped(" ".join(sentences), style.width)
    names = [MEASURES[name].name(style.locale) for name in ("fsq_narrow", "fsq_wide")]
    header = [["", *line] for line in bottom_aligned([wrapped(n, _HEADER_WIDTH) for n in names])]
    last = report.last_year
    rows = [
        [
            stream_messages.scenario(each, style.reader, suggested=suggested),
            language.percent(each.fsq_narrow, style.locale),
            language.percent(each.fsq_wide, style.locale),
        ]
        for each in report.stress
    ]
    if last is not None:
        today = [language.percent(q, style.locale) for q in (last.fsq_narrow, last.fsq_wide)]
        rows.insert(0, [_("As it is"), *today])
    return [*lines, "", *terminal.table([*header, *rows], right={1, 2})]


def products(report: Report, style: Style) -> list[str]:
    """Return the recurring products in their last month; nothing where there are none."""
    found = report.streams.products
    if not found:
        return []
    _ = language.translation(style.locale).gettext
    month = language.month(found[0].months[-1].month, style.locale)
    title = _("Recurring products in {currency}, {month}")
    suggested = report.streams.suggested
    rows = [
        [
            "",
            *(
                stream_messages.stream(each.stream, style.reader, suggested=suggested)
                for each in found
            ),
        ],
        [_("Customers"), *(str(each.months[-1].customers) for each in found)],
    ]
    for measure in RECURRING_MEASURES:
        values = (measure.compute(each.months[-1]) for each in found)
        shown = (messages.figure(value, measure.unit, style.reader) for value in values)
        rows.append([measure.name(style.locale), *shown])
    return [
        title.format(currency=report.currency, month=month),
        *terminal.table(rows, right=range(1, len(found) + 1)),
    ]


def work(report: Report, style: Style) -> list[str]:
    """Return the hours of work over the periods; nothing without hours."""
    found = report.streams.work
    if not found:
        return []
    labels = [language.period(each.period, style.locale) for each in found]
    columns = [
        (
            measure.name(style.locale),
            [messages.figure(measure.value(each), measure.unit, style.reader) for each in found],
        )
        for measure in WORK.measures
    ]
    return list(blocks.table(WORK.name(style.locale), labels, columns, style.width))[1:]


def _table(report: Report, year: StreamPeriod, style: Style) -> Iterator[str]:
    _ = language.translation(style.locale).gettext
    names = [
        _("Class"),
        _("Gross"),
        _("Net"),
        _("Share"),
        _("Growth"),
        _("Months paid"),
        _("Longest gap"),
    ]
    header = bottom_aligned([wrapped(name, _NARROW) for name in names])
    rows = [["", *line] for line in header]
    for each in year.rows:
        gap = each.longest_gap
        rows.append(
            [
                _name(each, report, style),
                messages.income_class(each.income_class, style.reader),
                language.money(each.gross, style.locale),
                language.money(each.net, style.locale),
                language.percent(each.share, style.locale),
                language.percent(each.growth, style.locale),
                str(each.months_paid),
                language.UNDEFINED if gap is None else str(gap),
            ]
        )
    # Only names can be shortened, the other cells are numbers or classes.
    others = (column for at, column in enumerate(zip(*rows, strict=True)) if at)
    room = style.width - sum(max(map(terminal.width, column)) + 1 for column in others)
    for row in rows:
        row[0] = terminal.shortened(row[0], max(_SHORTEST_NAME, room))
    yield from terminal.table(rows, right=range(2, len(names) + 1), gap=1)


def _work_and_money(report: Report, year: StreamPeriod, style: Style) -> Iterator[str]:
    """Yield hours and invested money of the streams, if the ledger declares any."""
    _ = language.translation(style.locale).gettext
    rows = []
    for row in year.rows:
        if row.hours is None and row.invested is None:
            continue
        hours = "" if row.hours is None else language.number(row.hours, style.locale)
        per_hour = "" if row.hours is None else language.money(row.net_per_hour, style.locale)
        invested = "" if row.invested is None else language.money(row.invested, style.locale)
        roi = "" if row.invested is None else language.percent(row.roi, style.locale)
        paid = row.payback_on
        payback = "" if paid is None else language.month(paid, style.locale)
        rows.append([_name(row, report, style), hours, per_hour, invested, roi, payback])
    if not rows:
        return
    names = [_("Hours"), _("Net per hour"), _("Put in"), _("Return"), _("Paid back")]
    header = bottom_aligned([wrapped(name, _HEADER_WIDTH) for name in names])
    yield ""
    yield from terminal.table([*(["", *line] for line in header), *rows], right=range(1, 6))


def _name(row: StreamFigures, report: Report, style: Style) -> str:
    return stream_messages.stream(row.stream, style.reader, suggested=report.streams.suggested)
