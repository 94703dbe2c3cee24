"""E-books, the yearly share from the collecting society, and readings, which are work."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from make_example.base.accounts import E_BOOKS, READINGS, VG_WORT
from make_example.base.book import Book, Leg
from make_example.base.chance import Chance
from make_example.base.days import LAST_YEAR, workdays
from make_example.base.figures import by_year

SALES = by_year("62 78 110 128 165 182 196 232 268", 2017)
VG_WORT_SHARE = by_year("80 118 142 176 208 251 286 322 358 404")
NEW_BOOKS = (
    (date(2017, 2, 10), "Umschlag für 'Moorlicht'", "180.00"),
    (date(2018, 11, 9), "Lektorat 'Nebelfähre'", "320.00"),
    (date(2021, 4, 16), "Lektorat 'Deichgrab'", "380.00"),
    (date(2024, 3, 15), "Lektorat und Umschlag 'Salzwind'", "450.00"),
)
READINGS_GIVEN = (
    (date(2018, 3, 15), "Stadtbibliothek", "200.00"),
    (date(2019, 3, 21), "Buchhandlung Seitenweise", "220.00"),
    (date(2021, 10, 14), "Stadtbibliothek", "250.00"),
    (date(2023, 3, 16), "Literaturhaus", "300.00"),
    (date(2024, 10, 17), "Buchhandlung Seitenweise", "300.00"),
)


def books(book: Book) -> None:
    """Enter the income and costs of books."""
    chance = Chance("books")
    for day in workdays(28, (2, 5, 8, 11), first=date(2017, 1, 1)):
        sales = chance.vary(SALES[day.year], 20)
        book.pay(day, "Amazon KDP", "Tantiemen des Quartals", Leg(E_BOOKS, -sales))
    for day in workdays(6, (7,)):
        share = VG_WORT_SHARE[day.year]
        book.pay(day, "VG Wort", "Hauptausschüttung", Leg(VG_WORT, -share))
    for day, text, cost in NEW_BOOKS:
        book.pay(
            day,
            "Lektorat Zeilenweise",
            text,
            Leg("Expenses:Bücher:Lektorat", Decimal(cost)),
            meta={"fsq-hours": "80"},
        )
    # Work that has not paid yet, so that there is nothing to post.
    book.add(
        date(LAST_YEAR, 11, 8),
        "Maren",
        "Hörbuch eingesprochen",
        meta={"fsq-hours": "35", "fsq-stream": '"Hörbuch"', "fsq-class": '"passive"'},
    )
    for day, payee, fee in READINGS_GIVEN:
        book.pay(day, payee, "Lesung", Leg(READINGS, -Decimal(fee)), tag="lesung")
