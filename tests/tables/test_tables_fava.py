"""The tables on Fava's Query page: they follow Fava's controls and agree with our page."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode

import beanquery
import pytest
from beancount import loader
from fava.application import create_app

import fsq_beancount
from fsq_beancount.core.periods import Interval, Period
from fsq_beancount.report import fava_controls
from fsq_beancount.tables import base, every

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from conftest import StartFava
    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.fava


def beanquery_tables() -> list[str]:
    """The tables of a connection to a ledger, ours among them."""
    assert every.RICHER
    connection = beanquery.Connection()
    connection.attach("beancount:", entries=[], errors=[], options=loader.load_string("")[2])
    return [name for name in connection.tables if name]


# Dividends of 200 EUR a quarter (150 USD at first, worth 135 EUR), living costs of 100 EUR a
# month; a salary in May 2023. The books end on 30 June 2024.
LEDGER = (
    """
option "title" "Main"
option "operating_currency" "EUR"
plugin "fsq_beancount"
2020-01-01 custom "fava-extension" "fsq_beancount.progress"
2023-01-01 open Assets:Bank
2023-01-01 open Income:Depot:Dividenden
2023-01-01 open Income:Gehalt
2023-01-01 open Expenses:Leben
2023-01-01 price USD 0.90 EUR
2023-01-01 price GBP 1.50 USD
2023-03-15 * "Depotbank" "Dividende"
  Assets:Bank              150.00 USD
  Income:Depot:Dividenden
2023-05-31 * "Firma" "Gehalt" #arbeit
  Assets:Bank              300.00 EUR
  Income:Gehalt
"""
    + "".join(
        f"""
20{quarter} * "Depotbank" "Dividende"
  Assets:Bank              200.00 EUR
  Income:Depot:Dividenden
"""
        for quarter in ("23-06-15", "23-09-15", "23-12-15", "24-03-15", "24-06-15")
    )
    + "".join(
        f"""
{year}-{month:02}-28 * "Leben"
  Expenses:Leben           100.00 EUR
  Assets:Bank
"""
        for year, months in ((2023, range(1, 13)), (2024, range(1, 7)))
        for month in months
    )
    + """
2024-06-30 balance Assets:Bank -500.00 EUR
"""
)

PLAIN = """
option "title" "Plain"
option "operating_currency" "EUR"
2024-01-01 open Assets:Bank
2024-01-01 open Income:Depot:Dividenden
2024-01-01 open Expenses:Leben
2024-01-31 * "Dividende und Leben"
  Income:Depot:Dividenden  -20.00 EUR
  Expenses:Leben            80.00 EUR
  Assets:Bank
"""


class Ask(Protocol):
    """What the fixture `ask` gives."""

    def __call__(self, bql: str, ledger: str = "main", **controls: str) -> list[list[Any]]:
        """Asks on the Query page of a ledger, under Fava's controls."""
        ...


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """Fava with two ledgers, of which one does not name our plugin."""
    for name, text in (("main", LEDGER), ("plain", PLAIN)):
        (tmp_path / f"{name}.beancount").write_text(text, encoding="utf-8")
    # Polling, since the system's file watchers are few when tests run side by side.
    return create_app(
        [str(tmp_path / "main.beancount"), str(tmp_path / "plain.beancount")], poll_watcher=True
    )


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def ask(client: FlaskClient) -> Ask:
    def ask(bql: str, ledger: str = "main", **controls: str) -> list[list[Any]]:
        answer = client.get(f"/{ledger}/api/query", query_string={"query_string": bql, **controls})
        content = json.loads(answer.text, parse_float=Decimal)
        assert answer.status_code == 200, content
        rows: list[list[Any]] = content["data"]["rows"]
        return rows

    return ask


def eur(number: str) -> dict[str, object]:
    return {"number": Decimal(number), "currency": "EUR"}


