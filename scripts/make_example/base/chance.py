"""Chance that always falls the same way."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

from make_example.base.figures import cents


class Chance:
    """Random whole numbers of a topic; a topic's draws do not depend on those of another."""

    def __init__(self, topic: str) -> None:
        self._random = random.Random(f"fsq example ledger: {topic}")  # noqa: S311 - no secrets

    def between(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return self._random.randint(low, high)

    def vary(self, amount: Decimal, percent: int) -> Decimal:
        """Draw an amount of whole cents, at most ``percent`` off the given one."""
        return cents(amount * (1 + Decimal(self.between(-percent * 100, percent * 100)) / 10000))

    def pick(self, options: Sequence[str]) -> str:
        """Draw one of the options."""
        return options[self.between(0, len(options) - 1)]
