"""Every table that Fava's Query page shows can be downloaded there, in each of its formats."""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING

import beanquery
import pytest
from beancount import loader
from fava.application import create_app
from places import EXAMPLE

from fsq_beancount.tables import every

if TYPE_CHECKING:
    from flask.testing import FlaskClient

pytestmark = pytest.mark.fava


def our_tables() -> list[str]:
    assert every.RICHER
    connection = beanquery.Connection()
    connection.attach("beancount:", entries=[], errors=[], options=loader.load_string("")[2])
    return sorted(name for name in connection.tables if name and name.startswith("fsq_"))


# One of each value that Fava itself cannot write, as any query may have it.
VALUES = "SELECT account, number > 0 AS truth, 0.00 AS nothing LIMIT 20"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Fava with the example ledger, which has rows in every table."""
    folder = shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("downloads") / "ledger")
    return create_app([folder / "main.beancount"], load=True, poll_watcher=True).test_client()


def download(client: FlaskClient, query: str, ending: str) -> bytes:
    ledger = client.get("/").location.split("/")[1]
    answer = client.get(
        f"/{ledger}/download-query/query_result.{ending}",
        query_string={"query_string": query},
    )
    assert answer.status_code == 200, answer.text[-400:]
    return bytes(answer.data)


@pytest.mark.parametrize("query", [*map("SELECT * FROM #{}".format, our_tables()), VALUES])
def test_every_table_can_be_downloaded(example: FlaskClient, query: str) -> None:
    [head, *rows] = csv.reader(io.StringIO(download(example, query, "csv").decode()))
    assert rows or "findings" in query  # the example has none
    assert {len(row) for row in rows} <= {len(head)}


# The writer of .ods has escape sequences that Python warns of when it first reads it.
@pytest.mark.filterwarnings("ignore:invalid escape sequence")
@pytest.mark.filterwarnings('ignore:"?.*is an invalid escape sequence')
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
@pytest.mark.parametrize("query", [*map("SELECT * FROM #{} LIMIT 20".format, our_tables()), VALUES])
def test_every_table_can_be_a_spreadsheet(example: FlaskClient, query: str, ending: str) -> None:
    assert download(example, query, ending).startswith(b"PK")  # both are archives


def test_truth_is_a_word_in_a_download(example: FlaskClient) -> None:
    query = "SELECT DISTINCT gain FROM #fsq_flows"
    assert sorted(download(example, query, "csv").split()) == [b"FALSE", b"TRUE", b"gain"]
