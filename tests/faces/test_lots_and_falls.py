"""Lots, falls, returns over several years and the standard of living: in words and on the page."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import beanquery
import pytest
from served_page import Serve, page, section
from served_page import text as words_of
from small_ledger import load

from fsq_beancount import analyse, export, text
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import falls as fall_messages
from fsq_beancount.i18n.messages import lots as lot_messages
from fsq_beancount.measures.wealth.fall_definitions import CRASH
from fsq_beancount.measures.wealth.lots import Taxation
from fsq_beancount.tax.profile import Rule
from fsq_beancount.text import Style

if TYPE_CHECKING:
    from fsq_beancount.report.report import Report

pytestmark = pytest.mark.fava

D = Decimal

# Bought before 2018: 20 a unit gained up to 2017 in full, 70 since less 30 %: 2,000 + 4,900.
# Bought in 2020: 60 a unit on 20 units, less 30 %: 840. The share lost 3,300: offsets nothing.
# At 26.375 %: 1,819.875, 221.55 and -870.375. Less the allowance of 1,000: 6,740 are taxed with
# 1,777.675. Wealth falls by living costs in January 2022 and 2023, before a salary comes in.
LEDGER = """
option "title" "Main"
option "operating_currency" "EUR"
plugin "fsq_beancount"
plugin "beancount.plugins.auto_accounts"
2010-01-01 custom "fava-extension" "fsq_beancount.progress"
2010-01-01 custom "fsq-option" "tax-profile" "de"
2010-01-01 custom "fsq-option" "saver-allowance" 1000.00 EUR
2010-01-01 custom "fsq-option" "inflation" 0.02
2010-01-01 commodity FUND
  fsq-tax-treatment: "equity-fund"
2010-01-01 commodity ACME
  fsq-tax-treatment: "share"
2010-01-01 custom "fsq-lump-sum" "FUND" 2018 0.00 EUR
2010-01-01 custom "fsq-lump-sum" "FUND" 2019 0.00 EUR
2010-01-01 custom "fsq-lump-sum" "FUND" 2020 0.00 EUR
2010-01-01 custom "fsq-lump-sum" "FUND" 2021 0.00 EUR
2010-01-01 custom "fsq-lump-sum" "FUND" 2022 0.00 EUR
2010-01-01 custom "fsq-lump-sum" "FUND" 2023 0.00 EUR
2016-05-02 * "Before 2018"
  Assets:Depot:Alt    100 FUND {60.00 EUR}
  Equity:Opening
2017-12-29 price FUND 80.00 EUR
2020-05-04 * "Since"
  Assets:Depot    20 FUND {90.00 EUR}
  Assets:Depot    30 ACME {200.00 EUR}
  Assets:Bank    5000.00 EUR
  Equity:Opening
2020-05-04 price FUND 150.00 EUR
2020-05-04 price ACME  90.00 EUR
2022-01-15 * "Living"
  Expenses:Living  1200.00 EUR
  Assets:Bank
2023-01-15 * "Living"
  Expenses:Living  1260.00 EUR
  Assets:Bank
2023-12-31 price FUND 150.00 EUR
2023-12-31 price ACME  90.00 EUR
2023-12-31 * "Salary"
  Income:Salary   -5000.00 EUR
  Assets:Bank
