"""Common parts of the query tables: the kinds of columns, and the report behind the rows."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from decimal import Context, Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Protocol

from beancount.core.amount import Amount
from beancount.core.data import Directive
from beanquery import CompilationError
from beanquery.query_compile import EvalColumn

from fsq_beancount.books.cache import facts_of
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.part import Part
from fsq_beancount.core.periods import Interval, Period
from fsq_beancount.report.build import build
from fsq_beancount.report.report import PeriodFigures, Report

if TYPE_CHECKING:
    from fsq_beancount.report.fava_controls import Controls

_SIX_PLACES: Final = Decimal("0.000001")
_DIGITS: Final = Context(prec=100)  # the usual 28 digits would fail on a very large ratio


class NotAnalysedError(CompilationError):  # type: ignore[misc]  # beanquery ships no types
    """The ledger could not be analysed; a ``CompilationError``, so that Fava shows its message."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            f"fsq-beancount could not analyse this ledger: {type(error).__name__}: {error}"
        )


class Row(Protocol):
    """A row that the columns of a table are read from."""

    @property
    def currency(self) -> str:
        """The report currency, in which every amount of the row is."""


class Column(EvalColumn):  # type: ignore[misc]  # beanquery ships no types
    """A column: its name, its type and a function that reads its value from a row."""

    # beanquery regards columns with equal slots as the same: without the name, all columns of a
    # type would be equal and ORDER BY would sort by the wrong column.
    __slots__ = ("name", "read")

    def __init__(self, name: str, dtype: type, read: Callable[[Any], object]) -> None:
        super().__init__(dtype)
        self.name = name
        self.read = read

    def __call__(self, row: object) -> object:
        """Return its value in a row."""
        return self.read(row)


def money(name: str, number: Callable[[Any], Decimal | None]) -> Column:
    """Return a column of amounts in the report currency."""

    def read(row: Row) -> Amount | None:
        value = number(row)
        return None if value is None else Amount(value, row.currency)

    return Column(name, Amount, read)


def ratio(name: str, ratio: Callable[[Any], Decimal | None]) -> Column:
    """Return a column of ratios, rounded to six places."""

    def read(row: Row) -> Decimal | None:
        value = ratio(row)
        return None if value is None else value.quantize(_SIX_PLACES, context=_DIGITS)

    return Column(name, Decimal, read)


def named(*columns: Column) -> dict[str, Column]:
    """Return columns by name, as beanquery expects them."""
    return {column.name: column for column in columns}


class Analysed:
    """Base of the tables: the report, computed when the first row is read.

    Attributes:
        entries: The directives that beanquery passes in.
        options: Beancount's options.
        interval: The length of the periods of the report.
    """

    entries: Sequence[Directive]
    options: dict[str, Any]
    interval = Interval.YEAR

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows, oldest first."""
        try:
            yield from self.rows()
        except Exception as error:
            raise NotAnalysedError(error) from error

    def rows(self) -> Iterator[Row]:
        """Yield the rows."""
        raise NotImplementedError

    @cached_property
    def controls(self) -> Controls | None:
        """Fava's controls, where the query is from Fava and about this ledger."""
        if "fava.context" not in sys.modules:
            return None
        from fsq_beancount.report import fava_controls

        return fava_controls.of_request_about(self.options)

    @cached_property
    def facts(self) -> Facts:
        """The facts of the whole ledger: the entries of beanquery may be a part of it."""
        if self.controls is None:
            return facts_of(self.entries, self.options)
        return facts_of(self.controls.ledger_entries, self.options, self.controls.currency)

    @cached_property
    def report(self) -> Report:
        """All of history up to the last day shown, since rolling windows reach back."""
        as_of = self.facts.as_of_date()
        if self.period:
            as_of = min(as_of, self.period.last)
        return build(
            self.facts,
            selection=self.selection,
            part=self.part,
            as_of=as_of,
            interval=self.interval,
        )

    @property
    def period(self) -> Period | None:
        """The period of Fava's time filter."""
        return self.controls.period if self.controls else None

    @property
    def selection(self) -> Sequence[Directive] | None:
        """The directives that Fava's other filters select; ``None`` for all."""
        return self.controls.selection if self.controls else None

    @property
    def part(self) -> Part | None:
        """The part of the ledger that Fava's account filter selects."""
        return self.controls.part if self.controls else None

    def periods(self) -> Iterator[PeriodFigures]:
        """Yield the periods that overlap the period of Fava's time filter."""
        shown = self.period
        for figures in self.report.periods:
            if shown is None or (figures.first <= shown.last and shown.first <= figures.last):
                yield figures


class CutYears(Analysed):
    """Base of the tables whose years are cut at the ends of Fava's time filter."""

    @cached_property
    def report(self) -> Report:
        """The report of the years shown, the first and last cut, trued up by later payments."""
        return build(
            self.facts,
            selection=self.selection,
            part=self.part,
            period=self.period,
            interval=Interval.YEAR,
        )
