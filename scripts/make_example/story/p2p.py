"""P2P loans: interest is reinvested, and some loans default."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from make_example.base.accounts import P2P, P2P_INTEREST
from make_example.base.book import Book, Leg
from make_example.base.chance import Chance
from make_example.base.days import QUARTER_ENDS, month_end, months, workday

INVESTED = {2018: "2000.00", 2019: "1000.00", 2021: "1000.00"}
LOST = {(2020, 6): "410.00", (2022, 12): "165.00", (2024, 9): "120.00"}


def loans_to_strangers(book: Book) -> None:
    """Enter the investments, their interest at the end of each quarter, and the defaults."""
    chance = Chance("p2p")
    for year, amount in INVESTED.items():
        lent = Leg(P2P, Decimal(amount), meta={"fsq-investment": '"P2P"'})
        book.pay(workday(year, 1, 22), "Kreditplatz", "Einzahlung", lent)
    for year, month in months(date(2018, 1, 1)):
        if month not in QUARTER_ENDS:
            continue
        day = month_end(year, month)
        interest = chance.vary(book.balance(P2P, day) * Decimal("0.021"), 12)
        book.pay(
            day,
            "Kreditplatz",
            "Zinsen, wieder angelegt",
            Leg(P2P_INTEREST, -interest),
            account=P2P,
        )
        if (year, month) in LOST:
            lost = Leg("Expenses:P2P:Kreditausfälle", Decimal(LOST[year, month]))
            book.pay(day, "Kreditplatz", "Kredite ausgefallen", lost, account=P2P)
