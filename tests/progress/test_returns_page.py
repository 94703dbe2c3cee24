"""Returns and leverage on the page."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from household import HOUSEHOLD
from served_page import Serve, links, page, section, text

pytestmark = pytest.mark.fava


HEAD = """\
option "operating_currency" "EUR"
option "title" "Main"
plugin "fsq_beancount"
plugin "beancount.plugins.auto_accounts"
2020-01-01 custom "fava-extension" "fsq_beancount.progress"
"""
LEDGER = HEAD + re.sub("(?m)^    ", "", HOUSEHOLD)


def test_the_change_is_drawn_and_stands_in_a_table(serve: Serve) -> None:
    html = section(page(serve(LEDGER)), "returns")
    opened, title = re.findall(r"<title>(.*?)</title>", html)
    # The books open on the last day of 2022.
    assert text(opened).startswith("2022 · Brought in 1,500.00 EUR")
    assert text(title) == (
        "2023 · Saved 600.00 EUR · Unrealised gains 200.00 EUR · Loan interest -50.00 EUR · "
        "together 750.00 EUR"
    )
    assert set(re.findall(r'<rect class="fsq-part fsq-part-(\w+)"', html)) == {
        "saving", "brought_in", "gains_unrealised", "cost_of_debt",
    }  # fmt: skip
    shown = text(html)
    assert "2023 1,500.00 600.00 0.00 200.00 -50.00 2,250.00" in shown
    assert "2023 50.0% 40.0% 10.0% 0.0% 10.0%" in shown
    assert (
        "Undefined in 2023: Growth of total wealth, Total return (human capital is undefined); "
        "Real return (no inflation is set)." in shown
    )


def test_a_part_leads_to_postings_that_add_up_to_it(serve: Serve) -> None:
    client = serve(LEDGER)
    [address] = [
        address for shown, address in links(section(page(client), "returns")) if shown == "-50.00"
    ]
    [asked] = parse_qs(urlsplit(address).query)["query_string"]
    assert asked == (
        "SELECT * FROM #fsq_flows WHERE date BETWEEN 2023-01-01 AND 2023-12-31"
        " AND part = 'cost_of_debt' ORDER BY nr DESC"
    )
    answer = client.get("/main/api/query", query_string={"query_string": asked})
    assert '"-50' in answer.text or "-50" in json.dumps(answer.json)


def test_the_leverage_is_drawn_and_said(serve: Serve) -> None:
    html = section(page(serve(LEDGER)), "leverage")
    shown = text(html)
    assert "Debt helped: all wealth earned 8.2% in the twelve months to Dec 2023" in shown
    assert "Loan ratio (of Net wealth) 40.00%" in shown
    assert "Liabilities:Darlehen 900.00 5.00%" in shown
    assert "2023 8.2% 10.0% 5.27%" in shown
    [title] = re.findall(r"<title>(.*?)</title>", html)
    assert text(title) == "2023 · Gross return 8.2% · Net return 10.0% · Cost of debt 5.27%"
    assert 'class="fsq-full"' in html
    [data] = re.findall(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)
    [chart] = json.loads(unescape(data))
    assert chart["type"] == "balances"
    assert float(chart["data"][-1]["balance"]["Liabilities:Darlehen"]) == 900


def test_without_a_loan_the_section_says_what_it_needs(serve: Serve) -> None:
    ledger = HEAD + '2024-01-31 * "Lohn"\n  Income:Gehalt  -10 EUR\n  Assets:Bank\n'
    assert "it needs a loan." in text(section(page(serve(ledger)), "leverage"))


def test_it_speaks_german_and_hides_money(serve: Serve) -> None:
    html = page(serve(LEDGER, incognito=True), "de")
    shown = text(section(html, "returns"))
    assert "Nicht realisierte Gewinne" in shown
    assert "2023 X.XXX,XX" in shown
    assert not re.search(r"\d,\d\d\b", shown)
    assert not re.search(r"\d EUR", text(section(html, "leverage")))


@pytest.mark.parametrize("interval", ["month", "quarter", "year"])
def test_the_interval_chooses_the_columns(serve: Serve, interval: str) -> None:
    html = section(page(serve(LEDGER), interval=interval), "returns")
    # From the opening balances of December 2022 on.
    count = {"month": 13, "quarter": 5, "year": 2}[interval]
    assert len(re.findall(r"<title>", html)) == count


def test_a_running_year_is_named_with_its_day_and_its_rate_a_year(serve: Serve) -> None:
    ledger = LEDGER + '2024-02-29 * "Lohn"\n  Income:Gehalt  -10 EUR\n  Assets:Bank\n'
    shown = text(section(page(serve(ledger)), "returns"))
    assert "2024 (to Feb 29, 2024)" in shown
    assert "a year)" in shown
