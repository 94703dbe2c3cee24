"""From postings to flows: which postings are some, and what they are worth in which currency."""

from __future__ import annotations

import datetime
import textwrap
from decimal import Decimal
from fractions import Fraction

import pytest
from beancount import loader
from beancount.core import data
from small_ledger import line, load, shown

from fsq_beancount.books import facts
from fsq_beancount.books.authorship import Authorship
from fsq_beancount.books.facts import Facts, as_of_date, collect
from fsq_beancount.core.terms import DEPRECIATION_MARK
from fsq_beancount.core.weights import Weight

Day = datetime.date


def loaded(text: str, *, currency: str | None = None) -> Facts:
    """Return the facts of a ledger that names no operating currency itself."""
    entries, errors, options = loader.load_string(textwrap.dedent(text))
    assert not errors
    return collect(entries, options, currency=currency)


# Three postings to income and expenses in USD, two in EUR, though far more EUR than USD; one of
# those in USD is 50 EUR at 1.1 USD.
CURRENCIES = """
plugin "beancount.plugins.auto_accounts"
2024-01-01 price USD 0.9 EUR
2024-01-31 * "a"
  Income:Gehalt  -9000 EUR
  Expenses:Essen  4000 EUR
  Assets:Bank
2024-01-31 * "b"
  Income:Zinsen  -10 USD
  Expenses:Essen  5 USD
  Expenses:Reisen  50 EUR @ 1.1 USD
  Assets:Bank
"""


def test_without_an_operating_currency_that_of_most_flows() -> None:
    assert loaded(CURRENCIES).currency == "USD"
    # A tie: with one more in EUR, the alphabet decides.
    more = '2024-02-01 * "c"\n  Expenses:Essen  1 EUR\n  Assets:Bank\n'
    assert loaded(CURRENCIES + more).currency == "EUR"


def test_the_first_operating_currency() -> None:
    # CHF has no price at all here: what the ledger says still holds.
    option = 'option "operating_currency" "{}"\n'
    assert loaded(option.format("EUR") + CURRENCIES).currency == "EUR"
    both = option.format("CHF") + option.format("EUR")
    assert loaded(both + CURRENCIES).currency == "CHF"


def test_the_currency_that_is_asked_for() -> None:
    asked = loaded('option "operating_currency" "USD"\n' + CURRENCIES, currency="EUR")
    assert (asked.currency, asked.asked) == ("EUR", True)
    # 10 USD are 9 EUR, 5 USD are 4.50 EUR; 50 EUR at 1.1 USD weigh 55 USD, which are 49.50 EUR.
    assert [flow.amount for flow in asked.flows] == [
        Decimal(number) for number in ("9000", "-4000", "9", "-4.5", "-49.5")
    ]
    # USD from the inverse: 9000 EUR / 0.9.
    assert loaded(CURRENCIES, currency="USD").flows[0].amount == 10000
    # One without a price: nothing is converted, nothing is lost.
    lost = loaded(CURRENCIES, currency="GBP")
    assert [flow.amount for flow in lost.flows] == [None] * 5
    assert [flow.weight.number for flow in lost.flows] == [9000, -4000, 10, -5, -55]


def test_a_ledger_without_flows_reports_in_the_currency_of_most_prices() -> None:
    assert loaded("").currency == "XXX"
    assert loaded("2024-01-01 open Assets:Bank EUR").currency == "XXX"
    opening = '2024-01-01 * "a"\n  Equity:Anfang  -1 EUR\n  Assets:Bank\n'
    assert loaded('plugin "beancount.plugins.auto_accounts"\n' + opening).currency == "XXX"
    prices = """
    2024-01-01 price A 1 USD
    2024-01-01 price B 1 CHF
    2024-01-02 price B 1 CHF
    """
    assert loaded(prices).currency == "CHF"


def test_income_is_positive_and_costs_are_negative() -> None:
    ledger = """
    2024-01-31 * "Chef" "Lohn"
      Income:Gehalt  -3000 EUR
      Expenses:Essen  400 EUR
      Expenses:Essen  -50 EUR
      Assets:Bank
    """
    assert shown(ledger) == [
        "Income:Gehalt: active income 3000",
        "Expenses:Essen: - living -400",
        "Expenses:Essen: - living 50",
    ]


