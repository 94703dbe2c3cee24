"""The default report currency of a ledger without an operating currency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from beancount.core import data
from beancount.core.account_types import AccountTypes

from fsq_beancount.core.weights import weigh
from fsq_beancount.settings.config import Config

NO_CURRENCY: Final = "XXX"
"""ISO 4217's code for no currency: the report currency of a ledger without any amounts."""


def with_operating_currency(config: Config, entries: Iterable[data.Directive]) -> Config:
    """Return what a ledger says, with an operating currency where it names none.

    That is the currency of most income and expense postings: the currency of the figures, unless
    the user asks for another, is money.
    """
    if config.operating:
        return config
    return replace(config, operating=(most_used_currency(entries, config.roots),))


def most_used_currency(entries: Iterable[data.Directive], roots: AccountTypes) -> str:
    """Return the currency of most income and expense postings, the alphabetically first on a tie.

    For a ledger without such postings, it is the currency of most prices.
    """
    flows: Counter[str] = Counter()
    prices: Counter[str] = Counter()
    starts = (f"{roots.income}:", f"{roots.expenses}:")
    for entry in entries:
        if isinstance(entry, data.Transaction):
            for posting in entry.postings:
                if posting.account.startswith(starts) and posting.units is not None:
                    flows[weigh(posting).currency] += 1
        elif isinstance(entry, data.Price):
            prices[entry.amount.currency] += 1
    counted = flows or prices
    return min(counted, key=lambda name: (-counted[name], name), default=NO_CURRENCY)
