"""What accounts are on the balance sheet: kind, asset class, horizon, tax treatment."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_ledger import complaints, load

from fsq_beancount.books import facts
from fsq_beancount.books.holdings import Holding, Kind
from fsq_beancount.core.terms import DEPRECIATION_MARK
from fsq_beancount.report import build

NEW_YEAR = datetime.date(2025, 1, 1)


def holdings(text: str, *head: str) -> list[Holding]:
    ledger = load(text, *head)
    collected = facts.collect(ledger.entries, ledger.options)
    return list(build.build(collected).scope.holdings.every)


def the(found: list[Holding], account: str, currency: str | None = None) -> Holding:
    (only,) = (
        each
        for each in found
        if each.line.account == account and currency in (None, each.line.currency)
    )
    return only


def one(meta: str, posting: str = "100 EUR", commodity: str = "") -> Holding:
    """The holding of a ledger with one asset, its account's metadata and its commodity's."""
    text = [
        "2020-01-01 open Assets:Thing",
        *(f"  {line}" for line in meta.splitlines()),
        "2020-01-01 commodity HOOL",
        *(f"  {line}" for line in commodity.splitlines()),
        '2024-01-02 * "Opening"',
        f"  Assets:Thing  {posting}",
        "  Equity:Opening",
        "",
    ]
    return the(holdings("\n".join(text)), "Assets:Thing")


def test_where_an_account_stands_on_the_balance_sheet() -> None:
    found = holdings(
        """
        2020-01-01 open Assets:Owed
          fsq-receivable: TRUE
        2020-01-01 open Assets:Owed:Anna
        2020-01-01 open Assets:Owed:Anna:Paid
          fsq-receivable: FALSE
        2020-01-01 open Liabilities:Haus
          fsq-loan: TRUE
        2024-01-02 * "Opening"
          Assets:Bank             1 EUR
          Assets:Owed:Anna        2 EUR
          Assets:Owed:Anna:Paid   3 EUR
          Liabilities:Darlehen   -4 EUR
          Liabilities:Haus       -5 EUR
          Liabilities:Kreditkarte -6 EUR
          Equity:Opening
        """
    )
    assert {each.account: each.kind for each in found} == {
        "Assets:Bank": Kind.ASSET,
        "Assets:Owed:Anna": Kind.RECEIVABLE,
        "Assets:Owed:Anna:Paid": Kind.ASSET,
        "Liabilities:Darlehen": Kind.LOAN,
        "Liabilities:Haus": Kind.LOAN,
        "Liabilities:Kreditkarte": Kind.DEBT,
    }


def test_renamed_roots() -> None:
    found = holdings(
        """
        2024-01-02 * "Opening"
          Vermögen:Bank            1 EUR
          Schulden:Bauspardarlehen -4 EUR
          Equity:Opening
        """,
        'option "name_assets" "Vermögen"',
        'option "name_liabilities" "Schulden"',
    )
    assert [each.kind for each in found] == [Kind.LOAN, Kind.ASSET]


@pytest.mark.parametrize(
    ("meta", "posting", "commodity", "expected"),
    [
        # the account before the commodity, ours before others', the name before the treatment
        ('fsq-asset-class: "p2p"', "1 HOOL {1 EUR}", 'fsq-asset-class: "stocks"', {"p2p": 1}),
        ("", "1 HOOL {1 EUR}", 'fsq-asset-class: "bonds"\nasset-class: "Stock"', {"bonds": 1}),
        ("", "1 HOOL {1 EUR}", 'asset-class: "Stock"', {"stocks": 1}),
        ("", "1 HOOL {1 EUR}", 'asset_class: "Fixed Income"', {"bonds": 1}),
        ("", "1 HOOL {1 EUR}", 'asset-class: "Wine"', {"wine": 1}),
        (
            "",
            "1 HOOL {1 EUR}",
            "asset_allocation_equity: 60\nasset_allocation_bond: 20",
            {"stocks": "0.75", "bonds": "0.25"},
        ),
        (
            "",
            "1 HOOL {1 EUR}",
            "asset_allocation_equity_domestic: 1\nasset_allocation_none: 0",
            {"equity-domestic": 1},
        ),
        ("", "1 HOOL {1 EUR}", 'fsq-tax-treatment: "equity-fund"', {"stocks": 1}),
        ("", "1 HOOL {1 EUR}", "", {"other": 1}),
        ("", "1 HOOL", "", {"other": 1}),
        ("", "1 XAU", "", {"other": 1}),
        ("", "1 EUR", "", {"cash": 1}),
        ("", "1 DEM", "", {"cash": 1}),
        ("", "1 HOOL", 'fsq-asset-class: "Currency"', {"cash": 1}),
        ('fsq-asset-class: "Money"', "1 HOOL", "", {"cash": 1}),
        ("", "1 HOOL", 'asset-class: "money"', {"cash": 1}),
        # a value of the wrong type is an error elsewhere and says nothing here
        ("fsq-asset-class: 5", "1 EUR", "", {"cash": 1}),
    ],
)
def test_asset_class(meta: str, posting: str, commodity: str, expected: dict[str, object]) -> None:
    found = one(meta, posting, commodity).classes
    assert found == {name: Decimal(str(share)) for name, share in expected.items()}


def test_a_name_says_of_which_class_lots_are_but_not_of_which_class_money_is() -> None:
    found = holdings(
        """
        2024-01-02 * "Opening"
          Assets:Immobilien:Wohnung   1 FLAT {200000 EUR}
          Assets:Depot:Aktien         1 HOOL {10 EUR}
          Assets:Depot:Aktien         5 EUR
          Assets:Sparen:Auto          7 EUR
          Equity:Opening
        """
    )
    assert [list(each.classes) for each in found] == [
        ["cash"],
        ["stocks"],
        ["real-estate"],
        ["cash"],
    ]


def test_thirds_add_up() -> None:
    holding = one(
        "",
        "1 HOOL {1 EUR}",
        "asset_allocation_a: 1\nasset_allocation_b: 1\nasset_allocation_c: 1",
    )
    third = Decimal("0.333333333333")
    assert holding.classes == {"a": 1 - 2 * third, "b": third, "c": third}
    # 100 / 3 three times is a 12th place short: the largest share, a's, has it.
    assert sum(holding.split(Decimal(100)).values()) == 100


@given(
    st.decimals(-(10**9), 10**9, places=12),
    st.lists(st.decimals("0.01", 1000, places=2), min_size=1, max_size=5),
)
def test_a_split_adds_up_whatever_the_weights(amount: Decimal, weights: list[Decimal]) -> None:
    lines = "\n".join(f"asset_allocation_c{at}: {weight}" for at, weight in enumerate(weights))
    parts = one("", "1 HOOL {1 EUR}", lines).split(amount)
    assert sum(parts.values()) == amount
    assert len(parts) == len(weights)


@pytest.mark.parametrize(
    ("meta", "posting", "priced", "expected"),
    [
        ("", "1 EUR", True, "cash"),
        ("", "1 HOOL {1 EUR}", True, "days"),
        ("", "1 HOOL {1 EUR}", False, "months"),
        ('fsq-asset-class: "p2p"', "1 EUR", True, "months"),
        ('fsq-asset-class: "cash"', "1 EUR", True, "cash"),
        ('fsq-liquidity: "months"', "1 EUR", True, "months"),
        ('fsq-liquidity: "cash"', "1 HOOL {1 EUR}", False, "cash"),
        ('fsq-liquidity: "locked"', "1 EUR", True, "locked"),
        ("fsq-locked-until: 2025-01-02", "1 EUR", True, "locked"),
        # its last day has come
        ("fsq-locked-until: 2025-01-01", "1 EUR", True, "cash"),
        ('fsq-liquidity: "locked"\nfsq-locked-until: 2024-01-01', "1 HOOL {1 EUR}", True, "days"),
    ],
)
def test_horizon(meta: str, posting: str, priced: bool, expected: str) -> None:
    assert one(meta, posting).horizon(NEW_YEAR, priced=priced) == expected


@pytest.mark.parametrize(
    ("meta", "posting", "commodity", "expected"),
    [
        (
            'fsq-tax-treatment: "deferred"',
            "1 HOOL {1 EUR}",
            'fsq-tax-treatment: "share"',
            "deferred",
        ),
        ("", "1 HOOL {1 EUR}", 'fsq-tax-treatment: "share"', "share"),
        ("", "1 HOOL {1 EUR}", 'fsq-asset-class: "stocks"', None),
        ("", "1 HOOL {1 EUR}", 'fsq-asset-class: "real-estate"', "none"),
        ("", "1 HOOL {1 EUR}", 'fsq-asset-class: "real-estate"\nfsq-tax-treatment: "bond"', "bond"),
        ("", "1 EUR", "", "none"),
    ],
)  # fmt: skip
def test_tax_treatment(meta: str, posting: str, commodity: str, expected: str | None) -> None:
    assert one(meta, posting, commodity).tax_treatment == expected


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("fsq-locked-until: 2030-01-01", 'fsq-liquidity: "cash"', "cash"),
        ("fsq-locked-until: 2030-01-01", 'fsq-liquidity: "locked"', "locked"),
        ("fsq-locked-until: 2030-01-01", "", "locked"),
        ('fsq-liquidity: "days"', "fsq-locked-until: 2030-01-01", "locked"),
        ('fsq-liquidity: "days"', "fsq-locked-until: 2020-01-01", "days"),
        ('fsq-liquidity: "locked"', "fsq-locked-until: 2020-01-01", "cash"),
    ],
)
def test_of_a_lock_and_a_horizon_the_nearer_one_holds(
    above: str, below: str, expected: str
) -> None:
    found = holdings(
        f"""
