"""The weights of a transaction's postings, and whether a decision depended on them."""

from __future__ import annotations

import datetime
from decimal import Decimal

from beancount.core import data

from fsq_beancount.core.prices import Converter
from fsq_beancount.core.weights import weigh


class Amounts:
    """Access to amounts and prices that records whether a decision depends on them.

    Attributes:
        asked: Whether the current decision depends on them, or on earlier transactions, so that it
            must not be reused.
        convert: Converts an amount to the report currency at the price of a day.
    """

    def __init__(self, currency: str, convert: Converter) -> None:
        """Prepare for a report currency.

        Args:
            currency: The report currency.
            convert: Converts an amount to the report currency at the price of a day.
        """
        self.asked = False
        self.convert = convert
        self._currency = currency

    def converted(self, posting: data.Posting, date: datetime.date) -> Decimal | None:
        """Return the weight of a posting in the report currency, ``None`` without a price."""
        weight = weigh(posting)
        if weight.currency == self._currency:
            return weight.number
        self.asked = True
        return self.convert(weight, date)

    def are_needed(self) -> None:
        """Record that the decision depends on the size of amounts."""
        self.asked = True

    def comes_back(self, posting: data.Posting) -> bool:
        """Return whether an expense posting is a refund."""
        self.asked = True
        return weigh(posting).number < 0
