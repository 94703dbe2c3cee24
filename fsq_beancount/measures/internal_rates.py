"""The internal rates of return of dated payments: one, several or none."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import MAX_EMAX, MIN_EMIN, Decimal, localcontext
from typing import Final

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.irr import roots
from fsq_beancount.measures.payments import DAYS_A_YEAR, by_day

ONE: Final = Decimal(1)


@exact
def internal_rates(
    flows: Iterable[tuple[datetime.date, Decimal]], *, most: int = 2
) -> tuple[Decimal, ...]:
    """Return the annual rates at which dated payments are worth nothing together.

    Each solves ``Σ CF·(1 + r)^(-days/365) = 0``. Where there are several, no one of them says what
    the money earned.

    Args:
        flows: Date and amount of each payment; any order. Those of one day are added up.
        most: How many rates to look for; by default, so many that one can tell whether there are
            several.

    Returns:
        The rates, fractions, the nearest to zero by the distance of ``ln(1 + r)`` first; empty
        where there is none.
    """
    # Powers over thousands of days may become very large on the way to the root.
    with localcontext(Emax=MAX_EMAX, Emin=MIN_EMIN):
        payments = by_day(flows)
        if len(payments) < 2:
            return ()
        factors = roots(payments, most)
        return tuple(factor**-DAYS_A_YEAR - ONE for factor in factors)
