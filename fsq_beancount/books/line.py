"""A line of the positions: a currency in an account, with its units, lots and their cost."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Final, NamedTuple, cast

from beancount.core import amount, data
from beancount.core.position import Cost

from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Prices
from fsq_beancount.core.weights import Weight, weigh

ZERO: Final = Decimal()


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


class Line:
    """A currency in an account, held without cost or at cost in a single currency.

    Postings are only taken down while a ledger is read; they are weighed and summed on first use.

    Attributes:
        account: The account.
        currency: The currency or commodity.
        cost_currency: The currency of the cost; ``None`` for units without cost.
        is_money: Whether it is money; anything else consists of lots.
        days: The day of each posting, oldest first.
        numbers: The units of each posting.
    """

    __slots__ = (
        "_changes",
        "_costs",
        "_particular",
        "_prices",
        "_report",
        "_uncosted",
        "_units",
        "_weights",
        "account",
        "cost_currency",
        "currency",
        "days",
        "is_money",
        "numbers",
    )

    def __init__(
        self,
        account: str,
        currency: str,
        cost_currency: str | None,
        *,
        money: bool = True,
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
        self.days: list[datetime.date] = []
        self.numbers: list[Decimal] = []
        # The postings whose weight may differ from the number of units, by index in these lists.
        self._particular: dict[int, data.Posting] = {}
        self._prices: Prices | None = None
        self._report = ""
        # The running sums, before the first posting and after each.
        self._units: Sequence[Decimal] | None = None
        self._weights: Sequence[Decimal] | None = None
        self._costs: Sequence[Decimal] | None = None
        self._changes: Sequence[LotChange] | None = None
        self._uncosted: set[Cost] = set()

    def add(self, date: datetime.date, posting: data.Posting, prices: Prices, report: str) -> None:
        """Take down a posting that is not simply money in the report currency.

        Such money is appended to ``days`` and ``numbers`` directly, which is faster.

        Args:
            date: The day of the transaction, not before that of the previous posting.
            posting: The posting.
            prices: The prices to weigh it with, the same for all postings of the line.
            report: The report currency.
        """
        self._prices, self._report = prices, report
        self._particular[len(self.days)] = posting
        self.days.append(date)
        self.numbers.append(cast("Weight", posting.units).number)

    @property
    def changes(self) -> Sequence[LotChange]:
        """The additions to and reductions of lots, oldest first; empty without cost."""
        if self._changes is None:
            self._changes = [
                LotChange(self.days[position], cast("Cost", posting.cost), self.numbers[position])
                for position, posting in self._particular.items()
                if posting.cost is not None
            ]
        return self._changes

    @property
    def weighs_itself(self) -> bool:
        """Whether all postings are in the report currency, without cost or price."""
        return not self._particular

    @property
    @exact
    def cost_changes(self) -> Sequence[Decimal]:
        """The change in the total cost by each of the ``changes``, in the report currency."""
        if self._costs is None:
            self._costs = self._add_up_costs()
        return [after - before for before, after in pairwise(self._costs)]

    @property
    def dates(self) -> Sequence[datetime.date]:
        """The days on which something changes, oldest first."""
        return list(dict.fromkeys(self.days))

    def units(self, date: datetime.date) -> Decimal:
        """Return the units held at the end of a day."""
        if self._units is None:
            self._units = _running(self.numbers)
        return self._units[bisect.bisect_right(self.days, date)]

    def weight(self, date: datetime.date) -> Decimal:
        """Return the total weight of postings up to a day, converted at the prices of their days.

        Postings without a price path on their day count as zero.
        """
        if self._weights is None:
            self._weights = self._weigh()
        return self._weights[bisect.bisect_right(self.days, date)]

    def cost(self, date: datetime.date) -> Decimal | None:
        """Return the cost of the lots held on a day, converted at the prices of their purchases.

        Returns:
            The cost, in the report currency; ``None`` if the line is held without cost, or if the
            cost of a lot had no price path on the day of its purchase.
        """
        if self.cost_currency is None:
            return None
        if self._costs is None:
            self._costs = self._add_up_costs()
        if self._uncosted and not self._uncosted.isdisjoint(self.lots(date)):
            return None
        return self._costs[bisect.bisect_right(self.days, date)]

    @exact
    def lots(self, date: datetime.date) -> dict[Cost, Decimal]:
        """Return the units of each lot held at the end of a day, in order of first purchase."""
        held: dict[Cost, Decimal] = {}
        for change in self.changes:
            if change.date > date:
                break
            held[change.cost] = held.get(change.cost, ZERO) + change.number
        return {cost: number for cost, number in held.items() if number}

    def without(self, date: datetime.date, left_out: Collection[data.Posting]) -> Line:
        """Return the line as it would be at the end of a day without some postings.

        What came with them and left the same day is not there twice: it does not become short.

        Args:
            date: The day; what is booked later is left out, too.
            left_out: The postings, which are of this line.
        """
        ids = {id(posting) for posting in left_out}
        line = Line(self.account, self.currency, self.cost_currency, money=self.is_money)
        line._prices, line._report = self._prices, self._report
        for position, day in enumerate(self.days[: bisect.bisect_right(self.days, date)]):
            posting = self._particular.get(position)
            if posting is not None:
                if id(posting) in ids:
                    continue
                line._particular[len(line.days)] = posting
            line.days.append(day)
            line.numbers.append(self.numbers[position])
        line._level(date, self)
        return line

    def _level(self, date: datetime.date, other: Line) -> None:
        """Close on a day what is short here and is not in the other line."""
        kept = dict(other._held(date))
        for lot, number in list(self._held(date)):
            if number < 0 <= kept.get(lot, ZERO):
                units = amount.Amount(-number, self.currency)
                posting = data.Posting(self.account, units, lot, None, None, None)
                self._particular[len(self.days)] = posting
                self.days.append(date)
                self.numbers.append(-number)
        self._units = self._changes = None

    def _held(self, date: datetime.date) -> Iterator[tuple[Cost | None, Decimal]]:
        """Yield each lot held at the end of a day, or all units where they are without cost."""
        if self.cost_currency is None:
            yield None, self.units(date)
        else:
            yield from self.lots(date).items()

    def _convert(self, said: Weight, date: datetime.date) -> Decimal | None:
        if self._prices is None:  # nothing has been booked that needs a price
            return None
        return self._prices.convert(said, self._report, date)

    @exact
    def _weigh(self) -> Sequence[Decimal]:
        numbers = self.numbers.copy()
        for position, posting in self._particular.items():
            numbers[position] = self._convert(weigh(posting), self.days[position]) or ZERO
        return _running(numbers)

    @exact
    def _add_up_costs(self) -> Sequence[Decimal]:
        """Return the running cost, and remember the lots whose cost has no price path.

        The cost of a lot is converted at the price of the day of its purchase. A change is the
        difference of two conversions, so that a lot that is sold completely leaves exactly zero.
        """
        held: dict[Cost, tuple[Decimal, Decimal | None]] = {}
        changes: list[Decimal] = []
        for _, lot, number in self.changes:
            units, before = held.get(lot, (ZERO, ZERO))
            units += number
            cost = self._convert(Weight(units * lot.number, lot.currency), lot.date)
            held[lot] = units, cost
            if cost is None or before is None:
                self._uncosted.add(lot)
                changes.append(ZERO)
            else:
                changes.append(cost - before)
        return _running(changes)


@exact
def _running(numbers: Iterable[Decimal]) -> Sequence[Decimal]:
    """Return the running sums of numbers, from zero on."""
    return [ZERO, *accumulate(numbers)]
