"""Positions of asset and liability accounts: units, lots and their cost, on any day.

They are collected in a single pass over the entries. A :class:`Line` is one currency in one
account, with lots at cost separate from units without cost: the former have a market value and a
cost, the latter are money. Prices give the value of a line; wealth is computed elsewhere.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from beancount.core import data

from fsq_beancount.books.line import Line
from fsq_beancount.books.splits import Splits
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Prices, Rate

ZERO = Decimal()


class Value(NamedTuple):
    """The value of a line on a day.

    Attributes:
        units: The units held.
        amount: Their value in the report currency; ``None`` if there is neither a price path nor a
            cost that can be converted.
        at_cost: Whether the value is the cost, because there is no price.
    """

    units: Decimal
    amount: Decimal | None
    at_cost: bool = False


FRESH: Final = datetime.timedelta(days=5)
"""How old the price of a day may be to value a holding on it."""

NOTHING: Final = Value(ZERO, ZERO)


class Other(NamedTuple):
    """A posting that is neither on the balance sheet nor income or expense."""

    entry: data.Transaction
    posting: data.Posting


class Positions:
    """The positions of the asset and liability accounts of a ledger.

    Attributes:
        currency: The report currency.
        lines: The lines, in order of account and currency.
        others: The postings that are in no line and are neither income nor expense, oldest first:
            those to equity, those in currencies that the ledger excludes, and in the positions of
            a part of the ledger those on accounts outside it.
        splits: The splits of commodities.
    """

    __slots__ = ("_known", "_prices", "currency", "lines", "others", "splits")

    def __init__(
        self, lines: Sequence[Line], others: Sequence[Other], prices: Prices, currency: str
    ) -> None:
        """Store the lines and the prices to value them."""
        self.lines = lines
        self.others = others
        self.currency = currency
        self.splits = Splits(lines)
        self._prices = prices
        # A balance sheet, its latent tax and the changes since then use the same days.
        self._known: dict[datetime.date, Sequence[Value]] = {}

    def priced_with(self, prices: Prices) -> Positions:
        """Return the same positions, valued with other prices."""
        return Positions(self.lines, self.others, prices, self.currency)

    def on(self, date: datetime.date) -> Sequence[Value]:
        """Return the values of the lines at the end of a day, in their order."""
        known = self._known.get(date)
        if known is None:
            known = self._known[date] = [self.value(line, date) for line in self.lines]
        return known

    def value(self, line: Line, date: datetime.date) -> Value:
        """Return the value of a line at the end of a day."""
        units = line.units(date)
        if not units:
            return NOTHING
        if line.currency == self.currency:
            return Value(units, units)
        rate = self._prices.rate(line.currency, self.currency, date, line.cost_currency)
        if rate is not None:
            return Value(units, rate.of(units))
        if line.cost_currency is not None:
            return Value(units, line.cost(date), at_cost=True)
        return Value(units, None)

    def worth(self, line: Line, units: Decimal, date: datetime.date) -> Decimal | None:
        """Return the market value of units of a line on a day, ``None`` without a price path.

        Args:
            line: The line.
            units: The units, which may be some of those that it holds.
            date: The day.
        """
        if line.currency == self.currency:
            return units
        rate = self.rate(line, date)
        return None if rate is None else rate.of(units)

    def rate(self, line: Line, date: datetime.date) -> Rate | None:
        """Return the price of a unit of a line on a day, ``None`` without a price path."""
        return self._prices.rate(line.currency, self.currency, date, line.cost_currency)

    @exact
    def is_priced(self, date: datetime.date) -> bool:
        """Return whether all that is held on a day and has prices has one of the last days.

        A price is of the last days up to five days before. What has no price yet is valued at its
        cost, or in no figure.
        """
        since = date - min(FRESH, date - datetime.date.min)
        units: dict[tuple[str, str | None], Decimal] = {}
        for line in self.lines:
            if line.currency != self.currency:
                kind = line.currency, line.cost_currency
                units[kind] = units.get(kind, ZERO) + line.units(date)
        rates = (
            self._prices.rate(currency, self.currency, date, via)
            for (currency, via), number in units.items()
            # What one account owes to another has no value.
            if number
        )
        return all(rate is None or rate.date >= since for rate in rates)

    def under(self, account: str) -> Iterator[Line]:
        """Yield the lines of an account and its subaccounts."""
        for line in self.lines:
            if line.account == account or line.account.startswith(f"{account}:"):
                yield line
