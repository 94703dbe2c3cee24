"""The output formats for programs and queries: the parts of CSV and the bean-query tables."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any, Final

import beanquery
from beancount.core.amount import Amount

from fsq_beancount import analyse, export
from fsq_beancount.measures.definition import Family, KeyKind
from fsq_beancount.report.report import Report
from make_docs.example import example
from make_docs.markdown import code, of_docstring, table

_ROW: Final = re.compile(r"^\s*(A row per [^.]+)\.", re.MULTILINE)

_TYPES: Final[Mapping[type, str]] = {
    Amount: "amount",
    Decimal: "decimal",
    bool: "bool",
    datetime.date: "date",
    int: "int",
    str: "str",
}


def parts() -> str:
    """Return the parts of CSV: their rows and columns."""
    entries, options = example()
    report = analyse(entries, options)
    rows = []
    for name, write in export.parts().items():
        [head, *_] = write(report).splitlines()
        rows.append((f"`{name}`", _row_of_part(write), code(head.split(","))))
    return table(("part", "rows", "columns"), rows)


def _row_of_part(write: Callable[[Report], str]) -> str:
    if isinstance(write, partial):
        return _row_of_family(write.keywords["family"])
    return _row_said(write)


def tables() -> str:
    """Return the bean-query tables: their rows, columns and types."""
    rows = []
    for name, found in query_tables().items():
        families = getattr(found, "families", None)
        row = _row_of_family(families[0]) if families else _row_said(type(found))
        columns = (f"`{column.name}` {_TYPES[column.dtype]}" for column in found.columns.values())
        rows.append((f"`#{name}`", row, ", ".join(columns)))
    return table(("table", "rows", "columns and their types"), rows)


def query_tables() -> dict[str, Any]:
    """Return our tables by name, as created by beanquery for the example ledger."""
    connection = beanquery.Connection()
    entries, options = example()
    connection.attach("beancount:", entries=entries, errors=[], options=options)
    # In order of name: that of registration depends on which table was imported first.
    ours = [name for name in connection.tables if name is not None and name.startswith("fsq_")]
    return {name: connection.tables[name] for name in sorted(ours)}


def _row_said(documented: object) -> str:
    """Return the part of a docstring that begins with "A row per"."""
    found = _ROW.search(documented.__doc__ or "")
    if found is None:
        raise ValueError(f"the docstring of {documented} does not say what there is a row per")
    return of_docstring(f"a{found[1][1:]}")


def _row_of_family(family: Family) -> str:
    """Return a description of the rows of a family, from its keys."""
    names = [key.names.english.lower() for key in family.keys]
    if not family.is_series and all(key.kind is KeyKind.DAY for key in family.keys):
        return "one, of the as-of date" if names else "one"
    return f"a row per {' and '.join(names)}"
