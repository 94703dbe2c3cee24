"""The months that the books cover: where they end, and which mostly lack prices.

All figures over twelve months take the last complete month from here, so that they contain the
same months.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from fsq_beancount.books.flows import Flow, within
from fsq_beancount.books.last_paid import last_paid
from fsq_beancount.books.silence import NO_SILENCES, Silences, silences
from fsq_beancount.core.periods import (
    ROLLING_MONTHS,
    Period,
    last_complete_month,
    month_first,
    month_index,
    month_last,
)
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import EXCLUDED

if TYPE_CHECKING:
    from fsq_beancount.books.facts import Facts

DECEMBER: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The months that the books cover; a month is an index as in ``periods.py``.

    Attributes:
        first_month: The month of the first flow that counts; ``None`` without any.
        last_month: The last complete month: no figure over twelve months contains a later one.
        last_ended: The last month that has ended by the as-of date.
        payers: The accounts that paid most of the living costs, the largest first; empty if they
            paid any in the last month that has ended, or if living costs are not booked monthly.
        silences: The long stretches without a posting: their months are in no series, and the
            months after them count anew, as those at the beginning of the books do.
        without_price: The months in which more than half of the income and expense postings of
            money have no price; they are in no sum over twelve months.
    """

    first_month: int | None
    last_month: int
    last_ended: int
    payers: tuple[str, ...] = ()
    silences: Silences = NO_SILENCES
    without_price: frozenset[int] = frozenset()

    @property
    def left_out(self) -> range:
        """The months that have ended, but are not complete, oldest first."""
        return range(self.last_month + 1, self.last_ended + 1)

    @property
    def unpriced_of_year(self) -> frozenset[int]:
        """The months without a price among the last twelve complete ones."""
        return self.without_price.intersection(
            range(self.last_month - ROLLING_MONTHS + 1, self.last_month + 1)
        )

    @property
    def complete(self) -> Sequence[int]:
        """The months from that of the first flow to the last complete one, oldest first."""
        first = self.first_month
        if first is None:
            return ()
        return tuple(chain.from_iterable(self.silences.of_money.between(first, self.last_month)))

    @property
    def full_years(self) -> Sequence[int]:
        """The calendar years of which all twelve months are covered, oldest first."""
        return tuple(
            month_first(month).year
            for month in self.complete
            if month_first(month).month == DECEMBER and self.months(month) == ROLLING_MONTHS
        )

    @property
    def twelve_months(self) -> Period:
        """The twelve months that end with the last complete one."""
        return Period.of_months(self.last_month - ROLLING_MONTHS + 1, self.last_month)

    def complete_by(self, date: datetime.date) -> int:
        """Return the last month that is complete at the end of a day."""
        return min(last_complete_month(date), self.last_month)

    def months(self, last: int) -> int:
        """Return the number of covered months among the twelve that end with the given month."""
        if self.first_month is None:
            return 0
        first = max(self.first_month, last - ROLLING_MONTHS + 1)
        gone = sum(first <= month <= last for month in self.without_price)
        gone += self.silences.of_money.count(first, last)
        return max(0, last - first + 1 - gone)

    def covers(self, date: datetime.date) -> bool:
        """Return whether bookings of a day are included in sums over twelve months."""
        return not self.without_price or month_index(date) not in self.without_price


@exact
def coverage(
    facts: Facts,
    *,
    flows: Sequence[Flow],
    first_month: int | None,
    doubtful: Iterable[int],
    as_of: datetime.date,
) -> Coverage:
    """Return the months that the books cover.

    Their end is derived from the whole ledger, even if only a part of it counts.

    Args:
        facts: The facts of the ledger.
        flows: The flows that count, oldest first.
        first_month: The month of the first of them.
        doubtful: The months in which any of them has no price.
        as_of: The last day that counts.
    """
    ended = last_complete_month(as_of)
    # Reused for each selection of the same ledger.
    known = facts.last_paid.get(as_of)
    if known is None:
        known = facts.last_paid[as_of] = last_paid(facts, ended, as_of)
    last, payers = known
    return Coverage(
        first_month=first_month,
        last_month=min(last, ended),
        last_ended=ended,
        payers=payers if last < ended else (),
        silences=silences(facts, as_of),
        without_price=frozenset(
            month
            for month in doubtful
            if _is_without_price(within(flows, month_first(month), month_last(month)), facts)
        ),
    )


def is_money(currency: str, facts: Facts) -> bool:
    """Return whether a currency is money; the report currency always is."""
    return currency == facts.currency or facts.config.is_money(currency)


def _is_without_price(flows: Iterable[Flow], facts: Facts) -> bool:
    """Return whether more than half of the postings of money in a month have no price."""
    with_price: set[int] = set()
    without: set[int] = set()
    for flow in flows:
        units = flow.posting.units
        if flow.role == EXCLUDED or units is None:
            continue
        if is_money(units.currency, facts):
            # A split cost is a single posting: either all of its parts have a price, or none.
            (without if flow.amount is None and units.number else with_price).add(id(flow.posting))
    return len(without) > len(with_price)
