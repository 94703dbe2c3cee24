"""Money and other commodities: what is cash, what gains, what is taxed, and what is asked."""

from __future__ import annotations

import json
import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from found import fixes, only
from hypothesis import given, settings
from hypothesis import strategies as st
from random_ledgers import patiently
from served_page import page, section, text
from small_ledger import PLUGIN, load, shown

from fsq_beancount import analyse, check, export
from fsq_beancount.books import facts
from fsq_beancount.cli.main import cli
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages.findings import sentence
from fsq_beancount.report import build
from fsq_beancount.report.findings.flows import Counter, Unconverted
from fsq_beancount.report.findings.settings import OtherCurrency
from fsq_beancount.report.findings.wealth import (
    CommodityAsMoney,
    MoneyByName,
    OldPrice,
    Unvalued,
)
from fsq_beancount.settings import money
from fsq_beancount.text import Style, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from served_page import Serve

    from fsq_beancount.report.findings import Finding
    from fsq_beancount.report.report import Report

pytestmark = pytest.mark.fava

LIVING = """
2024-01-02 * "Anfang"
  Assets:Bank   20000 EUR
  Equity:Anfang
""" + "\n".join(
    f'2024-{month:02}-05 * "Essen"\n  Expenses:Essen  1000 EUR\n  Assets:Bank'
    for month in range(1, 13)
)
"""20,000 at the bank, of which 1,000 a month are eaten: 8,000 are left."""


def report(ledger: str, *head: str, currency: str | None = None) -> Report:
    loaded = load(textwrap.dedent(ledger) + LIVING, *head)
    assert loaded.errors == []
    return analyse(loaded.entries, loaded.options, currency=currency)


def findings(ledger: str, *operating: str, of: tuple[type[Finding], ...]) -> Sequence[Finding]:
    """Return what is found of some classes, the same with the plugin."""
    found = []
    for head in ((), (PLUGIN,)):
        loaded = load(textwrap.dedent(ledger) + LIVING, *head)
        assert loaded.errors == []
        options = {**loaded.options, "operating_currency": operating or ("EUR",)}
        collected = facts.collect(loaded.entries, options)
        found.append(
            [each for each in check.find(collected, build.build(collected)) if isinstance(each, of)]
        )
    assert [fixes(each) for each in found[0]] == [fixes(each) for each in found[1]]
    return found[0]


def held(found: Report) -> dict[str, str]:
    """Return how soon each commodity can be money."""
    return {row.currency: row.horizon for row in found.wealth.rows}


# --- cash, and what changes in value ----------------------------------------------------------


def test_a_coin_bought_at_a_price_is_no_cash_and_gains() -> None:
    found = report("""
        2024-02-15 * "Eine Münze"
          Assets:Wallet  1 COIN @ 5000 EUR
          Assets:Bank
        2024-12-31 price COIN 7000 EUR
        2024-12-31 balance Assets:Wallet  1 COIN
        """)
    # 20,000 less 12,000 of food less 5,000 for the coin; 1,000 a month.
    assert found.liquidity.cash == 3000
    assert found.liquidity.runway == 3
    assert found.liquidity.by_horizon == {"cash": 3000, "days": 7000}
    # It has a value from its first price on: 7,000 for the 5,000 paid is nobody's gain.
    change = found.returns[0].change
    assert change.currency_effect == 0
    assert held(found) == {"EUR": "cash", "COIN": "days"}


def test_a_fund_bought_and_sold_at_prices_has_unrealised_gains_and_its_fee_is_no_living_cost() -> (
    None
):
    ledger = """
        2024-02-15 price FUND 100 EUR
        2024-02-15 * "Kauf"
          Assets:Depot       10 FUND @ 100 EUR
          Expenses:Bankgebühr  7 EUR
          Assets:Bank
        2024-08-15 * "Verkauf"
          Assets:Depot       -4 FUND @ 120 EUR
          Assets:Bank
        2024-08-15 price FUND 120 EUR
        2024-12-31 price FUND 130 EUR
        2024-12-31 balance Assets:Depot  6 FUND
        """
    found = report(ledger)
    # 6 · 130 in the end; 10 · 100 were paid and 4 · 120 received: 780 − 1,000 + 480.
    change = found.returns[0].change
    assert change.gains_unrealised == 260
    assert change.currency_effect == 0
    assert found.periods[0].living_costs == 12000
    assert shown(ledger) == ["Expenses:Bankgebühr: near-passive fee -7 gain"]


