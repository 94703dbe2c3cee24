"""``custom "fsq-lump-sum" COMMODITY YEAR AMOUNT``: an advance lump sum as the bank reports it.

The lump sum (*Vorabpauschale*) is that of one unit held the whole year, before the partial
exemption. What was bought within the year has a twelfth less for each month before the purchase.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from beancount.core import data

from fsq_beancount.core.weights import Weight
from fsq_beancount.settings.directives.values import is_amount, is_number, is_text

FIRST_YEAR: Final = 2018
"""The first year of the law that introduced lump sums (InvStG 2018)."""

USAGE: Final = (
    'write: custom "fsq-lump-sum" "COMMODITY" YEAR AMOUNT, with the amount of one unit held '
    'the whole year, for example custom "fsq-lump-sum" "VWCE" 2023 1.2345 EUR'
)


class LumpSum(NamedTuple):
    """A ``custom "fsq-lump-sum"``: the lump sum of one unit of a commodity for a year."""

    date: datetime.date
    commodity: str
    year: int
    amount: Weight
    entry: data.Custom


def read(entry: data.Custom, values: Sequence[Any]) -> LumpSum | str:
    """Return the lump sum that a directive states, or an error message."""
    if len(values) != 3:
        given = ", ".join(str(value.value) for value in values)
        count = f"{len(values)} value{'' if len(values) == 1 else 's'}"
        return (
            f"fsq-lump-sum needs a commodity, a year and an amount and has {count} ({given}): "
            f"{USAGE}"
        )
    commodity, year, amount = (value.value for value in values)
    if not is_text(commodity):
        return f"fsq-lump-sum has the commodity {commodity}, which is no string: {USAGE}"
    if not is_number(year) or year != int(year) or not FIRST_YEAR <= year <= 9998:
        return f"fsq-lump-sum has the year {year}; it takes a year from {FIRST_YEAR} on: {USAGE}"
    if not is_amount(amount) or amount.number < 0:
        return f"fsq-lump-sum has the amount {amount}; it takes money, at least 0: {USAGE}"
    weight = Weight(amount.number, amount.currency)
    return LumpSum(entry.date, commodity.strip(), int(year), weight, entry)
