"""Streams and liquidity on every face: text, JSON, CSV, bean-query and Fava's page."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import beanquery
import pytest
from beancount import loader
from beancount.core.amount import Amount
from click.testing import CliRunner
from fava.application import create_app
from small_ledger import load

from fsq_beancount import analyse, export, text
from fsq_beancount.cli.main import cli
from fsq_beancount.cli.status import UNUSABLE
from fsq_beancount.progress import stacks

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

pytestmark = pytest.mark.fava

D = Decimal

# Shares 900 - 300 of tax, a flat 400 - 100 of upkeep: 600 and 300, two thirds and one third, so
# 4/9 + 1/9 = 0.555556 and 1.8 equal streams. Living costs 1,200: narrow 75 %. Without the shares
# 25 %; dividends 40 % lower are 240 less, 55 %. Cash 10,000 + 900 - 1,200 = 9,700 at 100 a month:
# 97 months, 388 with the 75 a month that come in.
LEDGER = """\
option "title" "Main"
option "operating_currency" "EUR"
plugin "fsq_beancount"
2020-01-01 custom "fava-extension" "fsq_beancount.progress"
2020-01-01 open Assets:Bank
2020-01-01 open Equity:Opening
2020-01-01 open Expenses:Leben
2020-01-01 open Income:Dividenden
  fsq-stream: "Aktien <b>&</b>"
2020-01-01 open Expenses:KESt
2020-01-01 open Income:Miete
  fsq-stream: "Flat"
2020-01-01 open Expenses:Hausgeld
  fsq-role: "cost"
  fsq-class: "passive"
  fsq-stream: "Flat"
2023-12-31 * "Opening"
  Assets:Bank        10000.00 EUR
  Equity:Opening
2024-01-31 * "=Bank" "Dividend"
  fsq-hours: 2
  Income:Dividenden   -900.00 EUR
  Expenses:KESt        300.00 EUR
  Assets:Bank
2024-04-30 * "Tenant" "Rent"
  Income:Miete        -400.00 EUR
  Assets:Bank
2024-05-31 * "Manager" "Upkeep"
  Expenses:Hausgeld    100.00 EUR
  Assets:Bank
2024-12-31 * "Living"
  Expenses:Leben      1200.00 EUR
  Assets:Bank
2025-01-01 custom "fsq-recurring" Income:Miete -40.00 EUR "FREQ=MONTHLY;UNTIL=20250228"
2024-01-01 custom "fsq-option" "reserve" 9450.00 EUR
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "main.beancount"
    path.write_text(LEDGER, encoding="utf-8")
    return path


def as_dict(ledger: str = LEDGER) -> dict[str, Any]:
    entries, errors, options = loader.load_string(ledger)
    assert errors == []
    found: dict[str, Any] = json.loads(export.as_json(analyse(entries, options)))
    return found


def test_json_of_streams() -> None:
    found = as_dict()
    shares, flat = found["streams"]
    assert shares == {
        "stream": "Aktien <b>&</b>",
        "income_class": "passive",
        "gross": "900.00",
        "tax": "300.00",
        "fee": "0.00",
        "cost": "0.00",
        "net": "600.00",
        "share": "0.666667",
        "growth": None,
        "months_paid": 1,
        "longest_gap": 11,
        # 900 once in twelve months: mean 75, mean square 67,500, so the variance is 61,875 and the
        # variation √61,875 / 75 = √11.
        "variation": "3.316625",
        "hours": "2",
        "net_per_hour": "300.00",
        "invested": None,
        "roi": None,
        "payback_on": None,
        "mrr": None,
        "churn": None,
        "suggested": False,
    }
    assert (flat["gross"], flat["cost"], flat["net"]) == ("400.00", "100.00", "300.00")
    assert [each["period"] for each in found["stream_periods"]] == ["2024"]
    assert found["stream_periods"][0]["streams"][0]["net"] == "600.00"


def test_json_of_concentration_and_stress() -> None:
    found = as_dict()
    concentration = found["concentration"]
    assert concentration["hhi"] == "0.555556"
    assert concentration["effective_streams"] == "1.8"
    assert concentration["largest_share"] == "0.666667"
    assert concentration["largest"] == "Aktien <b>&</b>"
    assert found["concentration_with_work"]["hhi"] == "0.555556"
    assert found["concentration_of_assets"]["largest"] == "cash"
    assert [(each["scenario"], each["by"], each["fsq_narrow"]) for each in found["stress"]] == [
        ("largest-stream-fails", "1", "0.25"),
        ("dividends-fall", "0.4", "0.55"),
    ]


