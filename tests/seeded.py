"""Clean ledgers of households that differ in everything but their order, and faults put into them.

The ledgers are random but repeatable: a number makes one. What is true of a fault is the quota of
the same household without it.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

D = Decimal
CENT: Final = D("0.01")
RATE: Final = D("0.25") * D("1.055")
"""German capital tax with its solidarity surcharge, without church tax."""


@dataclass
class Booked:
    """A transaction: its day, its postings, and what it is for."""

    day: str
    postings: list[tuple[str, Decimal]]
    about: str


@dataclass
class Words:
    """The accounts of a household."""

    head: str
    bank: str
    card: str
    broker: str
    salary: str
    wage_tax: str
    dividends: str
    interest: str
    rent: str
    capital_tax: str
    upkeep: tuple[str, ...]
    living: tuple[str, ...]
    refunds: str
    tree: str
    opening: str


GERMAN: Final = Words(
    head='option "operating_currency" "EUR"',
    bank="Assets:Giro",
    card="Liabilities:Kreditkarte",
    broker="Assets:Depotkonto",
    salary="Income:Arbeit:Gehalt",
    wage_tax="Expenses:Steuern:Lohnsteuer",
    dividends="Income:Depot:Dividenden",
    interest="Income:Tagesgeld:Zinsen",
    rent="Income:Lindenhof:Miete",
    capital_tax="Expenses:Steuern:Kapitalertragsteuer",
    upkeep=(
        "Expenses:Lindenhof:Hausgeld",
        "Expenses:Lindenhof:Reparaturen",
        "Expenses:Lindenhof:Versicherung",
    ),
    living=("Wohnen:Miete", "Essen", "Kleidung", "Handy", "Freizeit", "Fahrrad", "Arzt", "Reisen"),
    refunds="Income:Rückerstattungen",
    tree="Expenses:Lindenhof",
    opening="Equity:Anfang",
)
ENGLISH: Final = Words(
    head='option "operating_currency" "EUR"',
    bank="Assets:Checking",
    card="Liabilities:Visa",
    broker="Assets:Brokerage:Cash",
    salary="Income:Acme:Salary",
    wage_tax="Expenses:Tax:Income",
    dividends="Income:Brokerage:Dividends",
    interest="Income:Savings:Interest",
    rent="Income:Elmstreet:Rent",
    capital_tax="Expenses:Tax:Capital-Gains-Tax",
    upkeep=(
        "Expenses:Elmstreet:Management",
        "Expenses:Elmstreet:Repairs",
        "Expenses:Elmstreet:Insurance",
    ),
    living=("Home:Rent", "Food", "Clothing", "Phone", "Fun", "Bicycle", "Doctor", "Holidays"),
    refunds="Income:Refunds",
    tree="Expenses:Elmstreet",
    opening="Equity:Opening",
)

FAULTS: Final = ("cost moved to living", "refund", "missing account", "untaxed", "late month")


@dataclass
class Household:
    """A household's books of two years."""

    words: Words
    booked: list[Booked]
    rules: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return the ledger."""
        lines = [
            self.words.head,
            'plugin "beancount.plugins.auto_accounts"',
            *self.options,
            *self.rules,
        ]
        for each in sorted(self.booked, key=lambda booked: booked.day):
            lines.append(f'{each.day} * "{each.about}"')
            lines += [f"  {account}  {number} EUR" for account, number in each.postings]
            lines.append("")
        return "\n".join((*lines, ""))


def household(number: int) -> Household:
    """Return a clean household: what is passive bears its costs and taxes."""
    dice = random.Random(number)  # noqa: S311 - no secret
    words = dice.choice((GERMAN, ENGLISH))
    made = Household(
        words,
        [],
        options=['2023-01-01 custom "fsq-option" "tax-profile" "de"'],
    )
    book = made.booked.append
    owns, lends = dice.random() < 0.7, dice.random() < 0.8
    if owns:
        made.rules.append(f'2023-01-01 custom "fsq-rule" "{words.tree}" "cost" "passive"')
    salary = D(dice.randrange(2200, 5200))
    rent = D(dice.randrange(400, 900))
    dividends, interest = D(dice.randrange(60, 400)), D(dice.randrange(30, 200))
    living = dice.sample(words.living, dice.randrange(4, 8))
    usual = {name: D(dice.randrange(40, 500)) for name in living}
    allowance = Allowance()
    by_card = set(dice.sample(living, 2))
    book(
        Booked(
            "2022-12-30",
            [(words.bank, D(9000)), (words.broker, D(800)), (words.opening, D(-9800))],
            "opening",
        )
    )
    for month in range(24):
        when = f"{2023 + month // 12}-{month % 12 + 1:02}"
        tax = (salary * D("0.21")).quantize(CENT)
        book(
            Booked(
                f"{when}-28",
                [(words.salary, -salary), (words.wage_tax, tax), (words.bank, salary - tax)],
                "salary",
            )
        )
        for name in living:
            spent = (usual[name] * D(dice.randrange(85, 116)) / 100).quantize(CENT)
            account = words.card if name in by_card else words.bank
            day = f"{when}-{dice.randrange(2, 27):02}"
            book(Booked(day, [(f"Expenses:{name}", spent), (account, -spent)], "living"))
        paid = D(dice.randrange(200, 300))
        book(Booked(f"{when}-27", [(words.card, paid), (words.bank, -paid)], "card"))
        _capital(made, f"{when}-15", words.dividends, dividends, words.broker, allowance)
        if lends:
            _capital(made, f"{when}-26", words.interest, interest, words.bank, allowance)
        if owns:
            book(Booked(f"{when}-03", [(words.rent, -rent), (words.bank, rent)], "rent"))
            for name, share in zip(words.upkeep, ("0.15", "0.08", "0.05"), strict=True):
                cost = (rent * D(share)).quantize(CENT)
                book(Booked(f"{when}-05", [(name, cost), (words.bank, -cost)], "upkeep"))
    return made


class Allowance:
    """The saver's allowance of each calendar year, used in order of date."""

    def __init__(self) -> None:
        self._left: dict[str, Decimal] = {}

    def tax(self, day: str, gross: Decimal) -> Decimal:
        """Return the capital tax on some income of a day, currency."""
        left = self._left.setdefault(day[:4], D(1000))
        free = min(left, gross)
        self._left[day[:4]] = left - free
        return ((gross - free) * RATE).quantize(CENT)


