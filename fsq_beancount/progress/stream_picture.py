"""The picture of income streams, stacked against the living costs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.i18n import language
from fsq_beancount.measures.streams import ranking
from fsq_beancount.measures.streams.concentration import WIDE
from fsq_beancount.progress import stacks, stream_words
from fsq_beancount.progress.columns import Bar

if TYPE_CHECKING:
    from fsq_beancount.measures.streams.figures import StreamPeriod
    from fsq_beancount.progress.view import View

ZERO: Final = Decimal()

COLOURS: Final = 7
"""The number of streams with a colour of their own; smaller ones are drawn together."""


@dataclass(frozen=True, slots=True)
class StreamPart:
    """A stream in a column.

    Attributes:
        bar: Its rectangle; ``None`` if its amount is zero.
        colour: The number of its colour.
        words: The text of its tooltip.
        href: The postings behind it; ``None`` for the sum of several streams.
    """

    bar: Bar | None
    colour: int
    words: str
    href: str | None


@dataclass(frozen=True, slots=True)
class StreamColumn:
    """A period of the picture."""

    stack: stacks.Stack
    label: str
    parts: tuple[StreamPart, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class StreamPicture:
    """The streams of several periods, stacked.

    Attributes:
        drawn: The geometry of the picture.
        columns: The periods.
        legend: The number of each colour and the name of its stream.
        ticks: Height and label of the grid lines.
    """

    drawn: stacks.Stacks
    columns: tuple[StreamColumn, ...]
    legend: tuple[tuple[int, str], ...]
    ticks: tuple[tuple[float, str], ...]


def picture(view: View) -> StreamPicture | None:
    """Stack the passive and near-passive net income of each stream, for the living costs."""
    costs = {figures.period: figures.living_costs for figures in view.report.periods}
    periods = view.shown(view.report.streams.periods[::-1])[::-1]
    largest = ranking.largest(periods, WIDE, COLOURS)
    if not largest.streams:
        return None
    own, columns = largest.streams, largest.amounts
    marks = [costs.get(period.period, ZERO) for period in periods]
    labels = [language.period(period.period, view.locale) for period in periods]
    drawn = stacks.pile(list(zip(columns, marks, strict=True)), max(map(len, labels)))
    names = [stream_words.name(name, view) for name in own]
    others = view.gettext("Other streams")
    return StreamPicture(
        drawn=drawn,
        columns=tuple(
            StreamColumn(
                stack=stack,
                label=label,
                parts=tuple(
                    StreamPart(bar, colour, _words(name, amount, period, view), href)
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
    return stream_words.link(stream, f"class ~ '{WIDE[0]}'", period, view)
