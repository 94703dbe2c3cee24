"""Options sold for a premium, on a dollar account funded from the current account."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from make_example.base.accounts import DOLLARS, PREMIUMS
from make_example.base.book import Book, Leg
from make_example.base.chance import Chance
from make_example.base.days import workday
from make_example.base.market import Market

# Month, dollars; negative: a contract is bought back at a loss.
OPTIONS = {
    2019: ((3, 140), (5, 165), (9, 150), (11, 180)),
    2020: ((2, 155), (3, -520), (6, 310), (9, 240), (11, 205)),
    2021: ((1, 210), (3, 190), (6, 225), (9, 240), (11, 260)),
    2022: ((1, 230), (4, -410), (6, 180), (9, -380), (11, 210)),
    2023: ((2, 220), (5, 245), (8, 210), (11, 275)),
    2024: ((1, 260), (3, 240), (6, 305), (9, 280), (11, 330)),
    2025: ((2, 290), (4, -260), (6, 340), (9, 310), (11, 365)),
}
DOLLARS_BOUGHT = (
    (date(2018, 12, 4), Decimal("3000.00")),
    (date(2020, 3, 12), Decimal("1000.00")),
    (date(2024, 12, 5), Decimal("-1500.00")),
    (date(2025, 12, 4), Decimal("-1000.00")),
)


def options(book: Book, market: Market) -> None:
    """Enter option premiums on a dollar account, and the currency exchanges that fund it."""
    chance = Chance("options")
    for day, units in DOLLARS_BOUGHT:
        rate = market.price("USD", day)
        book.pay(
            day,
            "Broker USA",
            "Euro in Dollar getauscht" if units > 0 else "Dollar in Euro getauscht",
            Leg(DOLLARS, units, "USD", f"@ {rate} EUR", (units * rate, "EUR")),
        )
    for year, contracts in OPTIONS.items():
        for month, dollars in contracts:
            premium, fee = Decimal(dollars), Decimal("1.80")
            book.add(
                workday(year, month, chance.between(5, 25)),
                "Broker USA",
                "Put USCO verkauft" if dollars > 0 else "Put USCO mit Verlust zurückgekauft",
                Leg(PREMIUMS, -premium, "USD"),
                Leg("Expenses:Broker:Gebühren", fee, "USD"),
                Leg(DOLLARS, premium - fee, "USD"),
                meta={"fsq-hours": "1"},
            )