def test_what_is_sold_at_a_price_decides_like_a_lot() -> None:
    sale = """
        2024-08-15 * "Verkauf"
          Assets:Wallet  -1 {0} @ 120 EUR
          Income:Sonstiges -20 EUR
          Assets:Bank
        """
    # Like the sale of a lot at cost; francs are money, and changing them is no sale.
    assert shown(sale.replace("{0}", "COIN")) == ["Income:Sonstiges: near-passive income 20 gain"]
    assert shown(sale.replace("{0}", "CHF")) == ["Income:Sonstiges: unclassified income 20"]
    # What only moves between accounts is neither bought nor sold.
    moved = """
        2024-08-15 * "Umzug"
          Assets:Wallet   -1 COIN @ 120 EUR
          Assets:Ledger    1 COIN @ 120 EUR
          Income:Sonstiges -20 EUR
          Assets:Bank
        """
    assert shown(moved) == ["Income:Sonstiges: unclassified income 20"]


def test_hours_on_a_payslip_are_no_lot() -> None:
    assert shown("""
        2024-01-31 * "Lohn"
          Income:Lohn         -100 EUR
          Income:Irgendwas      -5 EUR
          Income:Lohn:Urlaub    -8 HOURS
          Assets:Urlaub          8 HOURS
          Assets:Freibetrag    -50 LIMIT
          Expenses:Freibetrag   50 LIMIT
          Assets:Bank          105 EUR
        """)[:2] == ["Income:Lohn: active income 100", "Income:Irgendwas: active income 5"]


@pytest.mark.parametrize(
    ("code", "horizon", "part"),
    [
        # gold and a unit of account have an ISO code, and are none; old currencies are money
        ("XAU", "days", "gains_unrealised"),
        ("XDR", "days", "gains_unrealised"),
        ("CLF", "days", "gains_unrealised"),
        ("USDT", "days", "gains_unrealised"),
        ("DEM", "cash", "currency_effect"),
        ("XEU", "cash", "currency_effect"),
        ("USD", "cash", "currency_effect"),
    ],
)
def test_a_code_decides_what_a_change_in_value_is(code: str, horizon: str, part: str) -> None:
    ledger = f"""
        2024-02-15 price {code} 10 EUR
        2024-02-15 * "Kauf"
          Assets:Tresor   5 {code} @ 10 EUR
          Assets:Bank
        2024-12-31 price {code} 12 EUR
        2024-12-31 balance Assets:Tresor  5 {code}
        """
    found = report(ledger)
    change = found.returns[0].change
    parts = {"gains_unrealised": Decimal(), "currency_effect": Decimal()} | {part: Decimal(10)}
    assert {name: getattr(change, name) for name in parts} == parts
    assert held(found)[code] == horizon
    # The same in another currency than the ledger's own.
    other = report(ledger, currency=code)
    assert held(other) == held(found)


def test_what_is_said_of_a_commodity_decides_and_a_cost_makes_a_lot() -> None:
    found = report("""
        2020-01-01 commodity POINTS
          fsq-asset-class: "Cash"
        2020-01-01 commodity AMD
          fsq-asset-class: "stocks"
        2024-02-15 * "Kauf"
          Assets:Punkte    100 POINTS @ 1 EUR
          Assets:Depot      10 AMD @ 100 EUR
          Assets:Devisen    10 USD {0.9 EUR}
          Assets:Devisen    10 CHF @ 1 EUR
          Assets:Bank
        2024-02-15 price POINTS 1 EUR
        2024-02-15 price AMD 100 EUR
        2024-02-15 price USD 0.9 EUR
        2024-02-15 price CHF 1 EUR
        2024-12-31 balance Assets:Punkte  100 POINTS
        """)
    assert held(found) == {
        "EUR": "cash", "POINTS": "cash", "CHF": "cash", "AMD": "days", "USD": "days",
    }  # fmt: skip
    assert found.wealth.sheet.by_asset_class == {
        "cash": 8000 - 1119 + 110, "stocks": 1000, "other": 9,
    }  # fmt: skip


def test_vouchers_without_a_price_are_on_no_balance_sheet_and_no_cash() -> None:
    ledger = """
        2024-02-15 * "Geschenkt"
          Assets:Gutscheine   3 VOUCHER
          Equity:Anfang
        """
    found = report(ledger)
    assert found.liquidity.cash == 8000
    assert held(found) == {"EUR": "cash", "VOUCHER": "months"}
    assert found.wealth.sheet.unconverted == {"VOUCHER": 3}
    finding = only(findings(ledger, of=(Unvalued,)), Unvalued)
    assert fixes(finding) == (
        "2024-12-05 price VOUCHER <rate> EUR",
        '2024-12-05 custom "fsq-meta" "VOUCHER" "fsq-role" "excluded"',
    )


