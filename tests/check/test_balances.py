"""Questions about balances, quotes and what an importer has left: what is asked and what is not."""

from __future__ import annotations

import datetime
import textwrap
from pathlib import Path

import pytest
from beancount import loader
from small_ledger import load

import fsq_beancount
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.report.certainty import NARROW, Certainty

day = datetime.date.fromisoformat

LIFE = "".join(
    f"""
    2024-{month:02}-28 * "Leben"
      Expenses:Essen  1000 EUR
      Assets:Bank
    2024-{month:02}-28 * "Zinsen"
      Income:Depot:Zinsen  -100 EUR
      Assets:Bank
    """
    for month in range(1, 13)
)
"""1,200 of passive income and 12,000 of living costs in 2024: 10 %."""


def found(text: str, *head: str) -> Certainty:
    ledger = load(f"{LIFE}\n{text}", *head)
    assert ledger.errors == []
    last = day("2024-12-31")
    return fsq_beancount.analyse(ledger.entries, ledger.options, as_of=last).certainty


def asked(text: str, *head: str) -> list[str]:
    kinds = ("clearing-account", "unsettled-import", "negative-lots", "two-way-quotes")
    return [each.id for each in found(text, *head).questions if each.finding.kind in kinds]


def passing(account: str, *steps: tuple[str, str]) -> str:
    """Transfers between the bank and an account, each with its day and amount."""
    return "".join(
        f'    2024-{date} * "-"\n      {account}  {amount} EUR\n      Assets:Bank\n'
        for date, amount in steps
    )


ROUND_TRIPS = (
    *(("02-01", "50"), ("02-04", "-50")),
    *(("03-01", "50"), ("03-04", "-50")),
    *(("04-01", "50"), ("04-04", "-50")),
)


@pytest.mark.parametrize(
    ("account", "steps", "is_asked"),
    [
        # 100 has been on its way since July.
        ("Assets:Geldtransit", (("07-01", "100"),), True),
        ("Assets:Clearing", (*ROUND_TRIPS, ("07-01", "100")), True),
        ("Equity:Suspense", (("07-01", "100"), ("07-09", "-99")), True),
        # It came back, or is on its way since December 10th.
        ("Assets:Clearing", ROUND_TRIPS, False),
        ("Assets:Clearing", (("12-10", "100"),), False),
        # A difference of less than a cent is one of rounding.
        ("Assets:Clearing", (("07-01", "100.004"), ("07-03", "-100")), False),
        # It has taken half a year to clear before.
        ("Assets:Clearing", (("01-02", "10"), ("07-01", "-10"), ("08-01", "10")), False),
        # A name that may be a broker's counts only if the account has returned to zero.
        ("Assets:Comdirect:Verrechnungskonto", (("07-01", "100"),), False),
        ("Assets:Verrechnung", (*ROUND_TRIPS, ("07-01", "100")), True),
        ("Assets:Verrechnung", (*ROUND_TRIPS[:4], ("07-01", "100")), False),
        # What importers book the other side of a transfer to is no broker's.
        ("Assets:Umbuchung", (("07-01", "100"),), True),
        # Structure alone is no evidence: a card is paid off each month.
        ("Liabilities:Karte", (*ROUND_TRIPS, ("07-01", "-100")), False),
    ],
)
def test_money_left_on_a_clearing_account(
    account: str, steps: tuple[tuple[str, str], ...], is_asked: bool
) -> None:
    expected = [f"clearing-account:{account}"] if is_asked else []
    assert asked(passing(account, *steps)) == expected


def test_a_clearing_account_is_named_with_the_line_that_left_it() -> None:
    certainty = found(passing("Assets:Clearing", *ROUND_TRIPS, ("07-01", "100"), ("07-09", "-99")))
    [question] = certainty.questions
    assert question.measure == "net_wealth"
    place = question.finding.place
    assert place is not None
    # Three lines of options, 73 of life, six transfers of three lines, and the next one.
    ledger = load(f"{LIFE}\n{passing('Assets:Clearing', *ROUND_TRIPS, ('07-01', '100'))}")
    assert place.lineno == max(
        entry.meta["lineno"] for entry in ledger.entries if entry.date == day("2024-07-01")
    )


