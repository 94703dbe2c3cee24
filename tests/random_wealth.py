"""Ledgers made up of everything that happens to wealth: lots, money, loans and things."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from naive import Named
from naive_tax import Said
from naive_wealth import Thing

ZERO = Decimal()

NAMES = {
    "Liabilities:Darlehen": Named(loan=True),
    "Liabilities:Hypothek": Named(loan=True),
    "Income:Gehalt": Named("active"),
    "Income:Dividenden": Named("passive", no_goods=True, vat=False),
    "Income:Dividenden:FND": Named("passive", no_goods=True, vat=False),
    "Income:Kursgewinne": Named("near-passive", gain=True, no_goods=True, vat=False),
    "Income:Schenkung": Named("neutral", no_goods=True, vat=False),
    "Expenses:Kreditzinsen": Named(interest=True),
    "Expenses:KESt": Named(cost="capital-tax"),
    "Expenses:Depotgebühren": Named(cost="fee"),
    "Expenses:Kursverluste": Named(loss=True),
}

HEAD = """
option "operating_currency" "EUR"
plugin "beancount.plugins.auto_accounts"
2000-01-01 open Assets:Verliehen
  fsq-receivable: TRUE
2000-01-01 open Assets:Haus
  fsq-asset-class: "real-estate"
2000-01-01 open Assets:Auto
  fsq-asset-class: "durables"
2000-01-01 open Liabilities:Hypothek
  fsq-loan: TRUE
2000-01-01 open Assets:Rente
  fsq-tax-treatment: "deferred"
2000-01-01 commodity AKT
  fsq-asset-class: "stocks"
  fsq-tax-treatment: "share"
2000-01-01 commodity AKB
  fsq-asset-class: "stocks"
  fsq-tax-treatment: "share"
2000-01-01 commodity FND
  fsq-asset-class: "stocks"
  fsq-tax-treatment: "equity-fund"
2000-01-01 commodity MIX
  fsq-asset-class: "stocks"
  fsq-tax-treatment: "mixed-fund"
2000-01-01 commodity IMM
  fsq-asset-class: "real-estate"
  fsq-tax-treatment: "real-estate-fund"
2000-01-01 commodity ANL
  fsq-asset-class: "bonds"
  fsq-tax-treatment: "bond"
2000-01-01 commodity XAU
  fsq-asset-class: "metals"
  fsq-tax-treatment: "private-sale"
2000-01-01 commodity FREI
  fsq-asset-class: "stocks"
  fsq-tax-treatment: "none"
2000-01-01 commodity NIX
  fsq-asset-class: "stocks"
2000-01-01 commodity PLT
  fsq-asset-class: "metals"
