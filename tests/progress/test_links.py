"""Queries behind figures: what stands in them from a ledger chooses just that, in real BQL."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from fava.application import create_app
from flask import url_for

from fsq_beancount.core.terms import CLASSES
from fsq_beancount.measures.flow_definitions import FLOW_MEASURES
from fsq_beancount.progress import links

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [
    "Aktien",
    "Bücher & Kurse",
    "Bob's",
    'the "best"',
    'Bob\'s "best"',
    "a.c",
    "</script>'\"",
    "100%; #x?&=+",
    "x' OR '1' = '1",
]


LEDGER = """
option "title" "Main"
plugin "fsq_beancount"
2020-01-01 open Assets:Bank
2020-01-01 open Income:Zinsen
"""


def posting_of_stream(name: str) -> str:
    return """
2020-01-02 * "Zinsen"
  Assets:Bank    1.00 EUR
  Income:Zinsen
    fsq-stream: "{}"
""".format(name.replace('"', '\\"'))


@pytest.mark.fava
def test_a_name_in_a_query_chooses_that_name_alone(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(
        LEDGER + "".join(map(posting_of_stream, [*NAMES, "abc"])),
        encoding="utf-8",
    )
    app = create_app([path], load=True, poll_watcher=True)
    for name in NAMES:
        with app.test_request_context("/main/query/"):
            app.preprocess_request()
            condition = f"stream {links.literal(name)}"
            address = links.QueryPage()(
                links.flows(condition, date(2020, 1, 1), date(2020, 12, 31))
            )
        answer = app.test_client().get(address.replace("/main/query/", "/main/api/query"))
        rows = json.loads(answer.text)["data"]["rows"]
        assert [row[4] for row in rows] == [name]


@pytest.mark.fava
def test_the_page_of_an_account_has_favas_own_address(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(LEDGER, encoding="utf-8")
    app = create_app([path], load=True, poll_watcher=True)
    with app.test_request_context("/main/query/?time=2020&filter=Any-account&account=Zinsen"):
        app.preprocess_request()
        page = links.AccountPage()
        for account in ("Income:Zinsen", "Vermögen:Haus-2:Café", "資産:銀行"):
            assert page(account) == url_for("account", name=account)


def test_every_flow_measure_has_postings_behind_it() -> None:
    for measure in FLOW_MEASURES:
        for income_class in CLASSES if measure.by_class else [None]:
            assert links.behind(measure.id, income_class), measure.id


def test_what_is_no_sum_of_flows_has_none() -> None:
    assert links.behind("net_wealth") is None
