"""The tables ``#fsq_flows``, ``#fsq_months`` and ``#fsq_years`` of bean-query and Fava.

Importing this module is what adds them: beanquery knows every subclass of its ``Table``. It makes
one of each for every connection, in Fava for every query, so that making one must cost nothing
and must not fail; the report is made when a query reads the rows.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator, Sequence
from decimal import Context, Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from beancount.core.amount import Amount
from beancount.core.data import Directive
from beanquery import CompilationError
from beanquery.query_compile import EvalColumn
from beanquery.sources.beancount import Table

from fsq_beancount.analysis import build
from fsq_beancount.facts import Facts, Flow, as_of_date
from fsq_beancount.periods import Interval, Period
from fsq_beancount.remembered import facts_of
from fsq_beancount.report import FlowFigures, PeriodFigures, Report, RollingFigures
from fsq_beancount.vocabulary import ACTIVE, EXCLUDED, NEAR_PASSIVE, NEUTRAL, PASSIVE, UNCLASSIFIED

if TYPE_CHECKING:
    from fsq_beancount.fava_controls import Controls

_SIX_PLACES: Final = Decimal("0.000001")
_DIGITS: Final = Context(prec=100)  # the usual 28 digits would fail on a very large ratio


class NotAnalysedError(CompilationError):  # type: ignore[misc]  # beanquery ships no types
    """The ledger could not be analysed; of beanquery's errors Fava shows only this kind."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            f"fsq-beancount could not analyse this ledger: {type(error).__name__}: {error}"
        )


class _Balance:
    """What the rows that a query takes have added up to so far."""

    __slots__ = ("flow", "number")

    def __init__(self) -> None:
        self.flow: Flow | None = None
        self.number = Decimal()

    def after(self, flow: Flow) -> Decimal:
        """Return the balance after a flow; asked again about the same one, the same."""
        if flow is not self.flow:
            self.flow = flow
            self.number += flow.amount or 0
        return self.number


class _FlowRow(NamedTuple):
    flow: Flow
    currency: str
    nr: int
    balance: _Balance


class _FiguresRow(NamedTuple):
    figures: PeriodFigures
    rolling: RollingFigures | None
    currency: str


class _Column(EvalColumn):  # type: ignore[misc]  # beanquery ships no types
    """A column: its name, its type and how to read it from a row."""

    # beanquery takes columns with equal slots for the same one: without its name, all columns of
    # one type would be equal and ORDER BY would sort by another than it names.
    __slots__ = ("name", "read")

    def __init__(self, name: str, dtype: type, read: Callable[[Any], object]) -> None:
        super().__init__(dtype)
        self.name = name
        self.read = read

    def __call__(self, row: object) -> object:
        return self.read(row)


def _money(name: str, number: Callable[[Any], Decimal | None]) -> _Column:
    def read(row: _FlowRow | _FiguresRow) -> Amount | None:
        value = number(row)
        return None if value is None else Amount(value, row.currency)

    return _Column(name, Amount, read)


def _ratio(name: str, ratio: Callable[[Any], Decimal | None]) -> _Column:
    def read(row: _FiguresRow) -> Decimal | None:
        value = ratio(row)
        return None if value is None else value.quantize(_SIX_PLACES, context=_DIGITS)

    return _Column(name, Decimal, read)


def _net(name: str, income_class: str) -> _Column:
    return _money(name, lambda row: row.figures.net_income[income_class])


def _rolling(name: str, read: Callable[[RollingFigures], Decimal]) -> _Column:
    return _money(name, lambda row: row.rolling and read(row.rolling))


def _rolling_ratio(name: str, read: Callable[[RollingFigures], Decimal | None]) -> _Column:
    return _ratio(name, lambda row: row.rolling and read(row.rolling))


def _trued_up(row: _FiguresRow) -> FlowFigures:
    # Where nothing moves between years there is nothing to true up.
    return row.figures.trued_up or row.figures


def _class(row: _FlowRow) -> str | None:
    # What is in no figure has no class here, so that the sum of a class is its net income.
    return None if row.flow.role == EXCLUDED else row.flow.income_class


def _location(row: _FlowRow) -> str | None:
    # Postings that padding or a plugin made have no place of their own, some entries neither.
    for meta in (row.flow.posting.meta, row.flow.entry.meta):
        if meta and "filename" in meta and "lineno" in meta:
            return f"{meta['filename']}:{meta['lineno']}"
    return None


def _named(*columns: _Column) -> dict[str, _Column]:
    return {column.name: column for column in columns}


_OF_A_PERIOD: Final = (
    _net("passive", PASSIVE),
    _net("near_passive", NEAR_PASSIVE),
    _net("active", ACTIVE),
    _net("neutral", NEUTRAL),
    _net("unclassified", UNCLASSIFIED),
    _money("living", lambda row: row.figures.living_costs),
    _money("savings", lambda row: row.figures.savings),
)


