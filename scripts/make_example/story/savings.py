"""The savings account, with transfers to and from the current account."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_FLOOR, Decimal

from make_example.base.accounts import GIRO, SAVINGS, SAVINGS_INTEREST
from make_example.base.book import Book, Leg
from make_example.base.capital_tax import TaxedAccount
from make_example.base.days import QUARTER_ENDS, QUARTER_STARTS, month_end, months, workday
from make_example.base.figures import ZERO, by_year, cents

RATE = by_year("0.0045 0.0035 0.0030 0.0020 0.0010 0.0005 0.0030 0.0220 0.0275 0.0190")
# The part of the saver's allowance at this bank; the rest is at that of the depot.
ALLOWANCE = by_year("402 402 402 402 402 402 402 500 500 500")
FLOOR = Decimal(1800)


def savings_account(book: Book) -> None:
    """Enter transfers that keep the current account at its floor, and the interest on savings."""
    bank = TaxedAccount(ALLOWANCE)
    for year, month in months():
        if month in QUARTER_STARTS:
            _move_what_is_spare(book, year, month)
        # Once a year at first, quarterly since interest rates have risen.
        quarterly = year >= 2023
        if month == 12 or (quarterly and month in QUARTER_ENDS):
            first = month - 2 if quarterly else 1
            ends = [book.balance(SAVINGS, month_end(year, m)) for m in range(first, month + 1)]
            gross = cents(sum(ends, ZERO) * RATE[year] / 12)
            book.pay(
                month_end(year, month),
                "Musterbank",
                "Zinsen Tagesgeld",
                Leg(SAVINGS_INTEREST, -gross),
                *bank.tax(year, gross),
                account=SAVINGS,
            )


def _move_what_is_spare(book: Book, year: int, month: int) -> None:
    """Transfer the amount, in hundreds, that keeps the quarter's lowest balance at the floor."""
    lowest = book.lowest(GIRO, date(year, month, 1), month_end(year, month + 2))
    amount = ((lowest - FLOOR) / 100).to_integral_value(ROUND_FLOOR) * 100
    if abs(amount) >= 300:
        book.pay(
            workday(year, month, 2),
            "Musterbank",
            "Auf das Tagesgeld" if amount > 0 else "Vom Tagesgeld",
            Leg(SAVINGS, amount),
        )