def _capital(
    made: Household, day: str, account: str, gross: Decimal, to: str, allowance: Allowance
) -> None:
    tax = allowance.tax(day, gross)
    taxes = [(made.words.capital_tax, tax)] if tax else []
    made.booked.append(Booked(day, [(account, -gross), *taxes, (to, gross - tax)], account))


@dataclass
class Faulty:
    """A household whose books have a fault, and the same household without it.

    Attributes:
        ledger: The books with the fault.
        right: The books without it; of months that are missing, those before them.
        until: The last day of the latter, ``None`` where no month is missing.
    """

    ledger: Household
    right: Household
    until: datetime.date | None = None


def put_in(fault: str, number: int) -> Faulty | None:
    """Return a household with a fault; ``None`` where it cannot have this one."""
    dice = random.Random(f"{fault} {number}")  # noqa: S311 - no secret
    clean, faulty = household(number), household(number)
    until = None
    words = clean.words
    has = {account for each in clean.booked for account, _ in each.postings}
    if fault == "cost moved to living":
        if words.rent not in has:
            return None
        faulty.rules = []
    elif fault == "refund":
        bought = dice.choice(
            [each for each in clean.booked if each.about == "living" and each.day > "2024-03"]
        )
        [(account, spent), _] = bought.postings
        day = f"2024-12-{dice.randrange(2, 27):02}"
        back = (words.bank, spent)
        clean.booked.append(Booked(day, [(account, -spent), back], "sent back"))
        faulty.booked.append(Booked(day, [(words.refunds, -spent), back], "sent back"))
    elif fault == "missing account":
        first = f"2024-{dice.randrange(8, 12):02}"
        faulty.booked = [
            each for each in faulty.booked if not (each.day >= first and _is_of(each, words.card))
        ]
        clean.booked = [each for each in clean.booked if each.day < first]
        until = before(first)
    elif fault == "untaxed":
        if words.interest not in has:
            return None
        for each in faulty.booked:
            if each.about == words.interest:
                [(account, amount), *_] = each.postings
                each.postings = [(account, amount), (words.bank, -amount)]
    else:
        first = f"2024-{dice.randrange(10, 13):02}"
        faulty.booked = [
            each for each in faulty.booked if each.day < first or each.about == words.dividends
        ]
        clean.booked = [each for each in clean.booked if each.day < first]
        until = before(first)
    return Faulty(faulty, clean, until)


def before(month: str) -> datetime.date:
    """Return the last day before a month, ``2024-08``."""
    return datetime.date.fromisoformat(f"{month}-01") - datetime.timedelta(days=1)


def _is_of(booked: Booked, account: str) -> bool:
    return any(name == account for name, _ in booked.postings)
