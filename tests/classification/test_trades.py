"""Which transactions buy and which sell what is held at cost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from beancount.core import data
from small_ledger import load

from fsq_beancount.classification.trades import Lots, Trade

BUYS = Trade(buys=True, sells=False)
SELLS = Trade(buys=False, sells=True)
BOTH = Trade(buys=True, sells=True)
NEITHER = Trade(buys=False, sells=False)


def trades(text: str, *head: str) -> list[Trade]:
    """Return what each transaction of a ledger does."""
    return _follow(text, *head)[0]


def held(text: str) -> dict[tuple[str, str], Decimal]:
    """Return what is held at the end of a ledger."""
    return _follow(text)[1].held()


def _follow(text: str, *head: str) -> tuple[list[Trade], Lots]:
    ledger = load(text, *head)
    assert ledger.errors == []
    lots = Lots()
    found = [lots.trade(entry) for entry in ledger.entries if isinstance(entry, data.Transaction)]
    return found, lots


def transactions(*postings: str) -> str:
    """Write one transaction a day, from the first posting of each; the bank pays."""
    return "".join(
        f'2024-01-{day:02} * "{day}"\n  {lines}\n  Assets:Bank\n'
        for day, lines in enumerate(postings, start=1)
    )


def test_buying_and_selling() -> None:
    assert trades(
        transactions(
            "Assets:Depot  10 HOOL {100 EUR}",
            "Assets:Depot   5 HOOL {110 EUR}",
            "Assets:Depot  -4 HOOL {100 EUR} @ 120 EUR",
            "Expenses:Essen 10 EUR",
        )
    ) == [BUYS, BUYS, SELLS, NEITHER]


def test_short_positions() -> None:
    # Selling short opens a holding below zero; covering it reduces that.
    assert trades(
        transactions("Assets:Depot  -5 HOOL {100 EUR}", "Assets:Depot   5 HOOL {100 EUR}")
    ) == [BUYS, SELLS]


def test_after_all_is_sold_the_next_is_bought() -> None:
    assert trades(
        transactions(
            "Assets:Depot   5 HOOL {100 EUR}",
            "Assets:Depot  -5 HOOL {100 EUR}",
            "Assets:Depot   5 HOOL {90 EUR}",
        )
    ) == [BUYS, SELLS, BUYS]


def test_changing_one_holding_into_another_does_both() -> None:
    assert trades(
        transactions(
            "Assets:Depot   5 HOOL {100 EUR}",
            "Assets:Depot  -5 HOOL {100 EUR}\n  Assets:Depot  2 VT {250 EUR}",
        )
    ) == [BUYS, BOTH]


def test_lots_that_move_are_neither_bought_nor_sold() -> None:
    assert trades(
        transactions(
            "Assets:Depot   5 HOOL {100 EUR}",
            "Assets:Depot  -5 HOOL {100 EUR}\n  Assets:Neu  5 HOOL {100 EUR, 2024-01-01}",
            "Assets:Neu    -5 HOOL {100 EUR}",
        )
    ) == [BUYS, NEITHER, SELLS]


def test_lots_that_move_without_their_date_are_sold_and_bought() -> None:
    # The new lot has the date of the move, so it is another lot for Beancount, too.
    assert trades(
        transactions(
            "Assets:Depot   5 HOOL {100 EUR}",
            "Assets:Depot  -5 HOOL {100 EUR}\n  Assets:Neu  5 HOOL {100 EUR}",
        )
    ) == [BUYS, BOTH]


@pytest.mark.parametrize("method", ["STRICT", "FIFO", "LIFO", "HIFO", "NONE"])
def test_every_booking_method(method: str) -> None:
    # All that is held is sold, so that no method finds it ambiguous.
    sale = "{}" if method != "NONE" else "{100 EUR, 2024-01-01}"
    assert trades(
        transactions(
            "Assets:Depot   5 HOOL {100 EUR}",
            "Assets:Depot   3 HOOL {110 EUR}",
            f"Assets:Depot  -8 HOOL {sale}",
        ),
        f'option "booking_method" "{method}"',
    ) == [BUYS, BUYS, SELLS]


def test_accounts_and_currencies_are_held_apart() -> None:
    assert trades(
        transactions(
            "Assets:Depot   5 HOOL {100 EUR}",
            "Assets:Andere  5 HOOL {100 EUR}",
            "Assets:Depot   5 VT {100 EUR}",
        )
    ) == [BUYS, BUYS, BUYS]


def test_a_lot_from_before_the_ledger_begins() -> None:
    # Without booking, a year's ledger sells what an earlier one bought.
    assert trades(
        transactions("Assets:Depot  -5 HOOL {100 EUR, 2020-01-01}"),
        'option "booking_method" "NONE"',
    ) == [SELLS]


def test_held() -> None:
    assert held(
        transactions(
            "Assets:Depot   5 HOOL {100 EUR}",
            "Assets:Depot  -2 HOOL {100 EUR}",
            "Assets:Depot   1 VT {100 EUR}",
            "Assets:Depot  -1 VT {100 EUR}",
            "Assets:Depot   7 USD @ 1.1 EUR",
        )
    ) == {("Assets:Depot", "HOOL"): Decimal(3)}
