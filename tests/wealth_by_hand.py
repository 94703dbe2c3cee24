"""What is held and booked, made by hand: input of calculators, without loading a ledger."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from beancount.core import data
from beancount.core.account_types import AccountTypes
from beancount.core.amount import Amount
from beancount.core.position import Cost

from fsq_beancount.books.flows import Flow
from fsq_beancount.books.holdings import Holding, Kind
from fsq_beancount.books.line import Line
from fsq_beancount.books.positions import Other, Positions
from fsq_beancount.classification.decision import Decision
from fsq_beancount.classification.reason import Circumstance, Reason, Source, reasons
from fsq_beancount.core.prices import Prices
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.wealth.sheet import Sheet
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.directives import Statement
from fsq_beancount.settings.directives.option import Setting

ROOTS = AccountTypes("Assets", "Liabilities", "Equity", "Income", "Expenses")

NO_PRICES = Prices([])


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def prices(*quotes: str) -> Prices:
    """Prices in euro, each as ``2024-01-31 FUND 110``."""
    found = []
    for date, currency, number in map(str.split, quotes):
        found.append(data.Price({}, day(date), currency, Amount(Decimal(number), "EUR")))
    return Prices(found)


def at(rates: dict[str, str]) -> Callable[[Weight, datetime.date], Decimal | None]:
    """A converter to euro at the same rates every day."""
    known = {"EUR": "1", **rates}

    def convert(amount: Weight, _date: datetime.date) -> Decimal | None:
        rate = known.get(amount.currency)
        return None if rate is None else amount.number * Decimal(rate)

    return convert


def units(
    account: str, currency: str, *booked: tuple[str, str], priced: Prices = NO_PRICES
) -> Line:
    """A line held without a cost.

    Args:
        account: The account.
        currency: The currency or commodity.
        booked: The day and the units of each posting, oldest first.
        priced: The prices that postings in other currencies than euro are weighed with.
    """
    made = Line(account, currency, None)
    for date, number in booked:
        if currency == "EUR":
            made.days.append(day(date))
            made.numbers.append(Decimal(number))
        else:
            made.add(day(date), _posting(account, number, currency), priced, "EUR")
    return made


def lots(account: str, currency: str, *booked: tuple[str, str, str]) -> Line:
    """A line held at a cost in euro.

    Args:
        account: The account.
        currency: The commodity.
        booked: The day, the units and the cost per unit of each purchase, oldest first.
    """
    made = Line(account, currency, "EUR")
    for date, number, cost in booked:
        lot = Cost(Decimal(cost), "EUR", day(date), None)
        made.add(day(date), _posting(account, number, currency, lot), NO_PRICES, "EUR")
    return made


def positions(*lines: Line, priced: Prices = NO_PRICES, others: Iterable[Other] = ()) -> Positions:
    """Positions in euro."""
    return Positions(lines, tuple(others), priced, "EUR")


def holding(
    line: Line,
    kind: Kind = Kind.ASSET,
    asset_class: str = "cash",
    *,
    tax_treatment: str | None = None,
    locked_until: str | None = None,
) -> Holding:
    """What a line is, an asset of one class unless it is owed."""
    is_owed = kind in (Kind.DEBT, Kind.LOAN)
    return Holding(
        line=line,
        kind=kind,
        account=line.account,
        classes={} if is_owed else {asset_class: Decimal(1)},
        is_money=not is_owed and line.cost_currency is None and asset_class == "cash",
        said_horizon=None,
        locked_until=None if locked_until is None else day(locked_until),
        tax_treatment=tax_treatment,
    )


def config(*said: Statement, **options: Any) -> Config:
    """What a ledger says: directives, and options with ``_`` for ``-`` that hold on all days."""
    entry = data.Custom({}, datetime.date.min, "fsq-option", [])
    settings = [
        Setting(name.replace("_", "-"), datetime.date.min, value, entry)
        for name, value in options.items()
    ]
    statements: dict[type, tuple[Statement, ...]] = {}
    for each in (*said, *settings):
        statements[type(each)] = (*statements.get(type(each), ()), each)
    return Config(ROOTS, "EUR", said=statements)


def transaction(date: str, *postings: tuple[str, str, str], flag: str = "*") -> data.Transaction:
    """A transaction of postings without cost: account, number and currency of each."""
    return data.Transaction(
        {},
        day(date),
        flag,
        None,
        "",
        frozenset(),
        frozenset(),
        [_posting(account, number, currency) for account, number, currency in postings],
    )


def flow(
    date: str, account: str, amount: str, income_class: str | None = None, role: str = "income"
) -> Flow:
    """A flow in euro, income positive; without a class it is a living cost."""
    number = Decimal(amount)
    entry = transaction(date, (account, str(-number), "EUR"))
    role = role if income_class else "living"
    why = reasons(Reason(Source(Circumstance.NOTHING)))
    decision = Decision(income_class, role, None, why, gain=False)
    return Flow(entry.date, account, decision, number, entry.date.year, entry, entry.postings[0])


def sheets(*sheets: Sheet) -> Callable[[datetime.date], Sheet]:
    """Gives the balance sheet of a day, of those that there are."""
    return {sheet.date: sheet for sheet in sheets}.__getitem__


def sheet(date: str, assets: str, loans: str = "0", **more: Any) -> Sheet:
    """A balance sheet of assets and loans."""
    return Sheet(date=day(date), assets=Decimal(assets), loans=Decimal(loans), **more)


def _posting(account: str, number: str, currency: str, cost: Cost | None = None) -> data.Posting:
    return data.Posting(account, Amount(Decimal(number), currency), cost, None, None, {})
