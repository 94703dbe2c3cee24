"""``#fsq_months`` and ``#fsq_years``: the flow measures by month and by calendar year."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from beanquery.sources.beancount import Table

from fsq_beancount.core.periods import Interval
from fsq_beancount.core.terms import ACTIVE, NEAR_PASSIVE, NEUTRAL, PASSIVE, UNCLASSIFIED
from fsq_beancount.report.report import FlowFigures, PeriodFigures, RollingFigures
from fsq_beancount.tables.base import Analysed, Column, CutYears, money, named, ratio


class _FiguresRow(NamedTuple):
    figures: PeriodFigures
    rolling: RollingFigures | None
    currency: str


def _net(name: str, income_class: str) -> Column:
    return money(name, lambda row: row.figures.net_income[income_class])


def _rolling(name: str, read: Callable[[RollingFigures], Decimal]) -> Column:
    return money(name, lambda row: row.rolling and read(row.rolling))


def _rolling_ratio(name: str, read: Callable[[RollingFigures], Decimal | None]) -> Column:
    return ratio(name, lambda row: row.rolling and read(row.rolling))


def _trued_up(row: _FiguresRow) -> FlowFigures:
    # Without flows moved between years the true-up changes nothing.
    return row.figures.trued_up or row.figures


_OF_A_PERIOD: Final = (
    _net("passive", PASSIVE),
    _net("near_passive", NEAR_PASSIVE),
    _net("active", ACTIVE),
    _net("neutral", NEUTRAL),
    _net("unclassified", UNCLASSIFIED),
    money("living", lambda row: row.figures.living_costs),
    money("savings", lambda row: row.figures.savings),
)


class MonthsTable(Analysed, Table):  # type: ignore[misc]  # beanquery ships no types
    """A row per calendar month; the rolling columns of the running month are NULL.

    A long stretch without any posting of money is left out: ``gap`` is its number of months in the
    first row after it, from which ``months`` counts anew.
    """

    name = "fsq_months"
    interval = Interval.MONTH
    columns = named(
        Column("month", datetime.date, lambda row: row.figures.last),
        *_OF_A_PERIOD,
        Column("months", int, lambda row: row.rolling and row.rolling.months),
        _rolling("r_passive", lambda rolling: rolling.net_income[PASSIVE]),
        _rolling("r_near_passive", lambda rolling: rolling.net_income[NEAR_PASSIVE]),
        _rolling("r_living", lambda rolling: rolling.living_costs),
        _rolling_ratio("narrow", lambda rolling: rolling.fsq_narrow),
        _rolling_ratio("wide", lambda rolling: rolling.fsq_wide),
        _rolling_ratio("savings_rate", lambda rolling: rolling.savings_rate),
        Column("gap", int, lambda row: (row.rolling and row.rolling.silent_before) or None),
    )

    def rows(self) -> Iterator[_FiguresRow]:
        """Yield the months, each with the rolling twelve months that end with it."""
        rolling = {figures.last: figures for figures in self.report.rolling}
        for figures in self.periods():
            yield _FiguresRow(figures, rolling.get(figures.last), self.report.currency)


class YearsTable(CutYears, Table):  # type: ignore[misc]  # beanquery ships no types
    """A row per calendar year, or the part of it that Fava's time control shows."""

    name = "fsq_years"
    columns = named(
        Column("year", int, lambda row: row.figures.first.year),
        *_OF_A_PERIOD,
        Column("months", int, lambda row: row.figures.months),
        ratio("narrow", lambda row: row.figures.fsq_narrow),
        ratio("wide", lambda row: row.figures.fsq_wide),
        ratio("savings_rate", lambda row: row.figures.savings_rate),
        ratio("narrow_trued_up", lambda row: _trued_up(row).fsq_narrow),
        ratio("wide_trued_up", lambda row: _trued_up(row).fsq_wide),
        money("planned", lambda row: row.figures.savings_planned),
        money("indirect", lambda row: row.figures.savings_indirect),
    )

    def rows(self) -> Iterator[_FiguresRow]:
        """Yield the years."""
        for figures in self.report.periods:
            yield _FiguresRow(figures, None, self.report.currency)
