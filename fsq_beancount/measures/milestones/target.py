"""The target of a milestone: the living costs of accounts, or a fixed amount."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from fsq_beancount.core.precision import exact
from fsq_beancount.core.weights import Weight

if TYPE_CHECKING:
    from beancount.core.amount import Amount

    from fsq_beancount.core.prices import Converter


class Target(NamedTuple):
    """The target of a milestone.

    Attributes:
        name: The name, as declared or suggested.
        accounts: The accounts whose living costs are to be paid, subaccounts included; none for a
            fixed amount and for the last target.
        amount: The fixed amount a month, if any.
    """

    name: str
    accounts: tuple[str, ...]
    amount: Amount | None = None


@exact
def fixed_amount(
    target: Target, months: int, date: datetime.date, convert: Converter
) -> Decimal | None:
    """Return a target's fixed amount for some months, converted at the price of a day."""
    if target.amount is None or target.amount.number is None:
        return None
    return convert(Weight(target.amount.number * months, target.amount.currency), date)


def name_of(account: str) -> str:
    """Return the leaf of an account; with a number for a leaf, what stands above it, too."""
    _, *parts = account.split(":")
    for place in range(len(parts) - 1, -1, -1):
        if any(letter.isalpha() for letter in parts[place]):
            return " ".join(parts[place:])
    return " ".join(parts)
