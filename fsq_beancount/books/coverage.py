"""The months that the books cover: where they end, and which mostly lack prices.

All figures over twelve months take the last complete month from here, so that they contain the
same months.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from fsq_beancount.books.flows import Flow, within
from fsq_beancount.books.paying_accounts import IsHeld, shares
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
from fsq_beancount.core.terms import EXCLUDED, LIVING

if TYPE_CHECKING:
    from beancount.core import data

    from fsq_beancount.books.facts import Facts

ZERO: Final = Decimal()
ONE: Final = Decimal(1)

MONTHS_WITH_COSTS: Final = 9
"""Living costs count as booked monthly if at least this many of twelve months have any."""

MOST: Final = Decimal("0.9")
"""The accounts that paid this share of the living costs show up to when the books are kept."""


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
        known = facts.last_paid[as_of] = _last_paid(facts, ended, as_of)
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


def _last_paid(facts: Facts, ended: int, as_of: datetime.date) -> tuple[int, tuple[str, ...]]:
    """Return the last month in which the main payers of living costs paid any, and these accounts.

    If living costs are not booked month by month, it is the last month that has ended.
    """
    year = Period.of_months(ended - ROLLING_MONTHS + 1, ended)
    paid: dict[int, dict[str, Decimal]] = {}
    last: dict[str, int] = {}
    is_held = IsHeld(facts)
    for entry, amount in _payments(facts, year.first, as_of):
        month = month_index(entry.date)
        sums = paid.setdefault(month, {})
        for account, share in shares(entry, is_held).items():
            sums[account] = sums.get(account, ZERO) + share * amount
            last[account] = month
    counted = {month: sums for month, sums in paid.items() if month <= ended}
    if len(counted) < MONTHS_WITH_COSTS:
        return ended, ()
    most = _largest(_together(counted))
    end = max((last[account] for account in most), default=ended)
    return _before_a_gap(counted, last, min(end, ended)) or (end, most)


def _before_a_gap(
    paid: Mapping[int, Mapping[str, Decimal]], last: Mapping[str, int], end: int
) -> tuple[int, tuple[str, ...]] | None:
    """Return the last month before living costs nearly cease, and the accounts that paid them.

    An account that stops has a smaller share of twelve months the longer it lags. So its share is
    taken over the months before the gap; in the months of the gap, the others must pay at most a
    tenth of what was paid a month before, or else they have replaced it.

    Args:
        paid: The living costs by month and account.
        last: The last month in which each account paid any.
        end: The last month of the books if there is no gap.

    Returns:
        ``None`` if there is no gap, or if the months before it are too few.
    """
    for month in sorted({each for each in last.values() if each < end}, reverse=True):
        before = {each: sums for each, sums in paid.items() if each <= month}
        if len(before) < MONTHS_WITH_COSTS:
            return None
        sums = _together(before)
        most = _largest(sums)
        after = [sum(paid.get(each, {}).values(), ZERO) for each in range(month + 1, end + 1)]
        usual = sum(sums.values(), ZERO) / len(before)
        still = sum(after, ZERO) / len(after)
        if usual and still <= (ONE - MOST) * usual and all(last[name] <= month for name in most):
            return month, most
    return None


def _together(paid: Mapping[int, Mapping[str, Decimal]]) -> dict[str, Decimal]:
    """Return what each account paid in all of several months."""
    sums: dict[str, Decimal] = {}
    for month in paid.values():
        for account, amount in month.items():
            sums[account] = sums.get(account, ZERO) + amount
    return sums


def _largest(paid: dict[str, Decimal]) -> tuple[str, ...]:
    """Return the accounts that paid most, the largest first; equal amounts in order of name."""
    total, sums = sum(paid.values(), ZERO), ZERO
    most: list[str] = []
    for account in sorted(paid, key=lambda name: (-paid[name], name)):
        if sums >= MOST * total and most:
            break
        most.append(account)
        sums += paid[account]
    return tuple(most)


class _Payment(NamedTuple):
    """Living costs of one transaction.

    Attributes:
        entry: The transaction.
        amount: Their sum, currency; zero if none has a price.
    """

    entry: data.Transaction
    amount: Decimal


def _payments(facts: Facts, first: datetime.date, last: datetime.date) -> list[_Payment]:
    """Return the living costs that a person booked from one day to another, oldest first."""
    found: list[_Payment] = []
    beside: data.Transaction | None = None
    for _, _, decision, amount, _, entry, _ in within(facts.flows, first, last):
        if decision.role != LIVING or (amount is not None and amount >= 0):
            continue
        cost = ZERO if amount is None else -amount
        if entry is beside:
            cost += found.pop().amount
        found.append(_Payment(entry, cost))
        beside = entry
    made = facts.authorship.made([payment.entry for payment in found])
    return [payment for payment in found if id(payment.entry) not in made] if made else found
