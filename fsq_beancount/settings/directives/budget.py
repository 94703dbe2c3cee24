"""``custom "budget" ACCOUNT PERIOD AMOUNT``: Fava's own budgets, as Fava reads them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, NamedTuple

from beancount.core import data

from fsq_beancount.settings.directives.values import did_you_mean, is_amount, is_text, listed

TYPE: Final = "budget"


class Every(StrEnum):
    """How often the amount of a budget is planned; Fava has a short name for each, too."""

    YEAR = "yearly"
    QUARTER = "quarterly"
    MONTH = "monthly"
    WEEK = "weekly"
    DAY = "daily"


class Budget(NamedTuple):
    """A ``custom "budget"``: the planned amount of an account from a date on.

    Attributes:
        date: The first day it is in force; the next budget of its account and currency ends it.
        account: The account.
        every: The calendar period that the amount is for.
        number: The amount, with the sign as written.
        currency: Its currency.
        entry: The directive.
    """

    date: datetime.date
    account: str
    every: Every
    number: Decimal
    currency: str
    entry: data.Custom


_SHORT: Final = {every.name.lower(): every for every in Every}


def read(entry: data.Custom, values: Sequence[Any]) -> Budget | str:
    """Return the budget that a directive states, or an error message.

    Like Fava, it accepts more than three values, and a root account as a string.
    """
    usage = 'write: custom "budget" ACCOUNT "monthly" 400.00 EUR'
    if len(values) < 3:
        count = f"{len(values) or 'no'} value{'' if len(values) == 1 else 's'}"
        return f"budget has {count}; it needs an account, a period and an amount: {usage}"
    account, period, amount = (value.value for value in values[:3])
    if not is_text(account):
        return f"budget has {account} where its account belongs: {usage}"
    word = str(period).lower()
    every = _SHORT.get(word) or next((each for each in Every if each == word), None)
    if every is None:
        hint = did_you_mean(word, Every)
        return f'budget has the unknown period "{period}". Allowed are {listed(Every)}{hint}'
    if not is_amount(amount):
        return f"budget has {amount} where its amount belongs: {usage}"
    return Budget(entry.date, account, every, amount.number, amount.currency, entry)