def test_the_weight_at_the_price_of_the_transactions_day() -> None:
    ledger = """
    2024-01-01 price USD 0.90 EUR
    2024-02-01 price USD 0.80 EUR
    2024-01-31 * "without a price: that of the day"
      Income:Zinsen  -10 USD
      Assets:Bank
    2024-02-01 * "the day of the new price"
      Income:Zinsen  -10 USD
      Assets:Bank
    2024-02-02 * "a price in euro: no other is asked"
      Income:Zinsen  -10 USD @ 0.70 EUR
      Assets:Bank
    2024-02-03 * "a total price: 10 USD for 7.77 EUR"
      Income:Zinsen  -10 USD @@ 7.77 EUR
      Assets:Bank
    2024-02-04 * "a price in francs, of which nothing is known"
      Income:Zinsen  -10 USD @ 0.95 CHF
      Assets:Bank
    2024-02-05 * "cost before price: 3 shares bought at 2 EUR, now at 5 EUR"
      Expenses:Geschenke  3 WELT {2 EUR} @ 5 EUR
      Assets:Bank
    """
    assert shown(ledger) == [
        "Income:Zinsen: passive income 9",
        "Income:Zinsen: passive income 8",
        "Income:Zinsen: passive income 7",
        "Income:Zinsen: passive income 7.77",
        "Income:Zinsen: passive income ?",
        "Expenses:Geschenke: - living -6",
    ]


def test_the_weight_is_the_one_that_beancount_balances() -> None:
    # Beancount makes 17.03 / 0.03 = 567.666... a price of 28 digits. Times 0.03 that is
    # 17.03 in 28 digits again, and the ledger balances with 17.03.
    ledger = load("""
    2024-01-31 * "a"
      Expenses:Essen  0.03 USD @@ 17.03 EUR
      Assets:Bank  -17.03 EUR
    """)
    (flow,) = collect(ledger.entries, ledger.options).flows
    assert flow.amount is not None
    assert Fraction(flow.amount) == Fraction("-17.03")


def test_an_amount_counts_from_the_first_day_on_which_it_has_a_price() -> None:
    ledger = """
    2024-01-09 * "a"
      Income:Zinsen  -10 CHF
      Assets:Bank
    2024-01-10 price CHF 1.10 EUR
    2024-01-10 * "b"
      Income:Zinsen  -10 CHF
      Assets:Bank
    """
    assert shown(ledger) == ["Income:Zinsen: passive income ?", "Income:Zinsen: passive income 11"]


def test_unrealised_gains_and_equity_are_no_income() -> None:
    ledger = """
    2024-01-01 * "Anfangsbestand"
      Equity:Anfang  -500 EUR
      Assets:Bank
    2024-01-02 * "Umrechnung"
      Equity:Conversions  -5 EUR
      Assets:Bank
    2024-12-31 U "Kursgewinn, noch nicht verkauft"
      Income:Kursgewinne  -100 EUR
      Expenses:Gebühren  1 EUR
      Assets:Depot
    2024-12-31 * "Kursgewinn"
      Income:Kursgewinne  -1 EUR
      Assets:Bank
    """
    assert shown(ledger) == ["Income:Kursgewinne: near-passive income 1 gain"]


@pytest.mark.parametrize(
    ("source", "flow"),
    [
        ("Expenses:Bargeld", ["Expenses:Bargeld: - living -30"]),
        # Named for a tax: padding is a living cost all the same.
        ("Expenses:Kapitalertragsteuer", ["Expenses:Kapitalertragsteuer: - living -30"]),
        ("Income:Dividenden", ["Income:Dividenden: - excluded -30"]),
        ("Equity:Anfang", []),
    ],
)
def test_padding(source: str, flow: list[str]) -> None:
    # Cash of 50 EUR is counted as 20 EUR: 30 EUR have gone.
    ledger = f"""
    2024-01-01 * "a"
      Equity:Anfang
      Assets:Bargeld  50 EUR
    2024-01-02 pad Assets:Bargeld {source}
    2024-01-31 balance Assets:Bargeld 20 EUR
    """
    assert shown(ledger) == flow


@pytest.mark.parametrize(
    ("income", "expenses"),
    [("Einnahmen", "Ausgaben"), ("Доходы", "Расходы"), ("Έσοδα", "Έξοδα"), ("Expenses", "Income")],
)
def test_roots_have_the_ledgers_own_names(income: str, expenses: str) -> None:
    text = f"""
    2024-01-31 * "a"
      {income}:Dividends  -100 EUR
      {expenses}:Essen  30 EUR
      Assets:Bank
    """
    roots = (f'option "name_income" "{income}"', f'option "name_expenses" "{expenses}"')
    assert shown(text, *roots) == [
        f"{income}:Dividends: passive income 100",
        f"{expenses}:Essen: - living -30",
    ]