def total(rows: list[list[Any]]) -> Decimal:
    """Adds up rows of one sum each."""
    return sum((Decimal(row[0].get("EUR", 0)) for row in rows), Decimal())


YEARS = "SELECT year, passive, living, months, narrow FROM #fsq_years"
ROLLING = "SELECT month, months, r_passive, r_living, narrow FROM #fsq_months"
PASSIVE = "SELECT sum(amount) FROM #fsq_flows WHERE class = 'passive'"


def test_without_controls_everything_is_shown(ask: Ask) -> None:
    # 2023: 135 + 3 · 200 = 735 of 1,200; 2024: 400 of 600.
    assert ask(YEARS) == [
        [2023, eur("735"), eur("1200"), 12, Decimal("0.6125")],
        [2024, eur("400"), eur("600"), 6, Decimal("0.666667")],
    ]
    assert total(ask(PASSIVE)) == 1135
    assert len(ask(ROLLING)) == 18


def test_time_chooses_rows_and_windows_still_reach_back(ask: Ask) -> None:
    assert ask(YEARS, time="2024") == [[2024, eur("400"), eur("600"), 6, Decimal("0.666667")]]
    assert total(ask(PASSIVE, time="2024")) == 400
    # April 2023 to March 2024: four dividends of 200, twelve months of 100.
    assert ask(ROLLING, time="2024-03") == [
        ["2024-03-31", 12, eur("800"), eur("1200"), Decimal("0.666667")]
    ]


def test_time_cuts_the_years_it_does_not_cover(ask: Ask) -> None:
    # June to December 2023: three dividends, seven months; January to March 2024: one, three.
    time = "2023-06 - 2024-03"
    assert ask(YEARS, time=time) == [
        [2023, eur("600"), eur("700"), 7, Decimal("0.857143")],
        [2024, eur("200"), eur("300"), 3, Decimal("0.666667")],
    ]
    assert total(ask(PASSIVE, time=time)) == 800
    assert [row[0] for row in ask(ROLLING, time=time)][::9] == ["2023-06-30", "2024-03-31"]


def test_time_in_the_middle_of_a_month_ends_the_books_there(ask: Ask) -> None:
    # On 20 May 2024 May has not ended, so it has no rolling figures.
    assert ask(ROLLING, time="2024-04-10 - 2024-05-20") == [
        ["2024-04-30", 12, eur("800"), eur("1200"), Decimal("0.666667")],
        ["2024-05-31", None, None, None, None],
    ]


def test_a_year_is_trued_up_by_what_was_paid_after_it(
    ask: Ask, tmp_path: Path, client: FlaskClient
) -> None:
    with (tmp_path / "main.beancount").open("a", encoding="utf-8") as ledger:
        ledger.write("""
2024-06-20 * "Depotbank" "Dividende, für 2023 nachgezahlt"
  fsq-year: 2023
  Assets:Bank              120.00 EUR
  Income:Depot:Dividenden
""")
    client.get("/main/api/changed")
    # 135 + 600 of dividends in 2023 over 1,200 of living costs, and 120 paid later:
    # 735 / 1,200 = 0.6125 and 855 / 1,200 = 0.7125, whether only 2023 is looked at or all.
    trued_up = "SELECT year, narrow, narrow_trued_up FROM #fsq_years WHERE year = 2023"
    expected = [[2023, Decimal("0.6125"), Decimal("0.7125")]]
    assert ask(trued_up) == expected
    assert ask(trued_up, time="2023") == expected


OURS = sorted(name for name in beanquery_tables() if name.startswith("fsq_"))
assert len(OURS) >= 13


# The ladder is that of the last complete month there is, for any time after it.
@pytest.mark.parametrize("table", [name for name in OURS if name != "fsq_milestones"])
@pytest.mark.parametrize("time", ["2019", "2030"])
def test_time_without_entries_shows_nothing(ask: Ask, time: str, table: str) -> None:
    assert ask(f"SELECT * FROM #{table}", time=time) == []  # noqa: S608 - our own name


