"""The definitions of all figures, shared by all front ends.

Labels, column help, page help and ``fsq glossary`` all come from here, so that every front end
uses the same name and the same formula for a figure.

``CONTRIBUTING.md`` explains how to add a family of figures.
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
    """The unit of a figure."""

    MONEY = "money"
    RATIO = "ratio"
    POINTS = "points"
    """The change of a ratio; 0.05 is 5 percentage points."""
    MONTHS = "months"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes-no"


class Text(NamedTuple):
    """A text in both languages."""

    english: str
    german: str

    def in_(self, language: str) -> str:
        """Return the German text for German, the English one for any other language."""
        return self.german if language.startswith("de") else self.english


@dataclass(frozen=True, slots=True)
class Example(Generic[Input]):
    """A worked example of a definition.

    Attributes:
        given: The input of the formula.
        text: The example in words. It states the result as the figure is shown.
        income_class: The class whose value the example shows, for a measure by class.
    """

    given: Input
    text: Text
    income_class: str | None = None

    def words(self, language: str) -> str:
        """Return the example in a language."""
        return self.text.in_(language)


class Postings(NamedTuple):
    """The flows that a figure adds up; for a ratio, those of its numerator.

    Attributes:
        roles: Their roles; all but ``excluded`` unless given.
        classes: Their classes; all classes, and flows without a class, unless given.
        but: A class to leave out.
    """

    roles: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    but: str = ""


@dataclass(frozen=True, slots=True)
class Measure(Generic[Input, Value]):
    """The definition of one figure.

    Attributes:
        id: The name in JSON, in Python and, where it fits, in bean-query.
        names: The display name.
        unit: The unit; money is in the report currency, a ratio of 1 is 100 %.
        formula: The formula in words.
        compute: The formula as a function.
        read: Reads the computed figure from a row of its family; the attribute named ``id`` unless
            given.
        by_class: Whether there is one value per class of income.
        cost: Whether it is a cost, positive here and negative in ``#fsq_flows``.
        base: The id of the measure that this is a variant of; the variant is informative only where
            the two differ.
        example: A worked example of the formula.
        source: The source of the definition, where it is not this project.
        postings: The flows that add up to it, per class for a measure by class; ``None`` for a
            figure that is no sum of flows.
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
        """Return the figure of a row of its family; a value per class for a measure by class."""
        value: Value = getattr(row, self.id) if self.read is None else self.read(row)
        return value

    def of_class(self, row: Any, income_class: str) -> Any:
        """Return the figure of a class, for a measure by class; ``None`` where the row has none."""
        value: Any = self.value(row)
        return None if value is None else value[income_class]

    def name(self, language: str) -> str:
        """Return the name in a language."""
        return self.names.in_(language)

    def words(self, language: str) -> str:
        """Return the formula in words, in a language."""
        return self.formula.in_(language)

    def repeats(self, several: Iterable[Any]) -> bool:
        """Return whether the figure equals its base in all of several sets of figures."""
        return bool(self.base) and all(
            getattr(figures, self.id) == getattr(figures, self.base) for figures in several
        )


class KeyKind(StrEnum):
    """The kind of a key."""

    NAME = "name"
    """Text from the ledger; ``None`` where there is none."""
    CLASS = "class"
    """A class of income."""
    ASSET_CLASS = "asset-class"
    """A class of assets."""
    RATIO = "ratio"
    """A fraction: 0.2 is 20 %."""
    PERIOD = "period"
    """A period by its label: ``2024``, ``2024-Q3``, ``2024-12``."""
    MONTH = "month"
    """A month by its label: ``2024-12``."""
    DAY = "day"
    """A day."""
    NUMBER = "number"
    """A whole number."""
    YEARS = "years"
    """A number of years."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that distinguishes the rows of a family: a month, a stream, a name.

    Attributes:
        id: The name in JSON, CSV and tables.
        names: The display name.
        kind: The kind of the key.
        read: Reads the key from a row; the attribute named ``id`` unless given.
        absent: The label of a row without the key.
    """

    id: str
    names: Text
    kind: KeyKind
    read: Callable[[Any], Any] | None = None
    absent: Text | None = None

    def value(self, row: Any) -> Any:
        """Return the key of a row."""
        return getattr(row, self.id) if self.read is None else self.read(row)


def _itself(part: Any) -> Sequence[Any]:
    return (part,)


@dataclass(frozen=True, slots=True, eq=False)  # equal by identity: examples may be unhashable
class Family:
    """Figures that belong together.

    Attributes:
        id: The identifier in anchors and table names.
        names: The display name.
        measures: The definitions.
        part: The part of a report that holds the figures, if any.
        compute: Computes the figures from the scope of a report, where no part holds them.
        rows: Takes the rows of the family from that part, none where the ledger lacks the data for
            the figures; unless given, the part itself is the only row.
        keys: The keys that distinguish the rows, where there may be several.
        needs: The data that the ledger must have for the figures.
        ledger_lines: Example ledger lines that provide this data.
        is_series: Whether the rows form a time series: the last key is the time, and the latest
            rows come last. Otherwise all rows are of the same time.
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
        """Return the rows to show first: of a series, the latest per value of its other keys."""
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
    # This runs for every ratio, and the context itself is the fastest exact division.
    return EXACT.divide(numerator, denominator)
