"""The return of a commodity over the same months, to compare one's own returns with.

It is a price return: distributions are not in a price.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal

from fsq_beancount.books.splits import Splits
from fsq_beancount.core.periods import day_before, month_index, month_label
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import OLD_PRICE_DAYS, Rate
from fsq_beancount.measures.performance.growth import Reason, Undefined
from fsq_beancount.measures.returns import ONE
from fsq_beancount.settings.directives.benchmark import Benchmark

Days = tuple[datetime.date, datetime.date]


@exact
def price_return(prices: tuple[Decimal, Decimal]) -> Decimal | None:
    """Return ``after / before - 1`` for the prices before some days and at their end, fraction.

    It is ``None`` where the price before is zero.
    """
    before, after = prices
    return after / before - ONE if before else None


class BenchmarkReturns:
    """The return of a commodity over any months.

    Attributes:
        commodity: The commodity.
    """

    def __init__(
        self,
        stated: Benchmark,
        price_on: Callable[[str, datetime.date], Rate | None],
        splits: Splits,
    ) -> None:
        """Store the inputs.

        Args:
            stated: The directive that names the commodity.
            price_on: Gives the price of a commodity on a day, in the report currency.
            splits: The splits of commodities: a price before one is of fewer units.
        """
        self.commodity = stated.commodity
        self._price_on = price_on
        self._splits = splits

    @exact
    def over(self, months: Iterable[Days]) -> Decimal | Undefined:
        """Return the chained return of some months, or why it is undefined.

        A month's is the price on its last day divided by that on the day before its first, less 1.
        The first and the last of these prices must not be older than 90 days; those between them
        cancel out. A split of the commodity, known from lots of it, is no change of its price.

        Args:
            months: The first and the last day of each month in which one's own wealth had a return,
                oldest first.
        """
        several = list(months)
        factor = ONE
        for position, (first, last) in enumerate(several):
            before, after = self._on(day_before(first)), self._on(last)
            if before is None or after is None:
                return Undefined(Reason.NO_PRICE, _month(first if before is None else last))
            if position == 0 and _is_old(before, day_before(first)):
                return Undefined(Reason.OLD_PRICE, _month(first))
            if position == len(several) - 1 and _is_old(after, last):
                return Undefined(Reason.OLD_PRICE, _month(last))
            opening = self._splits.per_later_unit(
                self.commodity, _number(before), day_before(first), last
            )
            rate = price_return((opening, _number(after)))
            if rate is None:
                return Undefined(Reason.NO_PRICE, _month(first))
            factor *= ONE + rate
        return factor - ONE

    def _on(self, date: datetime.date) -> Rate | None:
        return self._price_on(self.commodity, date)


def _month(date: datetime.date) -> str:
    return month_label(month_index(date))


def _is_old(price: Rate, date: datetime.date) -> bool:
    return (date - price.date).days > OLD_PRICE_DAYS


def _number(price: Rate) -> Decimal:
    # Not rounded to twelve places as an amount is: some prices are very small.
    return price.numerator / price.denominator
