"""What the accounts of the balance sheet hold: units, lots and what they cost, on any day.

One pass over the entries. A :class:`Line` is one currency in one account, with the lots held at a
cost apart from what is held without: the former are worth their market value and have a cost, the
latter are money. What a line is worth, the prices say; what wealth is, nobody here knows.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, localcontext
from itertools import accumulate
from typing import NamedTuple, cast

from beancount.core import data
from beancount.core.position import Cost

from fsq_beancount.classifier import FLAG_UNREALIZED
from fsq_beancount.config import Config
from fsq_beancount.prices import PRECISION, Prices
from fsq_beancount.weights import Weight, weigh

ZERO = Decimal()


class Value(NamedTuple):
    """What a line is worth on a day.

    Attributes:
        units: The units held.
        amount: Their value in the report currency; ``None`` where there is neither a price path
            nor a cost that could be converted.
        at_cost: Whether it is the cost, for want of a price.
    """

    units: Decimal
    amount: Decimal | None
    at_cost: bool = False


class LotChange(NamedTuple):
    """Units of a lot that came or went.

    Attributes:
        date: The day of the transaction.
        cost: The lot: cost per unit, its currency, the day of purchase and the label.
        number: The units, negative where they went.
    """

    date: datetime.date
    cost: Cost
    number: Decimal


class _Sums(NamedTuple):
    """What a line adds up to, with and after each posting."""

    units: Sequence[Decimal]
    weights: Sequence[Decimal]
    costs: Sequence[Decimal]


class Line:
    """One currency in one account, held without cost or at a cost in one currency.

    Attributes:
        account: The account.
        currency: The currency or commodity.
        cost_currency: The currency of the cost; ``None`` for what is held without.
        changes: The lots that came and went, oldest first; empty without cost.
    """

    __slots__ = (
        "_cost_changes",
        "_days",
        "_held",
        "_numbers",
        "_sums",
        "_uncosted",
        "_weighed",
        "account",
        "changes",
        "cost_currency",
        "currency",
    )

    def __init__(self, account: str, currency: str, cost_currency: str | None) -> None:
        """Begin without anything held."""
        self.account = account
        self.currency = currency
        self.cost_currency = cost_currency
        self.changes: list[LotChange] = []
        # One of each for each posting; they are added up when a day is first asked for, which is
        # several times as fast as to add up while reading.
        self._days: list[datetime.date] = []
        self._numbers: list[Decimal] = []
        # What they weigh, where that is not the number itself.
        self._weighed: list[Decimal] | None = None
        self._cost_changes: list[Decimal] = []
        self._sums: _Sums | None = None
        self._held: dict[Cost, Decimal] = {}
        self._uncosted: set[Cost] = set()

    def _added_up(self) -> _Sums:
        if self._sums is None:
            with localcontext(prec=PRECISION):
                units = list(accumulate(self._numbers))
                weights = units if self._weighed is None else list(accumulate(self._weighed))
                self._sums = _Sums(units, weights, list(accumulate(self._cost_changes)))
        return self._sums

    def _up_to(self, sums: Sequence[Decimal], date: datetime.date) -> Decimal:
        position = bisect.bisect_right(self._days, date)
        return sums[position - 1] if position else ZERO

    @property
    def dates(self) -> Sequence[datetime.date]:
        """The days on which something changes, oldest first."""
        return list(dict.fromkeys(self._days))

    def units(self, date: datetime.date) -> Decimal:
        """Return the units held at the end of a day."""
        return self._up_to(self._added_up().units, date)

    def weight(self, date: datetime.date) -> Decimal:
        """Return what all postings up to a day weigh, in the report currency of their days.

        What had no price path on its day weighs nothing here.
        """
        return self._up_to(self._added_up().weights, date)

    def cost(self, date: datetime.date) -> Decimal | None:
        """Return what the lots held on a day cost, in the report currency of their purchase.

        Returns:
            The cost, currency; ``None`` without lots, or where the cost of one of them had no
            price path on the day it was bought.
        """
        if self.cost_currency is None:
            return None
        if self._uncosted and not self._uncosted.isdisjoint(self.lots(date)):
            return None
        return self._up_to(self._added_up().costs, date)

    def lots(self, date: datetime.date) -> dict[Cost, Decimal]:
        """Return the units of each lot held at the end of a day, in order of first purchase."""
        held: dict[Cost, Decimal] = {}
        for change in self.changes:
            if change.date > date:
                break
            held[change.cost] = held.get(change.cost, ZERO) + change.number
        return {cost: number for cost, number in held.items() if number}

    def add(
        self, date: datetime.date, number: Decimal, weight: Decimal | None, cost: Decimal | None
    ) -> None:
        """Book units, what they weigh, and by how much the cost of what is held changes."""
        if self._weighed is None:
            self._weighed = list(self._numbers)
        self._weighed.append(ZERO if weight is None else weight)
        self._days.append(date)
        self._numbers.append(number)
        if self.cost_currency is not None:
            self._cost_changes.append(ZERO if cost is None else cost)
        self._sums = None

    def add_own(self, date: datetime.date, number: Decimal) -> None:
        """Book money in the report currency without a cost, which weighs what it is."""
        if self._weighed is not None:
            self._weighed.append(number)
        self._days.append(date)
        self._numbers.append(number)
        self._sums = None

    def add_lot(
        self, date: datetime.date, lot: Cost, number: Decimal, prices: Prices, currency: str
    ) -> Decimal | None:
        """Book units of a lot and return by how much the cost of what is held changes.

        The cost is converted at the price of the day of purchase. It is the difference of two
        conversions, so that a lot that is gone has left exactly nothing behind.
        """
        self.changes.append(LotChange(date, lot, number))
        before = self._held.get(lot, ZERO)
        self._held[lot] = before + number
        costs = [
            prices.convert(Weight(held * lot.number, lot.currency), currency, lot.date)
            for held in (before, before + number)
        ]
        if costs[0] is None or costs[1] is None:
            self._uncosted.add(lot)
            return None
        return costs[1] - costs[0]


class Positions:
    """Everything held in the asset and liability accounts of a ledger.

    Attributes:
        currency: The report currency.
        lines: The lines, in order of account and currency.
    """

    __slots__ = ("_date", "_prices", "_values", "currency", "lines")

    def __init__(self, lines: Sequence[Line], prices: Prices, currency: str) -> None:
        """Take lines and the prices to value them with."""
        self.lines = lines
        self.currency = currency
        self._prices = prices
        # The values of the day asked for last: a balance sheet and the tax on it ask for the same.
        self._date: datetime.date | None = None
        self._values: dict[int, Value] = {}

    def value(self, line: Line, date: datetime.date) -> Value:
        """Return what a line is worth at the end of a day."""
        if date != self._date:
            self._date, self._values = date, {}
        values = self._values
        known = values.get(id(line))
        if known is None:
            known = values[id(line)] = self._value(line, date)
        return known

    def _value(self, line: Line, date: datetime.date) -> Value:
        units = line.units(date)
        if not units:
            return Value(units, ZERO)
        if line.currency == self.currency:
            return Value(units, units)
        amount = self._prices.convert(
            Weight(units, line.currency), self.currency, date, line.cost_currency
        )
        if amount is None and line.cost_currency is not None:
            return Value(units, line.cost(date), at_cost=True)
        return Value(units, amount)

    def under(self, account: str) -> Iterator[Line]:
        """Yield the lines of an account and its subaccounts."""
        for line in self.lines:
            if line.account == account or line.account.startswith(f"{account}:"):
                yield line


def collect(
    entries: Iterable[data.Directive], config: Config, prices: Prices, currency: str
) -> Positions:
    """Read what the asset and liability accounts hold.

    Transactions of unrealised gains are left out: at market value they are there already. So is
    every currency that the ledger excludes.

    Args:
        entries: The directives that count, in order of date.
        config: What the ledger says.
        prices: Its prices.
        currency: The report currency.
    """
    starts = (f"{config.roots.assets}:", f"{config.roots.liabilities}:")
    lines: list[Line] = []
    # By account: its lines by what tells them apart; `None` for an account of another root.
    tables: dict[str, dict[str | tuple[str, str], Line] | None] = {}
    excluded = config.excluded
    with localcontext(prec=PRECISION):
        for entry in entries:
            if not isinstance(entry, data.Transaction) or entry.flag == FLAG_UNREALIZED:
                continue
            date = entry.date
            # No calls that are not needed: this runs for each posting there is.
            for posting in entry.postings:
                account, units, lot, price, _, _ = posting
                if account not in tables:
                    tables[account] = {} if account.startswith(starts) else None
                table = tables[account]
                if table is None or units is None:
                    continue
                number: Decimal
                number, unit = units  # type: ignore[assignment]
                if unit in excluded:
                    continue
                key = unit if lot is None else (unit, cast("Cost", lot).currency)
                line = table.get(key)
                if line is None:
                    line = Line(account, unit, None if lot is None else lot.currency)
                    table[key] = line
                    lines.append(line)
                if lot is None and price is None and unit == currency:
                    line.add_own(date, number)
                    continue
                weight = prices.convert(weigh(posting), currency, date)
                cost = (
                    None
                    if lot is None
                    else line.add_lot(date, cast("Cost", lot), number, prices, currency)
                )
                line.add(date, number, weight, cost)
    return Positions(sorted(lines, key=_order), prices, currency)


def _order(line: Line) -> tuple[str, str, str]:
    return line.account, line.currency, line.cost_currency or ""
