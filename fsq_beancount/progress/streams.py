"""Income streams: stacked against the living costs, by origin, and how safe they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from fsq_beancount.i18n import language
from fsq_beancount.i18n.messages import streams as stream_messages
from fsq_beancount.measures.streams import ranking
from fsq_beancount.measures.streams.concentration import WIDE
from fsq_beancount.measures.streams.definitions import RECURRING_MEASURES
from fsq_beancount.progress import links, stacks
from fsq_beancount.progress.columns import Bar
from fsq_beancount.progress.frame import Section

if TYPE_CHECKING:
    from fsq_beancount.measures.definition import Measure
    from fsq_beancount.measures.streams.figures import StreamFigures, StreamPeriod
    from fsq_beancount.progress.view import View

ZERO: Final = Decimal()

COLOURS: Final = 7
"""How many streams have a colour of their own; the smaller ones are drawn as one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stream in a column.

    Attributes:
        bar: Its place; ``None`` where it has nothing.
        colour: The number of its colour.
        words: What it says when one points at it.
        href: The postings behind it; ``None`` for what several streams have together.
    """

    bar: Bar | None
    colour: int
    words: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """A period of the picture."""

    stack: stacks.Stack
    label: str
    parts: tuple[Part, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The streams of several periods, stacked.

    Attributes:
        drawn: Where everything stands.
        columns: The periods.
        legend: The number of a colour and whose it is.
        ticks: Height and amount of the lines to read it by.
    """

    drawn: stacks.Stacks
    columns: tuple[Column, ...]
    legend: tuple[tuple[int, str], ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of streams."""

    name: str
    income_class: str
    href: str
    cells: tuple[str, ...]
    work: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the section shows.

    Attributes:
        suggested: Whether the streams are suggested by names.
        sentences: How concentrated the income is.
        picture: The stacked streams; ``None`` where none earned anything.
        charts: What Fava's component draws.
        rows: The streams of the last twelve months.
        has_work: Whether there is any work or money behind a stream.
        span: The twelve months.
        stress: What is supposed, and the two quotas.
        unconverted: What was put into streams and has no price.
        products: The recurring products: name, customers and figures.
        product_month: The month that these are of.
        product_measures: The definitions of those figures.
    """

    suggested: bool
    sentences: tuple[str, ...]
    picture: Picture | None
    charts: Sequence[dict[str, Any]]
    rows: tuple[Row, ...]
    has_work: bool
    span: str
    stress: tuple[tuple[str, str, str], ...]
    unconverted: str
    products: tuple[tuple[str, str, tuple[str, ...]], ...]
    product_month: str
    product_measures: tuple[Measure[Any, Any], ...]


def streams(view: View) -> Shown | None:
    """Take the streams out of the report."""
    found = view.report.streams
    periods = [*found.periods, *([found.last_year] if found.last_year else [])]
    if not any(row.stream is not None for period in periods for row in period.rows):
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
    return Shown(
        suggested=found.suggested,
        sentences=tuple(filter(None, (sentence, *insides))),
        picture=_picture(view),
        charts=list(_charts(view)),
        rows=() if year is None else tuple(_row(row, year, view) for row in year.rows),
        has_work=year is not None
        and any(row.hours is not None or row.invested is not None for row in year.rows),
        span="" if year is None else _span(year, view),
        stress=tuple(_stress(view)),
        unconverted=view.amounts(found.unconverted),
        products=tuple(
            (
                _name(product.stream, view),
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
    )


def _name(stream: str | None, view: View) -> str:
    return stream_messages.stream(stream, view.reader, suggested=view.report.streams.suggested)


def _span(year: StreamPeriod, view: View) -> str:
    first, last = (language.month(day, view.locale) for day in (year.first, year.last))
    return f"{first} – {last}"


# --- the picture -------------------------------------------------------------------------------


def _picture(view: View) -> Picture | None:
    """Stack the passive and near-passive net income of each stream, what pays for life."""
    costs = {figures.period: figures.living_costs for figures in view.report.periods}
    periods = view.shown(view.report.streams.periods[::-1])[::-1]
    largest = ranking.largest(periods, WIDE, COLOURS)
    if not largest.streams:
        return None
    own, columns = largest.streams, largest.amounts
    marks = [costs.get(period.period, ZERO) for period in periods]
    labels = [language.period(period.period, view.locale) for period in periods]
    drawn = stacks.pile(list(zip(columns, marks, strict=True)), max(map(len, labels)))
    names = [_name(name, view) for name in own]
    others = view.gettext("Other streams")
    return Picture(
        drawn=drawn,
        columns=tuple(
            Column(
                stack=stack,
                label=label,
                parts=tuple(
                    Part(bar, colour, _words(name, amount, period, view), href)
                    for colour, (bar, name, amount, href) in enumerate(
                        zip(
                            stack.bars,
                            [*names, others],
                            values,
                            [*(_postings(name, period, view) for name in own), None],
                            strict=True,
                        )
                    )
                ),
                mark=_words(view.name("living_costs"), mark, period, view),
            )
            for stack, period, label, values, mark in zip(
                drawn.stacks, periods, labels, columns, marks, strict=True
            )
        ),
        legend=(*enumerate(names), *([(COLOURS, others)] if largest.has_others else [])),
        ticks=tuple(
            (height, view.hidden(language.whole(value, view.numbers)))
            for height, value in drawn.ticks
        ),
    )


def _words(name: str, amount: Decimal, period: StreamPeriod, view: View) -> str:
    return f"{name}, {language.period(period.period, view.locale)}: {view.amount(amount)}"


def _postings(stream: str | None, period: StreamPeriod, view: View) -> str | None:
    return _link(stream, f"class ~ '{WIDE[0]}'", period, view)


def _link(stream: str | None, of_class: str, period: StreamPeriod, view: View) -> str | None:
    """Return the postings of a stream; those of a suggested one no query can tell."""
    if view.report.streams.suggested:
        return None
    chosen = "stream IS NULL" if stream is None else f"stream {links.literal(stream)}"
    last = min(period.last, view.report.as_of)
    return view.query_page(links.flows(f"{chosen} AND {of_class}", period.first, last))


# --- where income comes from -------------------------------------------------------------------


def _charts(view: View) -> Iterator[dict[str, Any]]:
    """Yield the income of twelve months as a tree of Fava's; a loss has no area in it."""
    currency = view.report.currency
    sources = view.report.streams.sources
    if not sources.classes:
        return
    children = []
    for source in sources.classes:
        name = view.class_name(source.income_class)
        nodes = []
        for each in source.streams:
            leaves = [_node(one.account, {currency: one.gross}) for one in each.accounts]
            # Fava tells nodes apart by their names, and a stream may have two classes.
            title = f"{name}: {_name(each.stream, view)}"
            nodes.append(_node(title, {currency: each.gross}, leaves))
        children.append(_node(name, {currency: source.gross}, nodes))
    label = view.gettext("Where income comes from")
    tree = _node(label, {currency: sources.gross}, children)
    yield {"type": "hierarchy", "label": label, "data": tree}


def _node(
    name: str, amount: Mapping[str, Decimal], children: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    rounded = {currency: round(number, 2) for currency, number in amount.items()}
    return {
        "account": name,
        "balance": {} if children else rounded,
        "balance_children": rounded,
        "children": children,
        "has_txns": not children,
    }


# --- tables ------------------------------------------------------------------------------------


def _row(row: StreamFigures, year: StreamPeriod, view: View) -> Row:
    gap = row.longest_gap
    paid = row.payback_on
    return Row(
        name=_name(row.stream, view),
        income_class=view.class_name(row.income_class),
        href=_link(row.stream, f"class = '{row.income_class}'", year, view) or "",
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
    needs="income with a stream, or named for what it is",
    ledger_lines="2024-01-01 open Income:Depot:Dividenden\n"
    '  fsq-class: "passive"\n'
    '  fsq-stream: "Aktien"\n',
    content=streams,
)
