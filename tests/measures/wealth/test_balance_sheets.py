"""The balance sheet, from ledgers whose sums are worked out by hand."""

from __future__ import annotations

import datetime
import random
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from flows_by_hand import covered
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import FIFO, ledgers, patiently
from small_ledger import load
from wealth_by_hand import at, config, day, holding, lots, positions, prices, units

from fsq_beancount import analyse
from fsq_beancount.books.holdings import Holding, Kind
from fsq_beancount.core.periods import Period
from fsq_beancount.core.terms import DEPRECIATION_MARK
from fsq_beancount.measures.wealth import sheet as wealth
from fsq_beancount.measures.wealth.balance_sheets import BalanceSheets
from fsq_beancount.measures.wealth.latent_taxes import LatentTaxes
from fsq_beancount.measures.wealth.lifetime import LifetimeValues
from fsq_beancount.measures.wealth.sheet import AtCost, Sheet
from fsq_beancount.measures.wealth.splits import Splits

if TYPE_CHECKING:
    from fsq_beancount.report.report import Report


def report(text: str, *head: str, currency: str | None = None, as_of: str = "") -> Report:
    ledger = load(text, *head)
    date = datetime.date.fromisoformat(as_of) if as_of else None
    return analyse(ledger.entries, ledger.options, currency=currency, as_of=date)


def sheet(text: str, *head: str, currency: str | None = None, as_of: str = "") -> Sheet:
    return report(text, *head, currency=currency, as_of=as_of).wealth.sheet