"""
LOTS = ("AKT", "AKB", "FND", "MIX", "IMM", "ANL", "XAU", "FREI", "NIX")
DEPOTS = ("Assets:Depot", "Assets:Broker", "Assets:Rente")
PROFILES = ("", "de", "de", "at", "ch", "flat")
OLD = ("2007-03-09", "2008-12-31", "2009-01-01", "2010-12-31", "2011-01-01", "2012-03-31")


@dataclass
class _Maker:
    """Makes up a ledger day by day, and knows what is held.

    Attributes:
        dice: Decides everything.
        inverse: Whether there are prices whose inverse has no end; then sums are rounded.
        lines: The ledger.
        lots: The units held: account, commodity, cost with its currency, and day of purchase.
        split_in: The commodities that were split, with the year.
        day: The day.
    """

    dice: random.Random
    inverse: bool
    lines: list[str] = field(default_factory=list)
    lots: dict[tuple[str, str, Decimal, str, str], Decimal] = field(default_factory=dict)
    split_in: set[tuple[str, str]] = field(default_factory=set)
    day: str = ""

    def book(self, *postings: str) -> None:
        self.lines += [f'{self.day} * "-"', *(f"  {each}" for each in postings)]

    def price(self, commodity: str) -> None:
        cents = self.dice.randrange(500, 30000)
        currency = "USD" if commodity in ("MIX", "AKB", "PLT") else "EUR"
        self.lines.append(f"{self.day} price {commodity} {Decimal(cents) / 100} {currency}")

    def add(self, lot: tuple[str, str, Decimal, str, str], units: Decimal) -> str:
        self.lots[lot] = self.lots.get(lot, ZERO) + units
        if not self.lots[lot]:
            del self.lots[lot]
        account, commodity, cost, currency, day = lot
        return f"{account}  {units} {commodity} {{{cost} {currency}, {day}}}"

    def new_lot(self, day: str) -> tuple[str, str, Decimal, str, str]:
        cost = Decimal(self.dice.randrange(500, 30000)) / 100
        currency = self.dice.choice(("EUR", "EUR", "USD"))
        return self.dice.choice(DEPOTS), self.dice.choice(LOTS), cost, currency, day

    def some_lot(self) -> tuple[tuple[str, str, Decimal, str, str], Decimal] | None:
        if not self.lots:
            return None
        lot = self.dice.choice(list(self.lots))
        held = self.lots[lot]
        return lot, held if held < 1 or self.dice.random() < 0.4 else Decimal(
            self.dice.randint(1, max(1, int(held)))
        )

    # What happens

    def buy(self) -> None:
        lot = self.new_lot(self.day)
        fees = [["Expenses:Depotgebühren  4 EUR"], ["Expenses:Essen  3 EUR"], [], []]
        bought = self.add(lot, Decimal(self.dice.randint(1, 9) * 4))
        payer = self.dice.choice(("Assets:Bank", "Assets:Bank", "Liabilities:Darlehen"))
        self.book(bought, *self.dice.choice(fees), payer)

    def sell(self) -> None:
        if (some := self.some_lot()) is not None:
            lot, units = some
            paid = units * Decimal(self.dice.randrange(500, 30000)) / 100
            tax = self.dice.choice((["Expenses:KESt  5 EUR"], []))
            sold = self.add(lot, -units)
            self.book(sold, f"Assets:Bank  {paid} {lot[3]}", "Income:Kursgewinne", *tax)

    def lose(self) -> None:
        if (some := self.some_lot()) is not None:
            lot, units = some
            self.book(self.add(lot, -units), "Expenses:Kursverluste")

    def move(self) -> None:
        if (some := self.some_lot()) is not None:
            lot, units = some
            to = self.dice.choice([each for each in DEPOTS if each != lot[0]])
            self.book(self.add(lot, -units), self.add((to, *lot[1:]), units))

    def give(self) -> None:
        if (some := self.some_lot()) is not None:
            lot, units = some
            to = self.dice.choice(("Equity:Kind", "Expenses:Spenden"))
            self.book(self.add(lot, -units), to)

    def inherit(self) -> None:
        dates = [each for each in OLD if each < self.day]
        lot = self.new_lot(self.dice.choice([*dates, self.day]))
        source = self.dice.choice(
            (["Equity:Erbe"], ["Income:Schenkung"], ["Assets:Bank  7 EUR", "Equity:Erbe"])
        )
        self.book(self.add(lot, Decimal(self.dice.randint(1, 9) * 4)), *source)

    def earn_shares(self) -> None:
        lot = self.new_lot(self.day)
        self.book(self.add(lot, Decimal(4)), "Income:Gehalt  -9000 EUR", "Assets:Bank")

    def reinvest(self) -> None:
        self.book(self.add(self.new_lot(self.day), Decimal(2)), "Income:Dividenden")

    def split(self) -> None:
        """All lots of a commodity, in all accounts, become twice or half as many."""
        if (some := self.some_lot()) is not None:
            commodity = some[0][1]
            new = any(lot[1] == commodity and lot[4] == self.day for lot in self.lots)
            # The same split soon after is taken for one that another bank books later.
            if new or (commodity, self.day[:4]) in self.split_in:
                return
            self.split_in.add((commodity, self.day[:4]))
            times = self.dice.choice((Decimal(2), Decimal(4), Decimal("0.5")))
            postings = []
            for lot, units in list(self.lots.items()):
                account, name, cost, currency, day = lot
                if name == commodity:
                    cheaper = (account, name, cost / times, currency, day)
                    postings += [self.add(lot, -units), self.add(cheaper, units * times)]
            self.book(*postings)
            if self.dice.random() < 0.7:
                self.price(commodity)

    def merge(self) -> None:
        """All lots of one commodity in one account become those of another at the same cost."""
        if (some := self.some_lot()) is not None:
            account, commodity = some[0][:2]
            other = self.dice.choice([name for name in LOTS if name != commodity])
            postings = []
            for lot, units in list(self.lots.items()):
                if lot[:2] == (account, commodity):
                    postings += [self.add(lot, -units)]
                    postings += [self.add((account, other, *lot[2:]), units)]
            self.book(*postings)

    def live(self) -> None:
        number = self.dice.randint(1, 2000)
        self.book(*self.dice.choice((
            [f"Income:Gehalt  -{number} EUR", "Assets:Bank"],
            [f"Income:Gehalt  -{number} USD", "Assets:Dollar"],
            [f"Income:Dividenden  -{number} EUR", "Expenses:KESt  9 EUR", "Assets:Bank"],
            [f"Income:Dividenden:FND  -{number // 40 + 1} EUR", "Assets:Bank"],
            [f"Expenses:Essen  {number} EUR", "Liabilities:Karte"],
            [f"Expenses:Essen  {number} CHF", "Liabilities:Karte"],
            [f"Liabilities:Karte  {number} EUR", "Assets:Bank"],
            [f"Income:Rest  -{number} EUR", "Assets:Bank"],
            [f"Assets:Verliehen  {number} EUR", "Assets:Bank"],
            [f"Assets:Sparbuch  {number} EUR", "Equity:Anfang"],
            [f"Income:Gehalt  -{number} EUR", '  fsq-role: "excluded"', "Assets:Bank"],
            [f"Expenses:Wertverlust  {number} EUR", '  fsq-role: "virtual"', "Assets:Möbel"],
        )))  # fmt: skip

    def borrow(self) -> None:
        number = self.dice.randint(1, 2000)
        self.book(*self.dice.choice((
            [f"Liabilities:Hypothek  -{number} CHF", "Assets:Franken"],
            [f"Liabilities:Darlehen  -{number} EUR", "Assets:Bank"],
            [f"Liabilities:Darlehen  {number} EUR", "Expenses:Kreditzinsen  11 EUR", "Assets:Bank"],
            ["Liabilities:Hypothek  -12 CHF", "Expenses:Kreditzinsen"],
            [f"Liabilities:Darlehen  -{number} EUR", f"Assets:Haus  1 LAND {{{number} EUR}}"],
        )))  # fmt: skip

    def exchange(self) -> None:
        number = self.dice.randint(1, 200)
        self.book(*self.dice.choice((
            [f"Assets:Dollar  {number} USD @ 0.87 EUR", "Assets:Bank"],
            [f"Assets:Franken  {number} CHF @@ 99 EUR", "Assets:Bank"],
            [f"Assets:Safe  {number} PLT @ 31 EUR", "Assets:Bank"],
            [f"Assets:Safe  {number} PLT @ 31 EUR", "Equity:Erbe"],
        )))  # fmt: skip

    def prices(self) -> None:
        for commodity in self.dice.sample((*LOTS, "PLT"), self.dice.randint(1, 6)):
            self.price(commodity)
        if self.dice.random() < 0.5:
            self.money()

    def money(self) -> None:
        """Prices of currencies; each year has some."""
        rate = Decimal(self.dice.randrange(60, 99)) / 100
        if self.inverse:
            self.lines.append(f"{self.day} price EUR {1 + rate} USD")
        else:
            self.lines.append(f"{self.day} price USD {rate} EUR")
        self.lines.append(f"{self.day} price CHF {rate} USD")


def _days(dice: random.Random, number: int) -> list[str]:
    """Days of the years in which the laws change, several things on some of them."""
    years = (2007, 2008, 2009, 2011, 2012, 2015, 2017, 2018, 2022, 2023, 2024, 2024, 2024, 2024)
    days = [
        f"{dice.choice(years)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        for _ in range(number)
    ]
    return sorted([*days, *dice.sample(days, number // 4)])


@dataclass
class Example:
    """A ledger.

    Attributes:
        text: The ledger.
        said: What its owner says of taxes.
        things: What is used up.
        exact: Whether no amount is rounded.
        lots: What is held in the end: postings that take all of it away, by commodity.
    """

    text: str
    said: Said | None
    things: tuple[Thing, ...]
    exact: bool
    lots: dict[str, list[str]]


QUIET = "2024-12-29"
"""A day on which nothing happens in these ledgers, and no price moves."""


def example(seed: int) -> Example:
    """Make up a ledger; the same number makes the same."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    maker = _Maker(dice, inverse=seed % 4 == 3)
    maker.day = "2007-01-02"
    maker.money()
    maker.book("Assets:Bank  5000 EUR", "Equity:Anfang")
    happens = [
        *[maker.buy, maker.prices, maker.prices, maker.live] * 3,
        *[maker.sell, maker.inherit, maker.split, maker.borrow, maker.exchange] * 2,
        *[maker.move, maker.give, maker.merge, maker.lose, maker.earn_shares, maker.reinvest],
    ]
    days = _days(dice, 40)
    if PROFILES[seed % len(PROFILES)] == "at":
        # The average cost is that of a deposit, and nobody says what is moved along.
        happens = [each for each in happens if each not in (maker.move, maker.merge)]
        # Nor what the average would be without a lot that comes and leaves on one day.
        days = list(dict.fromkeys(days))
    for day in days:
        maker.day = day
        dice.choice(happens)()
    for year in range(2018, 2025):
        maker.day = f"{year}-12-27"
        maker.money()
    if dice.random() < 0.5:
        # Prices that are fresh in the end.
        maker.day = "2024-12-30"
        for commodity in LOTS:
            maker.price(commodity)
    things: tuple[Thing, ...] = ()
    if dice.random() < 0.4:
        maker.lines.insert(0, 'plugin "fsq_beancount.depreciation"')
        price, residual = Decimal(dice.randrange(5000, 9000)), Decimal(dice.randrange(0, 999))
        years = dice.randint(1, 9)
        maker.lines += [
            '2018-03-14 * "Auto"', f"  Assets:Auto  {price} EUR", f"    fsq-useful-life: {years}",
            f"    fsq-residual: {residual} EUR", "  Assets:Bank",
        ]  # fmt: skip
        bought = datetime.date(2018, 3, 14)
        things = (Thing("Assets:Auto", bought, price, residual, 12 * years),)
    maker.lines.append("2024-12-31 balance Assets:Nichts 0 EUR")
    said, options = _taxes(dice, PROFILES[seed % len(PROFILES)])
    text = "\n".join((HEAD, *options, *maker.lines, ""))
    lots: dict[str, list[str]] = {}
    for lot, units in list(maker.lots.items()):
        lots.setdefault(lot[1], []).append(maker.add(lot, -units))
    return Example(text, said, things, exact=not maker.inverse, lots=lots)


