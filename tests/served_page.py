"""Our page as Fava answers it, without a browser: its sections, its texts and its links."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

PAGE = "extension/FsqProgress/"

HEAD = """
option "title" "Main"
option "operating_currency" "EUR"
2020-01-01 custom "fava-extension" "fsq_beancount.progress"
2020-01-01 open Assets:Bank
2020-01-01 open Income:Dividenden
2020-01-01 open Income:Zinsen
2020-01-01 open Income:Kursgewinne
2020-01-01 open Expenses:Leben
"""
PLUGIN = 'plugin "fsq_beancount"\n'


class Serve(Protocol):
    """What the fixture `serve` gives."""

    def __call__(self, *ledgers: str, **options: bool) -> FlaskClient:
        """Serves ledgers, given as text; their files are 0.beancount, 1.beancount and so on."""
        ...


def page(client: FlaskClient, language: str = "en", ledger: str = "main", **controls: str) -> str:
    """Returns our part of the page."""
    answer = client.get(
        f"/{ledger}/{PAGE}", query_string=controls, headers={"Accept-Language": language}
    )
    assert answer.status_code == 200, answer.text
    ours = answer.text.partition('<div class="fsq"')[2]
    return ours.partition('<script type="application/json" id="page-title">')[0]


def text(html: str) -> str:
    """Returns what a reader sees."""
    # What Fava's charts draw is data, not text.
    read = re.sub(r"<script type=.application/json.>.*?</script>", " ", html, flags=re.DOTALL)
    # A place to break a name at is no space.
    shown = unescape(re.sub(r"<[^>]*>", " ", read.replace("<wbr>", "")))
    return " ".join(shown.replace("\N{NO-BREAK SPACE}", " ").split())


def section(html: str, anchor: str) -> str:
    """Returns a section of the page."""
    return html.partition(f'<section aria-labelledby="{anchor}">')[2].partition("</section>")[0]


def links(html: str) -> Iterator[tuple[str, str]]:
    """Yields the text and the address of each link."""
    for address, shown in re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL):
        yield text(shown), unescape(address)


def query_of(address: str) -> str:
    """Returns the query in an address of the Query page."""
    assert urlsplit(address).path.endswith("/query/")
    return parse_qs(urlsplit(address).query)["query_string"][0]


def sum_of(client: FlaskClient, address: str, currency: str = "EUR") -> Decimal:
    """Follows a link to the Query page and adds up the amounts."""
    parameters = {key: value[0] for key, value in parse_qs(urlsplit(address).query).items()}
    answer = client.get("/main/api/query", query_string=parameters)
    table = json.loads(answer.text, parse_float=Decimal, parse_int=Decimal)["data"]
    [column] = [i for i, one in enumerate(table["types"]) if one["name"] == "amount"]
    amounts = [row[column] for row in table["rows"] if row[column] is not None]
    assert {amount["currency"] for amount in amounts} <= {currency}
    summed = sum((amount["number"] for amount in amounts), Decimal())
    # The first line says the same, for those who do not add up.
    [column] = [i for i, one in enumerate(table["types"]) if one["name"] == "balance"]
    assert [row[column]["number"] for row in table["rows"][:1]] == [summed][: len(table["rows"])]
    return summed