def plain(value: Any) -> Any:
    """Return a value as it is, to be compared with whole numbers."""
    return value


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
    2024-06-30 price HOOL 25.00 EUR
    2024-06-30 * "Food"
      Expenses:Food         30.00 EUR
      Assets:Bank
    """


def test_every_line_of_the_sheet() -> None:
    found = sheet(HOUSEHOLD)
    assert found.date == datetime.date(2024, 6, 30)
    # cash 1000 - 200 - 30, stocks 10 · 25
    assert plain(found.by_asset_class) == {"cash": 770, "stocks": 250}
    assert found.assets == 1020
    assert plain((found.receivables, found.other_debts, found.loans)) == (200, 50, 400)
    assert plain((found.latent_tax, found.claims)) == (None, 0)
    # 1020 + 200 - 50, less 400
    assert found.gross_wealth == 1170
    assert found.net_wealth == 770
    # No option says how long one works, lives and at which rates.
    assert found.human_capital is found.total_wealth is found.consumption is found.balance is None
    assert found.financially_free is None
    assert found.freedom_margin is found.freedom_ratio is None
    assert plain(found.by_horizon) == {"cash": 970, "days": 250}
    assert plain((found.valued_at_cost, found.unconverted)) == ((), {})


def test_another_day_has_another_sheet() -> None:
    sheets = report(HOUSEHOLD).scope.balance_sheets
    # Before the price the lot is worth its cost: 10 · 20.
    may = sheets.on(datetime.date(2024, 5, 31))
    assert plain(may.by_asset_class) == {"cash": 800, "stocks": 200}
    assert may.valued_at_cost == (
        AtCost(
            account="Assets:Depot", currency="HOOL", units=Decimal(10), amount=Decimal("200.00")
        ),
    )
    assert sheets.on(datetime.date(2024, 1, 1)).net_wealth == 0
    assert sheets.on(datetime.date(2024, 5, 31)) is may


def test_the_series_has_a_sheet_for_each_complete_month() -> None:
    months = report(HOUSEHOLD, as_of="2024-07-15").wealth_series
    assert [each.date.isoformat() for each in months] == [
        "2024-01-31",
        "2024-02-29",
        "2024-03-31",
        "2024-04-30",
        "2024-05-31",
        "2024-06-30",
    ]
    # 800 + 200 + 200 - 50, then 30 eaten and 50 won
    assert [each.gross_wealth for each in months] == [1150, 1150, 1150, 1150, 1150, 1170]
    assert {each.loans for each in months} == {400}


def test_no_postings_make_an_empty_sheet_and_no_series() -> None:
    found = report("2024-01-01 open Assets:Bank")
    assert found.wealth.sheet.net_wealth == 0
    assert found.wealth.rows == ()
    assert found.wealth_series == ()


def test_a_credit_on_a_card_is_a_negative_debt() -> None:
    found = sheet(
        """
        2024-01-02 * "Refunded twice"
          Liabilities:Card   20 EUR
          Liabilities:Kredit  5 EUR
          Equity:Opening
        """
    )
    assert plain((found.other_debts, found.loans, found.net_wealth)) == (-20, -5, 25)


def test_an_overdraft_is_negative_cash() -> None:
    found = sheet(
        """
        2024-01-02 * "Overdrawn"
          Assets:Bank  -20 EUR
          Equity:Opening
        """
    )
    assert plain(found.by_asset_class) == {"cash": -20}
    assert found.assets == found.net_wealth == -20


def test_a_short_position_is_a_negative_asset_at_market_value() -> None:
    found = sheet(
        """
        2024-01-02 * "Sold short"
          Assets:Depot  -10 HOOL {20 EUR}
          Assets:Bank    200 EUR
        2024-02-01 price HOOL 25 EUR
        """,
        as_of="2024-02-01",
    )
    # 200 received, 10 · 25 to buy back
    assert plain(found.by_asset_class) == {"cash": 200, "other": -250}
    assert found.net_wealth == -50


def test_what_is_sold_and_bought_again_is_worth_what_is_held() -> None:
    text = """
        2024-01-02 * "Buys"
          Assets:Depot   10 HOOL {20 EUR}
          Assets:Bank  -200 EUR
        2024-02-01 * "Sells all"
          Assets:Depot  -10 HOOL {20 EUR} @ 30 EUR
          Assets:Bank   300 EUR
          Income:Gains -100 EUR
        2024-03-01 * "Buys again"
          Assets:Depot    5 HOOL {40 EUR}
          Assets:Bank  -200 EUR
        2024-04-01 price HOOL 50 EUR
        """
    sheets = report(text, as_of="2024-04-01").scope.balance_sheets
    assert sheets.on(datetime.date(2024, 2, 1)).by_asset_class == {"cash": 100}
    # -200 + 300 - 200 in cash, and 5 · 50
    assert sheets.on(datetime.date(2024, 4, 1)).by_asset_class == {"cash": -100, "other": 250}
    (bank, depot) = sheets.rows(datetime.date(2024, 4, 1))
    assert (bank.account, depot.account) == ("Assets:Bank", "Assets:Depot")
    assert depot.cost == 200


def test_what_has_no_price_path_is_listed_and_counts_from_its_first_price_on() -> None:
    text = """
        2024-01-02 * "Francs"
          Assets:Bank:CHF   10 CHF
          Equity:Opening
        2024-01-02 * "A lot that costs francs"
          Assets:Depot       2 HOOL {5 CHF}
          Assets:Bank:CHF  -10 CHF
        2024-01-02 * "Hours"
          Assets:Vacation    8 HOURS
          Equity:Opening
        2024-01-02 * "Owed"
          Liabilities:Friend -3 HOURS
          Equity:Opening
        2024-03-01 * "Francs"
          Assets:Bank:CHF    7 CHF
          Equity:Opening
        2024-04-01 price CHF 1.10 EUR
        """
    sheets = report(text, as_of="2024-04-01").scope.balance_sheets
    march = sheets.on(datetime.date(2024, 3, 31))
    # 8 hours and 3 hours owed: without regard to their sign
    assert plain(march.unconverted) == {"CHF": 7, "HOOL": 2, "HOURS": 11}
    assert march.net_wealth == 0
    april = sheets.on(datetime.date(2024, 4, 1))
    assert plain(april.unconverted) == {"HOOL": 2, "HOURS": 11}
    assert april.net_wealth == Decimal("7.70")


def test_renamed_roots_and_another_currency() -> None:
    found = sheet(
        """
        2024-01-01 price USD 0.80 EUR
        2024-01-02 * "Anfang"
          Vermögen:Bank        100 EUR
          Schulden:Darlehen    -40 EUR
          Anfang:Bestand
        """,
        'option "name_assets" "Vermögen"',
        'option "name_liabilities" "Schulden"',
        'option "name_equity" "Anfang"',
        currency="USD",
    )
    # 100 / 0.80 and 40 / 0.80
    assert plain((found.assets, found.loans)) == (125, 50)


def test_assets_locked_beyond_the_day() -> None:
    text = """
        2020-01-01 open Assets:Pension
          fsq-locked-until: 2040-01-01
        2020-01-01 open Assets:Deposit
          fsq-receivable: TRUE
          fsq-liquidity: "locked"
        2024-01-02 * "Opening"
          Assets:Bank      10 EUR
          Assets:Pension  100 EUR
          Assets:Deposit    5 EUR
          Equity:Opening
        """
    found = report(text).scope.balance_sheets
    assert found.on(datetime.date(2024, 1, 2)).locked == 105
    assert found.on(datetime.date(2040, 1, 1)).locked == 5


def test_rows_say_what_each_account_holds() -> None:
    rows = {row.account: row for row in report(HOUSEHOLD).wealth.rows}
    depot = rows["Assets:Depot"]
    assert plain((depot.kind, depot.currency, depot.units)) == (Kind.ASSET, "HOOL", 10)
    assert plain((depot.amount, depot.cost, depot.at_cost)) == (250, 200, False)
    assert plain((depot.classes, depot.horizon)) == ({"stocks": 250}, "days")
    card = rows["Liabilities:Card"]
    assert plain((card.kind, card.amount, card.cost, card.horizon)) == (Kind.DEBT, -50, None, "")
    assert rows["Assets:Lent"].kind is Kind.RECEIVABLE


def test_classes_and_accounts_have_their_sums_the_largest_first() -> None:
    found = report(
        """
        2024-01-02 * "Opening"
          Assets:Bank            100 EUR
          Assets:Bank            100 USD @@ 90 EUR
          Assets:Savings         200 EUR
          Assets:Gold            2 XAU {55 EUR}
          Liabilities:Card       -50 EUR
          Liabilities:Card       -20 CHF @@ 21 EUR
          Equity:Opening
        2024-01-02 price USD 0.90 EUR
        2024-01-02 price CHF 1.05 EUR
        2020-01-01 commodity XAU
          fsq-asset-class: "commodities"
        """
    ).wealth
    # cash 100 + 90 + 200 = 390 and gold 2 · 55 = 110, of 500
    assert plain([(each.name, each.amount, each.share) for each in found.classes]) == [
        ("cash", 390, Decimal("0.78")),
        ("commodities", 110, Decimal("0.22")),
    ]
    cash = found.classes[0].accounts
    assert plain([(held.account, held.amount) for held in cash]) == [
        ("Assets:Savings", 200),
        ("Assets:Bank", 190),
    ]
    assert [part.row.currency for part in cash[1].parts] == ["EUR", "USD"]
    # What is owed is positive: 50 + 20 · 1.05
    assert plain([(held.account, held.amount) for held in found.other_debts]) == [
        ("Liabilities:Card", 71)
    ]
    assert found.receivables == found.loans == ()
    # The gold has no price.
    assert found.sheet.at_cost == 110


def test_a_share_of_assets_that_are_not_positive_is_undefined() -> None:
    found = report(
        """
        2024-01-02 * "Overdrawn"
          Assets:Bank  -100 EUR
          Equity:Opening
        """
    ).wealth
    assert plain([(each.amount, each.share) for each in found.classes]) == [(-100, None)]


def test_a_contra_account_is_netted_with_its_asset() -> None:
    ledger = load(
        """
        2020-01-01 open Assets:Auto
        2020-01-01 open Assets:Abschreibungen:Auto
        2024-01-02 * "Buys a car"
          Assets:Auto                 30000 EUR
          Equity:Opening
        2024-01-31 * "Depreciation"
          Assets:Abschreibungen:Auto   -200 EUR
          Expenses:Abschreibungen
        """
    )
    for entry in ledger.entries:
        if getattr(entry, "account", "") == "Assets:Abschreibungen:Auto":
            entry.meta[DEPRECIATION_MARK] = "Assets:Auto"
    found = analyse(ledger.entries, ledger.options).wealth
    assert plain(found.sheet.by_asset_class) == {"durables": 29800}
    assert {row.account for row in found.rows} == {"Assets:Auto"}
    assert {row.booked_on for row in found.rows} == {"Assets:Auto", "Assets:Abschreibungen:Auto"}
    # One account holds 30000 - 200, and what it has lost is a part of it.
    ((car,),) = (each.accounts for each in found.classes)
    assert plain((car.account, car.amount)) == ("Assets:Auto", 29800)
    assert plain([part.lost for part in car.parts if part.lost is not None]) == [200]


def test_the_depreciation_plugin_lowers_the_assets_and_nothing_else() -> None:
    text = """
        2024-01-02 * "Opening"
          Assets:Bank                 40000 EUR
          Equity:Opening
        2024-01-02 * "Buys a car"
          Assets:Auto                 30000 EUR
            fsq-useful-life: 10
            fsq-residual: 7500 EUR
          Assets:Bank
        2024-12-31 * "Food"
          Expenses:Food                  10 EUR
          Assets:Bank
        """
    found = report(text, 'plugin "fsq_beancount.depreciation"').wealth
    # (30,000 - 7,500) / 10 = 2,250 in the first year
    assert plain(found.sheet.by_asset_class) == {"cash": 9990, "durables": 27750}
    assert plain(found.sheet.by_horizon) == {"cash": 9990, "months": 27750}
    car = {row.booked_on: row.amount for row in found.rows if row.account == "Assets:Auto"}
    assert sorted(car.values(), key=str) == [-2250, 30000]


# --- the plain functions -----------------------------------------------------------------------


def test_gross_net_and_total_wealth() -> None:
    gross = wealth.gross_wealth(
        Decimal(500_000),
        latent_tax=Decimal(20_000),
        receivables=Decimal(5_000),
        other_debts=Decimal(2_000),
        claims=Decimal(100_000),
    )
    # 500,000 - 20,000 + 5,000 + 100,000 - 2,000
    assert gross == 583_000
    assert wealth.net_wealth(gross, Decimal(183_000)) == 400_000
    assert wealth.total_wealth(Decimal(400_000), Decimal(600_000)) == 1_000_000
    assert wealth.total_wealth(Decimal(400_000), None) is None
    assert wealth.balance(Decimal(1_000_000), Decimal(900_000)) == 100_000
    assert wealth.balance(Decimal(1_000_000), None) is None
    assert wealth.freedom_margin(Decimal(400_000), Decimal(900_000)) == -500_000


def test_undefined_latent_tax_and_claims_are_left_out_of_gross_wealth() -> None:
    assert wealth.gross_wealth(Decimal(10), latent_tax=None, claims=None) == 10


@pytest.mark.parametrize(
    ("net", "consumption", "locked", "expected"),
    [
        (100, 100, 0, True),
        (99, 100, 0, False),
        (150, 100, 50, True),
        # free on paper, but what is locked pays for nothing today
        (150, 100, 51, False),
        # a locked position below zero (a margin) does not make one free that is not
        (99, 100, -5, False),
        (100, None, 0, None),
    ],
)
def test_financially_free(
    net: int, consumption: int | None, locked: int, expected: bool | None
) -> None:
    needed = None if consumption is None else Decimal(consumption)
    assert wealth.is_financially_free(Decimal(net), needed, Decimal(locked)) is expected


def test_freedom_ratio_is_undefined_without_consumption() -> None:
    free = Sheet(date=datetime.date(2024, 1, 1), assets=Decimal(50), consumption=Decimal(200))
    assert free.freedom_ratio == Decimal("0.25")
    assert Sheet(date=free.date, assets=Decimal(50), consumption=Decimal(0)).freedom_ratio is None


# --- what must always hold ---------------------------------------------------------------------


@given(ledgers())
@patiently
def test_the_parts_add_up_and_are_the_sums_of_the_rows(text: str) -> None:
    ledger = load(text, FIFO)
    found = analyse(ledger.entries, ledger.options).wealth
    one = found.sheet
    assert one.assets == sum(one.by_asset_class.values(), Decimal())
    assert one.assets + one.receivables == sum(one.by_horizon.values(), Decimal())
    for kind, expected in (
        (Kind.ASSET, one.assets),
        (Kind.RECEIVABLE, one.receivables),
        (Kind.DEBT, -one.other_debts),
        (Kind.LOAN, -one.loans),
    ):
        amounts = [row.amount or Decimal() for row in found.rows if row.kind is kind]
        assert sum(amounts, Decimal()) == expected
    assert one.net_wealth == sum((row.amount or Decimal() for row in found.rows), Decimal())
    # What is shown of each class and account are sums of the same rows.
    for each in found.classes:
        assert each.amount == one.by_asset_class[each.name]
        assert each.amount == sum((held.amount for held in each.accounts), Decimal())
    for accounts, line in (
        (found.receivables, one.receivables),
        (found.other_debts, one.other_debts),
        (found.loans, one.loans),
    ):
        assert sum((held.amount for held in accounts), Decimal()) == line
    for row in found.rows:
        if row.classes:
            assert sum(row.classes.values()) == row.amount


@given(ledgers(), st.randoms(use_true_random=False))
@patiently
def test_the_order_of_entries_does_not_matter(text: str, order: random.Random) -> None:
    ledger = load(text, FIFO)
    shuffled = list(ledger.entries)
    order.shuffle(shuffled)
    expected = analyse(ledger.entries, ledger.options)
    found = analyse(shuffled, ledger.options)
    assert found.wealth.sheet == expected.wealth.sheet
    assert found.wealth_series == expected.wealth_series


@given(ledgers(), st.dates(datetime.date(2023, 12, 1), datetime.date(2024, 3, 1)))
@patiently
def test_a_sheet_depends_on_nothing_after_its_day(text: str, date: datetime.date) -> None:
    ledger = load(text, FIFO)
    earlier = [entry for entry in ledger.entries if entry.date <= date]
    whole = analyse(ledger.entries, ledger.options, currency="EUR")
    cut = analyse(earlier, ledger.options, currency="EUR", as_of=date)
    assert whole.scope.balance_sheets.on(date) == cut.scope.balance_sheets.on(date)


def by_hand(*held: Holding) -> BalanceSheets:
    """The balance sheets of holdings, without options; a FUND is worth 150."""
    of_all = positions(*(each.line for each in held), priced=prices("2024-01-01 FUND 150"))
    return BalanceSheets(
        positions=of_all,
        holdings=held,
        taxes=LatentTaxes(
            positions=of_all,
            holdings=held,
            config=config(),
            convert=at({}),
            splits=Splits(()),
            lump_sums_of=lambda _profile: pytest.fail("no profile has lump sums"),
        ),
        lifetime=LifetimeValues(
            config=config(),
            convert=at({}),
            coverage=covered(None, "2024-12-31"),
            monthly={},
            loan_costs=tuple,
        ),
        as_of=day("2024-05-15"),
    )


def test_a_sheet_of_holdings_made_by_hand() -> None:
    sheets = by_hand(
        holding(units("Assets:Bank", "EUR", ("2024-02-10", "500"))),
        holding(lots("Assets:Depot", "FUND", ("2024-02-10", "10", "90")), asset_class="stocks"),
        holding(units("Assets:Kaution", "EUR", ("2024-02-10", "300")), Kind.RECEIVABLE),
        holding(units("Liabilities:Karte", "EUR", ("2024-02-10", "-50")), Kind.DEBT),
        holding(units("Liabilities:Kredit", "EUR", ("2024-03-10", "-1000")), Kind.LOAN),
        holding(units("Assets:Punkte", "POINTS", ("2024-02-10", "7"))),
    )
    found = sheets.on(day("2024-04-30"))
    assert sheets.on(day("2024-04-30")) is found
    # 500 in the bank and 10 × 150; the points have no price.
    assert found.assets == 2000
    assert found.by_asset_class == {"cash": 500, "stocks": 1500}
    assert found.by_horizon == {"cash": 800, "days": 1500}
    assert plain((found.receivables, found.other_debts, found.loans)) == (300, 50, 1000)
    assert found.net_wealth == 2000 + 300 - 50 - 1000
    assert found.unconverted == {"POINTS": 7}
    assert sheets.undefined(found.date).keys() == {"latent_tax", "human_capital", "consumption"}
    # The loan is a posting of March.
    assert sheets.on(day("2024-02-29")).net_wealth == 2250
    assert [row.account for row in sheets.rows(day("2024-02-29"))] == [
        *("Assets:Bank", "Assets:Depot", "Assets:Kaution", "Liabilities:Karte", "Assets:Punkte")
    ]


def test_month_ends_are_those_of_complete_months_in_a_period() -> None:
    sheets = by_hand(holding(units("Assets:Bank", "EUR", ("2024-02-10", "500"))))
    assert [sheet.date.month for sheet in sheets.month_ends()] == [2, 3, 4]
    april = Period(day("2024-03-31"), day("2024-04-29"))
    assert [sheet.date.month for sheet in sheets.month_ends(april)] == [3]
