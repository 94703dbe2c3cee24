"""A small flat, let since 2018 and vacant for half of 2022 while its bathroom is renovated."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from make_example.base.accounts import (
    FLAT,
    FLAT_LOAN,
    RENT,
    RENT_EXTRAS,
    UPKEEP,
    WORKS_LOAN,
)
from make_example.base.book import Book, Leg
from make_example.base.days import QUARTER_STARTS, workdays
from make_example.base.figures import by_year
from make_example.story.loans import Loan, repay

BOUGHT = date(2018, 6, 15)
LET_FROM = date(2018, 7, 1)
RATE_FIXED_UNTIL = date(2028, 7, 1)
PRICE = Decimal("138000.00")
LOAN = Loan(FLAT_LOAN, LET_FROM, Decimal("98000.00"), Decimal("365.00"), Decimal("0.0195"))
WORKS = Loan(WORKS_LOAN, date(2022, 4, 1), Decimal("5000.00"), Decimal("80.00"), Decimal("0.0360"))

COLD_RENT = by_year("585 585 600 600 665 665 690 710", 2018)
EXTRAS = by_year("130 130 135 135 160 165 170 175", 2018)
OWNERS_FEE = by_year("660 675 690 705 765 795 825 855", 2018)
MOVED_OUT = date(2022, 2, 1)
MOVED_IN = date(2022, 8, 1)

# Day, payee, text, cost, hours it took.
REPAIRS = (
    (date(2018, 9, 7), "Malerbetrieb Kern", "Flur gestrichen", "480.00", "1.5"),
    (date(2019, 11, 22), "Sanitär Hoffmann", "Armaturen", "285.00", "1.5"),
    (date(2020, 6, 26), "Elektro Blitz", "Herd", "420.00", "1.5"),
    (date(2021, 5, 21), "Fensterbau Licht", "Dichtungen", "145.00", "1.5"),
    (date(2022, 3, 25), "Sanitär Hoffmann", "Neues Bad, Abschlag", "2900.00", "6"),
    (date(2022, 5, 27), "Sanitär Hoffmann", "Neues Bad, Schlussrechnung", "2480.00", "6"),
    (date(2023, 9, 15), "Malerbetrieb Kern", "Balkon", "340.00", "1.5"),
    (date(2024, 4, 19), "Sanitär Hoffmann", "Heizungsventile", "290.00", "1.5"),
    (date(2025, 10, 10), "Elektro Blitz", "Sicherungskasten", "380.00", "1.5"),
)


def let_flat(book: Book) -> None:
    """Enter the purchase, the rent, the costs of the flat, and its two loans."""
    book.pay(
        BOUGHT,
        "Notariat am Markt",
        "Kauf der Wohnung samt Nebenkosten des Kaufs",
        Leg(
            FLAT,
            Decimal(1),
            "WOHNUNG",
            f"{{{PRICE} EUR, {BOUGHT}}}",
            (PRICE, "EUR"),
            meta={"fsq-investment": '"Immobilien"'},
        ),
        Leg(FLAT_LOAN, -LOAN.debt),
    )
    _rent(book)
    _running_costs(book)
    for day, payee, text, cost, hours in REPAIRS:
        book.pay(day, payee, text, Leg(UPKEEP, Decimal(cost)), meta={"fsq-hours": hours})
    book.pay(
        date(2022, 7, 8),
        "Stadtanzeiger",
        "Anzeige und Hausbesichtigungen",
        Leg("Expenses:Vermietung:Mietersuche", Decimal("184.00")),
        meta={"fsq-hours": "9"},
    )
    book.pay(
        date(2022, 3, 18),
        "Musterbank",
        "Modernisierungskredit ausgezahlt",
        Leg(WORKS_LOAN, -WORKS.debt),
    )
    repay(book, LOAN)
    repay(book, WORKS)


def _rent(book: Book) -> None:
    for day in workdays(3, first=LET_FROM):
        if MOVED_OUT <= day < MOVED_IN:
            continue
        # The first tenant's rent was not raised in the final month.
        terms = day.year if day >= MOVED_IN else min(day.year, MOVED_OUT.year - 1)
        book.pay(
            day,
            "Jonas Brandt" if day >= MOVED_IN else "Familie Demir",
            "Warmmiete",
            Leg(RENT, -COLD_RENT[terms]),
            Leg(RENT_EXTRAS, -EXTRAS[terms]),
        )


def _running_costs(book: Book) -> None:
    for day in workdays(4, QUARTER_STARTS, first=LET_FROM):
        book.pay(
            day,
            "WEG Parkstraße 12",
            "Hausgeld für das Quartal",
            Leg("Expenses:Vermietung:Hausgeld", OWNERS_FEE[day.year]),
        )
    for day in workdays(1, (7,), first=LET_FROM):
        book.pay(
            day,
            "Stadtkasse",
            "Grundsteuer Parkstraße 12",
            Leg("Expenses:Vermietung:Grundsteuer", Decimal("196.40")),
        )
