"""Daily life, insurances and the car, with costs that rise with the price level."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from make_example.base.accounts import CAR, CARD
from make_example.base.book import Book, Leg
from make_example.base.chance import Chance
from make_example.base.days import END, EVERY_MONTH, month_end, months, workday, workdays
from make_example.base.figures import ZERO, by_year, cents

PRICE_LEVEL = by_year("1.000 1.015 1.033 1.048 1.053 1.086 1.150 1.215 1.242 1.268")
GROCERIES = by_year("385 385 385 385 405 430 440 445 450 455")
SUMMER = by_year("1280 1340 1390 1250 620 980 1350 1480 1560 1620")
CAR_INSURANCE = by_year("498 512 520 612 618 625 648 701 768 812")

SHOPS = ("Supermarkt am Markt", "Bioladen Grünzeug", "Wochenmarkt", "Discounter Sparfuchs")

# Account, cost in the first year, variation in percent, months.
BY_CARD = (
    ("Expenses:Auto:Benzin", 86, 22, EVERY_MONTH),
    ("Expenses:Freizeit:Ausgehen", 92, 40, EVERY_MONTH),
    ("Expenses:Kleidung", 105, 45, (1, 3, 4, 6, 9, 11)),
    ("Expenses:Geschenke", 240, 20, (12,)),
    ("Expenses:Gesundheit", 78, 50, (5, 8)),
)


def daily_life(book: Book) -> None:
    """Enter groceries from the current account, the rest by credit card, paid a month later."""
    chance = Chance("daily life")
    for year, month in months():
        level = PRICE_LEVEL[year]
        food = chance.vary(GROCERIES[year] * level, 9)
        drugstore = chance.vary(46 * level, 25)
        book.pay(
            workday(year, month, chance.between(16, 22)),
            chance.pick(SHOPS),
            "Einkäufe des Monats laut Haushaltszettel",
            Leg("Expenses:Lebensmittel", food),
            Leg("Expenses:Drogerie", drugstore),
        )
        legs = [
            Leg(account, chance.vary(cost * level, percent))
            for account, cost, percent, among in BY_CARD
            if month in among
        ]
        if month in (2, 10):
            trip = 90 if (year, month) == (2020, 10) else 340
            legs.append(Leg("Expenses:Urlaub", chance.vary(trip * level, 25)))
        if month == 7:
            legs.append(Leg("Expenses:Urlaub", chance.vary(SUMMER[year], 6)))
        book.pay(
            workday(year, month, chance.between(22, 26)),
            "Kreditkarte",
            ", ".join(leg.account.rpartition(":")[2] for leg in legs),
            *legs,
            account=CARD,
        )
        following = month_end(year, month) + timedelta(days=1)
        if following <= END:
            book.pay(
                workday(following.year, following.month, 6),
                "Musterbank",
                "Kreditkartenabrechnung",
                Leg(CARD, sum((leg.units for leg in legs), ZERO)),
            )


def insurances(book: Book) -> None:
    """Enter liability, home contents and disability insurance."""
    for day in workdays(4, (1,)):
        level = PRICE_LEVEL[day.year]
        book.pay(
            day,
            "Versicherungsverein Eiche",
            "Haftpflicht und Hausrat",
            Leg("Expenses:Versicherungen:Haftpflicht", cents(62 * level)),
            Leg("Expenses:Versicherungen:Hausrat", cents(88 * level)),
        )
    for day in workdays(1, (3, 9)):
        cost = Decimal("318.60") if day.year < 2020 else Decimal("346.20")
        book.pay(
            day,
            "Lebensversicherung Ahorn",
            "Berufsunfähigkeit, Halbjahr",
            Leg("Expenses:Versicherungen:Berufsunfähigkeit", cost),
        )


def car(book: Book) -> None:
    """Enter the car: insurance, service twice a year, and the purchase of a used car in 2019."""
    chance = Chance("car")
    for day in workdays(5, (1,)):
        book.pay(
            day,
            "Versicherungsverein Eiche",
            "Autoversicherung",
            Leg("Expenses:Auto:Versicherung", CAR_INSURANCE[day.year]),
        )
    for day in workdays(18, (4, 10)):
        book.pay(
            day,
            "Werkstatt Kolbe",
            "Reifenwechsel und Kfz-Abgaben" if day.month == 4 else "Inspektion und TÜV",
            Leg("Expenses:Auto:Unterhalt", chance.vary(235 * PRICE_LEVEL[day.year], 45)),
        )
    book.pay(
        date(2019, 4, 12),
        "Autohaus Sander",
        "Gebrauchtwagen, alter Wagen in Zahlung gegeben",
        # The residual value when it is sold: the next car is planned for that year.
        Leg(
            CAR,
            Decimal("9800.00"),
            meta={"fsq-useful-life": "15", "fsq-residual": "800.00 EUR"},
        ),
    )
