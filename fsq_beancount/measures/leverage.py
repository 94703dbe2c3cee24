"""Leverage: how much is borrowed, what it costs, and whether it helps (*Hebel*, *Kreditquote*).

Plain functions of numbers; ratios are fractions, ``None`` where undefined. Debt is positive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.measures.registry import ratio

ZERO: Final = Decimal()


class CostOfDebt(NamedTuple):
    """The agreed cost of all debt.

    Attributes:
        rate: The rate a year, fraction; ``None`` where no loan has an agreed rate.
        covers: The share of the debt that has an agreed rate; ``None`` without debt.
    """

    rate: Decimal | None
    covers: Decimal | None


def cost_of_debt(loans: Iterable[tuple[Decimal, Decimal | None]]) -> CostOfDebt:
    """Return the agreed rates of loans, weighted by their balances (*Kreditkostensatz*).

    ``Σ balance·rate / Σ balance`` over the loans that have a rate: 5,000 at 4 % and 20,000 at 6 %
    cost 5.6 %.

    Args:
        loans: The balance of each loan, currency, debt positive, and its agreed rate a year;
            ``None`` where there is none. A loan that is overpaid or has no balance is no debt.
    """
    debt = rated = interest = ZERO
    for balance, rate in loans:
        if balance <= 0:
            continue
        debt += balance
        if rate is not None:
            rated += balance
            interest += balance * rate
    return CostOfDebt(ratio(interest, rated), ratio(rated, debt))


def levered(gross: Decimal, cost: Decimal, debt: Decimal, equity: Decimal) -> Decimal | None:
    """Return the return on own money from that on all of it: ``r + (r - i)·debt/equity``.

    Borrowed money helps exactly when what it is put into returns more than it costs: 10 % gross
    with as much borrowed at 5 % as is one's own makes 15 % net; at 12 % it makes 8 %. Source:
    Modigliani and Miller (1958), proposition II.

    Args:
        gross: The return on all capital, fraction.
        cost: The cost of debt, fraction.
        debt: The average debt, currency.
        equity: The average own capital, currency.

    Returns:
        The return on equity; ``None`` where there is none.
    """
    hebel = ratio(debt, equity)
    return None if hebel is None else gross + (gross - cost) * hebel


@dataclass(frozen=True, slots=True)
class Leverage:
    """What debt did to the return of a period: one set of averages for all rates.

    With ``gain_gross = gain_net + cost`` the rates fulfil ``r_net = r_gross + (r_gross - i)·L/E``
    exactly, whatever the numbers.

    Attributes:
        gain_net: What own capital earned, after the cost of debt, currency.
        cost: Loan interest, and by how much the loans grew in the report currency without a
            posting that explains it, currency.
        fees: Loan fees, in none of the other figures, currency.
        interest: Loan interest, currency.
        debt: The average debt ``L``, currency.
        equity: The average own capital ``E``, currency.
    """

    gain_net: Decimal
    cost: Decimal
    fees: Decimal
    interest: Decimal
    debt: Decimal
    equity: Decimal

    @property
    def gain_gross(self) -> Decimal:
        """What all capital earned, before the cost of debt, currency."""
        return self.gain_net + self.cost

    @property
    def net(self) -> Decimal | None:
        """The return on own capital; ``None`` where its average is zero or negative."""
        return ratio(self.gain_net, self.equity)

    @property
    def gross(self) -> Decimal | None:
        """The return on all capital; ``None`` where its average is zero or negative."""
        return ratio(self.gain_gross, self.equity + self.debt)

    @property
    def break_even(self) -> Decimal | None:
        """What all capital must return for the debt to help: its cost ``i``, fraction.

        ``None`` without debt.
        """
        return ratio(self.cost, self.debt)

    @property
    def effect(self) -> Decimal | None:
        """By how much the debt raised the return on own capital, fraction, negative if it fell.

        That is ``r_net - r_gross``, positive exactly when ``r_gross > i``.
        """
        if self.net is None or self.gross is None:
            return None
        return self.net - self.gross

    @property
    def cost_paid(self) -> Decimal | None:
        """What was paid for the debt, interest and fees, as a share of it; ``None`` without."""
        return ratio(self.interest + self.fees, self.debt)
