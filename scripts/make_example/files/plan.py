"""Planned payments, which only the liquidity plan reads."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from make_example.base.accounts import (
    CAR,
    CHILD_BENEFIT,
    FLAT_LOAN,
    FREELANCE,
    RENT,
    RENT_EXTRAS,
    SALARY,
    UPKEEP,
    WORKS_LOAN,
)
from make_example.base.book import Book, Leg
from make_example.base.days import END
from make_example.files.layout import aligned, header, transaction
from make_example.story.flat import RATE_FIXED_UNTIL

# Account, amount with the sign of its posting, frequency (RFC 5545).
RECURRING = (
    (SALARY, "-5000", "FREQ=MONTHLY"),
    (FREELANCE, "-1600", "FREQ=MONTHLY;BYMONTH=2,3,5,6,8,9,11,12"),
    (CHILD_BENEFIT, "-255", "FREQ=MONTHLY"),
    (RENT, "-710", "FREQ=MONTHLY"),
    (RENT_EXTRAS, "-175", "FREQ=MONTHLY"),
    ("Expenses:Wohnen:Miete", "1010", "FREQ=MONTHLY"),
    ("Expenses:Wohnen:Nebenkosten", "245", "FREQ=MONTHLY"),
    ("Expenses:Wohnen:Strom", "196", "FREQ=MONTHLY;INTERVAL=2"),
    ("Expenses:Kind:Kita", "205", "FREQ=MONTHLY;UNTIL=20260731"),
    ("Expenses:Vermietung:Hausgeld", "855", "FREQ=MONTHLY;INTERVAL=3"),
    ("Expenses:Auto:Versicherung", "812", "FREQ=YEARLY"),
    ("Expenses:Wohnen:Rundfunk", "220.32", "FREQ=YEARLY"),
    (FLAT_LOAN, "365.00", "FREQ=MONTHLY;BYMONTHDAY=28"),
    (WORKS_LOAN, "80.00", "FREQ=MONTHLY;BYMONTHDAY=28"),
)

PLANNED = (
    (date(2034, 10, 4), "WEG Parkstraße 12", "Sonderumlage Dach", UPKEEP, "3600.00"),
    (date(2034, 11, 15), "Autohaus Sander", "Nächster Gebrauchtwagen", CAR, "14500.00"),
    (date(2034, 12, 6), "Reisebüro Fernweh", "Große Reise", "Expenses:Urlaub", "4200.00"),
)


def planned_file() -> list[str]:
    """Return recurring payments and future transactions."""
    lines = header("Geplantes / planned: der Liquiditätsplan liest es, sonst keine Kennzahl")
    day = END + timedelta(days=1)
    for account, amount, rule in RECURRING:
        start = f'{day} custom "fsq-recurring" {account}'
        lines.append(f'{aligned(start, Decimal(amount), "EUR", column=76)} "{rule}"')
    # The rate of the flat's loan is fixed for ten years; the rate after that is a guess.
    lines += ["", f'{RATE_FIXED_UNTIL} custom "fsq-interest-rate" {FLAT_LOAN} 0.0375', ""]
    plan = Book()
    for due, payee, text, account, cost in PLANNED:
        plan.pay(due, payee, text, Leg(account, Decimal(cost)), tag="geplant")
    for entry in plan.transactions:
        lines += transaction(entry)
    return lines
