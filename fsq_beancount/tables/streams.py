"""``#fsq_streams``: a row per stream, class and calendar year."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from beanquery.sources.beancount import Table

from fsq_beancount.measures.streams.figures import StreamFigures
from fsq_beancount.tables.base import Column, CutYears, money, named, ratio

SHOWS: Final = frozenset({"streams"})
"""The families of figures that the tables here have, with rows or columns of their own."""


class _StreamRow(NamedTuple):
    year: int
    figures: StreamFigures
    suggested: bool
    currency: str


def _money(name: str, read: Callable[[StreamFigures], Decimal | None]) -> Column:
    return money(name, lambda row: read(row.figures))


def _ratio(name: str, read: Callable[[StreamFigures], Decimal | None]) -> Column:
    return ratio(name, lambda row: read(row.figures))


class StreamsTable(CutYears, Table):  # type: ignore[misc]  # beanquery ships no types
    """A row per stream and class and year; years are cut where Fava's time control cuts them."""

    name = "fsq_streams"
    columns = named(
        Column("year", int, lambda row: row.year),
        Column("stream", str, lambda row: row.figures.stream),
        Column("class", str, lambda row: row.figures.income_class),
        _money("gross", lambda figures: figures.gross),
        _money("tax", lambda figures: figures.tax),
        _money("fee", lambda figures: figures.fee),
        _money("cost", lambda figures: figures.cost),
        _money("net", lambda figures: figures.net),
        _ratio("share", lambda figures: figures.share),
        _ratio("growth", lambda figures: figures.growth),
        Column("months", int, lambda row: row.figures.months_paid),
        Column("gap", int, lambda row: row.figures.longest_gap),
        _ratio("variation", lambda figures: figures.variation),
        _ratio("hours", lambda figures: figures.hours),
        _money("net_per_hour", lambda figures: figures.net_per_hour),
        _money("invested", lambda figures: figures.invested),
        _ratio("roi", lambda figures: figures.roi),
        Column("payback", datetime.date, lambda row: row.figures.payback_on),
        _money("mrr", lambda figures: figures.mrr),
        _ratio("churn", lambda figures: figures.churn),
        Column("suggested", bool, lambda row: row.suggested),
    )

    def rows(self) -> Iterator[_StreamRow]:
        """Yield the streams of each year, oldest first."""
        found = self.report.streams
        for period in found.periods:
            for figures in period.rows:
                yield _StreamRow(period.first.year, figures, found.suggested, self.report.currency)
