"""The assets of the household when its books begin."""

from __future__ import annotations

from decimal import Decimal

from make_example.base.accounts import DEPOSIT, GIRO, OPENING, SAVINGS
from make_example.base.book import Book, Leg
from make_example.base.days import START
from make_example.story.lots import OPENING_LOTS


def opening(book: Book) -> None:
    """Enter the opening balances."""
    book.pay(
        START,
        "",
        "Eröffnungsbilanz",
        Leg(GIRO, Decimal("4850.00")),
        Leg(SAVINGS, Decimal("22000.00")),
        Leg(DEPOSIT, Decimal("2070.00")),
        *(lot.bought() for lot in OPENING_LOTS),
        account=OPENING,
    )
