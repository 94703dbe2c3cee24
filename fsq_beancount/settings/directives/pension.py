"""``custom "fsq-pension" NAME AMOUNT AGE``: a pension that is to be received (*Rente*)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from beancount.core import data

from fsq_beancount.core.weights import Weight
from fsq_beancount.settings.directives.values import is_amount, is_number, is_text

OLDEST = 150

USAGE: Final = (
    'write: custom "fsq-pension" "NAME" AMOUNT AGE, for example '
    'custom "fsq-pension" "Rente" 1200.00 EUR 67'
)


class Pension(NamedTuple):
    """A ``custom "fsq-pension"``: a monthly payment from an age on, for life.

    Attributes:
        date: The day from which it replaces an earlier directive of the same name.
        name: Its name.
        amount: The monthly payment, in today's money.
        age: The age in years from which it is paid.
        entry: The directive.
    """

    date: datetime.date
    name: str
    amount: Weight
    age: Decimal
    entry: data.Custom


def read(entry: data.Custom, values: Sequence[Any]) -> Pension | str:
    """Return the pension that a directive declares, or an error message."""
    if len(values) != 3:
        given = ", ".join(str(value.value) for value in values)
        found = f"{len(values)} value{'' if len(values) == 1 else 's'} ({given})"
        return f"fsq-pension needs a name, a monthly amount and an age, and has {found}: {USAGE}"
    name, amount, age = (value.value for value in values)
    if not is_text(name):
        return f"fsq-pension has the name {name!s}, which is no string with a name in it: {USAGE}"
    if not is_amount(amount) or amount.number < 0:
        return (
            f'fsq-pension "{name}" has the amount {amount!s}; it takes what is paid each month, '
            f"an amount such as 1200.00 EUR: {USAGE}"
        )
    if not is_number(age) or not 0 < age <= OLDEST:
        return (
            f'fsq-pension "{name}" has the age {age!s}; it takes the age in years from which it '
            f"is paid, a number such as 67: {USAGE}"
        )
    return Pension(entry.date, name, Weight(amount.number, amount.currency), age, entry)
