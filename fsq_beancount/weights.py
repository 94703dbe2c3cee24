"""What a posting weighs: the amount by which Beancount balances it."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from typing import Final, NamedTuple, cast

from beancount.core import convert, data

BEANCOUNT_ARITHMETIC: Final = Context(prec=28)


class Weight(NamedTuple):
    """An amount of money; unlike Beancount's ``Amount`` it always has a number."""

    number: Decimal
    currency: str


def weigh(posting: data.Posting) -> Weight:
    """Return the weight of a booked posting: its cost, else its price, else its units."""
    if posting.cost is None and posting.price is None:
        units = cast("Weight", posting.units)
        return Weight(units.number, units.currency)
    # As Beancount balances it: with its own precision, whatever the caller's.
    with localcontext(BEANCOUNT_ARITHMETIC):
        weight = convert.get_weight(posting)  # type: ignore[no-untyped-call]
    return Weight(weight.number, weight.currency)
