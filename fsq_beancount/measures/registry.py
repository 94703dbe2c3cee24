"""What is measured: one definition per figure, read by every face.

A label, a column's help, a tooltip and the help page all come from here, so that no face can
call a figure by another name or compute it in its own way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

Input = TypeVar("Input")
Value = TypeVar("Value")


class Unit(StrEnum):
    """What a figure is counted in."""

    MONEY = "money"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Measure(Generic[Input, Value]):
    """The definition of one figure.

    Attributes:
        id: The name in JSON, in Python and, where it fits, in bean-query.
        english: Its English name.
        german: Its German name.
        unit: Money in the report currency, or a ratio (1 is 100 %).
        formula: The formula in English words.
        formel: The formula in German words.
        by_class: Whether there is one value per class of income.
        cost: Whether it is a cost, positive here and negative in ``#fsq_flows``.
        compute: The formula itself.
    """

    id: str
    english: str
    german: str
    unit: Unit
    formula: str
    formel: str
    compute: Callable[[Input], Value]
    by_class: bool = False
    cost: bool = False

    def name(self, language: str) -> str:
        """Return the name in a language, English where there is no other."""
        return self.german if language.startswith("de") else self.english

    def words(self, language: str) -> str:
        """Return the formula in words of a language, English where there is no other."""
        return self.formel if language.startswith("de") else self.formula


def ratio(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """Divide, or return ``None`` where the quotient is undefined.

    A quotient is undefined when a part of it is, or when its denominator is zero or negative.
    """
    if numerator is None or denominator is None or denominator <= 0:
        return None
    return numerator / denominator