def test_the_currency_of_most_flows_is_found_below_renamed_roots() -> None:
    roots = 'option "name_income" "Einnahmen"\noption "name_expenses" "Ausgaben"\n'
    renamed = CURRENCIES.replace("Income:", "Einnahmen:").replace("Expenses:", "Ausgaben:")
    assert loaded(roots + renamed).currency == "USD"


def test_what_is_excluded_stays_listed_but_has_that_role() -> None:
    ledger = """
    2024-01-01 commodity URLAUB
      fsq-role: "excluded"
    2024-01-31 * "a"
      Income:Urlaub  -2.5 URLAUB
      Assets:Urlaub
    2024-01-31 * "none of it"
      Income:Urlaub  0 URLAUB
      Assets:Urlaub  0 URLAUB
    2024-01-31 * "b"
      Income:Spiel  -5 EUR
        fsq-role: "excluded"
      Assets:Bank
    """
    assert shown(ledger) == [
        "Income:Urlaub: - excluded ?",
        "Income:Urlaub: - excluded ?",
        "Income:Spiel: - excluded 5",
    ]


def test_the_year_is_that_of_the_posting_the_transaction_or_the_day() -> None:
    ledger = load("""
    2024-05-01 * "Bescheid"
      fsq-year: 2023
      Expenses:Steuern  100 EUR
      Expenses:Steuern  100 EUR
        fsq-year: 2022
      Assets:Bank
    2024-05-02 * "nicht bewegt"
      Expenses:Essen  100 EUR
      Assets:Bank
    2024-05-03 * "kein Jahr: ein Fehler, den der Bericht nennt"
      Expenses:Essen  100 EUR
        fsq-year: "letztes"
      Assets:Bank
    """)
    found = collect(ledger.entries, ledger.options)
    assert [flow.year for flow in found.flows] == [2023, 2022, 2024, 2024]
    assert [error.source["lineno"] for error in found.errors] == [13]


def test_the_parts_of_a_split_cost_move_with_their_posting() -> None:
    ledger = load("""
    2024-05-01 * "a"
      Income:Gehalt  -200 EUR
      Income:Dividenden  -100 EUR
      Expenses:Steuern  100 EUR
        fsq-year: 2023
      Assets:Bank
    """)
    _, _, larger, smaller = collect(ledger.entries, ledger.options).flows
    assert (larger.year, smaller.year) == (2023, 2023)
    # 100 * 200/300 and 100 * 100/300, to twelve places; nothing is left over.
    assert larger.amount == Decimal("-66.666666666667")
    assert smaller.amount == Decimal("-33.333333333333")
    # Each says what the whole posting weighs.
    assert larger.weight == smaller.weight == Weight(Decimal(-100), "EUR")
    assert larger.posting is smaller.posting


def test_huge_and_tiny_amounts_are_exact() -> None:
    # 18 and 12 decimal places, 10^15.
    ledger = load("""
    2024-01-31 * "a"
      Income:Zinsen  -0.123456789012345678 EUR
      Assets:Bank
    2024-01-31 * "b"
      Income:Zinsen  -1000000000000000.000000000001 EUR
      Assets:Bank
    2024-01-31 * "c"
      Income:Zinsen  -0.000000000000000001 EUR
      Assets:Bank
    """)
    flows = collect(ledger.entries, ledger.options).flows
    assert [Fraction(flow.amount or 0) for flow in flows] == [
        Fraction("0.123456789012345678"),
        Fraction("1000000000000000.000000000001"),
        Fraction(1, 10**18),
    ]


def test_the_order_of_entries_does_not_matter() -> None:
    # A sale is one only after the purchase; the later price is the other one.
    ledger = load("""
    2024-01-01 price USD 0.9 EUR
    2024-02-01 price USD 0.8 EUR
    2024-01-10 * "Kauf"
      Assets:Depot  10 WELT {10 EUR}
      Assets:Bank
    2024-02-10 * "Verkauf"
      Assets:Depot  -10 WELT {10 EUR}
      Assets:Bank  150 USD
      Income:Irgendwas  -20 EUR
    2024-02-11 * "Zinsen"
      Income:Zinsen  -10 USD
      Assets:Bank
    """)
    lines = [line(flow) for flow in collect(ledger.entries, ledger.options).flows]
    assert lines == [
        "Income:Irgendwas: near-passive income 20 gain",
        "Income:Zinsen: passive income 8",
    ]
    entries = ledger.entries
    for order in (entries[::-1], entries[::3] + entries[1::3] + entries[2::3]):
        found = collect(order, ledger.options).flows
        assert [line(flow) for flow in found] == lines


