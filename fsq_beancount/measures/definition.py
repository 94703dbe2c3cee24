"""What is measured: one definition per figure, read by every face.

A label, a column's help, the page's help and ``fsq glossary`` all come from here, so that no face
can call a figure by another name or compute it in its own way.

How a family of figures is added, ``CONTRIBUTING.md`` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from fsq_beancount.core.precision import EXACT

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


class Postings(NamedTuple):
    """Which flows a figure is the sum of; of a ratio, those above its fraction bar.

    Attributes:
        roles: Their roles; all but what is excluded unless given.
        classes: Their classes; all of them, and what has none, unless given.
        but: A class that is not among them.
    """

    roles: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    but: str = ""


@dataclass(frozen=True, slots=True)
class Measure(Generic[Input, Value]):
    """The definition of one figure.

    Attributes:
        id: The name in JSON, in Python and, where it fits, in bean-query.
        names: What it is called.
        unit: What it is counted in; money is in the report currency, a ratio of 1 is 100 %.
        formula: The formula in words.
        compute: The formula itself.
        read: Reads the figure from a row of its family, which is what was computed; by its id
            unless given.
        by_class: Whether there is one value per class of income.
        cost: Whether it is a cost, positive here and negative in ``#fsq_flows``.
        base: The id of the measure that it is a variant of: it tells something only where it
            differs from that one.
        example: The formula worked through with numbers.
        source: Who defined it, where it is not this project.
        postings: The flows that add up to it, those of a class for each where it is by class;
            ``None`` for a figure that is no sum of flows.
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
    read: Callable[[Any], Value] | None = None
    postings: Postings | None = None

    def value(self, row: Any) -> Value:
        """Return the figure of a row of its family; for one by class, a value for each class."""
        value: Value = getattr(row, self.id) if self.read is None else self.read(row)
        return value

    def of_class(self, row: Any, income_class: str) -> Any:
        """Return the figure of a class, for one by class; ``None`` where the row has none."""
        value: Any = self.value(row)
        return None if value is None else value[income_class]

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


class KeyKind(StrEnum):
    """What kind of thing tells rows apart."""

    NAME = "name"
    """Text of the ledger; ``None`` where it has none."""
    CLASS = "class"
    """A class of income."""
    PERIOD = "period"
    """A period by its label: ``2024``, ``2024-Q3``, ``2024-12``."""
    MONTH = "month"
    """A month by its label: ``2024-12``."""
    DAY = "day"
    """A day."""
    NUMBER = "number"
    """A whole number."""


@dataclass(frozen=True, slots=True)
class Key:
    """What tells the rows of a family apart: a month, a stream, a name.

    Attributes:
        id: Its name in JSON, CSV and tables.
        names: What it is called.
        kind: What kind of thing it is.
        read: Reads it from a row; by its id unless given.
        absent: What a row without it is called.
    """

    id: str
    names: Text
    kind: KeyKind
    read: Callable[[Any], Any] | None = None
    absent: Text | None = None

    def value(self, row: Any) -> Any:
        """Return it for a row."""
        return getattr(row, self.id) if self.read is None else self.read(row)


def _itself(part: Any) -> Sequence[Any]:
    return (part,)


@dataclass(frozen=True, slots=True, eq=False)  # one object each, whatever its examples hold
class Family:
    """Figures that belong together.

    Attributes:
        id: A word for addresses.
        names: What it is called.
        measures: Their definitions.
        part: The part of a report that has its figures, where one has.
        compute: Computes them from the scope of a report, where no part of it has them.
        rows: Takes the rows of the family out of that part, none where the ledger has not what the
            figures need; a part is a row itself unless given.
        keys: What tells the rows apart, where there may be several.
        needs: What the ledger must have for them.
        ledger_lines: An example of what to write in the ledger to get them.
        is_series: Whether the rows are at several times, which the last key names, the latest last;
            else they are all of one time.
    """

    id: str
    names: Text
    measures: tuple[Measure[Any, Any], ...]
    part: str = ""
    compute: Callable[[Any], Any] | None = None
    rows: Callable[[Any], Sequence[Any]] = _itself
    keys: tuple[Key, ...] = ()
    needs: Text | None = None
    ledger_lines: str = ""
    is_series: bool = False

    def latest(self, rows: Sequence[Any]) -> list[Any]:
        """Return the rows that a reader sees first: of a series the latest of each thing."""
        if not self.is_series:
            return list(rows)
        things = self.keys[:-1]
        return list({tuple(key.value(row) for key in things): row for row in rows}.values())

    def name(self, language: str) -> str:
        """Return the name in a language."""
        return self.names.in_(language)


def ratio(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """Divide, or return ``None`` where the quotient is undefined.

    A quotient is undefined when a part of it is, or when its denominator is zero or negative.
    """
    if numerator is None or denominator is None or denominator <= 0:
        return None
    # Every quotient comes through here, and the context itself is the quickest way to be exact.
    return EXACT.divide(numerator, denominator)
