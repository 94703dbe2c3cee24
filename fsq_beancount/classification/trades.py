"""Purchases and sales of lots at cost, and of other commodities that are not money."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Final, NamedTuple, cast

from beancount.core import data
from beancount.core.position import Cost

from fsq_beancount.core.weights import Weight

ZERO = Decimal()

NOTHING_MOVED: Final[frozenset[tuple[str, Cost]]] = frozenset()


class Trade(NamedTuple):
    """The effect of a transaction on lots: units at cost, or of commodities that are not money.

    Attributes:
        buys: Whether it adds to a holding.
        sells: Whether it reduces a holding; covering a short position is a reduction, too.
    """

    buys: bool
    sells: bool


NO_TRADE = Trade(buys=False, sells=False)


class Lots:
    """The units held at cost, tracked through a ledger in order of date.

    Only the sum per account and currency is kept: a reduction is a posting whose sign is opposite
    to that of the holding. This works with every booking method and for short positions.

    Attributes:
        bought: The postings of the latest transaction with lots that add to a holding.
        sold: The postings of the latest transaction with lots that reduce a holding.
    """

    def __init__(self) -> None:
        """Start without holdings."""
        self.bought: list[data.Posting] = []
        self.sold: list[data.Posting] = []
        self._held: dict[tuple[str, str], Decimal] = {}

    def trade(self, entry: data.Transaction) -> Trade:
        """Book a transaction and return its effect.

        Lots that only move between the user's own accounts are neither bought nor sold.
        """
        at_cost = [posting for posting in entry.postings if posting.cost is not None]
        # Hashing lots is slow, and most trades have a single lot.
        moved = _moved(at_cost) if len(at_cost) > 1 else NOTHING_MOVED
        bought: list[data.Posting] = []
        sold: list[data.Posting] = []
        self.bought, self.sold = bought, sold
        for posting in at_cost:
            number: Decimal
            cost: Cost
            account, (number, currency), cost, *_ = posting  # type: ignore[misc, assignment]
            key = (account, currency)
            held = self._held.get(key, ZERO)
            self._held[key] = held + number
            if not number or (moved and (currency, cost) in moved):
                continue
            if not held:
                # No holding is known. A lot older than the transaction was bought before the start
                # of the ledger (or of the filter), so units that leave reduce it.
                reduces = number < 0 and cost.date < entry.date
            else:
                reduces = (number < 0) != (held < 0)
            (sold if reduces else bought).append(posting)
        return Trade(bool(bought), bool(sold))

    def held(self) -> dict[tuple[str, str], Decimal]:
        """Return the units held, by account and currency, without the empty ones."""
        return {key: number for key, number in self._held.items() if number}


class RecordedLots(Lots):
    """The effects of transactions on lots as they were recorded, in any order."""

    def __init__(self, trades: Iterable[data.Transaction]) -> None:
        """Record the effects of all transactions with lots.

        Args:
            trades: The transactions, in order of date.
        """
        super().__init__()
        self._effects: dict[int, tuple[Trade, list[data.Posting], list[data.Posting]]] = {}
        for entry in trades:
            trade = super().trade(entry)
            self._effects[id(entry)] = trade, self.bought, self.sold

    def trade(self, entry: data.Transaction) -> Trade:
        """Return the recorded effect of a transaction."""
        trade, self.bought, self.sold = self._effects[id(entry)]
        return trade


def exchanged_in(entry: data.Transaction, is_lot: Callable[[str, str], bool]) -> list[data.Posting]:
    """Return the postings at a price, without a cost, of a commodity that is not money.

    Args:
        entry: The transaction.
        is_lot: Whether an account holds a commodity that is not money.
    """
    return [
        posting
        for posting in entry.postings
        if posting.cost is None
        and posting.price is not None
        and is_lot(posting.account, cast("Weight", posting.units).currency)
    ]


def with_exchange(trade: Trade, exchanged: Sequence[data.Posting]) -> Trade:
    """Return the effect of a transaction on lots, including lots without a cost.

    The lots of a commodity without a cost, such as a coin bought with ``@``, cannot be told apart.
    So units added at a price count as bought, and units removed as sold.

    Args:
        trade: Its effect on lots at cost.
        exchanged: Its postings that :func:`exchanged_in` returns.
    """
    sums: dict[str, Decimal] = {}
    for number, currency in (cast("Weight", posting.units) for posting in exchanged):
        sums[currency] = sums.get(currency, ZERO) + number
    # Transfers between accounts add up to zero.
    return Trade(
        buys=trade.buys or any(number > 0 for number in sums.values()),
        sells=trade.sells or any(number < 0 for number in sums.values()),
    )


def _moved(at_cost: Sequence[data.Posting]) -> AbstractSet[tuple[str, Cost]]:
    """Return the lots that only move between accounts: their changes add up to zero."""
    changes = [(*cast("Weight", each.units), cast("Cost", each.cost)) for each in at_cost]
    if len({number < 0 for number, _, _ in changes}) == 1:
        # Most trades have a single direction.
        return NOTHING_MOVED
    sums: dict[tuple[str, Cost], Decimal] = {}
    for number, currency, cost in changes:
        sums[currency, cost] = sums.get((currency, cost), ZERO) + number
    return {lot for lot, number in sums.items() if not number}
