"""What the balance sheet accounts hold, from ledgers whose sums are worked out by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal, localcontext

from beancount.core import convert, data
from hypothesis import given
from random_ledgers import FIFO, ledgers, patiently
from small_ledger import load

from fsq_beancount.books import facts, position_reader
from fsq_beancount.books.line import Line
from fsq_beancount.books.positions import Positions, Value
from fsq_beancount.core.weights import weigh


def held(text: str, currency: str | None = None) -> Positions:
    ledger = load(text)
    collected = facts.collect(ledger.entries, ledger.options, currency=currency)
    return position_reader.collect(
        collected.entries, collected.config, collected.prices, collected.currency
    )


def line(found: Positions, account: str, currency: str) -> Line:
    (only,) = (each for each in found.lines if (each.account, each.currency) == (account, currency))
    return only


def amount_of(posting: data.Posting) -> Decimal:
    assert posting.units is not None
    assert posting.units.number is not None
    return posting.units.number


def currency_of(posting: data.Posting) -> str:
    assert posting.units is not None
    return posting.units.currency


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


HOUSEHOLD = """
    2024-01-02 price HOOL 11 USD
    2024-01-02 price USD 0.90 EUR
    2024-02-01 price HOOL 15 USD
    2024-02-01 price USD 0.80 EUR

    2024-01-02 * "Buys two lots"
      Assets:Depot     10 HOOL {10 USD}
      Assets:Bank     -90 EUR
    2024-02-01 * "Buys more"
      Assets:Depot      5 HOOL {12 USD}
      Assets:Bank     -48 EUR
    2024-02-01 * "Exchanges"
      Assets:Dollars  100 USD @ 0.85 EUR
      Assets:Bank     -85 EUR
    2024-03-01 * "Sells part of the first lot"
      Assets:Depot     -4 HOOL {10 USD}
      Assets:Bank      60 EUR
      Income:Gains    -28 EUR
