"""A line of the positions: a currency in an account, with its units, lots and their cost."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate
from operator import attrgetter
from typing import Final, NamedTuple, cast

from beancount.core import data
from beancount.core.position import Cost

from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Prices
from fsq_beancount.core.weights import Weight, weigh

ZERO: Final = Decimal()
_DATE: Final = attrgetter("date")


class LotChange(NamedTuple):
    """An addition to a lot or a reduction of it.

    Attributes:
        date: The day of the transaction.
        cost: The lot: cost per unit, its currency, the day of purchase and the label.
        number: The units, negative for a reduction.
    """

    date: datetime.date
    cost: Cost
    number: Decimal


class _Sums(NamedTuple):
    """The running sums of a line, before the first posting and after each."""

    units: Sequence[Decimal]
    weights: Sequence[Decimal]
    costs: Sequence[Decimal]


class Line:
    """A currency in an account, held without cost or at cost in a single currency.

    Attributes:
        account: The account.
        currency: The currency or commodity.
        cost_currency: The currency of the cost; ``None`` for units without cost.
        is_money: Whether it is money; anything else consists of lots.
        changes: The additions to and reductions of lots, oldest first; empty without cost.
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
        """Start without any holding.

        Args:
            account: The account.
            currency: The currency or commodity.
            cost_currency: The currency of the cost; units at cost are lots, even of money.
            money: Whether the currency is money.
        """
        self.account = account
        self.currency = currency
        self.cost_currency = cost_currency
        self.is_money = money and cost_currency is None
        self.changes: list[LotChange] = []
        # Summed on first use: several times faster than summing while reading.
        self.days: list[datetime.date] = []
        self.numbers: list[Decimal] = []
        # The weights that may differ from the number of units, by index in these lists.
        self._weighed: dict[int, Decimal] = {}
        self._cost_changes: list[Decimal] = []
        self._sums: _Sums | None = None
        # The units of each lot and their cost.
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
        """Whether all postings are in the report currency, without cost or price."""
        return not self._weighed

    @property
    def cost_changes(self) -> Sequence[Decimal]:
        """The change in the total cost by each of the ``changes``, in the report currency."""
        return self._cost_changes

    @property
    def dates(self) -> Sequence[datetime.date]:
        """The days on which something changes, oldest first."""
        return list(dict.fromkeys(self.days))

    def units(self, date: datetime.date) -> Decimal:
        """Return the units held at the end of a day."""
        return (self._sums or self._add_up()).units[bisect.bisect_right(self.days, date)]

    def weight(self, date: datetime.date) -> Decimal:
        """Return the total weight of postings up to a day, converted at the prices of their days.

        Postings without a price path on their day count as zero.
        """
        return (self._sums or self._add_up()).weights[bisect.bisect_right(self.days, date)]

    def cost(self, date: datetime.date) -> Decimal | None:
        """Return the cost of the lots held on a day, converted at the prices of their purchases.

        Returns:
            The cost, in the report currency; ``None`` if the line is held without cost, or if the
            cost of a lot had no price path on the day of its purchase.
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

    def without(self, date: datetime.date, moved: Iterable[tuple[Cost, Decimal]]) -> Line:
        """Return the line as it would be at the end of a day without changes of lots on that day.

        It can be valued and taxed on that day; its weights are not known.

        Args:
            date: The day.
            moved: The lot and the units of each change that is left out, all of them of that day.
        """
        line = Line(self.account, self.currency, self.cost_currency)
        line.is_money = self.is_money
        postings = bisect.bisect_right(self.days, date)
        line.days = self.days[:postings]
        line.numbers = self.numbers[:postings]
        until = bisect.bisect_right(self.changes, date, key=_DATE)
        line.changes = self.changes[:until]
        line._cost_changes = self._cost_changes[:until]
        line._uncosted = self._uncosted
        for lot, number in moved:
            cost = line._cost_changes[line.changes.index(LotChange(date, lot, number))]
            line.days.append(date)
            line.numbers.append(-number)
            line.changes.append(LotChange(date, lot, -number))
            line._cost_changes.append(-cost)
        return line

    def add(self, date: datetime.date, posting: data.Posting, prices: Prices, report: str) -> None:
        """Book a posting: its units, its weight and the change in cost.

        Args:
            date: The day of the transaction, not before that of the previous posting.
            posting: The posting.
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
        """Return the change in the total cost when units of a lot are added or removed.

        The cost is converted at the price of the day of purchase. The change is the difference of
        two conversions, so that a lot that is sold completely leaves exactly zero.
        """
        held, before = self._held.get(lot, (ZERO, ZERO))
        held += number
        cost = prices.convert(Weight(held * lot.number, lot.currency), report, lot.date)
        self._held[lot] = held, cost
        if cost is None or before is None:
            self._uncosted.add(lot)
            return ZERO
        return cost - before