def test_an_old_price_of_a_coin_is_named_too() -> None:
    ledger = """
        2024-02-15 price COIN 5000 EUR
        2024-02-15 * "Eine Münze"
          Assets:Wallet  1 COIN @ 5000 EUR
          Assets:Bank
        """
    finding = only(findings(ledger, of=(OldPrice,)), OldPrice)
    assert fixes(finding) == ("2024-12-05 price COIN <price> EUR",)
    assert not findings(ledger.replace("COIN", "CHF"), of=(OldPrice,))


# --- latent tax --------------------------------------------------------------------------------

TAXED = """
    2020-01-01 custom "fsq-option" "tax-profile" "flat"
    2020-01-01 custom "fsq-option" "tax-rate" 0.25
    2024-02-15 price COIN 5000 EUR
    2024-02-15 price HOOL 100 EUR
    2024-02-15 * "Kauf"
      Assets:Wallet  1 COIN @ 5000 EUR
      Assets:Bank
    2024-02-16 * "Kauf"
      Assets:Depot   1 HOOL {100 EUR}
      Assets:Bank
    2024-12-31 price COIN 7000 EUR
    2024-12-31 price HOOL 180 EUR
    2024-12-31 balance Assets:Depot  1 HOOL
    """


def test_the_tax_of_what_has_no_cost_is_unknown_and_listed_beside_the_sum() -> None:
    sheet = report(TAXED).wealth.sheet
    # (180 − 100) · 25 %; nobody knows which coin cost what.
    assert sheet.latent_tax == 20
    assert sheet.latent_tax_unknown == {"COIN": 7000}
    bought, _, rest = TAXED.partition('2024-02-16 * "Kauf"')
    without = report(
        bought + rest[rest.index("2024-12-31 price COIN") :].replace("Depot  1", "Depot  0")
    )
    # Of all that is taxed nothing is known: that is not zero.
    assert without.wealth.sheet.latent_tax is None
    assert without.wealth.sheet.latent_tax_unknown == {"COIN": 7000}
    assert without.wealth.sheet.gross_wealth == 8000 - 5000 + 7000
    # Money has no gain that is taxed.
    assert not report(TAXED.replace("COIN", "CHF")).wealth.sheet.latent_tax_unknown


def test_every_face_shows_that_it_is_unknown(serve: Serve, tmp_path: Path) -> None:
    found = report(TAXED)
    wealth = export.as_dict(found)["wealth"]
    assert wealth["latent_tax"] == "20.00"
    assert wealth["latent_tax_unknown"] == [{"commodity": "COIN", "amount": "7000.00"}]
    rows = export.as_csv(found, "wealth").splitlines()
    assert rows[0].endswith("latent_tax_unknown,unconverted")
    assert rows[-1].endswith(",COIN,")
    english = (
        "latent tax unknown, and in no figure, since the cost or the rate is: COIN 7,000.00 EUR"
    )
    german = (
        "latente Steuer unbekannt und in keiner Zahl, weil Einstand oder Satz fehlt: "
        "COIN 7.000,00 EUR"
    )
    for locale, words in (("en", english), ("de", german)):
        assert words in " ".join(
            render(found, Style(locale, width=200), ledger="main.beancount").split()
        )
    head = (
        'option "title" "Main"\noption "operating_currency" "EUR"\n'
        'plugin "beancount.plugins.auto_accounts"\nplugin "fsq_beancount"\n'
        '2020-01-01 custom "fava-extension" "fsq_beancount.progress"\n'
    )
    ledger = head + textwrap.dedent(TAXED) + LIVING
    client = serve(ledger)
    for locale, words in (("en", english), ("de", german)):
        assert words in text(section(page(client, locale), "wealth"))
    path = tmp_path / "main.beancount"
    path.write_text(ledger, encoding="utf-8")
    assert table(path) == ["COIN"]


def table(path: Path) -> list[Any]:
    import beanquery

    connection = beanquery.connect(f"beancount:{path}")
    query = "SELECT tax_unknown FROM #fsq_wealth WHERE month = 2024-12-31"
    return [value for (value,) in connection.execute(query).fetchall()]


