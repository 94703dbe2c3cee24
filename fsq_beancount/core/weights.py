"""The weight of a posting: the amount by which Beancount balances it."""

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
    # Like `convert.get_weight` for booked postings, but always in Beancount's own precision,
    # regardless of the caller's. Setting a context for the call would take longer than all else.
    each = cast("Weight | None", posting.cost or posting.price)
    if each is None:
        return Weight(number, currency)
    return Weight(BEANCOUNT_ARITHMETIC.multiply(each.number, number), each.currency)
