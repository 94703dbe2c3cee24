"""Crashes: what the fall of an asset class changes, by hand and against fallen prices."""

from __future__ import annotations

import csv
import datetime
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import FIFO, ledgers
from small_ledger import load

from fsq_beancount import analyse, export, text
from fsq_beancount.cli import main as cli
from fsq_beancount.measures.catalogue import FAMILIES
from fsq_beancount.measures.wealth.crash import FALLS, Crash
from fsq_beancount.text import Style

if TYPE_CHECKING:
    from pathlib import Path

    from fsq_beancount.report.report import Report

D = Decimal

CRASH = next(family for family in FAMILIES if family.id == "crash")

# A fund of 15,000 that cost 10,000, a money market fund of 5,000 that counts as cash, 8,000 in the
# bank; 25 % tax on what gains exceed 1,000. 12,000 of living costs a year; as they grow as fast as
# they are discounted, the 120 months to come cost 120,000.
LEDGER = """
2020-01-01 custom "fsq-option" "tax-profile" "flat"
2020-01-01 custom "fsq-option" "tax-rate" 0.25
2020-01-01 custom "fsq-option" "saver-allowance" 1000.00 EUR
2020-01-01 custom "fsq-option" "birth-date" 1984-12-31
2020-01-01 custom "fsq-option" "life-expectancy" 50
2020-01-01 custom "fsq-option" "discount-rate" 0.02
2020-01-01 custom "fsq-option" "inflation" 0.02
2020-01-01 commodity FUND
  fsq-asset-class: "stocks"
2020-01-01 open Assets:Park
  fsq-asset-class: "bonds"
  fsq-liquidity: "cash"
2023-12-31 * "Opening"
  Assets:Depot    100 FUND {100.00 EUR}
  Assets:Park      50 PARK {100.00 EUR}
  Assets:Bank   20000.00 EUR
  Equity:Opening
2024-01-15 * "Living"
  Expenses:Living  12000.00 EUR
  Assets:Bank
2024-12-31 price FUND 150.00 EUR
2024-12-31 price PARK 100.00 EUR
"""


def report(ledger: str) -> Report:
    loaded = load(ledger)
    assert loaded.errors == []
    return analyse(loaded.entries, loaded.options, as_of=datetime.date(2024, 12, 31))


def crashes(found: Report) -> list[Crash]:
    return list(found.rows_of(CRASH))


def test_the_law_is_applied_to_the_fallen_values() -> None:
    # Today the gain of 5,000 less 1,000 is taxed at 25 %: 1,000.
    # Stocks: 15,000 fall to 12,000, 2,000 - 1,000 are taxed: 250; to 9,750 and 7,500: no gain.
    # Bonds: a loss of 1,000 leaves 4,000 - 1,000 to tax: 750; of 1,750: 562.50; of 2,500: 375.
    # They are cash: of 13,000 at 1,000 a month 1, 1.75 and 2.5 months go.
    assert [
        (
            each.asset_class,
            each.fall,
            each.crash_assets,
            each.crash_latent_tax,
            each.crash_net_wealth,
            each.crash_runway,
        )
        for each in crashes(report(LEDGER))
    ] == [
        ("stocks", D("0.2"), D(-3000), D(-750), D(-2250), D(0)),
        ("stocks", D("0.35"), D(-5250), D(-1000), D(-4250), D(0)),
        ("stocks", D("0.5"), D(-7500), D(-1000), D(-6500), D(0)),
        ("bonds", D("0.2"), D(-1000), D(-250), D(-750), D(-1)),
        ("bonds", D("0.35"), D(-1750), D("-437.5"), D("-1312.5"), D("-1.75")),
        ("bonds", D("0.5"), D(-2500), D(-625), D(-1875), D("-2.5")),
    ]
    first = crashes(report(LEDGER))[0]
    # 2,250 / 120,000
    assert first.crash_freedom_ratio == D("-0.01875")
    assert first.before.runway == D(13)


def test_without_a_profile_or_an_age_the_rest_remains() -> None:
    ledger = "\n".join(line for line in LEDGER.splitlines() if "fsq-option" not in line)
    first = crashes(report(ledger))[0]
    assert first.crash_latent_tax is None
    assert first.crash_freedom_ratio is None
    assert first.crash_net_wealth == first.crash_assets == D(-3000)


def test_without_living_costs_there_is_no_runway_to_lose() -> None:
    ledger = LEDGER.replace("Expenses:Living  12000.00 EUR", "Equity:Gone  12000.00 EUR")
    assert [each.crash_runway for each in crashes(report(ledger))] == [None] * 6


def test_money_alone_cannot_fall() -> None:
    ledger = """
        2024-01-01 * "Opening"
          Assets:Bank   20000.00 EUR
          Equity:Opening
    """
    assert crashes(report(ledger)) == []


