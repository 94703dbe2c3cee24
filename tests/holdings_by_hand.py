"""Holdings made by hand: what calculators take of assets and debts, without loading a ledger."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal

from beancount.core import data
from beancount.core.amount import Amount

from fsq_beancount.books.holdings import Holding, Kind
from fsq_beancount.books.line import Line
from fsq_beancount.books.positions import Positions
from fsq_beancount.core.prices import Prices


def line(
    account: str, *booked: tuple[str, int], currency: str = "EUR", cost: str | None = None
) -> Line:
    """What an account holds: the units that are booked to it, each with its day."""
    found = Line(account, currency, cost)
    for date, number in booked:
        found.days.append(datetime.date.fromisoformat(date))
        found.numbers.append(Decimal(number))
    return found


def holding(
    of: Line, *, kind: Kind = Kind.ASSET, horizon: str | None = None, until: str | None = None
) -> Holding:
    """What a line is; money where it is held without a cost."""
    return Holding(
        line=of,
        kind=kind,
        account=of.account,
        classes={"cash" if of.cost_currency is None else "stocks": Decimal(1)},
        is_money=of.cost_currency is None,
        said_horizon=horizon,
        locked_until=None if until is None else datetime.date.fromisoformat(until),
        tax_treatment=None,
    )


def positions(holdings: Iterable[Holding], **prices: int) -> Positions:
    """What holdings are worth in euro at prices that never change, by currency."""
    quotes = [
        data.Price({"lineno": 1}, datetime.date(2000, 1, 1), name, Amount(Decimal(price), "EUR"))
        for name, price in prices.items()
    ]
    return Positions([each.line for each in holdings], [], Prices(quotes), "EUR")