# --- what is asked -----------------------------------------------------------------------------


class TestCommodityAsMoney:
    BOUGHT = """
        2024-02-15 price AMD 100 EUR
        2024-02-15 * "Kauf"
          Assets:Depot  10 AMD @ 100 EUR
          Assets:Bank
        """

    def test_a_code_that_is_only_ever_bought_at_a_price_is_asked(self) -> None:
        finding = only(findings(self.BOUGHT, of=(CommodityAsMoney,)), CommodityAsMoney)
        assert finding.commodity == "AMD"
        assert finding.units == 10
        as_money, as_stocks = fixes(finding)
        assert as_money == '2024-12-05 custom "fsq-meta" "AMD" "fsq-asset-class" "currency"'
        assert as_stocks == '2024-12-05 custom "fsq-meta" "AMD" "fsq-asset-class" "stocks"'
        # Either line ends it, and does what it says.
        for line, horizon in ((as_money, "cash"), (as_stocks, "days")):
            answered = f"{textwrap.dedent(self.BOUGHT)}{line}\n"
            assert not findings(answered, of=(CommodityAsMoney,))
            assert held(report(answered))["AMD"] == horizon

    def test_of_an_old_currency_shares_come_first(self) -> None:
        ledger = self.BOUGHT.replace("AMD", "AON")
        finding = only(findings(ledger, of=(CommodityAsMoney,)), CommodityAsMoney)
        assert ['"stocks"' in line for line in fixes(finding)] == [True, False]

    @pytest.mark.parametrize(
        "more",
        [
            # it is spent, or earned, or comes otherwise
            '2024-03-01 * "Reise"\n  Expenses:Reise  1 AMD\n  Assets:Depot',
            '2024-03-01 * "Lohn"\n  Assets:Depot  1 AMD\n  Income:Lohn',
            '2024-03-01 * "Anfang"\n  Assets:Depot  1 AMD\n  Equity:Anfang',
            # nothing is left
            '2024-03-01 * "Zurück"\n  Assets:Depot  -10 AMD @ 100 EUR\n  Assets:Bank',
        ],
    )
    def test_what_is_used_like_money_is_not(self, more: str) -> None:
        ledger = f"{textwrap.dedent(self.BOUGHT)}{more}\n"
        assert not findings(ledger, of=(CommodityAsMoney,))

    def test_what_moves_between_accounts_is_still_asked(self) -> None:
        moved = '2024-03-01 * "Umzug"\n  Assets:Depot  -4 AMD\n  Assets:Depot2  4 AMD\n'
        ledger = textwrap.dedent(self.BOUGHT) + moved
        assert only(findings(ledger, of=(CommodityAsMoney,)), CommodityAsMoney)

    @pytest.mark.parametrize("code", ["COIN", "EUR"])
    def test_no_currency_and_an_operating_currency_are_not(self, code: str) -> None:
        ledger = self.BOUGHT.replace("AMD", code).replace(" @ 100 EUR", " @ 100 CHF")
        ledger = ledger.replace("price EUR 100 EUR", "price EUR 1 CHF")
        assert not [
            each
            for each in findings(ledger, of=(CommodityAsMoney,))
            if isinstance(each, CommodityAsMoney) and each.commodity == code
        ]


