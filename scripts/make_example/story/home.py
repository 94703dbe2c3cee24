"""The rented home, a larger one from 2021 on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from make_example.base.accounts import DEPOSIT
from make_example.base.book import Book, Leg
from make_example.base.days import YEARS, workdays
from make_example.base.figures import by_year

MOVE = date(2021, 8, 1)
HOME_RENT = by_year("690 690 715 715 715 715 960 985 985 1010")
SIDE_COSTS = by_year("150 150 155 155 160 160 215 255 250 245")
SIDE_COSTS_SETTLED = by_year("-38.20 24.10 -61.75 12.40 -18.90 83.15 0 196.40 -74.30 -51.10")
POWER = by_year("112 116 118 122 128 138 164 224 206 196")
POWER_SETTLED = by_year("-31.40 18.20 -44.85 27.60 38.15 61.90 -24.50 -96.30 -58.20 -41.75")
LANDLINE = by_year("34.95 34.95 34.95 34.95 39.95 39.95 39.95 44.95 44.95 44.95")
MOBILE = by_year("29.98 29.98 29.98 33.98 33.98 33.98 35.98 35.98 37.98 37.98")
BROADCASTING = by_year("210.00 210.00 210.00 210.00 210.00 214.32 220.32 220.32 220.32 220.32")
ONCE = (
    (date(2018, 1, 19), "Elektro Blitz", "Waschmaschine", "Expenses:Wohnen:Haushalt", "549.00"),
    (
        date(2021, 7, 26),
        "Hausverwaltung Neustadt",
        "Kaution für die neue Wohnung",
        DEPOSIT,
        "2880.00",
    ),
    (date(2021, 8, 3), "Umzüge Schnell", "Umzug", "Expenses:Wohnen:Umzug", "1690.00"),
    (
        date(2021, 8, 13),
        "Möbelhaus Eiche",
        "Küche und Schrank",
        "Expenses:Wohnen:Haushalt",
        "2380.00",
    ),
    (
        date(2021, 10, 4),
        "Wohnungsgenossenschaft Ost",
        "Kaution der alten Wohnung zurück",
        DEPOSIT,
        "-2070.00",
    ),
    (date(2024, 6, 7), "Elektro Blitz", "Kühlschrank", "Expenses:Wohnen:Haushalt", "729.00"),
)


def home(book: Book) -> None:
    """Enter rent, electricity, telephone, broadcasting, yearly settlements, and the move."""
    for day in workdays(1):
        terms = _terms(day)
        book.pay(
            day,
            "Hausverwaltung Neustadt" if day >= MOVE else "Wohnungsgenossenschaft Ost",
            "Miete",
            Leg("Expenses:Wohnen:Miete", HOME_RENT[terms]),
            Leg("Expenses:Wohnen:Nebenkosten", SIDE_COSTS[terms]),
        )
    for day in workdays(5, range(1, 13, 2)):
        book.pay(
            day,
            "Stromwerk Regional",
            "Abschlag Strom für zwei Monate",
            Leg("Expenses:Wohnen:Strom", POWER[_terms(day)]),
        )
    for day in workdays(8):
        book.pay(
            day,
            "Funk und Netz AG",
            "Internet und zwei Handys",
            Leg("Expenses:Wohnen:Internet", LANDLINE[day.year]),
            Leg("Expenses:Handy", MOBILE[day.year]),
        )
    for day in workdays(15, (1,)):
        book.pay(
            day,
            "Beitragsservice",
            "Rundfunkbeitrag für das Jahr",
            Leg("Expenses:Wohnen:Rundfunk", BROADCASTING[day.year]),
        )
    for year in YEARS:
        _settle(book, date(year, 2, 12), "Stromwerk Regional", "Strom", POWER_SETTLED[year])
        if SIDE_COSTS_SETTLED[year]:
            _settle(
                book,
                date(year, 10, 21),
                "Hausverwaltung",
                "Nebenkosten",
                SIDE_COSTS_SETTLED[year],
            )
    for day, payee, text, account, cost in ONCE:
        book.pay(day, payee, text, Leg(account, Decimal(cost)))


def _terms(day: date) -> int:
    """Return the year whose terms apply; between move and end of year, the following year."""
    return MOVE.year + 1 if MOVE <= day < date(MOVE.year + 1, 1, 1) else day.year


def _settle(book: Book, day: date, payee: str, what: str, amount: Decimal) -> None:
    """Enter a yearly settlement: paid if positive, refunded (a negative cost) if negative."""
    book.pay(
        day,
        payee,
        f"Jahresabrechnung {what}: {'Nachzahlung' if amount > 0 else 'Guthaben'}",
        Leg(f"Expenses:Wohnen:{what}", amount),
    )