def test_the_table_of_twelve_months_shows_those_that_end_in_the_time(ask: Ask) -> None:
    # 3 quarters of 200 EUR in 2023 beside the 135 of March, over 10 months of 100 EUR and so on:
    # the same figures as in #fsq_months, under their own names and with the same days.
    query = "SELECT month, {} FROM #{} ORDER BY month"
    named = query.format("fsq_narrow", "fsq_rolling")
    short = query.format("narrow", "fsq_months")
    shown = ask(named, time="2024-02 - 2024-04")
    assert [month for month, _ in shown] == ["2024-02-29", "2024-03-31", "2024-04-30"]
    assert shown == ask(short, time="2024-02 - 2024-04")


def test_account_and_filter_choose_transactions_over_all_of_history(ask: Ask) -> None:
    assert ask(YEARS, account="Income:Depot") == [
        [2023, eur("735"), eur("0"), 10, None],
        [2024, eur("400"), eur("0"), 6, None],
    ]
    # The first transaction with the tag is of May 2023, the last complete month June 2024.
    assert ask("SELECT month, active FROM #fsq_months WHERE active.number > 0", filter="#arbeit")
    assert len(ask(ROLLING, filter="#arbeit")) == 14
    assert ask(PASSIVE, filter="#arbeit") == []
    assert ask(ROLLING, filter="Dividende", time="2024-06") == [
        ["2024-06-30", 12, eur("800"), eur("0"), None]
    ]


def test_conversion_to_a_currency_makes_it_the_report_currency(ask: Ask) -> None:
    # At 0.90: 150 USD and 600 / 0.90 = 666.666666666667 in three parts of 222.222222222222.
    [[passive]] = ask("SELECT passive FROM #fsq_years WHERE year = 2023", conversion="USD")
    assert passive == {"number": Decimal("816.666666666666"), "currency": "USD"}
    [[summed]] = ask(
        "SELECT sum(amount) FROM #fsq_flows WHERE class = 'passive' AND year = 2023",
        conversion="USD",
    )
    assert summed == {"USD": Decimal("816.666666666666")}
    # The quota does not depend on the currency where all is converted at one rate.
    assert ask("SELECT narrow FROM #fsq_years", conversion="USD") == ask(
        "SELECT narrow FROM #fsq_years"
    )


@pytest.mark.parametrize("conversion", ["at_cost", "at_value", "units", "", "EUR", "USD,EUR"])
def test_any_other_conversion_leaves_the_default(ask: Ask, conversion: str) -> None:
    assert ask(YEARS, conversion=conversion) == ask(YEARS)


def test_prices_count_under_a_filter_that_hides_them(ask: Ask) -> None:
    assert total(ask(PASSIVE, account="Income:Depot", time="2023-03")) == 135


def test_interval_does_not_change_the_tables(ask: Ask) -> None:
    for interval in ("year", "quarter", "month", "week", "day"):
        assert ask(YEARS, interval=interval) == ask(YEARS)


def test_several_ledgers_and_one_without_our_plugin(ask: Ask) -> None:
    assert ask(YEARS, ledger="plain") == [[2024, eur("20"), eur("80"), 1, Decimal("0.25")]]
    assert ask(YEARS)[0][0] == 2023
    assert ask(YEARS, ledger="plain", time="2023") == []


def test_a_changed_ledger_is_read_anew(ask: Ask, tmp_path: Path, client: FlaskClient) -> None:
    assert ask(YEARS)[1][1] == eur("400")
    path = tmp_path / "main.beancount"
    path.write_text(
        path.read_text()
        .replace("24-06-15 *", "24-06-16 !")
        .replace(
            '16 ! "Depotbank" "Dividende"\n  Assets:Bank              200.00 EUR',
            '16 ! "Depotbank" "Dividende"\n  Assets:Bank              250.00 EUR',
        )
    )
    assert client.get("/main/api/changed").get_json()["data"] is True
    assert ask(YEARS)[1][1] == eur("450")


