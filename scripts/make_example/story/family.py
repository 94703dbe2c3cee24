"""A child, benefits of the state, gifts of the grandparents, and an inheritance."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from make_example.base.accounts import CHILD_BENEFIT, GIFTS, PARENTAL
from make_example.base.book import Book, Leg
from make_example.base.days import workday, workdays
from make_example.base.figures import by_year

BORN = date(2020, 4, 1)
PARENTAL_LEAVE = [(2020, month) for month in range(5, 13)]
CHILD_BENEFITS = by_year("204 219 219 250 250 255", 2020)
DAY_CARE = by_year("160 165 175 190 205", 2021)
INHERITANCE = "Income:Familie:Erbschaft"
PRESENTS = (
    (date(2017, 5, 22), "Erbengemeinschaft", "Erbteil Großtante Hilde", INHERITANCE, "24000.00"),
    (date(2020, 4, 3), "Oma und Opa", "Zur Geburt", GIFTS, "1000.00"),
    (date(2023, 12, 24), "Oma und Opa", "Weihnachten", GIFTS, "500.00"),
    (date(2025, 12, 24), "Oma und Opa", "Weihnachten", GIFTS, "500.00"),
)
EQUIPMENT = (
    (date(2020, 2, 21), "Kinderwagen, Bett und Wickeltisch", "1180.00"),
    (date(2021, 11, 12), "Winterkleidung und Spielzeug", "265.40"),
    (date(2022, 11, 18), "Winterkleidung und Laufrad", "318.90"),
    (date(2023, 11, 17), "Kinderzimmer", "540.00"),
    (date(2024, 11, 15), "Fahrrad", "289.00"),
    (date(2025, 11, 14), "Hochbett", "449.00"),
)


def family(book: Book) -> None:
    """Enter the costs of the child, and the money from the state and from relatives."""
    for day in workdays(11, first=BORN):
        benefit = CHILD_BENEFITS[day.year]
        book.pay(day, "Familienkasse", "Kindergeld", Leg(CHILD_BENEFIT, -benefit))
    for year, month in PARENTAL_LEAVE:
        day = workday(year, month, 15)
        book.pay(day, "Elterngeldstelle", "Elterngeld", Leg(PARENTAL, Decimal("-1585.00")))
    for day in workdays(2, first=date(2021, 3, 1)):
        book.pay(
            day,
            "Kita Regenbogen",
            "Elternbeitrag und Essen",
            Leg("Expenses:Kind:Kita", DAY_CARE[day.year]),
        )
    for day, payee, text, account, amount in PRESENTS:
        book.pay(day, payee, text, Leg(account, -Decimal(amount)))
    for day, text, cost in EQUIPMENT:
        book.pay(day, "Kinderladen Purzel", text, Leg("Expenses:Kind:Ausstattung", Decimal(cost)))