"""


def test_units_costs_and_values_of_a_line() -> None:
    found = held(HOUSEHOLD)
    depot = line(found, "Assets:Depot", "HOOL")
    # Cost at the rate of the day of purchase: 10 × 10 USD × 0.90 = 90; then + 5 × 12 × 0.80 = 48.
    assert depot.cost(day("2024-01-31")) == 90
    assert depot.cost(day("2024-02-01")) == 138
    # 4 of the first lot are gone: 6 × 10 × 0.90 + 48 = 102, whatever the rate of the sale.
    assert depot.cost(day("2024-03-01")) == 102
    # Value through the currency of the cost: 10 × 11 × 0.90 = 99; 15 × 15 × 0.80 = 180.
    assert found.value(depot, day("2024-01-31")) == Value(Decimal(10), Decimal(99))
    assert found.value(depot, day("2024-02-01")) == Value(Decimal(15), Decimal(180))
    assert depot.units(day("2024-01-01")) == 0
    assert {lot.number: units for lot, units in depot.lots(day("2024-03-01")).items()} == {
        10: 6,
        12: 5,
    }


def test_a_weight_is_what_beancount_balances_at_the_price_of_the_day() -> None:
    found = held(HOUSEHOLD)
    # The exchange weighs 85 EUR though 100 USD are worth 80 on that day.
    dollars = line(found, "Assets:Dollars", "USD")
    assert dollars.weight(day("2024-02-01")) == 85
    assert found.value(dollars, day("2024-02-01")).amount == 80
    # The sale weighs its cost at the rate of its day: 90 + 48 − 40 × 0.80 = 106.
    assert line(found, "Assets:Depot", "HOOL").weight(day("2024-03-01")) == 106


def test_what_is_held_at_cost_without_a_price_is_worth_its_cost() -> None:
    found = held(
        """
        2024-01-02 * "Buys a house"
          Assets:House   1 HOUSE {200000 EUR}
          Assets:Bank   -200000 EUR
        """
    )
    house = line(found, "Assets:House", "HOUSE")
    assert found.value(house, day("2024-12-31")) == Value(Decimal(1), Decimal(200000), at_cost=True)


def test_what_has_neither_a_price_nor_a_cost_has_no_value() -> None:
    found = held(
        """
        2024-01-02 * "Vacation"
          Assets:Vacation   8 HOURS
          Income:Vacation  -8 HOURS
        2024-01-02 * "A lot in a currency without a price"
          Assets:Depot   1 HOOL {10 CHF}
          Assets:Francs  -10 CHF
        """
    )
    assert found.value(line(found, "Assets:Vacation", "HOURS"), day("2024-12-31")).amount is None
    depot = line(found, "Assets:Depot", "HOOL")
    assert depot.cost(day("2024-12-31")) is None
    assert found.value(depot, day("2024-12-31")) == Value(Decimal(1), None, at_cost=True)


def test_unrealised_gains_excluded_currencies_and_other_accounts_are_left_out() -> None:
    found = held(
        """
        2013-01-01 commodity VACHR
          fsq-role: "excluded"
        2024-01-02 * "Vacation"
          Assets:Vacation   8 VACHR
          Income:Vacation  -8 VACHR
        2024-01-02 U "Unrealised"
          Assets:Depot:Unrealized  7 EUR
          Income:Unrealized       -7 EUR
        2024-01-02 * "Opening"
          Assets:Bank        7 EUR
          Equity:Opening    -7 EUR
        """
    )
    assert [each.account for each in found.lines] == ["Assets:Bank"]


def test_the_lines_below_an_account() -> None:
    found = held(
        """
        2024-01-02 * "Opening"
          Assets:Bank        1 EUR
          Assets:Bank:Giro   2 EUR
          Assets:Bankhaus    4 EUR
          Equity:Opening    -7 EUR
        """
    )
    assert [each.account for each in found.under("Assets:Bank")] == [
        "Assets:Bank",
        "Assets:Bank:Giro",
    ]


@given(ledgers())
@patiently
def test_postings_weigh_what_beancount_balances_them_by(text: str) -> None:
    for entry in load(text, FIFO).entries:
        if isinstance(entry, data.Transaction):
            for posting in entry.postings:
                assert weigh(posting) == convert.get_weight(posting)  # type: ignore[no-untyped-call]


def test_a_weight_has_beancounts_digits_whatever_the_precision_around_it() -> None:
    ledger = load(
        """
        2024-01-02 * "Sixteen places each: thirty-two, of which Beancount keeps twenty-eight"
          Assets:Dollars    1.0000000000000001 USD @ 1.0000000000000001 EUR
          Assets:Bank      -1.00 EUR
        """
    )
    (entry,) = (each for each in ledger.entries if isinstance(each, data.Transaction))
    with localcontext(prec=60):
        # (1 + 1e-16)² = 1 + 2e-16 + 1e-32
        assert weigh(entry.postings[0]) == (Decimal("1.0000000000000002"), "EUR")


@given(ledgers())
@patiently
def test_sums_by_day_are_those_of_a_naive_recount(text: str) -> None:
    ledger = load(text, FIFO)
    collected = facts.collect(ledger.entries, ledger.options)
    found = position_reader.collect(
        collected.entries, collected.config, collected.prices, collected.currency
    )
    end = datetime.date(2024, 12, 31)
    for each in found.lines:
        counted = sum(
            (
                amount_of(posting)
                for entry in ledger.entries
                if isinstance(entry, data.Transaction) and entry.flag != "U"
                for posting in entry.postings
                if posting.account == each.account
                and currency_of(posting) == each.currency
                and (posting.cost is not None) == (each.cost_currency is not None)
            ),
            Decimal(),
        )
        assert each.units(end) == counted
        if each.cost_currency is not None:
            lots = each.lots(end)
            assert sum(lots.values(), Decimal()) == counted
            # All lots of these ledgers cost euro: the cost kept day by day is that of the lots.
            assert each.cost(end) == sum(
                (cost.number * units for cost, units in lots.items()), Decimal()
            )
