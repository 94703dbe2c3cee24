"""Up to which month the accounts that pay the living costs are kept."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from fsq_beancount.books.flows import within
from fsq_beancount.core.periods import ROLLING_MONTHS, Period, month_index
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import LIVING

if TYPE_CHECKING:
    from beancount.core import data

    from fsq_beancount.books.facts import Facts

ZERO: Final = Decimal()
ONE: Final = Decimal(1)

MONTHS_WITH_COSTS: Final = 9
"""Living costs count as booked monthly if at least this many of twelve months have any."""

MOST: Final = Decimal("0.9")
"""The accounts that paid this share of the living costs show up to when the books are kept."""


@exact
def last_paid(facts: Facts, ended: int, as_of: datetime.date) -> tuple[int, tuple[str, ...]]:
    """Return the last month in which the main payers of living costs paid any, and these accounts.

    If living costs are not booked month by month, it is the last month that has ended.
    """
    year = Period.of_months(ended - ROLLING_MONTHS + 1, ended)
    paid: dict[int, dict[str, Decimal]] = {}
    last: dict[str, int] = {}
    is_held = _IsHeld(facts)
    for entry, amount in _payments(facts, year.first, as_of):
        month = month_index(entry.date)
        sums = paid.setdefault(month, {})
        for account, share in _shares(entry, is_held).items():
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


class _IsHeld(dict[str, bool]):
    """Whether each account is an asset or a liability; cached, since postings repeat accounts."""

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        roots = facts.config.roots
        self._held = (f"{roots.assets}:", f"{roots.liabilities}:")

    def __missing__(self, account: str) -> bool:
        known = self[account] = account.startswith(self._held)
        return known


def _shares(entry: data.Transaction, is_held: Mapping[str, bool]) -> Mapping[str, Decimal]:
    """Return the accounts that paid a transaction, and the share of each.

    If none pays, such as on a payslip with living costs deducted, the accounts that receive the
    rest are returned: they show just as well up to when the books are kept.
    """
    given: dict[str, Decimal] = {}
    taken: dict[str, Decimal] = {}
    for account, units, *_ in entry.postings:
        if is_held[account] and units is not None and units.number:
            number = units.number
            if number < 0:
                given[account] = given.get(account, ZERO) - number
            else:
                taken[account] = taken.get(account, ZERO) + number
    sums = given or taken
    if len(sums) == 1:
        return dict.fromkeys(sums, ONE)
    total = sum(sums.values(), ZERO)
    return {account: number / total for account, number in sums.items()}
