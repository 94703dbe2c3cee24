"""Every figure: its names, its formula and a worked example, from its definition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from fsq_beancount.measures.catalogue import FAMILIES
from fsq_beancount.measures.definition import Measure, Unit

_UNITS: Final = {
    Unit.MONEY: "money, in the report currency",
    Unit.RATIO: "a ratio: 1 is 100 %",
    Unit.POINTS: "the change of a ratio: 0.05 is 5 percentage points",
    Unit.MONTHS: "months",
    Unit.NUMBER: "a number",
    Unit.DATE: "a day",
    Unit.YES_NO: "yes or no",
}


def figures() -> str:
    """Return every figure by family, in the order of the catalogue."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    for number, family in enumerate(FAMILIES):
        if number:
            yield ""
        yield f"## {family.names.english} ({family.names.german})"
        for measure in family.measures:
            yield ""
            yield f"### {measure.names.english}"
            yield ""
            yield from _figure(measure)


def _figure(measure: Measure[Any, Any]) -> Iterator[str]:
    unit = _UNITS[measure.unit] + (", a value for each class" if measure.by_class else "")
    yield f"* id: `{measure.id}`"
    yield f"* German: {measure.names.german}"
    yield f"* unit: {unit}"
    yield f"* formula: {measure.formula.english}"
    if measure.example is not None:
        yield f"* example: {measure.example.text.english}"
    if measure.source:
        yield f"* source: {measure.source}"