class _Analysed:
    """What the tables share: the report, made when the first row is asked for.

    Attributes:
        entries: The directives that beanquery was given.
        options: Beancount's options.
        interval: How long the periods of the report are.
    """

    entries: Sequence[Directive]
    options: dict[str, Any]
    interval = Interval.YEAR

    def __iter__(self) -> Iterator[_FlowRow | _FiguresRow]:
        """Yield the rows, oldest first."""
        try:
            yield from self.rows()
        except Exception as error:
            raise NotAnalysedError(error) from error

    def rows(self) -> Iterator[_FlowRow | _FiguresRow]:
        """Yield the rows."""
        raise NotImplementedError

    @cached_property
    def controls(self) -> Controls | None:
        """Fava's controls, where Fava is asking about this ledger."""
        if "fava.context" not in sys.modules:
            return None
        from fsq_beancount import fava_controls

        return fava_controls.of_request_about(self.options)

    @cached_property
    def facts(self) -> Facts:
        """The facts of the whole ledger: what beanquery was given may be a part of it."""
        if self.controls is None:
            return facts_of(self.entries, self.options)
        return facts_of(self.controls.ledger_entries, self.options, self.controls.currency)

    @cached_property
    def report(self) -> Report:
        """All of history up to the last day shown, since rolling windows reach back."""
        as_of = as_of_date(self.facts.entries)
        if self.period:
            as_of = min(as_of, self.period.last)
        return build(self.facts, selection=self.selection, as_of=as_of, interval=self.interval)

    @property
    def period(self) -> Period | None:
        """What Fava's time control shows."""
        return self.controls.period if self.controls else None

    @property
    def selection(self) -> Sequence[Directive] | None:
        """What Fava's other filters let through."""
        return self.controls.selection if self.controls else None

    def periods(self) -> Iterator[PeriodFigures]:
        """Yield the periods that touch what Fava's time control shows."""
        shown = self.period
        for figures in self.report.periods:
            if shown is None or (figures.first <= shown.last and shown.first <= figures.last):
                yield figures


class FlowsTable(_Analysed, Table):  # type: ignore[misc]  # beanquery ships no types
    """A row per income or expense posting, or per part of a split cost."""

    name = "fsq_flows"
    columns = _named(
        _Column("date", datetime.date, lambda row: row.flow.date),
        _Column("account", str, lambda row: row.flow.account),
        _Column("class", str, _class),
        _Column("role", str, lambda row: row.flow.role),
        _Column("stream", str, lambda row: row.flow.stream),
        _Column("rule", str, lambda row: row.flow.rule),
        _money("amount", lambda row: row.flow.amount),
        _Column("payee", str, lambda row: row.flow.payee),
        _Column("narration", str, lambda row: row.flow.narration),
        _Column("original", Amount, lambda row: Amount(*row.flow.weight)),
        _Column("gain", bool, lambda row: row.flow.gain),
        _Column("year", int, lambda row: row.flow.year),
        _Column("location", str, _location),
        _Column("nr", int, lambda row: row.nr),
        # As in beanquery's own table of postings: what the rows taken so far add up to.
        _money("balance", lambda row: row.balance.after(row.flow)),
    )
    wildcard_columns: Final = (
        *("date", "account", "class", "role", "stream", "amount", "balance", "payee", "narration"),
    )

    def rows(self) -> Iterator[_FlowRow]:
        """Yield the flows."""
        currency, period, balance = self.report.currency, self.period, _Balance()
        for nr, flow in enumerate(self.report.flows, start=1):
            if period is None or period.first <= flow.date <= period.last:
                yield _FlowRow(flow, currency, nr, balance)


class MonthsTable(_Analysed, Table):  # type: ignore[misc]  # beanquery ships no types
    """A row per calendar month; the rolling columns of the running month are NULL."""

    name = "fsq_months"
    interval = Interval.MONTH
    columns = _named(
        _Column("month", datetime.date, lambda row: row.figures.last),
        *_OF_A_PERIOD,
        _Column("months", int, lambda row: row.rolling and row.rolling.months),
        _rolling("r_passive", lambda rolling: rolling.net_income[PASSIVE]),
        _rolling("r_near_passive", lambda rolling: rolling.net_income[NEAR_PASSIVE]),
        _rolling("r_living", lambda rolling: rolling.living_costs),
        _rolling_ratio("narrow", lambda rolling: rolling.fsq_narrow),
        _rolling_ratio("wide", lambda rolling: rolling.fsq_wide),
        _rolling_ratio("savings_rate", lambda rolling: rolling.savings_rate),
    )

    def rows(self) -> Iterator[_FiguresRow]:
        """Yield the months, each with the twelve that end with it."""
        rolling = {figures.last: figures for figures in self.report.rolling}
        for figures in self.periods():
            yield _FiguresRow(figures, rolling.get(figures.last), self.report.currency)


class YearsTable(_Analysed, Table):  # type: ignore[misc]  # beanquery ships no types
    """A row per calendar year, or the part of it that Fava's time control shows."""

    name = "fsq_years"
    columns = _named(
        _Column("year", int, lambda row: row.figures.first.year),
        *_OF_A_PERIOD,
        _Column("months", int, lambda row: row.figures.months),
        _ratio("narrow", lambda row: row.figures.fsq_narrow),
        _ratio("wide", lambda row: row.figures.fsq_wide),
        _ratio("savings_rate", lambda row: row.figures.savings_rate),
        _ratio("narrow_trued_up", lambda row: _trued_up(row).fsq_narrow),
        _ratio("wide_trued_up", lambda row: _trued_up(row).fsq_wide),
    )

    @cached_property
    def report(self) -> Report:
        """The years shown, the first and the last cut, trued up by what was paid after them."""
        return build(
            self.facts, selection=self.selection, period=self.period, interval=Interval.YEAR
        )

    def rows(self) -> Iterator[_FiguresRow]:
        """Yield the years."""
        for figures in self.report.periods:
            yield _FiguresRow(figures, None, self.report.currency)