2020-01-01 open Assets:Deposit
  {above}
2020-01-01 open Assets:Deposit:Call
  {below or "name: 1"}
2024-01-02 * "Opening"
  Assets:Deposit:Call  100 EUR
  Equity:Opening
"""
    )
    assert the(found, "Assets:Deposit:Call").horizon(NEW_YEAR, priced=True) == expected


def test_a_fund_in_a_pension_account_is_of_its_own_class() -> None:
    # The account says how it is taxed, the commodity what it is.
    found = one('fsq-tax-treatment: "deferred"', "1 HOOL {1 EUR}", 'fsq-tax-treatment: "share"')
    assert (found.tax_treatment, found.classes) == ("deferred", {"stocks": Decimal(1)})


def test_a_share_without_a_cost_is_no_money() -> None:
    found = one("", "1 HOOL @ 1 EUR", 'fsq-tax-treatment: "share"')
    assert (found.classes, found.is_money) == ({"stocks": Decimal(1)}, False)
    # Money in a depot whose account says so stays money.
    found = one('fsq-tax-treatment: "share"', "1 EUR")
    assert (found.classes, found.is_money) == ({"cash": Decimal(1)}, True)


@pytest.mark.parametrize("key", ["fsq-liquidity", "fsq-asset-class", "fsq-tax-treatment"])
def test_an_amount_where_a_word_belongs_is_an_error_and_nothing_more(key: str) -> None:
    text = f"""
