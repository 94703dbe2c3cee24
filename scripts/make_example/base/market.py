"""The month-end prices of every commodity."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from make_example.base.chance import Chance
from make_example.base.days import END, FIRST_YEAR, START, month_end, months
from make_example.base.figures import CENT, by_year, cents


@dataclass(frozen=True)
class Quote:
    """A price in the price file."""

    day: date
    commodity: str
    price: Decimal


@dataclass(frozen=True)
class Paper:
    """A commodity with prices: at the end of the year before the story and of each year."""

    first: date
    last: date
    year_ends: str
    percent: int
    digits: Decimal = CENT


PAPERS = {
    "DIVE": Paper(
        START, END, "24.00 25.50 27.10 25.20 29.40 26.30 31.20 29.10 30.60 33.20 36.10", 3
    ),
    "MUSTER": Paper(
        START, END, "58.00 62.50 71.00 60.40 74.20 66.80 88.10 79.30 86.00 84.50 97.20", 4
    ),
    "NORDW": Paper(
        START,
        date(2022, 10, 31),
        "31.00 33.20 37.80 30.10 27.40 21.30 24.60 14.20 14.20 14.20 14.20",
        5,
    ),
    "WELT": Paper(
        date(2017, 1, 31),
        END,
        "42.00 46.20 50.40 51.90 60.10 64.30 82.00 71.40 83.20 101.10 109.30",
        3,
    ),
    "USCO": Paper(
        date(2018, 10, 31),
        END,
        "38.00 40.00 43.00 41.20 52.60 55.10 72.40 70.10 74.90 88.30 90.20",
        4,
    ),
    "USD": Paper(
        date(2018, 10, 31),
        END,
        "0.9170 0.9500 0.8340 0.8730 0.8910 0.8170 0.8800 0.9360 0.9050 0.9610 0.8560",
        1,
        Decimal("0.0001"),
    ),
}

# A yearly appraisal of the flat.
FLAT_VALUES = by_year("141000 147000 158000 166000 171000 164000 161000 165000", 2018)


class Market:
    """The month-end prices of every commodity, between its prices at the ends of years."""

    def __init__(self) -> None:
        self.quotes: list[Quote] = []
        self._latest: dict[str, list[Quote]] = defaultdict(list)
        for name, paper in PAPERS.items():
            chance = Chance(f"prices of {name}")
            ends = [Decimal(figure) for figure in paper.year_ends.split()]
            if paper.first == START:
                self._enter(Quote(START, name, ends[0]))
            for year, month in months():
                before, after = ends[year - FIRST_YEAR], ends[year - FIRST_YEAR + 1]
                price = before + (after - before) * month / 12
                swing = chance.between(-paper.percent * 100, paper.percent * 100)
                if month < 12:
                    price += price * swing / 10000
                day = month_end(year, month)
                if paper.first <= day <= paper.last:
                    self._enter(Quote(day, name, price.quantize(paper.digits)))
        for year, value in FLAT_VALUES.items():
            self._enter(Quote(date(year, 12, 31), "WOHNUNG", cents(value)))

    def _enter(self, quote: Quote) -> None:
        self.quotes.append(quote)
        self._latest[quote.commodity].append(quote)

    def price(self, commodity: str, day: date) -> Decimal:
        """Return the latest price on or before a day."""
        return [quote.price for quote in self._latest[commodity] if quote.day <= day][-1]
