"""What is odd in a ledger or in a request is shown by the page as by every other face, or said."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from served_page import HEAD, PAGE, page, text

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from served_page import Serve

pytestmark = pytest.mark.fava

UNSAFE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def dividends(amount: str, payee: str = "Bank") -> str:
    # Both amounts are written: Beancount cannot add one of very many digits.
    return f"""
2024-01-05 * "{payee}"
  Income:Dividenden  -{amount} EUR
  Assets:Bank         {amount} EUR
2024-02-05 * "Laden"
  Expenses:Leben      {amount} EUR
  Assets:Bank        -{amount} EUR
2025-02-05 * "Laden"
  Expenses:Leben  1.00 EUR
  Assets:Bank
"""


@pytest.mark.parametrize(
    "amount",
    [
        "1" + 26 * "0",
        "1" + 30 * "0",
        "1234567890.123456789012345678",  # Beancount itself negates with 28 digits
        "0.000000000000000001",
    ],
)
def test_amounts_of_any_size_are_shown(serve: Serve, amount: str) -> None:
    client = serve(HEAD + dividends(amount))
    shown = page(client)
    assert "This section failed" not in text(shown)
    figures = client.get(f"/main/{PAGE}report").get_json()
    assert Decimal(figures["periods"][0]["gross_income"]["passive"]) == Decimal(amount)
    # 30 zeros in groups of three: the figure of JSON, as the page writes amounts.
    if amount.isdigit():
        assert f"{int(amount):,}.00" in text(shown)


def test_control_characters_of_names_do_not_reach_the_page(serve: Serve) -> None:
    payee = "links\u202erechts\u2066\x07\x1b[31m"
    ledger = (
        HEAD
        + dividends("5.00", payee)
        + f"""
2024-03-05 * "{payee}"
  fsq-stream: "{payee}"
  Income:Zinsen  -5.00 EUR
  Assets:Bank
2024-03-06 custom "fsq-milestone" "{payee}" 100.00 EUR
2024-03-07 * "{payee}"
  Income:Unbekannt  -7.00 EUR
  Assets:Bank
2020-01-01 open Income:Unbekannt
"""
    )
    client = serve(ledger)
    for tab in ("", "help", "lines"):
        shown = page(client, tab=tab)
        assert not UNSAFE.search(shown)
        assert "unicode-bidi: isolate" in client.get(f"/main/{PAGE}").text
    # The name is there, with a mark for each of them.
    assert "links\ufffdrechts\ufffd\ufffd\ufffd[31m" in page(client)


def test_no_name_begins_a_tag_in_the_json_of_the_page(serve: Serve) -> None:
    ledger = (
        HEAD
        + dividends("5.00")
        + (
            '2024-03-05 * "x"\n  fsq-stream: "</script><b>"\n'
            "  Income:Zinsen  -5.00 EUR\n  Assets:Bank\n"
        )
    )
    answer = serve(ledger).get(f"/main/{PAGE}report")
    assert "<" not in answer.text
    streams = [stream["stream"] for stream in json.loads(answer.text)["streams"]]
    assert "</script><b>" in streams


# Filters that Fava raises Python's own errors on.


def refusal(client: FlaskClient, **controls: str) -> str:
    """Return the sentence that page and endpoint say."""
    answer = client.get(f"/main/{PAGE}report", query_string=controls)
    assert answer.status_code == 400
    said: str = answer.get_json()["error"]
    assert said in text(page(client, **controls))
    return said


@pytest.mark.parametrize(
    "time",
    ["0001", "0000", "day-99999999999", "2024-02-30", "9999-12-31", "2024 - 0001"],
)
def test_a_time_that_fava_fails_on_is_said(serve: Serve, time: str) -> None:
    assert refusal(serve(HEAD + dividends("5.00")), time=time) == (
        f"The filters are not understood: {time}"
    )


@pytest.mark.parametrize(
    "controls",
    [
        {"account": "["},
        {"account": "((("},
        {"filter": "any("},
        {"filter": "#"},
        {"time": "gestern"},
    ],
)
def test_a_filter_that_fava_fails_on_is_said(serve: Serve, controls: dict[str, str]) -> None:
    assert refusal(serve(HEAD + dividends("5.00")), **controls)


def test_a_directive_that_fava_cannot_show_is_named(serve: Serve) -> None:
    ledger = HEAD + dividends("5.00")
    line = ledger.count("\n") + 1
    client = serve(ledger + '9999-12-31 * "x"\n  Income:Zinsen  -5.00 EUR\n  Assets:Bank\n')
    said = refusal(client)
    assert f"0.beancount:{line}: Fava shows nothing of a ledger with a directive of" in said
