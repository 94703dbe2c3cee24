"""Leverage (*Hebel*): the effect of debt on the return of some days.

Ratios are fractions, ``None`` where undefined. Debt is positive.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.definition import ratio
from fsq_beancount.measures.performance.history import History


@dataclass(frozen=True, slots=True)
class Leverage:
    """The effect of debt on the return of a period: one set of averages for all rates.

    With ``gain_gross = gain_net + cost`` the rates fulfil ``r_net = r_gross + (r_gross - i)·L/E``
    exactly, whatever the numbers.

    Attributes:
        gain_net: The gain on equity, after the cost of debt, currency.
        cost: Loan interest, and the growth of the loans in the report currency that no posting
            explains, currency.
        fees: Loan fees, in none of the other figures, currency.
        interest: Loan interest, currency.
        debt: The average debt ``L``, currency.
        equity: The average equity ``E``, currency.
    """

    gain_net: Decimal
    cost: Decimal
    fees: Decimal
    interest: Decimal
    debt: Decimal
    equity: Decimal

    @property
    @exact
    def gain_gross(self) -> Decimal:
        """The gain on all capital, before the cost of debt, currency."""
        return self.gain_net + self.cost

    @property
    @exact
    def net(self) -> Decimal | None:
        """The return on equity; ``None`` where its average is zero or negative."""
        return ratio(self.gain_net, self.equity)

    @property
    @exact
    def gross(self) -> Decimal | None:
        """The return on all capital; ``None`` where its average is zero or negative."""
        return ratio(self.gain_gross, self.equity + self.debt)

    @property
    @exact
    def break_even(self) -> Decimal | None:
        """The return on all capital above which debt helps: the cost of debt ``i``, fraction.

        ``None`` without debt.
        """
        return ratio(self.cost, self.debt)

    @property
    @exact
    def effect(self) -> Decimal | None:
        """The increase of the return on equity due to debt, fraction; negative for a decrease.

        That is ``r_net - r_gross``, positive exactly when ``r_gross > i``.
        """
        if self.net is None or self.gross is None:
            return None
        return self.net - self.gross

    @property
    @exact
    def cost_paid(self) -> Decimal | None:
        """Interest and fees paid, as a share of the debt; ``None`` without debt."""
        return ratio(self.interest + self.fees, self.debt)


@exact
def over(history: History, first: datetime.date, last: datetime.date) -> Leverage:
    """Return the effect of debt on the return of some days, from one set of averages."""
    before, after = history.ends(first, last)
    bookings = history.bookings
    equity = bookings.external.dietz(before.net_wealth, after.net_wealth, first, last)
    debt = bookings.drawings.dietz(before.loans, after.loans, first, last)
    interest = -bookings.interest.total(first, last)
    return Leverage(
        gain_net=equity.gain,
        # The gain of the debt is its growth beyond drawings and repayments, which is not booked.
        cost=interest + debt.gain,
        fees=-bookings.fees.total(first, last),
        interest=interest,
        debt=debt.average,
        equity=equity.average,
    )
