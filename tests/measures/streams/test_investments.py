"""Money put into streams, of transactions and amounts made by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal

from beancount.core import data
from flows_by_hand import ROOTS, earnings, euros, flow, post, transaction

from fsq_beancount.core.periods import month_index
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.streams.investments import Investments, Marked, marked
from fsq_beancount.settings.config import Config

D = Decimal
day = datetime.date.fromisoformat


def put(date: str, number: int, currency: str = "EUR") -> Marked:
    return Marked(day(date), "Flat", Weight(D(number), currency))


def test_an_investment_is_paid_back_while_what_it_earned_covers_it() -> None:
    flows = [
        flow("2023-12-10", "Income:Rent", "10", "passive", stream="Flat"),
        flow("2024-01-10", "Income:Rent", "70", "passive", stream="Flat"),
        flow("2024-01-10", "Expenses:Tax", "-5", "passive", role="tax", stream="Flat"),
        flow("2024-02-10", "Income:Rent", "30", "passive", stream="Flat"),
        flow("2024-02-10", "Income:Book", "500", "active", stream="Book"),
        flow("2024-04-10", "Income:Rent", "50", "passive", stream="Flat"),
    ]
    found = Investments(
        [put("2024-01-02", 120), put("2024-01-20", -20), put("2024-03-03", 40)],
        earned=earnings(flows).monthly,
        as_of=day("2024-05-15"),
        convert=euros,
    )
    assert found.streams == ["Flat"]
    assert [found.up_to(day(f"2024-01-{number:02}")) for number in (1, 2, 20)] == [
        {},
        {"Flat": 120},
        {"Flat": 100},
    ]
    # At the ends of January to April 75, 105, 105 and 155 are earned, and 100, 100, 140 and 140
    # are in it. May goes on.
    assert found.payback("Flat") == {
        month_index(day("2024-02-01")): day("2024-02-29"),
        month_index(day("2024-04-01")): day("2024-04-30"),
    }


def test_what_has_no_price_is_in_no_stream() -> None:
    found = Investments(
        [put("2024-01-02", 120, "USD"), put("2024-01-03", -20, "USD"), put("2024-01-03", 7, "CHF")],
        earned={},
        as_of=day("2024-05-15"),
        convert=euros,
    )
    assert found.streams == []
    assert list(found.unconverted.items()) == [("CHF", D(7)), ("USD", D(140))]


def test_a_posting_a_transaction_or_an_open_says_what_is_put_into_a_stream() -> None:
    quiet, loud, later = (transaction(f"2024-01-{number:02}") for number in (1, 2, 3))
    post(quiet, "Assets:House:Roof", "5000")
    post(quiet, "Assets:Bank", "-5000")
    post(loud, "Assets:Course", "300", meta={"fsq-investment": "Course"})
    post(loud, "Assets:House", "10", meta={"fsq-investment": "Garden"})
    post(later, "Assets:House", "7")
    opened = data.Open({"fsq-investment": "Flat"}, day("2024-01-01"), "Assets:House", [], None)

    def found(config: Config) -> list[tuple[str, Decimal]]:
        every = marked(
            entries=[quiet, loud, later], annotated=[loud], config=config, as_of=day("2024-01-02")
        )
        return [(each.stream, each.weight.number) for each in every]

    assert found(Config(ROOTS, "EUR")) == [("Course", D(300)), ("Garden", D(10))]
    assert found(Config(ROOTS, "EUR", opens={"Assets:House": opened})) == [
        ("Flat", D(5000)),
        ("Course", D(300)),
        ("Garden", D(10)),
    ]
