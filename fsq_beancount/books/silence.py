"""Long stretches without any posting of money: a series has nothing to say about their months.

A date that stands far from all others, mistyped or not, thus adds no more to a series than itself.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.periods import ROLLING_MONTHS, Period, month_first, month_index, month_last

if TYPE_CHECKING:
    from fsq_beancount.books.facts import Facts

LONG: Final = 24
"""A stretch of more months than these is silent."""


FIRST_LAW: Final = datetime.date(2009, 1, 1)
"""Before this day no tax law that is known treats lots in another way than the day before."""


@dataclass(frozen=True, slots=True)
class Silence:
    """The silent months; a month is an index as in ``periods.py``.

    Attributes:
        stretches: The stretches, oldest first.
    """

    stretches: tuple[range, ...] = ()

    def count(self, first: int, last: int) -> int:
        """Return the number of silent months from a first to a last month, both included."""
        return sum(
            max(0, min(last + 1, each.stop) - max(first, each.start)) for each in self.stretches
        )

    def before(self, month: int) -> int:
        """Return the number of silent months right before a month."""
        return next((len(each) for each in self.stretches if each.stop == month), 0)

    def between(self, first: int, last: int) -> Iterator[range]:
        """Yield the stretches between a first and a last month that are not silent."""
        begin = first
        for each in self.stretches:
            if each.stop <= begin or each.start > last:
                continue
            if begin < each.start:
                yield range(begin, each.start)
            begin = each.stop
        if begin <= last:
            yield range(begin, last + 1)

    def hides(self, period: Period) -> bool:
        """Return whether every month of a period is silent."""
        first, last = month_index(period.first), month_index(period.last)
        return self.count(first, last) == last - first + 1


NOTHING_SILENT: Final = Silence()


@dataclass(frozen=True, slots=True)
class Silences:
    """What is silent up to a day.

    Attributes:
        of_money: The months of stretches without any posting of money.
        of_prices: Those of stretches without a price or a change of latent tax either: what is held
            keeps its value.
    """

    of_money: Silence = NOTHING_SILENT
    of_prices: Silence = NOTHING_SILENT


NO_SILENCES: Final = Silences()


def silences(facts: Facts, as_of: datetime.date) -> Silences:
    """Return what is silent in a ledger up to a day.

    The last twelve months up to that day are not: every figure of today is over these.
    """
    lines = facts.positions.lines
    flows = [month_first(month) for month in facts.sums.decisions]
    return Silences(
        of_money=_silence([flows, *(line.days for line in lines if line.is_money)], as_of),
        of_prices=_silence(
            [flows, *(line.days for line in lines), *facts.prices.days, _taxed(facts, as_of)], as_of
        ),
    )


def _taxed(facts: Facts, as_of: datetime.date) -> Sequence[datetime.date]:
    """Return a day of each month in which tax law may change what is left of lots, if any are held.

    Terms end, lump sums are taxed and rates change without any posting or price.
    """
    if facts.config.option("tax-profile", as_of) is None:
        return ()
    bought = [line.days[0] for line in facts.positions.lines if line.cost_currency is not None]
    if not bought:
        return ()
    first = max(min(bought), FIRST_LAW)
    return [month_first(month) for month in range(month_index(first), month_index(as_of) + 1)]


def _silence(several: Iterable[Sequence[datetime.date]], as_of: datetime.date) -> Silence:
    """Return the long stretches without any of several series of days, each oldest first."""
    known = [days for days in several if days]
    end = month_index(as_of)
    first = min((month_index(days[0]) for days in known), default=end)
    recent = end - ROLLING_MONTHS
    silent: list[range] = []
    month = first
    while month < recent:
        # The last day within reach of this one: the days between the two leave no long stretch.
        limit = min(month + LONG + 1, end)
        reached = max(_last_month(days, limit, default=month) for days in known)
        if limit >= recent:
            break
        if reached == month:
            following = min(_next_month(days, limit, default=recent) for days in known)
            reached = min(following, recent)
            silent.append(range(month + 1, reached))
        month = reached
    return Silence(tuple(silent))


def _last_month(days: Sequence[datetime.date], limit: int, default: int) -> int:
    """Return the month of the last day up to the end of a month."""
    place = bisect.bisect_right(days, month_last(limit))
    return max(month_index(days[place - 1]), default) if place else default


def _next_month(days: Sequence[datetime.date], limit: int, default: int) -> int:
    """Return the month of the first day after the end of a month."""
    place = bisect.bisect_right(days, month_last(limit))
    return month_index(days[place]) if place < len(days) else default
