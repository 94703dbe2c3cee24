"""What is money: the currencies of states and unions, operating currencies, and what is said."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from beancount.core import data
from flows_by_hand import ROOTS
from small_ledger import complaints, load

from fsq_beancount.books import facts, position_reader
from fsq_beancount.books.holdings import Holdings
from fsq_beancount.settings import money
from fsq_beancount.settings.config import Config


@pytest.mark.parametrize(
    "code",
    [
        # of today, of a union, of several states, of a territory
        *("EUR", "USD", "CHF", "INR", "XAF", "XOF", "XCD", "XPF", "GIP", "VED", "CNH"),
        # of the past: before the euro, before a reform, of a state that is gone
        *("DEM", "ATS", "FRF", "ITL", "HRK", "DDM", "YUD", "CSK", "SUR", "TRL", "XEU", "BEC"),
    ],
)
def test_the_currency_of_a_state_or_a_union_is_money(code: str) -> None:
    assert money.is_currency(code)


@pytest.mark.parametrize(
    "code",
    [
        # metals, tests and nothing; special drawing rights and other units of account
        *("XAU", "XAG", "XPT", "XPD", "XTS", "XXX", "XDR", "XUA", "XSU", "XBA", "XFU", "XRE"),
        # funds and indices of a state, which nobody pays with
        *("BOV", "CHE", "CHW", "CLF", "COU", "ECV", "MXV", "USN", "USS", "UYI", "UYW"),
        # coins, stable ones too; shares, funds, hours, vouchers; what is written otherwise
        *("BTC", "ETH", "XMR", "USDT", "USDC", "EURC", "SOL", "VWCE", "VACHR", "MILES", "eur", ""),
    ],
)
def test_anything_else_is_none(code: str) -> None:
    assert not money.is_currency(code)


def test_a_currency_of_today_is_told_from_one_of_the_past() -> None:
    assert [code for code in ("EUR", "DEM", "AMD", "AON", "BTC") if money.is_current(code)] == [
        "EUR",
        "AMD",
    ]


@pytest.mark.parametrize(
    ("commodity", "meta", "expected"),
    [
        # an operating currency is, whatever is said of it
        ("EUR", {"fsq-asset-class": "stocks"}, True),
        ("POINTS", {}, True),
        ("POINTS", {"fsq-asset-class": "other"}, True),
        # of any other, what is said; folded, and ours before others'
        ("BTC", {}, False),
        ("BTC", {"fsq-asset-class": "cash"}, True),
        ("BTC", {"fsq-asset-class": " Currency "}, True),
        ("BTC", {"fsq-asset-class": "MONEY"}, True),
        ("BTC", {"fsq-asset-class": "crypto", "asset-class": "cash"}, False),
        ("BTC", {"asset-class": "Cash"}, True),
        ("BTC", {"asset_class": "money-market"}, False),
        ("USD", {}, True),
        ("USD", {"fsq-asset-class": "stocks"}, False),
        ("USD", {"asset-class": "Stock"}, False),
        # a part of it in cash is no money; all of it is
        (
            "USD",
            {"asset_allocation_cash": Decimal(60), "asset_allocation_bond": Decimal(40)},
            False,
        ),
        ("FUND", {"asset_allocation_cash": Decimal(100)}, True),
        # a value of the wrong type is an error elsewhere and says nothing here
        ("USD", {"fsq-asset-class": 5}, True),
        ("BTC", {"asset_allocation_cash": "100"}, False),
    ],
)
def test_what_is_said_of_a_commodity_decides(
    commodity: str, meta: dict[str, Any], expected: bool
) -> None:
    declared = data.Commodity(meta, datetime.date(2020, 1, 1), commodity)
    config = Config(ROOTS, "EUR", commodities={commodity: declared}, operating=("EUR", "POINTS"))
    assert config.is_money(commodity) is expected


def test_the_currency_of_the_figures_is_money_where_the_ledger_names_none() -> None:
    ledger = load("""
        2024-01-31 * "Markt"
          Expenses:Essen  5 TALER
          Assets:Kasse
        2024-01-31 * "Hafen"
          Expenses:Essen  5 GULDEN
          Assets:Kasse   -5 GULDEN
          Expenses:Bier   1 TALER
          Assets:Kasse   -1 TALER
        """)
    options = {**ledger.options, "operating_currency": []}
    for asked in (None, "GULDEN"):
        config = facts.collect(ledger.entries, options, currency=asked).config
        assert config.is_money("TALER")
        assert not config.is_money("GULDEN")


@pytest.mark.parametrize(
    ("line", "asset_class"),
    [
        ('2024-01-01 commodity EUR\n  fsq-asset-class: "crypto"', "crypto"),
        ('2024-01-01 commodity EUR\n  fsq-asset-class: "other"', "other"),
        ('2024-01-01 custom "fsq-meta" "EUR" "fsq-asset-class" "crypto"', "crypto"),
    ],
)
def test_an_operating_currency_cannot_be_said_to_be_no_money(line: str, asset_class: str) -> None:
    ledger = f"""2024-01-02 * "-"
  Assets:Bank  100 EUR
  Equity:Anfang
{line}
"""
    assert complaints(ledger) == [
        (
            4,
            f'fsq-asset-class: "{asset_class}" stands on EUR, which is an operating currency and '
            'so always money; allowed are "cash", "currency", "money": write fsq-asset-class: '
            '"cash" or leave it out, or take EUR out of the operating currencies',
        )
    ]
    # It stays cash: 100 at once.
    (holding,) = [each for each in _holdings(ledger).every if each.account == "Assets:Bank"]
    assert (holding.is_money, dict(holding.classes)) == (True, {"cash": Decimal(1)})
    assert holding.horizon(datetime.date(2024, 1, 2), priced=False) == "cash"


@pytest.mark.parametrize(
    "text",
    [
        # money by its names; another currency; an account, whose money may be in a house
        '2024-01-01 commodity EUR\n  fsq-asset-class: "cash"\n',
        '2024-01-01 commodity EUR\n  fsq-asset-class: " Money "\n',
        '2024-01-01 commodity USD\n  fsq-asset-class: "stocks"\n',
        '2024-01-01 open Assets:Haus\n  fsq-asset-class: "real-estate"\n',
    ],
)
def test_what_may_be_said_of_the_asset_class_of_money(text: str) -> None:
    assert complaints(text) == []


def _holdings(text: str) -> Holdings:
    ledger = load(text)
    known = facts.collect(ledger.entries, ledger.options)
    held = position_reader.collect(known.entries, known.config, known.prices, known.currency)
    return Holdings(held, known.config)
