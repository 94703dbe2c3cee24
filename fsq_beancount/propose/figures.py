"""All figures of a report as the catalogue of measures lists them, and how two reports differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.catalogue import FAMILIES
from fsq_beancount.measures.definition import Family
from fsq_beancount.measures.liquidity.definitions import LIQUIDITY
from fsq_beancount.report.proposals import Change, Effect, Figure, Value
from fsq_beancount.report.report import Report

HEADLINES: Final = (
    "fsq_narrow",
    "fsq_wide",
    "runway",
    "savings_rate",
    "net_wealth",
    "latent_tax",
    "human_capital",
    "cost_of_debt",
    "months_secured",
)
"""The measures by which the effect of a single proposal is told."""

NEGLIGIBLE: Final = Decimal("1e-20")


@exact
def figures(report: Report) -> dict[Figure, Value]:
    """Return the figures of a report: of the last twelve months, and of the as-of date.

    Of a family that is a series these are those of its latest time.
    """
    return dict(_figures(report))


def _figures(report: Report) -> Iterator[tuple[Figure, Value]]:
    for family in FAMILIES:
        for row in family.latest(_rows(report, family)):
            keys = tuple(key.value(row) for key in family.keys)
            for measure in family.measures:
                value: Any = measure.value(row)
                if not measure.by_class:
                    yield Figure(family.id, keys, measure.id), value
                    continue
                for income_class, part in (value or {}).items():
                    yield Figure(family.id, keys, measure.id, income_class), part


def _rows(report: Report, family: Family) -> Sequence[Any]:
    # Without a plan, faces leave the family out, but there is a runway.
    return (report.liquidity,) if family is LIQUIDITY else report.rows_of(family)


@exact
def changes(before: Mapping[Figure, Value], after: Mapping[Figure, Value]) -> tuple[Change, ...]:
    """Return the figures that differ; one that is not there counts as undefined."""
    return tuple(
        Change(figure, before.get(figure), after.get(figure))
        for figure in dict.fromkeys((*before, *after))
        if _differ(before.get(figure), after.get(figure))
    )


def _differ(one: Value, other: Value) -> bool:
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        # Quotients that are equal may differ in the last of 60 digits.
        return abs(one - other) > NEGLIGIBLE
    return one != other


def effect(several: Sequence[Change]) -> Effect:
    """Return the effect that is told of changes: those of headlines, and what else there is."""
    found = [each for each in several if each.figure.measure in HEADLINES]
    found.sort(key=lambda each: HEADLINES.index(each.figure.measure))
    told = {each.figure.family for each in found}
    others = dict.fromkeys(each.figure.family for each in several)
    return Effect(tuple(found), tuple(name for name in others if name not in told))
