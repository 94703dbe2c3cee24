"""The taxes that a German bank withholds from interest, payouts and gains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from make_example.base.accounts import CAPITAL_TAX, SOLI
from make_example.base.book import Leg
from make_example.base.figures import ZERO, whole_cents


def withheld(capital_tax: Decimal) -> list[Leg]:
    """Return the postings of capital tax and its solidarity surcharge; empty without tax."""
    soli = whole_cents(capital_tax * Decimal("0.055"))
    return [Leg(account, tax) for account, tax in ((CAPITAL_TAX, capital_tax), (SOLI, soli)) if tax]


class TaxedAccount:
    """A bank that uses the saver's allowance first and keeps losses in two pots."""

    def __init__(self, allowance: Mapping[int, Decimal]) -> None:
        self._allowance = dict(allowance)
        self._losses: dict[str, Decimal] = defaultdict(Decimal)

    def tax(
        self, year: int, amount: Decimal, pot: str = "other", foreign: Decimal = ZERO
    ) -> list[Leg]:
        """Return the postings of the taxes on an amount; a loss goes to its pot."""
        if amount < 0:
            self._losses[pot] -= amount
            return []
        for source in (pot, "other"):
            used = min(amount, self._losses[source])
            self._losses[source] -= used
            amount -= used
        free = min(amount, self._allowance[year])
        self._allowance[year] -= free
        amount -= free
        return withheld(max(ZERO, whole_cents(amount / 4) - foreign))