UNSETTLED = """
    2024-03-05 * "-"
      {}  {} EUR
      Assets:Bank
    """


def effects(text: str) -> dict[str, list[str]]:
    return {
        each.id: [f"{(effect.after[NARROW] or 0) * 100:.1f}" for effect in each.effects]
        for each in found(text).questions
    }


@pytest.mark.parametrize("name", ["Ungeklärt", "Import:Unklar", "Uncategorized", "FIXME"])
def test_what_an_importer_has_left_is_asked(name: str) -> None:
    # As it is, 3,000 more of living costs: 1,200 / 15,000 = 8 %; excluded 1,200 / 12,000 = 10 %.
    assert effects(UNSETTLED.format(f"Expenses:{name}", 3000)) == {
        f"unsettled-import:Expenses:{name}": ["8.0", "10.0"]
    }
    # Income of 600: active 10 %, passive 1,800 / 12,000 = 15 %, neutral 10 %.
    assert effects(UNSETTLED.format(f"Income:{name}", -600)) == {
        f"unsettled-import:Income:{name}": ["10.0", "15.0", "10.0"]
    }


@pytest.mark.parametrize(
    "text",
    [
        UNSETTLED.format("Expenses:Sonstiges", 3000),
        # Declared, it is no question.
        '    2024-01-01 custom "fsq-rule" "Expenses:Ungeklärt" "living"\n'
        + UNSETTLED.format("Expenses:Ungeklärt", 3000),
        # Former years are in no figure of the last twelve months.
        UNSETTLED.replace("2024", "2020").format("Expenses:Ungeklärt", 3000),
    ],
)
def test_what_is_not_unsettled(text: str) -> None:
    assert asked(text) == []


BUY = """
    2024-02-01 * "Kauf"
      Assets:{}  10 HOOL {{100 EUR}}
      Assets:Bank
    """
SALE = """
    2024-03-01 * "Verkauf"
      Assets:Depot  -10 HOOL {100 EUR} @ 120 EUR
      Income:Kursgewinne  -200 EUR
      Assets:Bank  1200 EUR
    """
SHORT = """
    2024-03-01 * "Leerverkauf"
      Assets:Depot  -10 HOOL {120 EUR}
      Assets:Bank  1200 EUR
    """


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        # Sold before bought, with a gain.
        (SALE, True),
        # Sold from an account that never bought any, while another holds them.
        (BUY.format("Broker") + SALE, True),
        (BUY.format("Broker") + SHORT, True),
        # Bought, then sold.
        (BUY.format("Depot") + SALE, False),
        # A short position: sold at its cost, for money, without a gain.
        (SHORT, False),
        # Premiums that stand on an income account hold nothing.
        (
            """
    2024-03-01 * "Option"
      Income:Broker:Optionsprämien  -140 EUR
      Assets:Bank
    """,
            False,
        ),
        # Coins that leave a wallet which never had any.
        (
            """
    2024-03-01 * "Transfer"
      Assets:Wallet  -1 ETH {3000 EUR}
      Assets:Exchange  1 ETH {3000 EUR}
    """,
            "Assets:Wallet",
        ),
    ],
)
def test_a_negative_holding_at_cost(text: str, is_asked: bool | str) -> None:
    account = is_asked if isinstance(is_asked, str) else "Assets:Depot"
    assert asked(text) == ([f"negative-lots:{account}"] if is_asked else [])


def test_what_is_bought_later_ends_the_question() -> None:
    later = BUY.format("Depot").replace("2024-02-01", "2024-04-01")
    assert asked(SALE + later) == []


