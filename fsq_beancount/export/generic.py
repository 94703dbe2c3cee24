"""Any family of figures for programs, exported from its definitions alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from fsq_beancount.core.prices import is_quotient
from fsq_beancount.core.terms import CLASSES
from fsq_beancount.export.values import Row, flag, money, quotient, ratio, table
from fsq_beancount.measures.definition import Family, Measure, Unit
from fsq_beancount.report.report import Report


def objects(report: Report, family: Family) -> list[dict[str, Any]]:
    """Return the rows of a family as objects for JSON, under the ids of its definitions."""
    return [
        {
            **{key.id: _plain(key.value(row)) for key in family.keys},
            **{measure.id: _value(measure, measure.value(row)) for measure in family.measures},
        }
        for row in report.rows_of(family)
    ]


def csv(report: Report, family: Family) -> str:
    """Return the rows of a family as CSV; a figure by class has a column for each class."""
    columns = [name for measure in family.measures for name, _ in _cells(measure, None)]
    keys = [key.id for key in family.keys]
    rows = (_row(report, family, row) for row in report.rows_of(family))
    return table((*keys, "currency", *columns), rows)


def _row(report: Report, family: Family, row: Any) -> Row:
    cells: Row = {key.id: _plain(key.value(row)) for key in family.keys}
    cells["currency"] = report.currency
    for measure in family.measures:
        cells.update(_cells(measure, measure.value(row)))
    return cells


def _cells(measure: Measure[Any, Any], value: Any) -> Iterator[tuple[str, str | int | None]]:
    if not measure.by_class:
        shown = _value(measure, value)
        yield measure.id, flag(shown) if isinstance(shown, bool) else shown
        return
    for name in CLASSES:
        yield f"{measure.id}_{name.replace('-', '_')}", _one(measure, value and value[name])


def _value(measure: Measure[Any, Any], value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _one(measure, each) for name, each in value.items()}
    return _one(measure, value)


def _one(measure: Measure[Any, Any], value: Any) -> Any:
    if not isinstance(value, Decimal):
        return _plain(value)
    if measure.unit is not Unit.MONEY:
        return ratio(value)
    return quotient(value) if is_quotient(value) else money(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return ratio(value)
    return value.isoformat() if isinstance(value, datetime.date) else value
