"""Which transactions buy and which sell what is held at cost."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple, cast

from beancount.core import data
from beancount.core.position import Cost

from fsq_beancount.weights import Weight

ZERO = Decimal()


class Trade(NamedTuple):
    """What a transaction does to the lots held at cost.

    Attributes:
        buys: Whether it adds to a holding.
        sells: Whether it reduces one; covering a short position reduces it, too.
    """

    buys: bool
    sells: bool


NO_TRADE = Trade(buys=False, sells=False)


class Lots:
    """The units held at cost, followed through a ledger in order of date.

    Only the sum per account and currency is kept: a reduction is a posting whose sign is against
    the holding. So it works with every booking method and for short positions.
    """

    def __init__(self) -> None:
        """Begin without holdings."""
        self._held: dict[tuple[str, str], Decimal] = {}

    def trade(self, entry: data.Transaction) -> Trade:
        """Book a transaction and say what it did.

        Lots that only move between the user's own accounts are neither bought nor sold.
        """
        changes = [
            (posting.account, cast("Weight", posting.units), cast("Cost", posting.cost))
            for posting in entry.postings
            if posting.cost is not None
        ]
        moved: dict[tuple[str, Cost], Decimal] = {}
        for _, (number, currency), cost in changes:
            moved[currency, cost] = moved.get((currency, cost), ZERO) + number
        buys = sells = False
        for account, (number, currency), cost in changes:
            held = self._held.get((account, currency), ZERO)
            self._held[account, currency] = held + number
            if moved[currency, cost] == 0:
                continue
            if held == 0:
                # Nothing is held that we know of. A lot older than the transaction was bought
                # before the ledger (or the filter) begins: giving it away reduces it.
                reduces = number < 0 and cost.date < entry.date
            else:
                reduces = (number < 0) != (held < 0)
            sells = sells or reduces
            buys = buys or not reduces
        return Trade(buys, sells)

    def held(self) -> dict[tuple[str, str], Decimal]:
        """Return the units held, by account and currency, without the empty ones."""
        return {key: number for key, number in self._held.items() if number}
