"""The projection beside the report: computed when it is asked for, the same in the table."""

from __future__ import annotations

import json

import beanquery
from beancount import loader
from places import EXAMPLE_LEDGER

from fsq_beancount import analyse, export, text


def test_the_text_of_the_report_computes_no_projection() -> None:
    entries, _, options = loader.load_file(str(EXAMPLE_LEDGER))
    report = analyse(entries, options)
    text.render(report, text.Style("en"), ledger="x")
    assert "projection" not in vars(report)


def test_the_table_has_the_months_of_the_json() -> None:
    entries, errors, options = loader.load_file(str(EXAMPLE_LEDGER))
    found = json.loads(export.as_json(analyse(entries, options)))["projection"]
    connection = beanquery.Connection()
    connection.attach("beancount:", entries=entries, errors=errors, options=options)
    rows = connection.execute(
        "SELECT month, accessible, narrow FROM #fsq_projection WHERE scenario = 'optimistic'"
    ).fetchall()
    path = found["scenarios"]["optimistic"]["path"]
    assert len(rows) == len(path)
    for row, month in ((rows[0], path[0]), (rows[-1], path[-1])):
        assert row[0] == month["month"]
        assert str(row[1]) == f"{month['accessible']} EUR"
        assert float(row[2]) == float(month["narrow"])


def test_a_projection_has_assumptions_with_lines_that_load() -> None:
    entries, _, options = loader.load_file(str(EXAMPLE_LEDGER))
    found = analyse(entries, options).projection
    lines = [each.line for each in found.assumptions if each.line]
    assert len(lines) >= 4
    _, errors, _ = loader.load_string(
        "2000-01-01 open Liabilities:Darlehen:Wohnung\n"
        "2000-01-01 open Liabilities:Darlehen:Modernisierung\n"
        'plugin "fsq_beancount"\n' + "\n".join(lines) + "\n"
    )
    assert errors == []
