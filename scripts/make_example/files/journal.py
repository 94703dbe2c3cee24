"""The journals: transactions by year and month, and balance directives."""

from __future__ import annotations

from datetime import date

from make_example.base.accounts import (
    CARD,
    DOLLARS,
    FLAT_LOAN,
    FUNDS,
    GIRO,
    P2P,
    PAYPAL,
    PLAN,
    SAVINGS,
    SHARES,
    WORKS_LOAN,
)
from make_example.base.book import Book
from make_example.base.days import END, FIRST_YEAR
from make_example.files.layout import aligned, header, transaction

MONTH_NAMES = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)

BALANCED = (
    (GIRO, "EUR"),
    (SAVINGS, "EUR"),
    (PAYPAL, "EUR"),
    (P2P, "EUR"),
    (DOLLARS, "USD"),
    (FUNDS, "DIVE"),
    (PLAN, "WELT"),
    (SHARES, "MUSTER"),
    (SHARES, "USCO"),
    (CARD, "EUR"),
    (FLAT_LOAN, "EUR"),
    (WORKS_LOAN, "EUR"),
)


def year_file(book: Book, year: int) -> list[str]:
    """Return the journal of a year by month, with balance checks at its start and at the end."""
    lines = header(f"{year}: Journal")
    if year > FIRST_YEAR:
        lines += balance_checks(book, date(year, 1, 1))
    entries = sorted(
        (entry for entry in book.transactions if entry.day.year == year),
        key=lambda entry: entry.day,
    )
    closing = balance_checks(book, END)
    for month, name in enumerate(MONTH_NAMES, start=1):
        lines += [f"* {name} {year}", ""]
        for entry in entries:
            if entry.day.month == month:
                if entry.day == END:
                    lines += closing
                    closing = []
                lines += transaction(entry)
    return lines


def balance_checks(book: Book, day: date) -> list[str]:
    """Return balance checks for the beginning of a day; unused accounts are left out."""
    units = book.balances(day)
    lines = [
        aligned(f"{day} balance {account}", units[account, currency], currency)
        for account, currency in BALANCED
        if (account, currency) in units
    ]
    return [*lines, ""]