def test_the_order_of_the_entries_of_one_day_does_not_matter() -> None:
    # The dates alone are in order either way; the lines say that the purchase was first.
    ledger = load("""
    2024-02-10 * "Kauf"
      Assets:Depot  10 WELT {10 EUR}
      Assets:Bank
    2024-02-10 * "Verkauf"
      Assets:Depot  -10 WELT {10 EUR}
      Assets:Bank  120 EUR
      Income:Irgendwas
    """)
    trades = [entry for entry in ledger.entries if isinstance(entry, data.Transaction)]
    for order in (trades, trades[::-1]):
        (flow,) = collect(order, ledger.options).flows
        assert line(flow) == "Income:Irgendwas: near-passive income 20 gain"


def test_who_paid_and_why() -> None:
    ledger = load("""
    2024-01-31 * "Verlag" "Honorar"
      Income:Honorar  -10 EUR
      Assets:Bank
    2024-01-31 * "nur ein Text"
      Income:Honorar  -10 EUR
      Assets:Bank
    """)
    named, unnamed = collect(ledger.entries, ledger.options).flows
    assert (named.payee, named.narration) == ("Verlag", "Honorar")
    assert (unnamed.payee, unnamed.narration) == ("", "nur ein Text")


def test_what_beancount_has_dropped_is_missing() -> None:
    # Of the first transaction, two postings have no amount: Beancount cannot tell what it was.
    ledger = load("""
    2024-01-31 * "verschwindet"
      Income:Gehalt
      Assets:Bank
      Assets:Kasse
    2024-01-31 * "bleibt"
      Income:Gehalt  -10 EUR
      Assets:Bank
    """)
    assert len(ledger.errors) == 1
    assert [flow.amount for flow in collect(ledger.entries, ledger.options).flows] == [10]


DATED = """
2024-01-31 * "a"
  Income:Gehalt  -10 EUR
  Assets:Bank
2024-02-28 * "Umbuchung"
  Assets:Kasse  5 EUR
  Assets:Bank
2024-03-15 balance Assets:Bank 5 EUR
2024-04-01 price USD 0.9 EUR
2024-04-02 open Assets:Neu
2024-04-03 note Assets:Bank "angerufen"
2024-04-04 event "ort" "Berlin"
2024-04-05 custom "budget" Expenses:Essen "monthly" 400 EUR
2024-04-06 close Assets:Neu
2030-01-01 * "geplant"
  Expenses:Essen  10 EUR
  Assets:Bank
2030-01-02 balance Assets:Bank -5 EUR
"""


def until(entries: list[data.Directive], today: Day | None = None) -> Day:
    """The last day that counts of a ledger in no file."""
    return as_of_date(entries, Authorship(entries, "<string>"), today)


@pytest.mark.parametrize(
    ("today", "as_of"),
    [
        (Day(2024, 12, 31), Day(2024, 3, 15)),
        (Day(2024, 3, 15), Day(2024, 3, 15)),
        (Day(2024, 3, 14), Day(2024, 2, 28)),
        (Day(2024, 2, 27), Day(2024, 1, 31)),
        (Day(2030, 1, 1), Day(2030, 1, 1)),
        (Day(2031, 1, 1), Day(2030, 1, 2)),
        # Nothing on or before today: today.
        (Day(2024, 1, 30), Day(2024, 1, 30)),
    ],
)
def test_as_of_the_latest_transaction_or_balance_up_to_today(today: Day, as_of: Day) -> None:
    assert until(load(DATED).entries, today) == as_of


def test_as_of_leaves_out_our_own_depreciation() -> None:
    # The next line would be circular: the plugin books up to the as-of date.
    ledger = load(DATED).entries
    marked = [
        entry._replace(meta={**entry.meta, DEPRECIATION_MARK: "x"})
        if entry.date == Day(2024, 3, 15)
        else entry
        for entry in ledger
    ]
    assert until(marked, Day(2024, 12, 31)) == Day(2024, 2, 28)


def test_as_of_a_ledger_without_transactions() -> None:
    today = Day(2024, 12, 31)
    assert until([], today) == today
    assert until(load("2024-01-01 price USD 0.9 EUR").entries, today) == today
    assert until([]) <= datetime.date.today()


def test_planned_flows_are_facts_too() -> None:
    ledger = load(DATED)
    dates = [flow.date for flow in facts.collect(ledger.entries, ledger.options).flows]
    assert dates == [Day(2024, 1, 31), Day(2030, 1, 1)]
