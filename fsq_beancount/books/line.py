"""A line of the positions: one currency in one account, its units, its lots and what they cost."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Final, NamedTuple, cast

from beancount.core import data
from beancount.core.position import Cost

from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Prices
from fsq_beancount.core.weights import Weight, weigh

ZERO: Final = Decimal()


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
    """What a line adds up to, before the first posting and after each."""

    units: Sequence[Decimal]
    weights: Sequence[Decimal]
    costs: Sequence[Decimal]


class Line:
    """One currency in one account, held without cost or at a cost in one currency.

    Attributes:
        account: The account.
        currency: The currency or commodity.
        cost_currency: The currency of the cost; ``None`` for what is held without.
        is_money: Whether it is money; anything else is a lot, or several.
        changes: The lots that came and went, oldest first; empty without cost.
        days: The day of each posting, oldest first.
        numbers: The units of each posting.
    """

    __slots__ = (
        "_cost_changes",
        "_held",
        "_sums",
        "_uncosted",
        "_weighed",
        "account",
        "changes",
        "cost_currency",
        "currency",
        "days",
        "is_money",
        "numbers",
    )

    def __init__(
        self, account: str, currency: str, cost_currency: str | None, *, money: bool = True
    ) -> None:
        """Begin without anything held.

        Args:
            account: The account.
            currency: The currency or commodity.
            cost_currency: The currency of the cost; what is held at one is a lot, also of money.
            money: Whether the currency is money.
        """
        self.account = account
        self.currency = currency
        self.cost_currency = cost_currency
        self.is_money = money and cost_currency is None
        self.changes: list[LotChange] = []
        # They are added up when a day is first asked for, which is several times as fast as to add
        # up while reading.
        self.days: list[datetime.date] = []
        self.numbers: list[Decimal] = []
        # What they weigh, where that is not the number itself, by their place in these lists.
        self._weighed: dict[int, Decimal] = {}
        self._cost_changes: list[Decimal] = []
        self._sums: _Sums | None = None
        # The units of each lot and what they cost.
        self._held: dict[Cost, tuple[Decimal, Decimal | None]] = {}
        self._uncosted: set[Cost] = set()

    @exact
    def _add_up(self) -> _Sums:
        units = weights = [ZERO, *accumulate(self.numbers)]
        if self._weighed:
            numbers = self.numbers.copy()
            for position, weight in self._weighed.items():
                numbers[position] = weight
            weights = [ZERO, *accumulate(numbers)]
        self._sums = _Sums(units, weights, [ZERO, *accumulate(self._cost_changes)])
        return self._sums

    @property
    def weighs_itself(self) -> bool:
        """Whether all postings are in the report currency and without a cost or a price."""
        return not self._weighed

    @property
    def dates(self) -> Sequence[datetime.date]:
        """The days on which something changes, oldest first."""
        return list(dict.fromkeys(self.days))

    def units(self, date: datetime.date) -> Decimal:
        """Return the units held at the end of a day."""
        return (self._sums or self._add_up()).units[bisect.bisect_right(self.days, date)]

    def weight(self, date: datetime.date) -> Decimal:
        """Return what all postings up to a day weigh, in the report currency of their days.

        What had no price path on its day weighs nothing here.
        """
        return (self._sums or self._add_up()).weights[bisect.bisect_right(self.days, date)]

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
        return (self._sums or self._add_up()).costs[bisect.bisect_right(self.days, date)]

    @exact
    def lots(self, date: datetime.date) -> dict[Cost, Decimal]:
        """Return the units of each lot held at the end of a day, in order of first purchase."""
        held: dict[Cost, Decimal] = {}
        for change in self.changes:
            if change.date > date:
                break
            held[change.cost] = held.get(change.cost, ZERO) + change.number
        return {cost: number for cost, number in held.items() if number}

    def add(self, date: datetime.date, posting: data.Posting, prices: Prices, report: str) -> None:
        """Book units, what they weigh, and by how much the cost of what is held changes.

        Args:
            date: The day of the transaction.
            posting: The posting; none of a day before that of the last one.
            prices: The prices to convert with.
            report: The report currency.
        """
        number = cast("Weight", posting.units).number
        weight = prices.convert(weigh(posting), report, date)
        self._weighed[len(self.days)] = ZERO if weight is None else weight
        self.days.append(date)
        self.numbers.append(number)
        if posting.cost is not None:
            lot = cast("Cost", posting.cost)
            self.changes.append(LotChange(date, lot, number))
            self._cost_changes.append(self._costs_more(lot, number, prices, report))

    def _costs_more(self, lot: Cost, number: Decimal, prices: Prices, report: str) -> Decimal:
        """Return by how much the cost of what is held changes with units of a lot.

        The cost is converted at the price of the day of purchase. It is the difference of two
        conversions, so that a lot that is gone has left exactly nothing behind.
        """
        held, before = self._held.get(lot, (ZERO, ZERO))
        held += number
        cost = prices.convert(Weight(held * lot.number, lot.currency), report, lot.date)
        self._held[lot] = held, cost
        if cost is None or before is None:
            self._uncosted.add(lot)
            return ZERO
        return cost - before
