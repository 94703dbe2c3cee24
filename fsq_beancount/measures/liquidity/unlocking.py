"""Locks that end: assets that are locked today and become cash during the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from fsq_beancount.core.periods import Period
from fsq_beancount.core.terms import CASH
from fsq_beancount.measures.liquidity.cash import is_asset
from fsq_beancount.measures.liquidity.months import Basis, Item, ToCome

if TYPE_CHECKING:
    from fsq_beancount.books.holdings import Holding
    from fsq_beancount.books.positions import Positions


def unlocked(
    spans: Sequence[Period], *, holdings: Iterable[Holding], positions: Positions
) -> Iterator[ToCome]:
    """Yield the assets that become cash.

    A planned entry on such an account does not stand for the end of its lock: interest or savings
    go on, and a transfer to another account moves cash only.

    Args:
        spans: The days of each month of the plan.
        holdings: All holdings.
        positions: The values of the holdings.
    """
    if not spans:
        return
    for holding in holdings:
        until = holding.locked_until
        if until is None or not spans[0].first <= until <= spans[-1].last or not is_asset(holding):
            continue
        amount = positions.value(holding.line, until).amount
        if amount and holding.horizon(until, priced=True) == CASH:
            item = Item(holding.account, Basis.UNLOCKED, amount)
            yield ToCome(until, item, is_replaced=False)
