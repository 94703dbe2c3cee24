"""``#fsq_returns``: the change of wealth and its returns by year, quarter and month."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final, NamedTuple

from beanquery.sources.beancount import Table

from fsq_beancount.core.periods import Interval, Period
from fsq_beancount.measures.performance.change import BESIDE, PARTS
from fsq_beancount.measures.performance.definitions import RETURN_MEASURES
from fsq_beancount.measures.performance.growth import ANNUALISED, Growth
from fsq_beancount.tables.base import Analysed, Column, money, named, ratio

SHOWS: Final = frozenset({"changes", "returns"})
"""The families of figures that the tables here have, with rows or columns of their own."""


class _ReturnsRow(NamedTuple):
    growth: Growth
    interval: Interval
    currency: str


def _part(name: str) -> Column:
    return money(name, lambda row: getattr(row.growth.change, name))


def _rate(name: str) -> Column:
    return ratio(name, lambda row: getattr(row.growth, name))


def _a_year(name: str) -> Column:
    """Return a column of annualised rates, empty where the period is a year itself."""
    return ratio(f"{name}_annualised", lambda row: (row.growth.annualised or {}).get(name))


_INTERVALS: Final = (Interval.YEAR, Interval.QUARTER, Interval.MONTH)


class ReturnsTable(Analysed, Table):  # type: ignore[misc]  # beanquery ships no types
    """A row per year, quarter and month, or the part of it that Fava's time control shows.

    Sums need a single interval: ``WHERE interval = 'year'``.
    """

    name = "fsq_returns"
    columns = named(
        Column("period", str, lambda row: row.growth.period),
        Column("interval", str, lambda row: row.interval.value),
        Column("last", datetime.date, lambda row: row.growth.change.last),
        Column("measure", str, lambda row: row.growth.measure),
        _part("opening"),
        _part("closing"),
        *map(_part, PARTS),
        *map(_part, BESIDE),
        *(_rate(measure.id) for measure in RETURN_MEASURES),
        *map(_a_year, ANNUALISED),
        Column("benchmark", str, lambda row: row.growth.benchmark),
        Column("several_irr", bool, lambda row: row.growth.several_irr),
    )

    def rows(self) -> Iterator[_ReturnsRow]:
        """Yield the years, then the quarters, then the months."""
        report = self.report
        growths = report.scope.household_returns
        shown = self.period
        periods = [
            each
            for each in report.return_periods
            if shown is None or (each.first <= shown.last and shown.first <= each.last)
        ]
        if not periods:
            return
        begin = report.held_since or periods[0].first
        books = Period(periods[0].first, max(each.last for each in periods))
        for interval in _INTERVALS:
            for whole in books.split(interval):
                first, last = whole.first, whole.last
                if last < begin or report.coverage.silences.of_prices.hides(whole):
                    continue
                if shown is not None:
                    first, last = max(first, shown.first), min(last, shown.last)
                if first > last:
                    continue
                growth = growths.of(Period(first, last))
                if growth is not None:
                    yield _ReturnsRow(growth, interval, report.currency)