def quotes(direct: str, inverse: str) -> str:
    return f"    2024-06-05 price EUR {direct} USD\n    2024-06-05 price USD {inverse} EUR\n"


@pytest.mark.parametrize(
    ("direct", "inverse", "is_asked"),
    [
        # 1.12 · 1.12 = 1.2544; the direction of one was mistaken.
        ("1.12", "1.12", True),
        # 1.10 · 0.95 = 1.045, further from 1 than two rounded places (0.5 % and 0.5 %) allow.
        ("1.10", "0.95", True),
        # 1.12 · 0.89 = 0.9968, as near as two places come.
        ("1.12", "0.89", False),
        # 1.12 · 0.8929 = 1.00005.
        ("1.12", "0.8929", False),
        # A spread of 0.3 %.
        ("1.1200", "0.8955", False),
        # However few digits, 1 to 1 and 1.4 to 1 are no rounding.
        ("1.4", "1", True),
    ],
)
def test_quotes_in_both_directions(direct: str, inverse: str, is_asked: bool) -> None:
    assert asked(quotes(direct, inverse)) == (["two-way-quotes:EUR/USD"] if is_asked else [])


def test_contradictions_of_several_days_are_one_question_with_all_lines() -> None:
    text = quotes("1.12", "1.12")
    text += text.replace("06-05", "07-05")
    [question] = found(text).questions
    assert [len(fix.text) for fix in question.finding.fixes] == [2, 2]
    said = finding_messages.sentence(question.finding, Reader("en", "en"))
    assert "Two prices of Jul 5, 2024 differ" in said
    assert said.endswith("So do those of 2 days in all.")


def test_prices_of_another_file_are_named_without_a_line(tmp_path: Path) -> None:
    # A line at the end of the main file would not stand behind those of a longer file.
    main = tmp_path / "main.beancount"
    head = 'option "operating_currency" "EUR"\nplugin "beancount.plugins.auto_accounts"\n'
    main.write_text(f'{head}include "prices.beancount"\n{textwrap.dedent(LIFE)}', "utf-8")
    prices = textwrap.dedent(quotes("1.12", "1.12"))
    (tmp_path / "prices.beancount").write_text("\n" * 500 + prices, "utf-8")
    entries, errors, options = loader.load_file(str(main))
    assert errors == []
    [question] = fsq_beancount.analyse(entries, options).certainty.questions
    assert question.id == "two-way-quotes:EUR/USD"
    assert question.finding.fixes == ()
    assert str(question.finding.place).endswith("prices.beancount:502")


def test_prices_of_several_days_do_not_contradict_each_other() -> None:
    text = quotes("1.12", "1.12").replace("06-05 price USD", "06-06 price USD")
    assert asked(text) == []


def test_the_quote_nearer_to_the_others_comes_first_and_ends_the_question() -> None:
    # 112 USD of interest. On the day 1 USD is 1.12 EUR (the quote of the dollar itself holds), so
    # 1,200 + 125.44 of 12,000 = 11.0 %. With 1 EUR = 1.12 USD, as in May, it is 100 EUR: 10.8 %.
    text = (
        "    2024-05-05 price EUR 1.10 USD\n"
        + quotes("1.12", "1.12")
        + '    2024-06-05 * "-"\n      Income:Depot:Zinsen  -112 USD\n      Assets:Dollar\n'
    )
    certainty = found(text)
    [question] = [each for each in certainty.questions if each.id == "two-way-quotes:EUR/USD"]
    assert [fix.text for fix in question.finding.fixes] == [
        ("2024-06-05 price USD 0.8928571429 EUR",),
        ("2024-06-05 price EUR 0.8928571429 USD",),
    ]
    shown = [f"{(effect.after[NARROW] or 0) * 100:.2f}" for effect in question.effects]
    assert shown == ["10.83", "11.05"]
    for fix in question.finding.fixes:
        assert asked("\n".join((text, *(f"    {line}" for line in fix.text), ""))) == []
