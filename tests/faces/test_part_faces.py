"""A part of the ledger, a benchmark and several internal rates: on every face, and the same."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from beanquery import connect
from click.testing import CliRunner
from served_page import HEAD, PLUGIN, Serve, page, section, text
from small_ledger import load

from fsq_beancount.books.part import Part
from fsq_beancount.cli.main import cli

LEDGER = (
    HEAD
    + PLUGIN
    + """\
2020-01-01 open Assets:Depot:Konto
2020-01-01 open Assets:Depot:ETF
2020-01-01 open Equity:Anfang
2020-01-01 custom "fsq-benchmark" "WELT"
2020-01-01 custom "fsq-option" "birth-date" 1980-01-01
2020-01-01 custom "fsq-option" "retirement-age" 67
2020-01-01 custom "fsq-option" "life-expectancy" 90
2020-01-01 custom "fsq-option" "discount-rate" 0.03
2020-01-01 custom "fsq-option" "income-growth" 0.02
2020-01-01 custom "fsq-option" "inflation" 0.02
2020-01-01 custom "budget" Expenses:Leben "monthly" 10.00 EUR
2022-12-31 price WELT 100 EUR
2023-12-31 price WELT 112 EUR
2022-12-31 price ETF 100 EUR
2023-12-31 price ETF 110 EUR
2022-12-31 * "Anfang"
  Assets:Bank           5000 EUR
  Assets:Depot:ETF        10 ETF {100 EUR}
  Assets:Depot:Konto     200 EUR
  Equity:Anfang
2023-07-02 * "Sparen"
  Assets:Depot:Konto     100 EUR
  Assets:Bank
2023-12-31 * "Ausschüttung"
  Assets:Depot:Konto      20 EUR
  Income:Dividenden
2023-12-31 * "Essen"
  Expenses:Leben          40 EUR
  Assets:Bank
"""
)
# 1200 become 1100 + 320 = 1420, of which 100 are transferred: 120 earned on 1200 and 100 for 182
# of 365 days.
DIETZ = "0.096011"

SEVERAL = """
2021-01-01 * "Opening"
  Assets:Bank    -100 EUR
  Equity:Opening-Balances
2022-01-01 * "Gift"
  Assets:Bank     230 EUR
  Income:Gifts
2023-01-01 * "Interest"
  Assets:Bank       2 EUR
  Income:Interest
