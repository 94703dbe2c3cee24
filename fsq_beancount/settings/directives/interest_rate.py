"""``custom "fsq-interest-rate" ACCOUNT RATE``: the agreed rate of a loan from a date on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from beancount.core import account as account_module
from beancount.core import data

from fsq_beancount.settings.directives.values import RATE, is_rate

USAGE: Final = (
    'write: custom "fsq-interest-rate" ACCOUNT RATE, for example '
    'custom "fsq-interest-rate" Liabilities:Baudarlehen 0.0385'
)


class InterestRate(NamedTuple):
    """A ``custom "fsq-interest-rate"``: the agreed rate of a loan from a date on.

    Attributes:
        date: The first day it is in force.
        account: The loan's account.
        rate: The annual rate, as a fraction.
        entry: The directive.
    """

    date: datetime.date
    account: str
    rate: Decimal
    entry: data.Custom


def read(entry: data.Custom, values: Sequence[Any]) -> InterestRate | str:
    """Return the rate that a directive states, or an error message."""
    if not values:
        return f"fsq-interest-rate has no values; {USAGE}"
    if values[0].dtype not in (account_module.TYPE, str):
        return f"fsq-interest-rate begins with {values[0].value}, which is no account; {USAGE}"
    account = str(values[0].value)
    if not account_module.is_valid(account):
        return f'fsq-interest-rate names "{account}", which is no account; {USAGE}'
    if len(values) != 2:
        count = "no rate" if len(values) == 1 else f"{len(values) - 1} values after the account"
        return f"fsq-interest-rate on {account} has {count}; it takes {RATE}; {USAGE}"
    rate = values[1].value
    if not is_rate(rate):
        return f"fsq-interest-rate on {account} has the rate {rate!s}; it takes {RATE}; {USAGE}"
    return InterestRate(entry.date, account, rate, entry)
