"""An online course: customers pay through a platform, which keeps its fee."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from make_example.base.accounts import COURSE, PAYPAL
from make_example.base.book import Book, Leg
from make_example.base.chance import Chance
from make_example.base.days import LAST_YEAR, QUARTER_ENDS, workday, workdays
from make_example.base.figures import cents
from make_example.story.customers import COURSE_START, subscriptions

# By the number of months that a payment covers: before 2023, and since.
PRICES = {1: ("29.00", "32.00"), 3: ("81.00", "89.00"), 12: ("290.00", "320.00")}
PERIODS = {1: "Monat", 3: "Quartal", 12: "Jahr"}


def online_course(book: Book) -> None:
    """Enter a drawing course: payments of customers, costs, and payouts of the platform."""
    _payments(book)
    _costs(book)
    for day in workdays(29, QUARTER_ENDS, first=COURSE_START):
        amount = book.balance(PAYPAL, day)
        if amount:
            book.pay(day, "PayPal", "Auszahlung", Leg(PAYPAL, -amount))


def _payments(book: Book) -> None:
    chance = Chance("course payments")
    for customer in subscriptions():
        for payment in range(customer.payments):
            year, month = divmod(customer.first + payment * customer.covers, 12)
            if year > LAST_YEAR:
                break
            price = Decimal(PRICES[customer.covers][year >= 2023])
            fee = cents(price * Decimal("0.059") + Decimal("0.35"))
            book.pay(
                date(year, month + 1, chance.between(1, 28)),
                customer.name,
                f"Zeichenkurs, {PERIODS[customer.covers]}",
                Leg(COURSE, -price),
                Leg("Expenses:Onlinekurs:Plattformgebühren", fee),
                account=PAYPAL,
                meta={} if customer.covers == 1 else {"fsq-covers": str(customer.covers)},
            )


def _costs(book: Book) -> None:
    book.pay(
        date(2020, 8, 14),
        "Foto Linse",
        "Mikrofon, Kamera und Licht für den Kurs",
        Leg(
            "Expenses:Onlinekurs:Technik",
            Decimal("645.00"),
            meta={"fsq-investment": '"Online-Kurs"'},
        ),
        meta={"fsq-hours": "120"},
    )
    for year in range(COURSE_START.year + 1, LAST_YEAR + 1):
        book.pay(
            date(year, 9, 2),
            "Videohost",
            "Videospeicher für ein Jahr",
            Leg("Expenses:Onlinekurs:Technik", Decimal("228.00")),
            meta={"fsq-hours": "30"},
        )
        book.pay(
            workday(year, 1, 20),
            "Suchmaschine",
            "Anzeigen für den Kurs",
            Leg("Expenses:Onlinekurs:Werbung", Decimal("160.00")),
        )