@pytest.mark.parametrize(
    "controls",
    [
        {},
        {"time": "2024"},
        {"time": "2023-Q2"},
        {"account": "Income:Depot"},
        {"filter": "-#arbeit", "time": "2023"},
        {"conversion": "USD", "time": "2023-02"},
    ],
)
def test_tables_and_page_show_the_same(
    ask: Ask, client: FlaskClient, controls: Mapping[str, str]
) -> None:
    address = "/main/extension/FsqProgress/report"
    report = json.loads(client.get(address, query_string={**controls, "interval": "year"}).text)
    years = ask("SELECT passive, living, narrow, wide FROM #fsq_years", **controls)
    assert [
        [figures["net_income"]["passive"], figures["living_costs"]] for figures in report["periods"]
    ] == [[shown(passive), shown(living)] for passive, living, *_ in years]
    assert [[figures["fsq_narrow"], figures["fsq_wide"]] for figures in report["periods"]] == [
        [ratio(narrow), ratio(wide)] for *_, narrow, wide in years
    ]
    months = ask(
        "SELECT month, r_passive, narrow FROM #fsq_months WHERE months IS NOT NULL", **controls
    )
    assert [
        [figures["month"], figures["net_income"]["passive"], figures["fsq_narrow"]]
        for figures in report["rolling"]
    ] == [[month[:7], shown(passive), ratio(narrow)] for month, passive, narrow in months]


def shown(amount: Mapping[str, Any]) -> str:
    """Writes money as our JSON does: exact, at least two places."""
    whole, _, places = f"{Decimal(amount['number']).normalize():f}".partition(".")
    return f"{whole}.{places:0<2}"


def ratio(value: Decimal | None) -> str | None:
    """Writes a ratio as our JSON does."""
    return None if value is None else f"{Decimal(value).normalize():f}"


def test_a_broken_analysis_is_named_on_the_page(
    client: FlaskClient, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr(base, "facts_of", broken)
    answer = client.get("/main/api/query", query_string={"query_string": YEARS})
    assert "could not analyse this ledger: ZeroDivisionError: a mistake of ours" in answer.text
    assert ask("SELECT count(*) WHERE account ~ 'Gehalt'") == [[1]]


def test_fava_shows_the_mark_among_its_options(client: FlaskClient) -> None:
    options = client.get("/main/api/options").get_json()["data"]["beancount_options"]
    assert options["fsq_beancount"] == f"fsq-beancount {fsq_beancount.__version__}"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("year", Interval.YEAR),
        ("quarter", Interval.QUARTER),
        ("month", Interval.MONTH),
        ("week", Interval.MONTH),
        ("day", Interval.MONTH),
        ("", Interval.MONTH),
    ],
)
def test_what_the_controls_mean(app: Flask, asked: str, expected: Interval) -> None:
    with app.test_request_context(f"/main/query/?time=2024-02&interval={asked}"):
        app.preprocess_request()
        controls = fava_controls.of_request()
    assert controls.interval is expected
    assert controls.period == Period(date(2024, 2, 1), date(2024, 2, 29))
    assert controls.selection is None
    assert controls.currency is None


def test_a_real_fava(fava_server: StartFava) -> None:
    server = fava_server(LEDGER)
    answer = server.get("api/query?" + urlencode({"query_string": YEARS, "time": "2024"}))
    assert answer.status == 200
    assert json.loads(answer.body, parse_float=Decimal)["data"]["rows"] == [
        [2024, eur("400"), eur("600"), 6, Decimal("0.666667")]
    ]
    download = server.get("download-query/query_result.csv?" + urlencode({"query_string": YEARS}))
    assert download.body.splitlines()[0] == "year,passive (EUR),living (EUR),months,narrow"