def test_json_of_liquidity() -> None:
    found = as_dict()["liquidity"]
    assert (found["cash"], found["runway"], found["runway_passive"]) == ("9700.00", "97", "388")
    assert found["plan"][0] == {
        "month": "2025-01",
        "first": "2025-01-01",
        "last": "2025-01-31",
        "opening": "9700.00",
        "inflow": "40.00",
        "outflow": "100.00",
        "closing": "9640.00",
    }
    # 9,640 and 9,580, then 100 a month less: 9,480 in March and 9,380 in April.
    assert (found["months_secured"], found["secured_beyond_horizon"]) == (3, False)


def test_an_empty_ledger_has_the_keys() -> None:
    found = as_dict("")
    assert (found["streams"], found["stress"], found["recurring"]) == ([], [], [])
    assert found["concentration"]["hhi"] is None
    assert found["liquidity"]["plan"] == []


def rows(part: str) -> list[dict[str, str]]:
    ledger = load(LEDGER.partition("\n2020-01-01 open Assets:Bank\n")[2])
    return list(csv.DictReader(io.StringIO(export.as_csv(analyse(*ledger[::2]), part))))


def test_csv_of_streams_and_of_the_plan() -> None:
    assert [(row["period"], row["stream"], row["net"]) for row in rows("streams")] == [
        ("2024", "Aktien <b>&</b>", "600.00"),
        ("2024", "Flat", "300.00"),
    ]
    assert rows("liquidity")[1]["closing"] == "9580.00"
    first = [(row["account"], row["basis"], row["amount"]) for row in rows("plan")[:2]]
    assert first == [
        ("Expenses:Leben", "average", "-100.00"),
        ("Income:Miete", "recurring", "40.00"),
    ]
    assert rows("recurring") == []


def test_the_name_of_a_stream_is_no_formula_of_a_spreadsheet() -> None:
    ledger = load('2024-01-31 *\n  Income:Abo  -9 EUR\n    fsq-stream: "=1+1"\n  Assets:Bank\n')
    report = analyse(ledger.entries, ledger.options)
    for part in ("streams", "recurring"):
        assert "'=1+1" in export.as_csv(report, part)


def shown(locale: str = "en") -> str:
    entries, _, options = loader.load_string(LEDGER)
    return text.render(analyse(entries, options), text.Style(locale), ledger="main.beancount")


def test_text() -> None:
    report = shown()
    assert max(map(len, report.splitlines())) <= 80
    assert "67% of the passive and near-passive income of 2 streams" in report
    assert "100% of Aktien <b>&</b> is paid by =Bank alone." in " ".join(report.split())
    assert "The largest stream fails (Aktien <b>&</b>)       25.0%     25.0%" in report
    assert "Cash of 9,700.00 EUR lasts 97.0 months at 100.00 EUR a month" in report
    assert "below the reserve of 9,450.00 EUR in Apr 2025: 3 months are secured" in " ".join(
        report.split()
    )


def test_text_in_german() -> None:
    report = " ".join(shown("de").split())
    assert "67 % der passiven und passivnahen Einnahmen aus 2 Strömen" in report
    assert "im Apr. 2025 unter die Reserve von 9.450,00 EUR: 3 Monate sind gesichert" in report


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_a_scenario_from_the_command_line(path: Path) -> None:
    # Half of the flat's 400 are 200: 900 - 200 of 1,200.
    status, output = run("report", path, "--stress", "flat = 50%", "--format", "json")
    assert status == 0
    own = json.loads(output)["stress"][-1]
    assert (own["scenario"], own["falls"], own["fsq_narrow"]) == (
        "own",
        {"Flat": "0.5"},
        "0.583333",
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("Flat", "is no stream and a part from 0 to 1"),
        ("Flat=2", "is no stream and a part from 0 to 1"),
        ("Flat=-0.1", "is no stream and a part from 0 to 1"),
        ("Flat=nan", "is no stream and a part from 0 to 1"),
        ("=0.5", "is no stream and a part from 0 to 1"),
        ("Job=0.5", "have no stream Job, only: Aktien <b>&</b>, Flat"),
    ],
)
def test_a_wrong_scenario_is_a_usage_mistake(path: Path, value: str, message: str) -> None:
    status, output = run("report", path, "--stress", value)
    assert status == UNUSABLE
    assert message in " ".join(output.split())


