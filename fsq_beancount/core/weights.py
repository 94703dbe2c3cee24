"""What a posting weighs: the amount by which Beancount balances it."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import Final, NamedTuple, cast

from beancount.core import data

BEANCOUNT_ARITHMETIC: Final = Context(prec=28)


class Weight(NamedTuple):
    """An amount of money; unlike Beancount's ``Amount`` it always has a number."""

    number: Decimal
    currency: str


def weigh(posting: data.Posting) -> Weight:
    """Return the weight of a booked posting: its cost, else its price, else its units."""
    number, currency = cast("Weight", posting.units)
    # What `convert.get_weight` does with what is booked, but with Beancount's own precision,
    # whatever the caller's. To set that around a call takes longer than all else here.
    each = cast("Weight | None", posting.cost or posting.price)
    if each is None:
        return Weight(number, currency)
    return Weight(BEANCOUNT_ARITHMETIC.multiply(each.number, number), each.currency)