2020-01-01 open Assets:Thing
  {key}: 5 EUR
  fsq-locked-until: 2020-01-01
2024-01-02 * "Opening"
  Assets:Thing  100 EUR
  Equity:Opening
"""
    ((_, complaint),) = complaints(text)
    assert f"{key} has the value 5 EUR" in complaint
    assert the(holdings(text), "Assets:Thing").horizon(NEW_YEAR, priced=True) == "cash"


def test_a_contra_account_is_like_what_it_depreciates() -> None:
    ledger = load(
        """
        2020-01-01 open Assets:Auto
          fsq-liquidity: "locked"
        2020-01-01 open Assets:Abschreibungen:Auto
        2024-01-02 * "Opening"
          Assets:Auto                 30000 EUR
          Assets:Abschreibungen:Auto   -200 EUR
          Equity:Opening
        """
    )
    # No ledger can say so itself: Beancount's parser takes no key with two underscores.
    for entry in ledger.entries:
        if getattr(entry, "account", "") == "Assets:Abschreibungen:Auto":
            entry.meta[DEPRECIATION_MARK] = "Assets:Auto"
    collected = facts.collect(ledger.entries, ledger.options)
    contra, car = build.build(collected).scope.holdings.every
    assert contra.account == car.account == "Assets:Auto"
    assert contra.is_depreciation
    assert not car.is_depreciation
    assert not car.is_money
    assert contra.classes == car.classes == {"durables": 1}
    assert contra.horizon(NEW_YEAR, priced=True) == "locked"


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ("fsq-receivable: 1", "TRUE or FALSE"),
        ('fsq-asset-class: ""', '"stocks", "bonds"'),
        ('fsq-liquidity: "soon"', '"cash", "days", "months", "locked"'),
        ('fsq-locked-until: "2030-01-01"', "a date without quotes"),
        ('fsq-tax-treatment: "fund"', '"share", "equity-fund"'),
    ],
)
def test_a_wrong_value_is_an_error_that_names_what_is_allowed(line: str, allowed: str) -> None:
    ((lineno, message),) = complaints(f"2020-01-01 open Assets:Thing\n  {line}\n")
    assert lineno == 1
    assert line.partition(":")[0] in message
    assert allowed in message


def test_what_an_asset_is_cannot_be_said_of_a_debt() -> None:
    ((lineno, message),) = complaints(
        """
        2020-01-01 open Liabilities:Card
          fsq-receivable: TRUE
        """
    )
    assert lineno == 1
    assert "fsq-receivable stands on Liabilities:Card" in message
    assert "an account below Assets" in message


def test_locked_until_beside_another_horizon_is_a_contradiction() -> None:
    ((_, message),) = complaints(
        """
        2020-01-01 open Assets:Depot
          fsq-liquidity: "days"
          fsq-locked-until: 2030-01-01
        """
    )
    assert 'fsq-liquidity: "days"' in message
