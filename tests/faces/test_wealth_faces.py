"""The balance sheet as text, JSON, CSV, a table and a section of the page, and what is checked."""

from __future__ import annotations

import csv
import io
import json
import re
import textwrap
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, Any, TypeVar

import beanquery
import pytest
from click.testing import CliRunner
from fava.application import create_app
from found import fixes
from small_ledger import load

from fsq_beancount import analyse, check, export
from fsq_beancount.books import facts
from fsq_beancount.cli.main import cli
from fsq_beancount.core.weights import Weight
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import wealth as wealth_messages
from fsq_beancount.measures.wealth.definitions import WEALTH_MEASURES
from fsq_beancount.measures.wealth.sheet import Sheet
from fsq_beancount.report.build import build
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.wealth import AtCost, Claims, Untreated, Unvalued
from fsq_beancount.settings.directives import option
from fsq_beancount.text import Style, render
from fsq_beancount.text import wealth as text_wealth

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from fsq_beancount.report.report import Report

pytestmark = pytest.mark.fava

HEAD = """\
option "title" "Main"
option "operating_currency" "EUR"
plugin "beancount.plugins.auto_accounts"
plugin "fsq_beancount"
2020-01-01 custom "fava-extension" "fsq_beancount.progress"
"""

# On 31 December: cash 1000 - 200 - 30 + 36 · 10, stocks 10 · 25, lent 200, card 50, loan 400.
# A year of 360 earned (no option says until when) and 30 eaten.
HOUSEHOLD = """
2020-01-01 open Assets:Lent
  fsq-receivable: TRUE
2020-01-01 commodity HOOL
  fsq-asset-class: "stocks"
2024-01-02 * "Opening"
  Assets:Bank             1000.00 EUR
  Assets:Lent              200.00 EUR
  Liabilities:Card         -50.00 EUR
  Liabilities:Darlehen    -400.00 EUR
  Equity:Opening
2024-01-02 * "Buys"
  Assets:Depot          10 HOOL {20.00 EUR}
  Assets:Bank         -200.00 EUR
2024-01-31 * "Salary"
  Assets:Bank          360.00 EUR
  Income:Salary
2024-06-30 price HOOL 25.00 EUR
2024-06-30 * "Food"
  Expenses:Food         30.00 EUR
  Assets:Bank
2024-12-31 balance Assets:Bank 1130.00 EUR
"""

OPTIONS = """
2020-01-01 custom "fsq-option" "birth-date" 1984-12-31
2020-01-01 custom "fsq-option" "retirement-age" 41
2020-01-01 custom "fsq-option" "life-expectancy" 90
2020-01-01 custom "fsq-option" "discount-rate" 0
2020-01-01 custom "fsq-option" "income-growth" 0
2020-01-01 custom "fsq-option" "inflation" 0
2020-01-01 custom "fsq-option" "tax-profile" "flat"
2020-01-01 custom "fsq-option" "tax-rate" 0.1
"""


def report(text: str = HOUSEHOLD) -> Report:
    ledger = load(text)
    assert ledger.errors == []
    return analyse(ledger.entries, ledger.options)


def section(text: str, locale: str = "en") -> str:
    """The balance sheet of the text report."""
    lines = "\n".join(text_wealth.balance_sheet(report(text), Style(locale)))
    return lines.replace("\N{NO-BREAK SPACE}", " ")


# --- text --------------------------------------------------------------------------------------


def test_text_without_options_says_which_lines_to_add() -> None:
    assert section(HOUSEHOLD).strip() == textwrap.dedent(
        """\
        Balance sheet in EUR on Dec 31, 2024
            cash and bank 1,130.00  81.9%
            stocks          250.00  18.1%
          Assets          1,380.00
        − Latent tax             –
        + Receivables       200.00
        − Other debts        50.00
        = Gross wealth    1,530.00
        − Loans             400.00
        = Net wealth      1,130.00

        No latent tax is deducted. To have it, write (with values of your own):
          2024-12-31 custom "fsq-option" "tax-profile" "de"

        Undefined: Human capital, Consumption. To define it, write (with values of your
        own):
          2024-12-31 custom "fsq-option" "birth-date" 1985-04-01
          2024-12-31 custom "fsq-option" "retirement-age" 67
          2024-12-31 custom "fsq-option" "discount-rate" 0.03
          2024-12-31 custom "fsq-option" "income-growth" 0.02
          2024-12-31 custom "fsq-option" "life-expectancy" 90
          2024-12-31 custom "fsq-option" "inflation" 0.02"""
    )