def _taxes(dice: random.Random, profile: str) -> tuple[Said | None, list[str]]:
    if not profile:
        return None, []
    rates = {
        name: Decimal(dice.randrange(5, 50)) / 100 if dice.random() < chance else None
        for name, chance in (
            ("rate", 1.0 if profile == "flat" else 0.1),
            ("private", 0.6),
            ("deferred", 1.0 if profile in ("at", "ch") else 0.4),
        )
    }
    allowance = dice.choice((ZERO, Decimal(801)))
    church = Decimal("0.08") if profile == "de" and dice.random() < 0.3 else ZERO
    of_options = {
        "tax-rate": rates["rate"],
        "tax-rate-private": rates["private"],
        "tax-rate-deferred": rates["deferred"],
        "church-tax": church or None,
    }
    options = [f'2000-01-01 custom "fsq-option" "tax-profile" "{profile}"']
    options += [
        f'2000-01-01 custom "fsq-option" "{name}" {value}'
        for name, value in of_options.items()
        if value is not None
    ]
    if allowance:
        options.append(f'2000-01-01 custom "fsq-option" "saver-allowance" {allowance} EUR')
    numbers = {name: None if rate is None else Fraction(rate) for name, rate in rates.items()}
    said = Said(profile, allowance=Fraction(allowance), church=Fraction(church), **numbers)
    return said, options
