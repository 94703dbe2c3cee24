"""Query tables of any family of figures, made from its definitions alone."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any, Final, NamedTuple

from beanquery.sources.beancount import Table

from fsq_beancount.core.periods import month_last, month_of
from fsq_beancount.core.prices import is_quotient, round_places
from fsq_beancount.core.terms import CLASSES
from fsq_beancount.measures.definition import Family, Key, KeyKind, Measure, Unit
from fsq_beancount.tables.base import Analysed, Column, money, named, ratio


class _FamilyRow(NamedTuple):
    of: Any
    currency: str


_TYPES: Final = {
    KeyKind.MONTH: datetime.date,
    KeyKind.DAY: datetime.date,
    KeyKind.NUMBER: int,
    KeyKind.YEARS: int,
    KeyKind.RATIO: Decimal,
}
"""The types of keys; the others are text. A month is its last day, as in ``#fsq_months``."""

_DATED: Final = frozenset({KeyKind.MONTH, KeyKind.DAY})
"""Keys that Fava's time filter applies to; a period has no day of its own."""


class GenericTable(Analysed):
    """Base of the tables of families.

    Attributes:
        families: Families with the same rows, whose figures are columns of the same table.
    """

    families: tuple[Family, ...]

    def rows(self) -> Iterator[_FamilyRow]:
        """Yield the rows of the families in the period of Fava's time filter, oldest first."""
        family, shown = self.families[0], self.period
        if shown is not None and not any(True for _ in self.periods()):
            return
        last = family.keys[-1] if family.is_series else None
        when = last if last is not None and last.kind in _DATED else None
        for row in self.report.rows_of(family):
            if shown is None or when is None or shown.first <= _key(when, row) <= shown.last:
                yield _FamilyRow(row, self.report.currency)


def table_of(name: str, *families: Family) -> type[GenericTable]:
    """Make the table of families with the same rows, which also registers it in beanquery.

    Args:
        name: Its name, without ``fsq_``.
        families: The families.
    """
    columns = [_key_column(key) for key in families[0].keys]
    for family in families:
        for measure in family.measures:
            columns += _figures(measure)
    members = {"name": f"fsq_{name}", "columns": named(*columns), "families": families}
    return type(f"{name.title()}Table", (GenericTable, Table), members)


def _key(key: Key, row: Any) -> Any:
    value = key.value(row)
    return month_last(month_of(value)) if key.kind is KeyKind.MONTH else value


def _key_column(key: Key) -> Column:
    return Column(key.id, _TYPES.get(key.kind, str), lambda row: _key(key, row.of))


def _figures(measure: Measure[Any, Any]) -> Iterator[Column]:
    """Yield the column of a figure, or a column per class for a figure by class."""
    if not measure.by_class:
        yield _figure(measure.id, measure.unit, measure.value)
        return
    for name in CLASSES:
        column = f"{measure.id}_{name.replace('-', '_')}"
        yield _figure(column, measure.unit, partial(measure.of_class, income_class=name))


def _figure(name: str, unit: Unit, value: Callable[[Any], Any]) -> Column:
    match unit:
        case Unit.MONEY:
            return money(name, lambda row: _amount(value(row.of)))
        case Unit.DATE:
            return Column(name, datetime.date, lambda row: value(row.of))
        case Unit.YES_NO:
            return Column(name, bool, lambda row: value(row.of))
    return ratio(name, lambda row: _number(value(row.of)))


def _amount(value: Decimal | None) -> Decimal | None:
    return value if value is None or not is_quotient(value) else round_places(value)


def _number(value: Decimal | int | None) -> Decimal | None:
    return Decimal(value) if isinstance(value, int) else value