def test_text_with_all_options_in_german() -> None:
    # Latent tax 10 % of 50 gain. Earned: 360 in the year left to 41. Eaten: 30 in each of 50.
    # 1380 - 5 + 200 - 50 - 400 = 1125; 1125 / 1500 = 75 %.
    assert section(HOUSEHOLD + OPTIONS, "de").strip() == textwrap.dedent(
        """\
        Vermögensbilanz in EUR am 31.12.2024
            Bargeld und Konten 1.130,00  81,9 %
            Aktien               250,00  18,1 %
          Vermögenswerte       1.380,00
        − Latente Steuer           5,00
        + Forderungen            200,00
        − Andere Schulden         50,00
        = Bruttovermögen       1.525,00
        − Kredite                400,00
        = Nettovermögen        1.125,00
        + Arbeitskraft           360,00
        = Gesamtvermögen       1.485,00
        − Konsum               1.500,00
        = Ergebnis               -15,00

        Noch nicht finanziell frei: Das Nettovermögen bezahlt 75,0 % des ganzen
        künftigen Konsums; es fehlen 375,00 EUR."""
    )


def test_text_of_a_ledger_without_holdings_has_no_balance_sheet() -> None:
    shown = render(report("2024-01-01 open Assets:Bank"), Style("en"), ledger="x")
    assert "Balance sheet" not in shown


def test_text_names_what_is_at_cost_and_what_has_no_price() -> None:
    shown = section(
        """
        2024-01-02 * "Opening"
          Assets:Haus       1 HAUS {100000.00 EUR}
          Assets:Vacation   8 HOURS
          Assets:Bank  -100000.00 EUR
          Equity:Opening
        """
    )
    assert "of it valued at cost, without a price: 100,000.00 EUR (HAUS)" in shown
    assert "not in it, without a price: 8.00 HOURS" in shown


@pytest.mark.parametrize(
    ("assets", "consumption", "locked", "words"),
    [
        (300, 200, 0, "Financially free: net wealth pays for 150.0% of all consumption to come, "),
        (300, 200, 0, "100.00 EUR more than it takes."),
        (200, 200, 0, "pays for 100.0%"),
        (100, 200, 0, "Not financially free yet: net wealth pays for 50.0%"),
        (100, 200, 0, "100.00 EUR are missing."),
        (300, 200, 150, "but 150.00 EUR of it is locked; without that, 50.00 EUR are missing."),
        (1, 0, 0, "Financially free: there is no consumption"),
        (-7, 0, 0, "Not financially free: net wealth is below zero by 7.00 EUR."),
    ],
)
def test_the_sentence_of_freedom(assets: int, consumption: int, locked: int, words: str) -> None:
    sheet = Sheet(
        date=report().as_of,
        assets=Decimal(assets),
        consumption=Decimal(consumption),
        locked=Decimal(locked),
    )
    assert words in wealth_messages.freedom(sheet, "EUR", Reader.of("en"))


def test_every_option_line_of_ours_is_one_that_the_ledger_takes() -> None:
    lines = [wealth_messages.option_line(name, report().as_of) for name in wealth_messages.EXAMPLES]
    ledger = load("\n".join(lines), 'plugin "fsq_beancount"')
    assert ledger.errors == []
    assert set(wealth_messages.EXAMPLES) <= set(option.OPTIONS)


# --- for programs ------------------------------------------------------------------------------


