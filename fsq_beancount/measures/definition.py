"""What is measured: one definition per figure, read by every face.

A label, a column's help, the page's help and ``fsq glossary`` all come from here, so that no face
can call a figure by another name or compute it in its own way.

To add a family of figures:

1. Write ``measures/NAME.py``: a plain function per figure, and a tuple of :class:`Measure`, each
   with a worked :class:`Example` whose numbers :attr:`Example.given` holds too, so that a test can
   check what the example says.
2. Make a :class:`Family` of the tuple, in the same module.
3. Add it to ``FAMILIES`` in ``measures/catalogue.py``.

The glossary, the help page and the tests of all definitions then have it. Where the figures stand
in the report, the help page learns in ``progress/glossary.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from fsq_beancount.core.precision import exact

Input = TypeVar("Input")
Value = TypeVar("Value")


class Unit(StrEnum):
    """What a figure is counted in."""

    MONEY = "money"
    RATIO = "ratio"
    POINTS = "points"
    """The change of a ratio, 0.05 for 5 percentage points."""
    MONTHS = "months"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes-no"


class Text(NamedTuple):
    """A text in both languages."""

    english: str
    german: str

    def in_(self, language: str) -> str:
        """Return the text in a language, English where there is no other."""
        return self.german if language.startswith("de") else self.english


@dataclass(frozen=True, slots=True)
class Example(Generic[Input]):
    """A definition worked through with numbers.

    Attributes:
        given: What goes into the formula.
        text: The example in words. It names the result as the figure is shown.
        income_class: Whose value the example is about, for a measure with one value per class.
    """

    given: Input
    text: Text
    income_class: str | None = None

    def words(self, language: str) -> str:
        """Return the example in a language."""
        return self.text.in_(language)


@dataclass(frozen=True, slots=True)
class Measure(Generic[Input, Value]):
    """The definition of one figure.

    Attributes:
        id: The name in JSON, in Python and, where it fits, in bean-query.
        names: What it is called.
        unit: What it is counted in; money is in the report currency, a ratio of 1 is 100 %.
        formula: The formula in words.
        compute: The formula itself.
        by_class: Whether there is one value per class of income.
        cost: Whether it is a cost, positive here and negative in ``#fsq_flows``.
        base: The id of the measure that it is a variant of: it tells something only where it
            differs from that one.
        example: The formula worked through with numbers.
        source: Who defined it, where it is not this project.
    """

    id: str
    names: Text
    unit: Unit
    formula: Text
    compute: Callable[[Input], Value]
    by_class: bool = False
    cost: bool = False
    base: str = ""
    example: Example[Input] | None = None
    source: str = ""

    def name(self, language: str) -> str:
        """Return the name in a language."""
        return self.names.in_(language)

    def words(self, language: str) -> str:
        """Return the formula in words of a language."""
        return self.formula.in_(language)

    def repeats(self, several: Iterable[Any]) -> bool:
        """Return whether it says the same as its base in all of several sets of figures."""
        return bool(self.base) and all(
            getattr(figures, self.id) == getattr(figures, self.base) for figures in several
        )


@dataclass(frozen=True, slots=True)
class Family:
    """Figures that belong together.

    Attributes:
        id: A word for addresses.
        names: What it is called.
        measures: Their definitions.
    """

    id: str
    names: Text
    measures: tuple[Measure[Any, Any], ...]

    def name(self, language: str) -> str:
        """Return the name in a language."""
        return self.names.in_(language)


@exact
def ratio(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """Divide, or return ``None`` where the quotient is undefined.

    A quotient is undefined when a part of it is, or when its denominator is zero or negative.
    """
    if numerator is None or denominator is None or denominator <= 0:
        return None
    return numerator / denominator
