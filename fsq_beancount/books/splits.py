"""Splits of commodities, by which an amount per unit of a former day becomes that of a later one.

A unit of a former day may be several units today, so a former price, or what a unit paid then, is
not that of a unit of today.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.books.line import Line, LotChange
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places

ZERO: Final = Decimal()
ONE: Final = Decimal(1)
_CENT: Final = Decimal("0.01")

_LATER: Final = datetime.timedelta(days=31)
"""How much later than in one account the same split may be booked in another."""


class Split(NamedTuple):
    """A split of a commodity: each unit becomes ``after / before`` units."""

    date: datetime.date
    after: Decimal
    before: Decimal


@exact
def splits_of(lines: Iterable[Line]) -> list[Split]:
    """Return the splits of a commodity, oldest first, each once.

    On the day of a split lots leave an account, and others with the same day of purchase and the
    same total cost come in their place, there or, with a move, in another account.

    Args:
        lines: The lines with the commodity.
    """
    of_accounts: list[Sequence[LotChange]] = []
    together: dict[str | None, list[LotChange]] = {}
    for line in lines:
        of_accounts.append(line.changes)
        together.setdefault(line.cost_currency, []).extend(line.changes)
    several = (*of_accounts, *together.values())
    found: list[Split] = []
    for split in sorted(each for changes in several for each in _splits_in(changes)):
        if not any(
            split.after * other.before == other.after * split.before
            and split.date - other.date <= _LATER
            for other in found
        ):
            found.append(split)
    return found


def _splits_in(changes: Iterable[LotChange]) -> Iterator[Split]:
    for each in replaced(changes):
        if each.after != each.before:
            yield Split(each.date, each.after, each.before)


class Replaced(NamedTuple):
    """Lots of a day of purchase that leave, with others at the same total cost in their place.

    Attributes:
        date: The day on which they do.
        bought: The day of purchase.
        after: The units that come.
        before: The units that leave.
    """

    date: datetime.date
    bought: datetime.date
    after: Decimal
    before: Decimal


@exact
def replaced(changes: Iterable[LotChange]) -> list[Replaced]:
    """Return the lots that others replace, as in a split, in order of the day.

    Args:
        changes: The changes of lots, oldest first.
    """
    # By day of the transaction and day of purchase: units and cost that come, and that leave.
    moved: dict[tuple[datetime.date, datetime.date], list[Decimal]] = {}
    for date, lot, number in changes:
        if lot.date < date:
            sums = moved.setdefault((date, lot.date), [ZERO] * 4)
            place = 0 if number > 0 else 2
            sums[place] += abs(number)
            sums[place + 1] += abs(number) * lot.number
    return [
        Replaced(date, bought, after, before)
        for (date, bought), (after, cost_after, before, cost_before) in moved.items()
        if after and before and cost_before and abs(cost_after - cost_before) <= _CENT
    ]


class Splits:
    """The splits of all commodities of a ledger, looked for where they are needed."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Store the lines; nothing is computed yet."""
        self._lines = lines
        self._known: dict[str, Sequence[Split]] = {}

    def of(self, commodity: str) -> Sequence[Split]:
        """Return the splits of a commodity, oldest first."""
        known = self._known.get(commodity)
        if known is None:
            lines = [line for line in self._lines if line.currency == commodity]
            known = self._known[commodity] = splits_of(lines)
        return known

    def per_later_unit(
        self, commodity: str, amount: Decimal, then: datetime.date, date: datetime.date
    ) -> Decimal:
        """Return an amount per unit of a former day as one per unit of a later day.

        Args:
            commodity: The commodity.
            amount: The amount, such as a price, currency.
            then: The former day, at its end: a split on that day has been made.
            date: The later day, likewise.

        Returns:
            The amount; rounded to 12 places where there was a split in between.
        """
        splits = self.of(commodity)
        return _rescaled(amount, splits, then, date) if splits else amount


@exact
def _rescaled(
    amount: Decimal, splits: Iterable[Split], then: datetime.date, date: datetime.date
) -> Decimal:
    after = before = ONE
    for split in splits:
        if then < split.date <= date:
            after *= split.after
            before *= split.before
    return amount if after == before else round_places(amount * before / after)