def test_json_has_every_line_under_its_name() -> None:
    found: dict[str, Any] = json.loads(export.as_json(report(HOUSEHOLD + OPTIONS)))
    wealth = found["wealth"]
    expected = {
        "date": "2024-12-31",
        "assets": "1380.00",
        "by_asset_class": {"cash": "1130.00", "stocks": "250.00"},
        "asset_class_shares": {"cash": "0.818841", "stocks": "0.181159"},
        "latent_tax": "5.00",
        "receivables": "200.00",
        "other_debts": "50.00",
        "claims": "0.00",
        "loans": "400.00",
        "gross_wealth": "1525.00",
        "net_wealth": "1125.00",
        "human_capital": "360.00",
        "total_wealth": "1485.00",
        "consumption": "1500.00",
        "balance": "-15.00",
        "financially_free": False,
        "freedom_margin": "-375.00",
        "freedom_ratio": "0.75",
        "valued_at_cost": [],
        "unconverted": {},
        "undefined": {},
    }
    assert {name: wealth[name] for name in expected} == expected
    assert wealth["accounts"][1] == {
        "account": "Assets:Depot",
        "booked_on": "Assets:Depot",
        "kind": "asset",
        "currency": "HOOL",
        "units": "10.00",
        "amount": "250.00",
        "cost": "200.00",
        "valued_at_cost": False,
        "by_asset_class": {"stocks": "250.00"},
        "liquidity": "days",
    }
    series = found["wealth_series"]
    assert len(series) == 12
    assert series[-1] == {name: wealth[name] for name in series[-1]}


def test_json_has_null_for_what_is_undefined_and_says_why() -> None:
    wealth = json.loads(export.as_json(report()))["wealth"]
    for name in ("latent_tax", "human_capital", "total_wealth", "consumption", "balance",
                 "financially_free", "freedom_margin", "freedom_ratio"):  # fmt: skip
        assert wealth[name] is None
    assert wealth["undefined"]["latent_tax"]["missing"] == ["tax-profile"]


def rows(text: str, part: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export.as_csv(report(text), part))))


def test_csv_of_the_month_ends() -> None:
    found = rows(HOUSEHOLD + OPTIONS, "wealth")
    assert [row["date"] for row in found][::11] == ["2024-01-31", "2024-12-31"]
    last = found[-1]
    assert {measure.id for measure in WEALTH_MEASURES} <= set(last)
    assert (last["net_wealth"], last["financially_free"], last["currency"]) == (
        "1125.00",
        "false",
        "EUR",
    )
    # Before twelve months of books nothing to come is known.
    assert found[0]["consumption"] == found[0]["financially_free"] == ""


def test_csv_of_the_accounts_is_safe_in_a_spreadsheet() -> None:
    text = """
        2020-01-01 open Assets:Bank
          fsq-asset-class: "=cmd()"
        2024-01-02 * "Opening"
          Assets:Bank   1.00 EUR
          Equity:Opening
        """
    (row,) = rows(text, "accounts")
    assert row["asset_class"] == "'=cmd()"
    assert row["amount"] == "1.00"


def test_a_what_if_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(HEAD + HOUSEHOLD + OPTIONS, encoding="utf-8")

    def wealth(*arguments: str) -> dict[str, Any]:
        result = CliRunner().invoke(cli, ["report", str(path), "--format", "json", *arguments])
        assert result.exit_code == 0, result.output
        found: dict[str, Any] = json.loads(result.output)["wealth"]
        return found

    assert wealth()["human_capital"] == "360.00"
    # two years to go instead of one, and 20 % of the gain of 50
    changed = wealth("--set", "retirement-age=42", "--set", "tax-rate=0.2")
    assert changed["human_capital"] == "720.00"
    assert changed["latent_tax"] == "10.00"
    wrong = CliRunner().invoke(cli, ["report", str(path), "--set", "inflation=2"])
    assert wrong.exit_code == 2
    assert "a rate a year such as" in wrong.output


# --- bean-query --------------------------------------------------------------------------------