class TestMoneyByName:
    HOUSE = """
        2020-01-01 open Assets:Immobilien:Haus
        2024-01-02 * "Haus"
          Assets:Immobilien:Haus  300000 EUR
          Equity:Anfang
        """

    def test_a_house_in_plain_money_is_asked_with_the_runway_of_each_answer(self) -> None:
        finding = only(findings(self.HOUSE, of=(MoneyByName,)), MoneyByName)
        assert finding.account == "Assets:Immobilien:Haus"
        assert finding.amount.number == 300000
        # 8,000 at the bank and 1,000 a month.
        assert finding.runway == 308
        assert finding.runway_without == 8
        assert fixes(finding) == (
            '2024-01-02 custom "fsq-meta" Assets:Immobilien:Haus "fsq-asset-class" "real-estate"',
            '2024-01-02 custom "fsq-meta" Assets:Immobilien:Haus "fsq-liquidity" "months"',
            '2024-01-02 custom "fsq-meta" Assets:Immobilien:Haus "fsq-liquidity" "cash"',
        )
        english = sentence(finding, Reader.of("en"))
        assert english.endswith("The cash lasts 308.0 months with it, 8.0 without it.")
        for line, cash in zip(fixes(finding), (8000, 8000, 308000), strict=True):
            answered = f"{textwrap.dedent(self.HOUSE)}{line}\n"
            assert not findings(answered, of=(MoneyByName,))
            assert report(answered).liquidity.cash == cash

    def test_where_no_file_opens_the_account_the_line_does(self) -> None:
        ledger = self.HOUSE.replace("2020-01-01 open Assets:Immobilien:Haus\n", "\n")
        finding = only(findings(ledger, of=(MoneyByName,)), MoneyByName)
        first, *_ = fixes(finding)
        said = '2024-01-02 custom "fsq-meta" Assets:Immobilien:Haus'
        assert first == f'{said} "fsq-asset-class" "real-estate"'
        assert report(f"{textwrap.dedent(ledger)}{first}\n").liquidity.cash == 8000

    def test_a_claim_may_be_a_receivable(self) -> None:
        ledger = """
            2020-01-01 open Assets:Forderungen:Bruder
            2024-01-02 * "Geliehen"
              Assets:Forderungen:Bruder  500 EUR
              Assets:Bank
            """
        finding = only(findings(ledger, of=(MoneyByName,)), MoneyByName)
        receivable, months, cash = fixes(finding)
        said = '2024-01-02 custom "fsq-meta" Assets:Forderungen:Bruder'
        assert receivable == f'{said} "fsq-receivable" TRUE'
        for line, expected in ((receivable, 7500), (months, 7500), (cash, 8000)):
            answered = f"{textwrap.dedent(ledger)}{line}\n"
            assert not findings(answered, of=(MoneyByName,))
            assert report(answered).liquidity.cash == expected

    @pytest.mark.parametrize(
        "account", ["Auto", "Kaution", "Riester", "Bausparvertrag", "Receivables:Bob", "401k"]
    )
    def test_all_kinds_of_names(self, account: str) -> None:
        ledger = self.HOUSE.replace("Immobilien:Haus", account)
        assert only(findings(ledger, of=(MoneyByName,)), MoneyByName).runway == 308

    @pytest.mark.parametrize(
        ("replaced", "by"),
        [
            # a bank; lots; a class that is said; locked; of the parent; nothing left
            ("Immobilien:Haus", "Tagesgeld"),
            ("300000 EUR", "1 HAUS {300000 EUR}"),
            ("open Assets:Immobilien:Haus", 'open Assets:Immobilien:Haus\n  fsq-asset-class: "x"'),
            (
                "open Assets:Immobilien:Haus",
                'open Assets:Immobilien:Haus\n  fsq-asset-class: "cash"',
            ),
            (
                "open Assets:Immobilien:Haus",
                "open Assets:Immobilien:Haus\n  fsq-locked-until: 2099-01-01",
            ),
            (
                "open Assets:Immobilien:Haus",
                'open Assets:Immobilien\n  fsq-liquidity: "months"',
            ),
            ("300000 EUR", "0 EUR"),
        ],
    )
    def test_what_is_no_money_or_said_is_not(self, replaced: str, by: str) -> None:
        ledger = textwrap.dedent(self.HOUSE).replace(replaced, by)
        assert not findings(ledger, of=(MoneyByName,))


class TestRemedies:
    """Lines that would leave out most of a ledger, or money, are offered nowhere."""

    FLOWS = """
        2024-01-31 * "Zahlung"
          Income:Zinsen  -10 {0}
          Assets:Konto
        """

    @pytest.mark.parametrize(("code", "offered"), [("INR", 1), ("DEM", 1), ("HOURS", 2)])
    def test_money_is_never_excluded(self, code: str, offered: int) -> None:
        finding = only(findings(self.FLOWS.replace("{0}", code), of=(Counter,)), Counter)
        assert len(fixes(finding)) == offered
        assert ("exclude it" in sentence(finding, Reader.of("en"))) == (offered == 2)
        assert not findings(f"{self.FLOWS.replace('{0}', code)}", of=(Unconverted,))

    @pytest.mark.parametrize(("code", "offered"), [("INR", 1), ("HOURS", 2)])
    def test_nor_where_it_is_only_held(self, code: str, offered: int) -> None:
        ledger = f'2024-01-31 * "x"\n  Assets:Konto  10 {code}\n  Equity:Anfang\n'
        finding = only(findings(ledger, of=(Unvalued,)), Unvalued)
        assert len(fixes(finding)) == offered

    def test_nor_the_currency_of_most_postings(self) -> None:
        # 13 postings in hours, 12 in euro.
        ledger = "".join(
            textwrap.dedent(self.FLOWS).replace("{0}", "HOURS").replace("-10", f"-{number}")
            for number in range(1, 14)
        )
        assert len(fixes(only(findings(ledger, of=(Counter,)), Counter))) == 1

    def test_another_operating_currency_is_offered_where_nothing_converts(self) -> None:
        finding = only(findings("", "USD", "CHF", "EUR", of=(OtherCurrency,)), OtherCurrency)
        assert (finding.currency, finding.other, fixes(finding)) == ("USD", "EUR", ())
        assert "--currency EUR" in sentence(finding, Reader.of("en"))
        assert "--currency EUR" in sentence(finding, Reader.of("de"))
        # Not where something converts, or where no other does.
        price = "2020-01-01 price EUR 1.1 USD\n"
        assert not findings(price, "USD", "EUR", of=(OtherCurrency,))
        assert not findings("", "USD", "CHF", of=(OtherCurrency,))
        assert not findings("", "EUR", "USD", of=(OtherCurrency,))


