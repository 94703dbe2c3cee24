"""Income streams: stacked against the living costs, by source, and how safe they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from fsq_beancount.i18n import language
from fsq_beancount.i18n.messages import streams as stream_messages
from fsq_beancount.measures.streams.definitions import RECURRING_MEASURES, STREAMS
from fsq_beancount.measures.streams.effort_definitions import DROUGHTS, WAITING
from fsq_beancount.progress import generic, stream_words
from fsq_beancount.progress.frame import Section
from fsq_beancount.progress.stream_picture import StreamPicture, picture
from fsq_beancount.progress.stream_trees import trees
from fsq_beancount.progress.work_picture import WorkPicture
from fsq_beancount.progress.work_picture import picture as work_picture

if TYPE_CHECKING:
    from fsq_beancount.measures.definition import Measure
    from fsq_beancount.measures.streams.figures import StreamFigures, StreamPeriod
    from fsq_beancount.progress.generic import FamilyContent
    from fsq_beancount.progress.view import View


@dataclass(frozen=True, slots=True)
class StreamRow:
    """A row of the table of streams."""

    name: str
    income_class: str
    href: str
    cells: tuple[str, ...]
    work: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamsContent:
    """The content of the section.

    Attributes:
        suggested: Whether the streams are only suggested, by the names of accounts.
        sentences: How concentrated the income is.
        picture: The stacked streams; ``None`` if none had income.
        charts: The charts for Fava's component.
        rows: The streams of the last twelve months.
        has_work: Whether any stream has hours of work or invested money.
        span: The twelve months.
        stress: The scenarios, each with the two quotas.
        unconverted: The amounts invested in streams that have no price.
        products: The recurring products: name, customers and figures.
        product_month: The month of those figures.
        product_measures: The definitions of those figures.
        work: The hours of work over the years; ``None`` without any.
        tables: What streams took until they paid, and which have had no income yet.
    """

    suggested: bool
    sentences: tuple[str, ...]
    picture: StreamPicture | None
    charts: Sequence[dict[str, Any]]
    rows: tuple[StreamRow, ...]
    has_work: bool
    span: str
    stress: tuple[tuple[str, str, str], ...]
    unconverted: str
    products: tuple[tuple[str, str, tuple[str, ...]], ...]
    product_month: str
    product_measures: tuple[Measure[Any, Any], ...]
    work: WorkPicture | None
    tables: tuple[tuple[str, FamilyContent], ...]


def streams(view: View) -> StreamsContent | None:
    """Return the streams for the section; ``None`` without any."""
    found = view.report.streams
    periods = [*found.periods, *([found.last_year] if found.last_year else [])]
    named = any(row.stream is not None for period in periods for row in period.rows)
    if not named and not found.waiting:
        return None
    report = view.report
    year = found.last_year
    sentence = stream_messages.concentration(
        report.concentration,
        report.concentration_with_work,
        view.reader,
        suggested=found.suggested,
    )
    insides = stream_messages.inside(report.concentration, view.reader, suggested=found.suggested)
    products = found.products
    return StreamsContent(
        suggested=found.suggested,
        sentences=tuple(filter(None, (sentence, *insides))),
        picture=picture(view),
        charts=list(trees(view)),
        rows=() if year is None else tuple(_row(row, year, view) for row in year.rows),
        has_work=year is not None
        and any(row.hours is not None or row.invested is not None for row in year.rows),
        span="" if year is None else _span(year, view),
        stress=tuple(_stress(view)),
        unconverted=view.amounts(found.unconverted),
        products=tuple(
            (
                stream_words.name(product.stream, view),
                str(product.months[-1].customers),
                tuple(
                    view.figure(measure.id, measure.compute(product.months[-1]))
                    for measure in RECURRING_MEASURES
                ),
            )
            for product in products
        ),
        product_month=view.month(products[0].months[-1].month) if products else "",
        product_measures=RECURRING_MEASURES,
        work=work_picture(view),
        tables=tuple(_tables(view)),
    )


def _tables(view: View) -> Iterator[tuple[str, FamilyContent]]:
    for family in (DROUGHTS, WAITING):
        found = generic.content(family, view)
        if found is not None:
            yield family.name(view.locale), found


def _span(year: StreamPeriod, view: View) -> str:
    first, last = (language.month(day, view.locale) for day in (year.first, year.last))
    return f"{first} – {last}"


def _row(row: StreamFigures, year: StreamPeriod, view: View) -> StreamRow:
    gap = row.longest_gap
    paid = row.payback_on
    return StreamRow(
        name=stream_words.name(row.stream, view),
        income_class=view.class_name(row.income_class),
        href=stream_words.link(row.stream, f"class = '{row.income_class}'", year, view) or "",
        cells=(
            view.money(row.gross),
            view.money(row.costs),
            view.money(row.net),
            view.percent(row.share),
            view.percent(row.growth),
            str(row.months_paid),
            language.UNDEFINED if gap is None else str(gap),
            language.number(row.variation, view.numbers),
        ),
        work=(
            "" if row.hours is None else language.number(row.hours, view.numbers),
            "" if row.hours is None else view.money(row.net_per_hour),
            "" if row.invested is None else view.money(row.invested),
            "" if row.invested is None else view.percent(row.roi),
            "" if paid is None else language.month(paid, view.locale),
        ),
    )


def _stress(view: View) -> Iterator[tuple[str, str, str]]:
    last = view.report.last_year
    if last is not None and view.report.stress:
        quotas = (view.percent(last.fsq_narrow), view.percent(last.fsq_wide))
        yield (view.gettext("As it is"), *quotas)
    for each in view.report.stress:
        name = stream_messages.scenario(each, view.reader, suggested=view.report.streams.suggested)
        yield name, view.percent(each.fsq_narrow), view.percent(each.fsq_wide)


SECTION: Final = Section(
    anchor="streams",
    title="Income streams",
    family=STREAMS,
    also=frozenset({"concentration", "recurring", "work", "droughts", "waiting"}),
    content=streams,
)
