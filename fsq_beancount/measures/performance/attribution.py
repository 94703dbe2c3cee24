"""Attribution of the change of wealth to saving, earnings, revaluation and other causes.

Every part comes from the weights of postings in the report currency of their day, or from the
change in value of a holding over a period beyond its bookings. So the parts add up to the change
exactly, and the remainder is only the imbalance of transactions: within Beancount's tolerance, or
an error that Beancount reports.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from fsq_beancount.core.periods import day_before
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.performance.booked import OTHER, Booked
from fsq_beancount.measures.performance.by_day import Ledger
from fsq_beancount.measures.performance.change import Cause, Change
from fsq_beancount.measures.performance.history import History
from fsq_beancount.measures.performance.revaluation import Revaluation
from fsq_beancount.measures.performance.unbalanced import HALF_A_CENT

ZERO: Final = Decimal()


class Attribution:
    """The attribution of the change of wealth, over any days up to the as-of date."""

    def __init__(
        self, *, history: History, revaluation: Revaluation, unbalanced: Callable[[], Ledger]
    ) -> None:
        """Store the inputs; nothing is computed yet.

        Args:
            history: The balance sheets, and the bookings between them.
            revaluation: The changes in value of holdings beyond these bookings.
            unbalanced: Gives the imbalances of transactions by day; called where the parts do not
                add up to the change.
        """
        self._history = history
        self._revaluation = revaluation
        self._unbalanced = unbalanced

    @exact
    def of(self, first: datetime.date, last: datetime.date) -> Change:
        """Return the change of net wealth over some days, split into its parts.

        Args:
            first: The first day.
            last: The last day, at most the as-of date.
        """
        before, after = self._history.ends(first, last)
        bookings = self._history.bookings.booked
        booked = {kind: sums.total(first, last) for kind, sums in bookings.items()}
        effects = self._revaluation.between(day_before(first), last)
        opening, closing = before.net_wealth, after.net_wealth
        latent_tax = _difference(after.latent_tax, before.latent_tax)
        tax_brought_in = self._history.bookings.tax_brought_in.total(first, last)
        # The tax may be unknown at both ends, and known in between.
        if latent_tax is not None or tax_brought_in:
            latent_tax = (latent_tax or ZERO) + tax_brought_in
        claims = _difference(before.claims, after.claims)
        known = (
            sum((booked[kind] for kind in Booked if kind not in OTHER), ZERO)
            + effects.lots
            + effects.money
            + sum((part or ZERO for part in (latent_tax, claims)), ZERO)
        )
        other = closing - opening - known
        causes = {cause: booked[kind] for kind, cause in OTHER.items()}
        causes[Cause.FIRST_PRICE] = effects.first_price
        off = other - sum(causes.values(), ZERO)
        # A difference of less than half a cent is not worth reading all transactions again.
        if abs(off) >= HALF_A_CENT:
            causes[Cause.UNBALANCED] = self._unbalanced().total(first, last)
            off -= causes[Cause.UNBALANCED]
        causes[Cause.ROUNDING] = off
        return Change(
            first=first,
            last=last,
            opening=opening,
            closing=closing,
            saving=booked[Booked.SAVING],
            transfers=booked[Booked.TRANSFERS],
            brought_in=booked[Booked.BROUGHT_IN],
            capital_income=booked[Booked.CAPITAL_INCOME],
            gains_realised=booked[Booked.GAINS_REALISED],
            gains_unrealised=effects.lots,
            currency_effect=effects.money,
            latent_tax_change=latent_tax,
            claims_change=claims,
            depreciation=booked[Booked.DEPRECIATION],
            cost_of_debt=booked[Booked.COST_OF_DEBT],
            other=other,
            other_by_cause={cause: amount for cause, amount in causes.items() if amount},
            human_capital_change=(
                None
                if before.human_capital is None or after.human_capital is None
                else after.human_capital - before.human_capital
            ),
            opening_total=before.total_wealth,
            closing_total=after.total_wealth,
        )


def _difference(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """Return the increase; a value undefined at one end only counts as zero there."""
    if before is None and after is None:
        return None
    return (after or ZERO) - (before or ZERO)