# --- any ledger, and cases of others -----------------------------------------------------------


@st.composite
def trades(draw: st.DrawFn) -> str:
    """Trades of COIN, at prices and at cost, as income and as an expense."""
    lines = ['2020-01-01 custom "fsq-option" "tax-profile" "flat"']
    lines.append('2020-01-01 custom "fsq-option" "tax-rate" 0.25')
    for month in range(2, draw(st.integers(3, 8))):
        units, price = draw(st.integers(1, 9)), draw(st.integers(1, 50))
        lines += draw(
            st.sampled_from(
                [
                    [f'2024-{month:02}-10 * "a"', f"  Assets:Wallet  {units} COIN @ {price} EUR"],
                    [f'2024-{month:02}-10 * "b"', f"  Assets:Wallet -{units} COIN @ {price} EUR"],
                    [f'2024-{month:02}-10 * "c"', f"  Assets:Depot {units} COIN {{{price} EUR}}"],
                    [
                        f'2024-{month:02}-10 * "d"',
                        f"  Assets:Wallet -{units} COIN @ {price} EUR",
                        "  Income:Anderes  -1 EUR",
                        "  Expenses:Gebühren  2 EUR",
                    ],
                ]
            )
        )
        lines.append("  Assets:Bank")
        if draw(st.booleans()):
            lines.append(f"2024-{month:02}-20 price COIN {draw(st.integers(1, 50))} EUR")
        if draw(st.booleans()):
            lines += [f'2024-{month:02}-21 * "e"', "  Income:Zinsen  -1 COIN", "  Assets:Wallet"]
    return "\n".join(lines) + "\n"


# As long as COIN and, like it, before EUR in the alphabet, so that nothing is sorted otherwise.
OTHER_NAMES = st.from_regex(r"[A-C][A-Z]{3}", fullmatch=True)


@settings(patiently, max_examples=30)
@given(trades(), OTHER_NAMES)
def test_what_is_no_currency_may_have_any_name(ledger: str, name: str) -> None:
    assert not money.is_currency(name)
    assert _figures(ledger.replace("COIN", name)).replace(name, "COIN") == _figures(ledger)


def _figures(ledger: str) -> str:
    loaded = load(ledger + LIVING, 'option "booking_method" "NONE"')
    return json.dumps(export.as_dict(analyse(loaded.entries, loaded.options)))


MONEY_CASES = (
    "a coin bought with @ is no cash",
    "food paid with a coin is food",
    "food paid with a coin that gained is no return",
)


@pytest.mark.parametrize("name", MONEY_CASES)
def test_worked_cases_of_others(name: str, shared_cases: Path, tmp_path: Path) -> None:
    cases = json.loads((shared_cases / "bookings.json").read_text(encoding="utf-8"))
    (case,) = (each for each in cases if each["name"] == name)
    path = tmp_path / "main.beancount"
    path.write_text(case["ledger"], encoding="utf-8")
    result = CliRunner().invoke(cli, ["report", str(path), "--format", "json", *case["arguments"]])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert list(_wrong(found, case["expected"])) == []


def _wrong(found: Any, expected: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, Any]]:
    for path, value in expected:
        at = found
        for step in path.split("."):
            at = at[int(step)] if step.isdigit() else at[step]
        if Decimal(at) != Decimal(value):
            yield path, value, at