def test_the_table_has_a_row_per_month_end(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(HEAD + HOUSEHOLD + OPTIONS, encoding="utf-8")
    connection = beanquery.connect(f"beancount:{path}")
    cursor = connection.execute(
        "SELECT month, gross_wealth, net_wealth, total_wealth, loans, latent_tax, freedom_ratio, "
        "financially_free FROM #fsq_wealth ORDER BY month"
    )
    found = cursor.fetchall()
    assert len(found) == 12
    month, gross, net, total, loans, tax, ratio, free = found[-1]
    assert month.isoformat() == "2024-12-31"
    assert [amount.number for amount in (gross, net, total, loans, tax)] == [
        1525,
        1125,
        1485,
        400,
        5,
    ]
    assert gross.currency == "EUR"
    assert (str(ratio), free) == ("0.750000", False)
    assert found[0][3] is None


# --- fsq check ---------------------------------------------------------------------------------


Found = TypeVar("Found", bound=Finding)


def findings(text: str, kind: type[Found]) -> list[Found]:
    ledger = load(text)
    collected = facts.collect(ledger.entries, ledger.options)
    return [one for one in check.find(collected, build(collected)) if isinstance(one, kind)]


def test_lots_valued_at_cost_are_named_until_they_have_a_price() -> None:
    text = """
        2024-01-02 * "Buys"
          Assets:Depot:A   1 HOOL {10.00 EUR}
          Assets:Depot:B   2 HOOL {20.00 EUR}
          Assets:Bank    -50.00 EUR
        """
    (found,) = findings(text, AtCost)
    # 10 + 2 · 20
    assert (found.commodity, found.cost) == ("HOOL", Weight(Decimal(50), "EUR"))
    mended = textwrap.dedent(text) + fixes(found)[0].replace("<price>", "30.00")
    assert findings(mended, AtCost) == []


def test_claims_that_cannot_be_computed_are_named_until_all_options_are_there() -> None:
    text = """
        2020-01-01 custom "fsq-option" "birth-date" 1984-12-31
        2020-01-01 custom "fsq-pension" "Rente" 1000.00 EUR 67
        2024-01-02 * "Opening"
          Assets:Bank  1.00 EUR
          Equity:Opening
        """
    (found,) = findings(text, Claims)
    assert found.pensions == ("Rente",)
    assert found.options == ("life-expectancy", "discount-rate", "inflation")
    assert found.unpriced == ()
    assert findings(textwrap.dedent(text) + fixes(found)[0] + "\n", Claims) == []


def test_commodities_without_a_tax_treatment_are_named_with_a_profile_only() -> None:
    text = HOUSEHOLD + OPTIONS
    (found,) = findings(text, Untreated)
    assert found.commodity == "HOOL"
    assert fixes(found) == (
        '2024-12-31 custom "fsq-meta" "HOOL" "fsq-tax-treatment" "equity-fund"',
    )
    assert found.place is not None
    assert findings(HOUSEHOLD, Untreated) == []
    said = text.replace(
        'fsq-asset-class: "stocks"\n', 'fsq-asset-class: "stocks"\n  fsq-tax-treatment: "share"\n'
    )
    assert findings(said, Untreated) == []


def test_what_is_held_without_a_price_is_named_once() -> None:
    text = """
        2024-01-02 * "Opening"
          Assets:Vacation  8 HOURS
          Equity:Opening
        2024-01-02 * "A flow in francs is named as such"
          Assets:Francs  7.00 CHF
          Income:Gifts
        """
    (found,) = findings(text, Unvalued)
    assert found.units == Weight(Decimal(8), "HOURS")
    for fix in fixes(found):
        mended = textwrap.dedent(text) + fix.replace("<rate>", "1.00") + "\n"
        assert findings(mended, Unvalued) == []


# --- the page ----------------------------------------------------------------------------------


def client(tmp_path: Path, text: str, **options: bool) -> FlaskClient:
    path = tmp_path / "main.beancount"
    path.write_text(HEAD + text, encoding="utf-8")
    return create_app([path], load=True, poll_watcher=True, **options).test_client()


def html(answering: FlaskClient, language: str = "en", **controls: str) -> str:
    """The section of the page."""
    answer = answering.get(
        "/main/extension/FsqProgress/",
        query_string=controls,
        headers={"Accept-Language": language},
    )
    assert answer.status_code == 200
    return answer.text.partition('<section aria-labelledby="wealth">')[2].partition("</section>")[0]


def shown(of: str) -> str:
    read = re.sub(r"<script.*?</script>", " ", of, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", read)).replace("\xa0", " ").split())


def charts(of: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        of.partition('<script type="application/json">')[2].partition("</script>")[0]
    )
    return found


def test_the_sheet_on_the_page_opens_down_to_accounts(tmp_path: Path) -> None:
    found = html(client(tmp_path, HOUSEHOLD + OPTIONS))
    text = shown(found)
    assert "Not financially free yet: net wealth pays for 75.0% of all consumption" in text
    assert (
        "Assets 1,380.00 cash and bank 81.9% 1,130.00 Assets:Bank 1,130.00 "
        "stocks 18.1% 250.00 Assets:Depot 10.00 HOOL 250.00 "
        "− Latent tax 5.00 + Receivables 200.00 Assets:Lent 200.00 + Claims 0.00 "
        "− Other debts 50.00 Liabilities:Card 50.00 = Gross wealth 1,525.00 "
        "− Loans 400.00 Liabilities:Darlehen 400.00 = Net wealth 1,125.00 "
        "+ Human capital 360.00 = Total wealth 1,485.00 − Consumption 1,500.00 = Balance -15.00"
    ) in text
    assert 'href="/main/account/Assets:Depot/"' in found
    # assets, two classes, receivables, other debts and loans, and the lots
    assert found.count("<details") == 7


def test_the_charts_are_those_of_the_figures(tmp_path: Path) -> None:
    line, tree = charts(html(client(tmp_path, HOUSEHOLD)))
    assert (line["type"], tree["type"]) == ("balances", "hierarchy")
    assert len(line["data"]) == 12
    # Loans hang below zero.
    last = {name: Decimal(str(value)) for name, value in line["data"][-1]["balance"].items()}
    assert last == {"Gross wealth": 1530, "Net wealth": 1130, "Loans": -400}
    classes = {one["account"]: one["balance_children"]["EUR"] for one in tree["data"]["children"]}
    assert {name: Decimal(str(value)) for name, value in classes.items()} == {
        "cash and bank": 1130,
        "stocks": 250,
    }


def test_an_account_of_several_classes_is_no_two_leaves_of_one_name(tmp_path: Path) -> None:
    text = HOUSEHOLD.replace(
        'fsq-asset-class: "stocks"', "asset_allocation_equity: 60\n  asset_allocation_bond: 40"
    )
    found = html(client(tmp_path, text))
    leaves = [
        leaf["account"] for one in charts(found)[1]["data"]["children"] for leaf in one["children"]
    ]
    assert len(leaves) == len(set(leaves)) == 3
    # 60 % and 40 % of 250
    assert "stocks 10.9% 150.00 Assets:Depot" in shown(found)
    assert "bonds 7.2% 100.00 Assets:Depot" in shown(found)


def test_fava_s_controls_hold_for_the_balance_sheet(tmp_path: Path) -> None:
    answering = client(tmp_path, HOUSEHOLD + "2024-01-01 price EUR 2 USD\n")
    # At the end of May the lot has no price; 1000 - 200 + 360 in the bank.
    may = html(answering, time="2024-05")
    assert "on May 31, 2024" in shown(may)
    assert "Assets 1,360.00" in shown(may)
    assert "at cost, without a price" in shown(may)
    assert "Assets 2,760.00" in shown(html(answering, conversion="USD"))
    # The depot alone: its shares, and not what the bank paid for them.
    depot = shown(html(answering, account="Assets:Depot"))
    assert "Assets 250.00" in depot
    # The filter of transactions has both.
    bought = shown(html(answering, filter='any(account:"Assets:Depot")'))
    assert "Assets 50.00" in bought
    years = charts(html(answering, interval="quarter"))[0]["data"]
    assert len(years) == 4


def test_what_a_ledger_says_of_a_class_cannot_break_the_page(tmp_path: Path) -> None:
    text = HOUSEHOLD.replace('"stocks"', '"</script><img src=x onerror=alert(1)>"')
    found = html(client(tmp_path, text))
    assert "<img" not in found
    assert "</script><img" not in found


def test_incognito_hides_amounts_and_shows_shares(tmp_path: Path) -> None:
    text = shown(html(client(tmp_path, HOUSEHOLD + OPTIONS, incognito=True)))
    assert "Assets X,XXX.XX" in text
    assert "10.00 HOOL" not in text
    assert "pays for 75.0% of all consumption to come; XXX.XX EUR are missing" in text


def test_the_german_page(tmp_path: Path) -> None:
    text = shown(html(client(tmp_path, HOUSEHOLD), "de"))
    assert "Vermögenswerte 1.380,00 Bargeld und Konten 81,9 % 1.130,00" in text
    assert "Latente Steuer ist nicht abgezogen." in text


def test_a_ledger_without_assets_and_debts_says_what_the_section_needs(tmp_path: Path) -> None:
    answering = client(
        tmp_path,
        """
2024-01-02 * "Paid by itself"
  Expenses:Food   1.00 EUR
  Income:Gifts
""",
    )
    assert "Equity:Opening-Balances" in html(answering)