def test_an_account_of_several_classes_falls_by_its_share() -> None:
    ledger = """
        2020-01-01 commodity MIX
          asset_allocation_stocks: 60
          asset_allocation_bonds: 40
        2024-01-01 * "Opening"
          Assets:Depot    10 MIX {100.00 EUR}
          Equity:Opening
        2024-12-31 price MIX 100.00 EUR
    """
    # 60 % of 1,000 are stocks and 40 % bonds; half of either falls away.
    halves = {
        each.asset_class: each.crash_assets
        for each in crashes(report(ledger))
        if each.fall == D("0.5")
    }
    assert halves == {"stocks": D(-300), "bonds": D(-200)}


GERMAN = """
2010-01-01 custom "fsq-option" "tax-profile" "de"
2010-01-01 custom "fsq-option" "saver-allowance" {allowance}.00 EUR
2010-01-01 custom "fsq-option" "tax-rate-private" 0.42
2010-01-01 commodity FUND
  fsq-tax-treatment: "equity-fund"
2010-01-01 commodity ACME
  fsq-tax-treatment: "share"
2010-01-01 commodity GOLD
  fsq-tax-treatment: "private-sale"
  fsq-asset-class: "precious-metals"
2010-01-01 open Assets:Rente
  fsq-tax-treatment: "deferred"
  fsq-asset-class: "stocks"
2016-05-02 * "Before 2018, and since"
  Assets:Depot    10 FUND {{{cost}.00 EUR}}
  Equity:Opening
2017-12-29 price FUND 80.00 EUR
2020-05-04 * "Others"
  Assets:Depot    20 FUND {{90.00 EUR}}
  Assets:Depot    30 ACME {{100.00 EUR}}
  Assets:Rente     4 ACME {{100.00 EUR}}
  Equity:Opening
2024-09-02 * "Gold"
  Assets:Depot     5 GOLD {{100.00 EUR}}
  Equity:Opening
2024-12-31 price FUND {fund} EUR
2024-12-31 price ACME {acme} EUR
2024-12-31 price GOLD {gold} EUR
"""


@given(
    cost=st.integers(50, 200),
    fund=st.integers(50, 300),
    acme=st.integers(50, 300),
    gold=st.integers(50, 300),
    allowance=st.sampled_from([0, 1000]),
    fall=st.sampled_from(FALLS),
    metals=st.booleans(),
)
def test_it_is_what_a_ledger_says_whose_prices_have_fallen(
    fall: Decimal, metals: bool, **values: int
) -> None:
    name = "precious-metals" if metals else "stocks"
    before = report(GERMAN.format(**values))
    fallen: dict[str, Any] = {
        what: value * (1 - fall) if (what == "gold") is metals else value
        for what, value in values.items()
        if what in {"fund", "acme", "gold"}
    }
    after = report(GERMAN.format(**{**values, **fallen}))
    [crash] = (each for each in crashes(before) if (each.asset_class, each.fall) == (name, fall))
    assert crash.before.sheet == before.wealth.sheet
    assert crash.after.sheet.assets == after.wealth.sheet.assets
    assert crash.after.sheet.latent_tax == after.wealth.sheet.latent_tax
    assert crash.after.sheet.net_wealth == after.wealth.sheet.net_wealth
    # What a crash takes from the assets is taken from net wealth, less the tax that it saves.
    assert crash.crash_latent_tax is not None
    assert crash.crash_net_wealth == crash.crash_assets - crash.crash_latent_tax


@given(ledgers())
def test_whatever_is_held_a_crash_takes_assets_less_the_tax_saved(text: str) -> None:
    loaded = load(text, FIFO)
    found = analyse(loaded.entries, loaded.options)
    for each in crashes(found):
        assert each.crash_assets < 0
        assert each.crash_net_wealth == each.crash_assets - (each.crash_latent_tax or 0)


def test_the_faces_say_the_same(tmp_path: Path) -> None:
    found = report(LEDGER)
    [first, *_] = json.loads(export.as_json(found))["crash"]
    assert first == {
        "asset_class": "stocks",
        "fall": "0.2",
        "crash_assets": "-3000.00",
        "crash_latent_tax": "-750.00",
        "crash_net_wealth": "-2250.00",
        "crash_freedom_ratio": "-0.01875",
        "crash_runway": "0",
    }
    [row, *_] = csv.DictReader(io.StringIO(export.as_csv(found, "crash")))
    assert row == {**first, "currency": "EUR"}
    path = tmp_path / "main.beancount"
    path.write_text(
        'option "operating_currency" "EUR"\nplugin "fsq_beancount"\n'
        f'plugin "beancount.plugins.auto_accounts"\n{LEDGER}',
        encoding="utf-8",
    )
    shown = CliRunner().invoke(cli.cli, ["report", str(path), "--lang", "de"]).output
    assert "Aktien −20 %" in shown


@pytest.mark.parametrize(("locale", "label"), [("en", "stocks −35%"), ("de", "Aktien −35 %")])
def test_the_text_names_class_and_fall(locale: str, label: str) -> None:
    shown = text.render(report(LEDGER), Style(locale), ledger="main.beancount")
    assert label in shown.replace("\N{NO-BREAK SPACE}", " ")
