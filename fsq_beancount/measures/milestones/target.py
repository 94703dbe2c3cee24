"""What one milestone is to pay: the living costs of accounts, or a fixed amount."""

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
    """What one milestone is to pay.

    Attributes:
        name: What the person calls it.
        accounts: The accounts whose living costs it is, subaccounts included; none for a fixed
            amount and for the last target.
        amount: The fixed amount a month, if it is one.
    """

    name: str
    accounts: tuple[str, ...]
    amount: Amount | None = None


@exact
def fixed_amount(
    target: Target, months: int, date: datetime.date, convert: Converter
) -> Decimal | None:
    """Return the fixed amount of a target for some months at the price of a day."""
    if target.amount is None or target.amount.number is None:
        return None
    return convert(Weight(target.amount.number * months, target.amount.currency), date)