def test_a_suggested_stream_is_understood_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "plain.beancount"
    path.write_text(re.sub(r'  fsq-stream: ".*"\n', "", LEDGER), encoding="utf-8")
    for name in ("Dividends", "dividenden"):
        status, output = run("report", path, "--stress", f"{name}=1", "--format", "json")
        assert status == 0
        assert json.loads(output)["stress"][-1]["falls"] == {"Dividends": "1"}


def test_what_is_put_in_without_a_price_is_listed() -> None:
    ledger = LEDGER.replace(
        "  Assets:Bank\n2024-04-30",
        '  Assets:Bank\n2024-04-02 * "Chair"\n'
        '  Expenses:Leben  70.00 CHF\n    fsq-investment: "Flat"\n  Assets:Bank\n2024-04-30',
    )
    assert as_dict(ledger)["invested_unconverted"] == {"CHF": "70.00"}
    entries, _, options = loader.load_string(ledger)
    found = analyse(entries, options)
    report = text.render(found, text.Style("en"), ledger="main.beancount")
    assert "Put in, but without a price: 70.00 CHF" in report


def query(bql: str) -> list[tuple[Any, ...]]:
    entries, errors, options = loader.load_string(LEDGER)
    connection = beanquery.connect("beancount:", entries=entries, errors=errors, options=options)
    return [tuple(row) for row in connection.execute(bql).fetchall()]


def test_the_table_of_streams() -> None:
    assert query("SELECT year, stream, class, gross, tax, net, share, hours FROM #fsq_streams") == [
        (
            2024,
            "Aktien <b>&</b>",
            "passive",
            Amount(D("900.00"), "EUR"),
            Amount(D("300.00"), "EUR"),
            Amount(D("600.00"), "EUR"),
            D("0.666667"),
            D(2),
        ),
        (
            2024,
            "Flat",
            "passive",
            Amount(D("400.00"), "EUR"),
            Amount(D(0), "EUR"),
            Amount(D("300.00"), "EUR"),
            D("0.333333"),
            None,
        ),
    ]


def test_the_runway_of_each_month_end() -> None:
    (row,) = query("SELECT runway FROM #fsq_wealth WHERE month = 2024-12-31")
    assert row == (D(97),)


def page(client: FlaskClient, language: str = "en", **controls: str) -> str:
    answer = client.get(
        "/main/extension/FsqProgress/",
        query_string=controls,
        headers={"Accept-Language": language},
    )
    assert answer.status_code == 200
    return answer.text


def section(html: str, anchor: str) -> str:
    return html.partition(f'<section aria-labelledby="{anchor}">')[2].partition("</section>")[0]


@pytest.fixture
def client(path: Path) -> FlaskClient:
    return create_app([path], load=True, poll_watcher=True).test_client()


def test_the_page_escapes_the_names_of_streams(client: FlaskClient) -> None:
    written = section(page(client), "streams")
    assert "Aktien &lt;b&gt;&amp;&lt;/b&gt;" in written
    assert "<b>" not in written


def test_the_tree_of_sources_has_the_sums_of_its_leaves(client: FlaskClient) -> None:
    written = section(page(client), "streams")
    data = written.partition('<script type="application/json">')[2].partition("</script>")[0]
    (tree,) = json.loads(data)
    assert tree["type"] == "hierarchy"

    def gross(node: dict[str, Any]) -> Decimal:
        return D(str(node["balance_children"]["EUR"]))

    # Dividends 900 and rent 400, before tax and upkeep.
    (passive,) = tree["data"]["children"]
    assert gross(tree["data"]) == gross(passive) == 1300
    assert [(node["account"], gross(node)) for node in passive["children"]] == [
        ("passive: Aktien <b>&</b>", D(900)),
        ("passive: Flat", D(400)),
    ]
    leaves = [(leaf["account"], gross(leaf)) for s in passive["children"] for leaf in s["children"]]
    assert leaves == [("Income:Dividenden", D(900)), ("Income:Miete", D(400))]


def test_a_figure_of_a_stream_leads_to_its_postings(client: FlaskClient) -> None:
    written = section(page(client), "streams")
    addresses = re.findall(r'<a href="([^"]*)">(600\.00|300\.00)</a>', written)
    assert [shown for _, shown in addresses] == ["600.00", "300.00"]
    for address, shown in addresses:
        asked = parse_qs(urlsplit(address.replace("&amp;", "&")).query)["query_string"][0]
        answer = client.get("/main/api/query", query_string={"query_string": asked})
        table = json.loads(answer.text, parse_float=Decimal, parse_int=Decimal)["data"]
        (column,) = (i for i, one in enumerate(table["types"]) if one["name"] == "amount")
        assert sum(row[column]["number"] for row in table["rows"]) == D(shown)