"""
# -100 before, 230 saved, 132 at the end: 100 - 230v + 132v² is zero at 10 % and at 20 %.


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "main.beancount"
    path.write_text(LEDGER, encoding="utf-8")
    return path


def shell(*arguments: str | Path) -> str:
    done = CliRunner().invoke(cli, ["report", *map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.output


def of_2023(ledger: Path, *arguments: str) -> dict[str, Any]:
    found = json.loads(shell(ledger, "--format", "json", *arguments))
    [row] = [each for each in found["returns"] if each["period"] == "2023"]
    return dict(row)


def test_text_says_what_it_is_of(ledger: Path) -> None:
    found = " ".join(shell(ledger, "--account", "assets:depot", "--lang", "en").split())
    assert "A part of the ledger: the accounts that match assets:depot, with the income" in found
    assert "Of the part assets:depot alone, with its cash and its loans: what comes" in found
    assert "Of the part assets:depot: its own cash, and the income" in found
    assert "Transfers 0.00 100.00 Brought in 1,200.00 0.00" in found
    assert "The benchmark is WELT, by its price alone" in found
    german = " ".join(shell(ledger, "--account", "Depot", "--lang", "de").split())
    assert "Ein Teil des Hauptbuchs: die Konten, auf die Depot passt" in german
    assert "Überträge" in german
    whole = shell(ledger, "--lang", "en")
    assert "part" not in whole
    assert "Transfers" not in whole


def test_json_and_csv_of_a_part(ledger: Path) -> None:
    found = json.loads(shell(ledger, "--format", "json", "--account", "Depot"))
    assert found["part"] == {
        "pattern": "Depot",
        "accounts": ["Assets:Depot:ETF", "Assets:Depot:Konto"],
    }
    assert found["wealth"]["net_wealth"] == "1420.00"
    assert found["wealth"]["human_capital"] is None
    row = of_2023(ledger, "--account", "Depot")
    assert (row["opening"], row["closing"], row["transfers"]) == ("1200.00", "1420.00", "100.00")
    assert row["return_on_assets"] == DIETZ
    assert (row["benchmark"], row["return_benchmark"]) == ("WELT", "0.12")
    assert row["several_irr"] is False
    written = shell(ledger, "--account", "Depot", "--format", "csv", "--part", "returns")
    [_, of_csv] = csv.DictReader(io.StringIO(written))
    same = ("transfers", "return_net", "return_on_assets", "irr", "return_benchmark", "benchmark")
    assert {name: of_csv[name] for name in same} == {name: row[name] for name in same}
    assert of_csv["several_irr"] == "false"
    whole = json.loads(shell(ledger, "--format", "json"))
    assert whole["part"] is None
    assert of_2023(ledger)["return_benchmark"] == "0.12"


def test_an_empty_pattern_is_the_whole_ledger(ledger: Path) -> None:
    # As in Fava, where an empty field is no filter.
    of_nothing, of_all = (
        CliRunner().invoke(cli, ["report", str(ledger), *asked])
        for asked in (["--account", ""], [])
    )
    assert (of_nothing.exit_code, of_nothing.output) == (0, of_all.output)


@pytest.mark.parametrize("pattern", ["(((", "Nirgends"])
def test_a_pattern_that_is_none_or_matches_nothing(ledger: Path, pattern: str) -> None:
    done = CliRunner().invoke(cli, ["report", str(ledger), "--account", pattern])
    assert done.exit_code == 2
    assert pattern in done.output
    assert "Traceback" not in done.output


@pytest.mark.fava
@pytest.mark.parametrize(
    "account", ["Assets:Depot", "depot", "Income:Dividenden", "^Assets", "Bank"]
)
def test_fava_s_account_filter_is_the_same_part(serve: Serve, ledger: Path, account: str) -> None:
    client = serve(LEDGER)
    answer = client.get("/main/extension/FsqProgress/report", query_string={"account": account})
    shown = json.loads(answer.text)
    # What one sees without the interval of Fava: all years.
    assert shown == json.loads(shell(ledger, "--format", "json", "--account", account))


@pytest.mark.fava
def test_a_part_selects_what_fava_s_filter_selects(serve: Serve) -> None:
    from flask import g

    client = serve(LEDGER)
    with client:
        client.get("/main/income_statement/")
        every = g.ledger.all_entries
        for pattern in ("Depot", "assets", "Leben", "Anfang$", "Income|Equity", "x"):
            chosen = g.ledger.get_filtered(account=pattern, filter="", time="").entries
            assert list(chosen) == list(Part(pattern).select(every))
        assert len(Part("Leben").select(every)) == 3  # the open, the budget and the dinner


@pytest.mark.fava
def test_the_page_of_a_part(serve: Serve) -> None:
    client = serve(LEDGER)
    html = page(client, account="Depot")
    returns = text(section(html, "returns"))
    assert "Of the part Depot alone, with its cash and its loans" in returns
    assert "9.6%" in returns
    assert "12.0%" in returns
    assert "The benchmark is WELT" in returns
    assert "Transfers" in returns
    # What only the whole has, and what it lacks: neither is asked of a part.
    assert "Human capital" not in text(section(html, "wealth"))
    assert "birth-date" not in html
    assert 'aria-labelledby="lacking"' not in html
    assert "Of the part Depot: its own cash" in text(section(html, "liquidity"))
    assert "Of the part" not in text(page(client))


@pytest.mark.fava
def test_the_tables_of_fava_are_of_the_part(serve: Serve) -> None:
    client = serve(LEDGER)
    asked = (
        "SELECT transfers, return_on_assets, benchmark, return_benchmark, several_irr"
        " FROM #fsq_returns WHERE period = '2023'"
    )
    answer = client.get("/main/api/query", query_string={"query_string": asked, "account": "Depot"})
    assert '"WELT",0.12' in answer.text.replace("0.120000", "0.12").replace(" ", ""), answer.text
    assert DIETZ in answer.text


@pytest.mark.fava
def test_an_account_of_income_has_no_returns(serve: Serve) -> None:
    html = page(serve(LEDGER), account="Income:Dividenden")
    assert section(html, "returns") == ""
    assert section(html, "wealth") == ""


def test_several_rates_are_told(tmp_path: Path) -> None:
    path = tmp_path / "several.beancount"
    path.write_text(
        'option "operating_currency" "EUR"\nplugin "beancount.plugins.auto_accounts"\n' + SEVERAL,
        encoding="utf-8",
    )
    days = ("--from", "2021-01-02", "--to", "2023-01-01")
    found = json.loads(shell(path, *days, "--format", "json"))["returns"][0]
    assert (found["irr"], found["several_irr"]) == ("0.1", True)
    told = " ".join(shell(path, *days, "--lang", "en").split())
    assert "Several internal rates of return fit 2021-01-02/2023-01-01; the one nearest" in told
    written = shell(path, *days, "--format", "csv", "--part", "returns")
    assert [row["several_irr"] for row in csv.DictReader(io.StringIO(written))] == ["true"]


def test_the_table_says_so_too() -> None:
    found = load(SEVERAL, 'plugin "fsq_beancount"')
    connection = connect(
        "beancount:", entries=found.entries, errors=found.errors, options=found.options
    )
    asked = "SELECT several_irr FROM #fsq_returns WHERE interval = 'year'"
    # In 2022 nothing is earned on the 130, so 0 % fits; but 230 came on the first day, and before
    # there was a debt of 100, so 100 - 230v + 130v^365 is zero near v = 100/230, too.
    assert [row[0] for row in connection.execute(asked).fetchall()] == [False, True, False]


@pytest.mark.fava
def test_the_page_says_so_too(serve: Serve) -> None:
    client = serve(HEAD + 'plugin "beancount.plugins.auto_accounts"\n' + SEVERAL)
    shown = text(section(page(client, time="2021-01-02 to 2023-01-01"), "returns"))
    assert "Several internal rates of return fit" in shown