"""


def report() -> Report:
    ledger = load(LEDGER)
    assert ledger.errors == []
    return analyse(ledger.entries, ledger.options, as_of=datetime.date(2023, 12, 31))


def test_the_lots_of_json_are_those_of_csv() -> None:
    found = report()
    rows = list(csv.DictReader(io.StringIO(export.as_csv(found, "lots"))))
    for row in rows:
        del row["currency"]
    of_json = json.loads(export.as_json(found))["lots"]
    assert rows == of_json
    assert [(row["account"], row["rule"], D(row["tax"])) for row in of_json] == [
        ("Assets:Depot", "share: taxed", D("-870.375")),
        ("Assets:Depot", "equity-fund: taxed", D("221.55")),
        (
            "Assets:Depot:Alt",
            "equity-fund: full, taxed (§ 56 Abs. 2, 3 InvStG)",
            D("1819.875"),
        ),
    ]


def test_the_lots_are_on_the_page_with_what_makes_their_sum_differ(serve: Serve) -> None:
    client = serve(LEDGER)
    found = section(page(client), "wealth")
    shown = words_of(found)
    assert "Lots held, with the tax on each: 3" in shown
    assert (
        "Assets:Depot:Alt May 2, 2016 100.00 FUND 6,000.00 15,000.00 9,000.00 equity fund: at first"
        " taxed in full, then 70% of the gain taxed (§ 56 Abs. 2, 3 InvStG) 1,819.88"
    ) in shown
    assert 'href="/main/account/Assets:Depot:Alt/"' in found
    # 1,819.875 + 221.55 - 870.375
    assert "Each taxed alone they come to 1,171.05 EUR; the latent tax is 1,777.68 EUR." in shown
    assert "The saver's allowance leaves 1,000.00 EUR of the gains untaxed." in shown
    assert "A loss lowers the tax on gains only as far as the law offsets the two." in shown
    german = words_of(section(page(client, "de"), "wealth"))
    assert (
        "Aktienfonds: zuerst voll besteuert, dann 70 % des Gewinns besteuert (§ 56 Abs. 2, 3"
        " InvStG) 1.819,88"
    ) in german
    assert "Jeder für sich besteuert ergeben sie 1.171,05 EUR" in german


def test_without_a_profile_lots_have_no_tax(serve: Serve) -> None:
    ledger = "\n".join(line for line in LEDGER.splitlines() if "tax-profile" not in line)
    shown = words_of(section(page(serve(ledger)), "wealth"))
    assert "9,000.00" in shown
    assert "Tax alone" not in shown
    assert "Each taxed alone" not in shown


def test_a_hidden_amount_is_hidden_among_lots_and_falls(serve: Serve) -> None:
    ours = page(serve(LEDGER, incognito=True))
    for anchor in ("wealth", "crash"):
        shown = words_of(section(ours, anchor))
        assert "XX,XXX.XX" in shown or "X,XXX.XX" in shown
        assert not re.search(r"\d,\d{3}\.\d\d", shown)


def test_crash_and_largest_fall_are_on_the_page(serve: Serve) -> None:
    client = serve(LEDGER)
    shown = words_of(section(page(client), "crash"))
    # 18,000 of the fund and 2,700 of shares are stocks: half are 10,350.
    assert "stocks −50% -10,350.00" in shown
    # 1,200 in January 2022 and 1,260 a year later, before anything comes in.
    assert "from Dec 31, 2021 to Jan 31, 2023, by 2,460.00 EUR" in shown
    german = words_of(section(page(client, "de"), "crash"))
    assert "Aktien −50 % -10.350,00" in german
    assert "Am stärksten fiel das Nettovermögen vom 31.12.2021 bis zum 31.01.2023" in german


def test_returns_over_several_years_and_the_standard_of_living_are_on_the_page(
    serve: Serve,
) -> None:
    client = serve(LEDGER)
    ours = page(client, "de")
    assert "3 Jahre 01.01.2021" in words_of(section(ours, "returns"))
    # Seven years and eight months since May 2016.
    assert "zu kurz für: 10 Jahre." in words_of(section(ours, "returns"))
    assert "Auf das Nettovermögen, sofern der Name" in words_of(section(ours, "returns"))
    # 1,260 after 1,200, and no income before 2023.
    assert "2023 5,0 % 2,0 % –" in words_of(section(ours, "standard_of_living"))
    shown = text.render(report(), Style("de"), ledger="main.beancount")
    assert "2023  5,0 %" in re.sub(" {2,}", "  ", shown.replace("\N{NO-BREAK SPACE}", " "))


def test_the_tables_have_the_figures_of_the_report() -> None:
    ledger = load(LEDGER)
    connection = beanquery.Connection()
    connection.attach("beancount:", entries=ledger.entries, errors=[], options=ledger.options)

    def asked(query: str) -> list[tuple[object, ...]]:
        return [tuple(row) for row in connection.execute(query).fetchall()]

    # Half of 18,000 of the fund and of 2,700 of shares.
    assert asked("SELECT asset_class, number(crash_assets) FROM #fsq_crash WHERE fall = 0.5") == [
        ("stocks", D(-10350))
    ]
    assert asked("SELECT number(largest_fall), fell_to FROM #fsq_falls") == [
        (D(2460), datetime.date(2023, 1, 31))
    ]
    assert asked("SELECT year, living_costs_growth FROM #fsq_standard_of_living") == [
        ("2023", D("0.05"))
    ]
    assert asked("SELECT years, span_from FROM #fsq_return_spans WHERE span_yardstick = 0.07") == [
        (3, datetime.date(2021, 1, 1)),
        (5, datetime.date(2019, 1, 1)),
        (10, None),
        (None, datetime.date(2016, 5, 3)),
    ]


@pytest.mark.parametrize(
    ("taxation", "english", "german"),
    [
        (None, "", ""),
        (Taxation(word=None, rules=(Rule.TAXED,)), "no treatment: taxed in full",
         "ohne Angabe: voll besteuert"),
        (Taxation(word="none"), "not taxed", "nicht besteuert"),
        (Taxation(word="deferred", whole=True), "deferred: the whole value is taxed",
         "nachgelagert besteuert: der ganze Wert wird besteuert"),
        (Taxation(word="share", rules=(Rule.FREE,), source="law"), "share: free of tax (law)",
         "Aktie: steuerfrei (law)"),
        (Taxation(word="equity-fund", rules=(Rule.FREE, Rule.OLD_FUND), exempt=D("0.3")),
         "equity fund: at first free of tax, then 70% of the gain taxed, above the allowance for"
         " old funds",
         "Aktienfonds: zuerst steuerfrei, dann 70 % des Gewinns besteuert, soweit über dem"
         " Freibetrag für Altfonds"),
    ],
)  # fmt: skip
def test_a_rule_in_words(taxation: Taxation | None, english: str, german: str) -> None:
    assert lot_messages.rule(taxation, Reader.of("en")) == english
    shown = lot_messages.rule(taxation, Reader.of("de")).replace("\N{NO-BREAK SPACE}", " ")
    assert shown == german


def test_the_columns_of_a_crash_are_all_its_figures() -> None:
    assert [name for name, _ in fall_messages.CHANGES] == [each.id for each in CRASH.measures]
