"""Each figure on each face, or a reason why not; and on all of them a family made by a test."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import beanquery
import pytest
from beancount import loader
from fava.application import create_app
from places import EXAMPLE_LEDGER
from served_page import Serve, page, section
from served_page import text as words_of
from small_ledger import load

from fsq_beancount import analyse, export, progress, text
from fsq_beancount.measures import catalogue
from fsq_beancount.measures.catalogue import FAMILIES
from fsq_beancount.measures.definition import (
    Example,
    Family,
    Key,
    KeyKind,
    Measure,
    Text,
    Unit,
)
from fsq_beancount.progress import generic as generic_section
from fsq_beancount.progress import sections
from fsq_beancount.tables.generic import table_of
from fsq_beancount.text import Style

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from fsq_beancount.measures.scope import Scope
    from fsq_beancount.report.report import Report

pytestmark = pytest.mark.fava

MEASURES = {measure.id: family.id for family in FAMILIES for measure in family.measures}
"""Each figure, with its family."""

WHERE = {
    # The object of JSON, the part of CSV and the table that have the figures of a family.
    "flows": ("periods", "periods", "fsq_rolling"),
    "budget": ("rolling", "rolling", "fsq_rolling"),
    "changes": ("returns", "returns", "fsq_returns"),
}
"""Families that are not where their own name says."""

OTHERWISE_CALLED = {
    # What a row says already, its columns and keys do not say again.
    "stream_net": {"net"},
    "stream_share": {"share"},
    "stream_growth": {"growth"},
    "cost_of_debt_change": {"cost_of_debt"},
    "missing_per_month": {"missing"},
    "longest_gap": {"gap"},
    "gross_income": {"gross_income_passive"},
    "net_income": {"net_income_passive"},
}
"""Figures that are called by another word beside those of their family."""

_PLAN = "the part liquidity is the plan by month, a promise; its figures are in #fsq_liquidity"
_OF_SCENARIO = "one figure a scenario: the table and the CSV, promises, have its months"
EXCEPTIONS: dict[tuple[str, str], str] = {
    **{
        (name, face): _OF_SCENARIO
        for name in ("stop", "fi_number", "fi_progress", "coast")
        for face in ("csv", "table")
    },
    **{(name, "csv"): _PLAN for name in ("cash", "runway", "runway_passive", "months_secured")},
    **{
        (name, "page"): "a part of the change that is zero in all periods, as in the example"
        for name in ("other", "transfers")
    },
    ("income_due_rest", "page"): "of a month that has begun; the example ends with a month",
}
"""Figures that a face does not show, each with the reason."""

FACES = ("json", "csv", "table", "page", "help")


@pytest.fixture(scope="module")
def report() -> Report:
    entries, _, options = loader.load_file(str(EXAMPLE_LEDGER))
    return analyse(entries, options)


@pytest.fixture(scope="module")
def example() -> FlaskClient:
    return create_app([EXAMPLE_LEDGER], load=True, poll_watcher=True).test_client()


def ledger_of(client: FlaskClient) -> str:
    return client.get("/").location.strip("/").split("/")[0]


def keys_in(value: Any) -> Iterator[str]:
    """Yield the names of all values of JSON."""
    if isinstance(value, dict):
        yield from value
        for each in value.values():
            yield from keys_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from keys_in(each)


def columns_of(table: str) -> set[str]:
    """The columns of one of our tables."""
    connection = beanquery.Connection()
    entries, errors, options = loader.load_string("")
    connection.attach("beancount:", entries=entries, errors=errors, options=options)
    return set(connection.tables[table].columns)


def named_by(face: str, family: str, report: Report) -> set[str]:
    """Return the words by which a face names the figures of a family."""
    of_json, of_csv, of_tables = WHERE.get(family, (family, family, f"fsq_{family}"))
    if face == "json":
        return set(keys_in(json.loads(export.as_json(report))[of_json]))
    if face == "csv":
        return set(next(csv.reader(io.StringIO(export.as_csv(report, of_csv)))))
    return columns_of(of_tables)


def shown_on(face: str, report: Report, client: FlaskClient) -> set[str]:
    """Return the figures that a face shows of the example ledger."""
    if face in ("page", "help"):
        controls = {"tab": "help"} if face == "help" else {}
        html = page(client, ledger=ledger_of(client), **controls)
        if face == "page":
            return set(re.findall(r'tab=help#(\w+)"', html)) & set(MEASURES)
        entries = re.findall(r'<div class="fsq-entry" id="(\w+)"(.*?)</div>', html, re.DOTALL)
        return {name for name, entry in entries if "<strong>Here:</strong>" in entry}
    names = {family.id: named_by(face, family.id, report) for family in FAMILIES}
    return {
        measure
        for measure, family in MEASURES.items()
        if names[family] & {measure, *OTHERWISE_CALLED.get(measure, ())}
    }


@pytest.mark.parametrize("face", FACES)
def test_each_figure_is_on_each_face_or_a_reason_says_why_not(
    face: str, report: Report, example: FlaskClient
) -> None:
    missing = set(MEASURES) - shown_on(face, report, example)
    assert missing == {measure for measure, of in EXCEPTIONS if of == face}


class Coverage(NamedTuple):
    """What a family made here computes."""

    year: str
    trial_rent: Decimal
    trial_coverage: Decimal


def coverage_of(scope: Scope) -> Coverage:
    year = scope.last_year
    assert year is not None
    passive = sum((each.amount for each in scope.earned), Decimal())
    rent = scope.living_costs["Expenses:Miete"]
    return Coverage(year.label, rent, passive / rent)


RENT = Family(
    "trial",
    Text("Rent", "Miete"),
    (
        Measure(
            "trial_rent",
            Text("Rent paid", "Gezahlte Miete"),
            Unit.MONEY,
            Text("what the flat costs", "was die Wohnung kostet"),
            compute=lambda coverage: coverage.trial_rent,
        ),
        Measure(
            "trial_coverage",
            Text("Rent coverage", "Mietdeckung"),
            Unit.RATIO,
            Text("passive income / rent", "passive Einnahmen / Miete"),
            compute=lambda coverage: coverage.trial_coverage,
            example=Example(
                Coverage("2024", Decimal(8000), Decimal("0.25")),
                Text("2,000 of 8,000: 25.0%.", "2.000 von 8.000: 25,0 %."),
            ),
        ),
    ),
    compute=coverage_of,
    keys=(Key("year", Text("Year", "Jahr"), KeyKind.NAME),),
)

# Of 2,000 of dividends and 8,000 of rent the coverage is 0.25.
LEDGER = """
option "title" "Main"
option "operating_currency" "EUR"
plugin "fsq_beancount"
plugin "beancount.plugins.auto_accounts"
2020-01-01 custom "fava-extension" "fsq_beancount.progress"
2024-01-15 * "Miete"
  Expenses:Miete         8000.00 EUR
  Assets:Bank
