"""Lots of securities, bought on one day at one price and sold at another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from make_example.base.accounts import FUNDS, PLAN, SHARES
from make_example.base.book import Leg


@dataclass(frozen=True)
class Lot:
    """Shares of a security bought on one day at one price, in euros."""

    paper: str
    day: date
    price: Decimal
    shares: int

    def bought(self) -> Leg:
        """Return the posting that adds the lot to the depot."""
        return self._leg(self.shares, "")

    def sold(self, price: Decimal) -> Leg:
        """Return the posting that removes the lot; its weight is the cost of the lot."""
        return self._leg(-self.shares, f" @ {price} EUR")

    def _leg(self, shares: int, sale: str) -> Leg:
        return Leg(
            {"DIVE": FUNDS, "WELT": PLAN}.get(self.paper, SHARES),
            Decimal(shares),
            self.paper,
            f"{{{self.price} EUR, {self.day}}}{sale}",
            (shares * self.price, "EUR"),
        )


OPENING_LOTS = (
    Lot("DIVE", date(2013, 4, 16), Decimal("22.40"), 130),
    Lot("MUSTER", date(2014, 2, 11), Decimal("47.10"), 60),
    Lot("NORDW", date(2014, 9, 23), Decimal("35.20"), 80),
)
