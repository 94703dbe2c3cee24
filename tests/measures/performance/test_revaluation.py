"""Changes in value beyond what was booked, from lines made by hand."""

from __future__ import annotations

from decimal import Decimal

from wealth_by_hand import day, lots, positions, prices, units

from fsq_beancount.measures.performance.revaluation import Effects, Revaluation

DECEMBER, JANUARY, FEBRUARY = day("2023-12-31"), day("2024-01-31"), day("2024-02-29")


def test_lots_and_money_become_worth_more_than_what_was_booked() -> None:
    priced = prices(
        *("2023-12-01 USD 0.9", "2024-01-31 USD 0.95"),
        *("2024-01-10 FUND 100", "2024-01-31 FUND 130", "2024-02-20 FUND 120"),
    )
    held = positions(
        units("Assets:Bank", "EUR", ("2024-01-10", "1000")),
        lots("Assets:Depot", "FUND", ("2024-01-10", "10", "100")),
        units("Assets:Dollar", "USD", ("2024-01-05", "100"), priced=priced),
        priced=priced,
    )
    found = Revaluation(positions=held, prices=priced, as_of=FEBRUARY)
    # 10 × (130 − 100) and 100 × (0.95 − 0.9).
    assert found.between(DECEMBER, JANUARY) == Effects(lots=Decimal(300), money=Decimal(5))
    assert found.between(JANUARY, FEBRUARY) == Effects(lots=Decimal(-100))
    assert found.between(DECEMBER, FEBRUARY) == Effects(lots=Decimal(200), money=Decimal(5))


def test_what_gets_its_first_price_later_earned_nothing_before() -> None:
    priced = prices("2024-01-20 COIN 10", "2024-01-31 COIN 12")
    held = positions(
        units("Assets:Wallet", "COIN", ("2024-01-05", "3"), priced=priced), priced=priced
    )
    found = Revaluation(positions=held, prices=priced, as_of=FEBRUARY)
    # 3 × 10 are there at once, 3 × 2 are a gain.
    assert found.between(DECEMBER, JANUARY) == Effects(money=Decimal(6), first_price=Decimal(30))
    assert found.between(DECEMBER, day("2024-01-10")) == Effects()
