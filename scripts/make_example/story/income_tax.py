"""Income tax that is not withheld."""

from __future__ import annotations

from decimal import Decimal

from make_example.base.accounts import INCOME_TAX, TAX_REFUND
from make_example.base.book import Book, Leg
from make_example.base.days import QUARTER_ENDS, workday, workdays
from make_example.base.figures import by_year, cents
from make_example.base.metadata import near_passive, passive

# Quarterly amounts by the stream that the tax is owed for; the first is for work.
ADVANCES = {
    "": by_year("150 150 165 165 120 150 180 195 210 225"),
    "Immobilien": by_year("0 0 0 60 60 75 0 75 90 105"),
    "Online-Kurs": by_year("0 0 0 0 0 0 120 165 195 225"),
    "Bücher": by_year("0 15 20 30 40 45 55 60 75 90"),
    # No bank withholds a tax on these.
    "P2P": by_year("0 0 10 15 15 20 25 25 30 35"),
    "Optionen": by_year("0 0 0 35 20 60 0 55 85 60"),
}

# The assessment of the following year: positive is refunded, negative is paid.
ASSESSMENTS = by_year("420 310 560 240 890 -640 1150 -480 -730", 2017)


def income_tax(book: Book) -> None:
    """Enter the quarterly advance payments and the assessments of the following years."""
    for day in workdays(10, QUARTER_ENDS):
        book.pay(
            day,
            "Finanzamt Musterstadt",
            "Einkommensteuer-Vorauszahlung",
            *(
                _owed(parts[day.year], stream)
                for stream, parts in ADVANCES.items()
                if parts[day.year]
            ),
        )
    for year, amount in ASSESSMENTS.items():
        if amount > 0:
            legs = [Leg(TAX_REFUND, -amount)]
        else:
            # Additional tax is owed for income without withholding.
            course = cents(-amount * Decimal("0.7"))
            legs = [_owed(course, "Online-Kurs"), _owed(-amount - course, "Immobilien")]
        book.pay(
            workday(year, 8, 17),
            "Finanzamt Musterstadt",
            f"Einkommensteuerbescheid {year - 1}",
            *legs,
            meta={"fsq-year": str(year - 1)},
        )


def _owed(amount: Decimal, stream: str) -> Leg:
    if stream == "Optionen":
        return Leg(INCOME_TAX, amount, meta=near_passive(stream))
    return Leg(INCOME_TAX, amount, meta=passive(stream) if stream else {})
