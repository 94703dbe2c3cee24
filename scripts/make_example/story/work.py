"""Work: a salary and freelance fees, with their taxes, social insurance and costs."""

from __future__ import annotations

from decimal import Decimal

from make_example.base.accounts import FREELANCE, SALARY, SOLI, WAGE_TAX
from make_example.base.book import Book, Leg
from make_example.base.chance import Chance
from make_example.base.days import QUARTER_ENDS, months, workday, workdays
from make_example.base.figures import ZERO, by_year, cents
from make_example.story.family import PARENTAL_LEAVE

GROSS = by_year("3400 3480 3580 3680 3780 3880 4080 4420 4720 5000")
TAX_FREE = by_year("1660 1690 1730 1780 1840 1980 2080 2240 2340 2450")
INSURANCE_RATES = {
    "Rentenversicherung": by_year(
        "0.0935 0.0935 0.0930 0.0930 0.0930 0.0930 0.0930 0.0930 0.0930 0.0930"
    ),
    "Arbeitslosenversicherung": by_year(
        "0.0150 0.0150 0.0150 0.0125 0.0120 0.0120 0.0120 0.0130 0.0130 0.0130"
    ),
    "Krankenversicherung": by_year(
        "0.0840 0.0840 0.0830 0.0775 0.0785 0.0790 0.0795 0.0810 0.0815 0.0855"
    ),
    "Pflegeversicherung": by_year(
        "0.01425 0.01525 0.01525 0.01775 0.01525 0.01525 0.01525 0.01610 0.01700 0.01800"
    ),
}

HONORARIUM = by_year("1290 1330 1360 1390 990 1360 1440 1510 1570 1630")
ARTISTS_FUND = by_year("462 474 486 492 420 486 504 522 540 558")
CLIENTS = (
    "Verlagshaus Lindenhof",
    "Agentur Textwerk",
    "Stadtmagazin Kompass",
    "Museum am Fluss",
    "Hochschule Nord",
    "Bildungswerk Morgenrot",
)


def salary(book: Book) -> None:
    """Enter Maren's salary with taxes and social insurance, and a bonus in November."""
    for day in workdays(27):
        year, month = day.year, day.month
        if (year, month) in PARENTAL_LEAVE:
            continue
        regular = GROSS[year]
        bonus = regular / 2 if month == 11 else ZERO
        gross = cents(regular + bonus)
        tax = cents((regular - TAX_FREE[year]) * Decimal("0.30") + bonus * Decimal("0.36"))
        book.pay(
            day,
            "Stadtwerke Musterstadt",
            "Gehalt und Weihnachtsgeld" if bonus else "Gehalt",
            Leg(SALARY, -gross),
            Leg(WAGE_TAX, tax),
            *([Leg(SOLI, cents(tax * Decimal("0.055")))] if year < 2021 else []),
            *(
                Leg(f"Expenses:Sozialversicherung:{name}", cents(gross * rates[year]))
                for name, rates in INSURANCE_RATES.items()
            ),
        )


def freelance(book: Book) -> None:
    """Enter Tobias' freelance fees, social insurance and costs."""
    chance = Chance("freelance")
    for year, month in months():
        if month in (2, 3, 5, 6, 8, 9, 11, 12):
            fee = chance.vary(HONORARIUM[year], 35).quantize(Decimal(1))
            book.pay(
                workday(year, month, chance.between(6, 24)),
                chance.pick(CLIENTS),
                "Honorar laut Rechnung",
                Leg(FREELANCE, -fee),
            )
        if month in (4, 10):
            cost = chance.vary(Decimal(190), 40)
            book.pay(
                workday(year, month, 14),
                "Bürohaus Feder",
                chance.pick(("Schreibprogramm, Jahreslizenz", "Bürobedarf", "Fachbücher")),
                Leg("Expenses:Betrieb:Bürobedarf", cost),
            )
    for day in workdays(5, QUARTER_ENDS):
        book.pay(
            day,
            "Künstlersozialkasse",
            "Beiträge des Quartals",
            Leg("Expenses:Sozialversicherung:Künstlersozialkasse", ARTISTS_FUND[day.year]),
        )