2024-12-31 * "Dividende"
  Assets:Bank            2000.00 EUR
  Income:Dividenden
"""


@pytest.fixture
def with_rent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the family into the catalogue, as a line there would."""
    monkeypatch.setattr(catalogue, "FAMILIES", (*FAMILIES, RENT))
    shown = (*sections.SECTIONS, generic_section.section_of(RENT))
    monkeypatch.setattr(progress, "SECTIONS", shown)


@pytest.mark.usefixtures("with_rent")
def test_a_family_made_here_is_in_json_csv_and_text() -> None:
    ledger = load(LEDGER)
    found = analyse(ledger.entries, ledger.options)
    assert json.loads(export.as_json(found))["trial"] == [
        {"year": "2024", "trial_rent": "8000.00", "trial_coverage": "0.25"}
    ]
    [row] = csv.DictReader(io.StringIO(export.as_csv(found, "trial")))
    assert row == {
        "year": "2024",
        "currency": "EUR",
        "trial_rent": "8000.00",
        "trial_coverage": "0.25",
    }
    for locale, words in (("en", "Rent coverage 25.0%"), ("de", "Mietdeckung 25,0 %")):
        shown = text.render(found, Style(locale), ledger="main.beancount")
        assert words in " ".join(shown.split())


@pytest.mark.usefixtures("with_rent")
def test_a_family_made_here_is_on_the_page_and_explained(serve: Serve) -> None:
    client = serve(LEDGER)
    for language, name, shown in (
        ("en", "Rent coverage", "25.0%"),
        ("de", "Mietdeckung", "25,0 %"),
    ):
        ours = section(page(client, language), "trial")
        assert f"{name} {shown}" in words_of(ours)
        explained = page(client, language, tab="help").partition('id="trial_coverage"')[2]
        assert name in words_of(explained)[:80]
        assert shown in words_of(explained.partition("</div>")[0])


def print_rent_by_query() -> None:
    """Asks the table of the family; beanquery keeps it for as long as the process lives."""
    table_of("trial", RENT)
    ledger = load(LEDGER)
    connection = beanquery.Connection()
    connection.attach("beancount:", entries=ledger.entries, errors=[], options=ledger.options)
    answer = connection.execute(
        "SELECT year, trial_rent, trial_coverage FROM #fsq_trial"
    ).fetchall()
    print(*(" ".join(map(str, row)) for row in answer), sep="\n")


def test_a_family_made_here_is_a_table() -> None:
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", f"from {Path(__file__).stem} import *; print_rent_by_query()"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (here, here.parent)))},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "2024 8000.00 EUR 0.250000\n"
