"""Reproducible random numbers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

from make_example.base.figures import cents


class Chance:
    """A random number generator for a topic, independent of those of other topics."""

    def __init__(self, topic: str) -> None:
        self._random = random.Random(f"fsq example ledger: {topic}")  # noqa: S311 - no secrets

    def between(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return self._random.randint(low, high)

    def vary(self, amount: Decimal, percent: int) -> Decimal:
        """Draw an amount in whole cents, within ``percent`` of the given amount."""
        return cents(amount * (1 + Decimal(self.between(-percent * 100, percent * 100)) / 10000))

    def pick(self, options: Sequence[str]) -> str:
        """Draw one of the options."""
        return options[self.between(0, len(options) - 1)]