def test_the_page_in_german_has_the_line_and_where_it_crosses(client: FlaskClient) -> None:
    written = section(page(client, "de"), "liquidity")
    assert "Der Plan fällt im Apr. 2025 unter die Reserve" in written
    assert written.count('<circle class="fsq-short"') == 2  # the legend and the crossing
    assert "Jan. 2025: 9.640,00" in written


def test_a_filter_chooses_the_streams(client: FlaskClient) -> None:
    written = section(page(client, account="Income:Miete"), "streams")
    assert "Flat" in written
    assert "Aktien" not in written


def test_incognito_hides_the_money_of_both_sections(path: Path) -> None:
    hidden = create_app([path], load=True, poll_watcher=True, incognito=True).test_client()
    html = page(hidden)
    for anchor in ("streams", "liquidity"):
        written = re.sub(
            r"<pre>.*?</pre>|<script.*?</script>", "", section(html, anchor), flags=re.S
        )
        assert not re.search(r"\d\.\d\d\b", re.sub(r"<[^>]*>", " ", written))


# A course of 10 hours in March 2024, which has sold nothing by December, and is to bring 5 a month.
UNSOLD = """
2024-01-01 open Income:Course
  fsq-stream: "Course"
2024-03-05 * "Me" "Script"
  fsq-hours: 10
  fsq-stream: "Course"
2025-01-01 custom "fsq-recurring" Income:Course -5.00 EUR "FREQ=MONTHLY"
"""


def test_effort_is_the_same_on_every_face(tmp_path: Path) -> None:
    found = as_dict(LEDGER + UNSOLD)
    # 2 hours for 600 of the shares and 10 for nothing: 600 / 12.
    assert found["work"] == [{"period": "2024", "work_hours": "12", "work_net_per_hour": "50.00"}]
    assert [(each["stream"], each["months_to_income"]) for each in found["droughts"]] == [
        ("Aktien <b>&</b>", 0),
        ("Course", None),
    ]
    assert found["waiting"] == [
        {
            "stream": "Course",
            "months_waited": 9,
            "hours_waited": "10",
            "invested_waiting": None,
            "income_planned": "60.00",
        }
    ]
    path = tmp_path / "main.beancount"
    path.write_text(LEDGER + UNSOLD, encoding="utf-8")
    entries, _, options = loader.load_file(str(path))
    report = analyse(entries, options)
    assert export.as_csv(report, "waiting").splitlines()[1] == "Course,EUR,9,10,,60.00"
    assert export.as_csv(report, "work").splitlines()[1] == "2024,EUR,12,50.00"
    connection = beanquery.connect(f"beancount:{path}")
    assert connection.execute("SELECT months_waited FROM #fsq_waiting").fetchall() == [(D(9),)]
    assert connection.execute("SELECT work_hours FROM #fsq_work").fetchall() == [(D(12),)]
    client = create_app([path], load=True, poll_watcher=True).test_client()
    for language, words in (
        ("en", ("Hours of work over the years", "Streams without income yet", "50.00")),
        ("de", ("Arbeitsstunden über die Jahre", "Ströme noch ohne Einnahmen", "50,00")),
    ):
        plain = text.render(report, text.Style(language), ledger="main.beancount")
        shown = section(page(client, language), "streams")
        for each in words:
            assert each in plain
            assert each in shown
        assert ">12,0<" in shown if language == "de" else ">12.0<" in shown


def test_stacked_columns_pile_up_from_the_zero_line() -> None:
    picture = stacks.pile([([D(10), D(-5), D(20)], D(40)), ([D(0), D(0), D(0)], D(0))], 4)
    first, second = picture.stacks
    ten, loss, twenty = first.bars
    assert ten is not None
    assert loss is not None
    assert twenty is not None
    assert round(ten.y + ten.height, 1) == picture.zero == loss.y
    assert round(twenty.y + twenty.height, 1) == ten.y
    assert round(twenty.height / ten.height, 1) == 2
    assert second.bars == (None, None, None)
    assert (second.mark, first.mark) == (picture.zero, min(first.mark, twenty.y))


def test_a_line_stands_between_its_scales() -> None:
    picture = stacks.line([D(100), D(50), D(-10)], D(20))
    heights = [y for _, y in picture.points]
    assert heights == sorted(heights)
    assert heights[1] < picture.level < picture.zero < heights[2]
    assert stacks.line([D(0)], D(0)).zero == stacks.line([D(0)], D(0)).level
