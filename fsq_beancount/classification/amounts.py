"""What the postings of a transaction weigh, and whether anybody has asked."""

from __future__ import annotations

import datetime
from decimal import Decimal

from beancount.core import data

from fsq_beancount.core.prices import Converter
from fsq_beancount.core.weights import weigh


class Amounts:
    """Amounts and prices as far as a decision needs them.

    Attributes:
        asked: Whether the decision at hand rests on them, so that it holds only once.
    """

    def __init__(self, currency: str, convert: Converter) -> None:
        """Prepare for a report currency.

        Args:
            currency: The report currency.
            convert: Converts an amount to it at the price of a day.
        """
        self.asked = False
        self._currency = currency
        self._convert = convert

    def converted(self, posting: data.Posting, date: datetime.date) -> Decimal | None:
        """Return the weight of a posting in the report currency, ``None`` without a price."""
        weight = weigh(posting)
        if weight.currency == self._currency:
            return weight.number
        self.asked = True
        return self._convert(weight, date)

    def are_needed(self) -> None:
        """Note that the decision rests on how large amounts are."""
        self.asked = True

    def comes_back(self, posting: data.Posting) -> bool:
        """Return whether an expense is a refund."""
        self.asked = True
        return weigh(posting).number < 0
