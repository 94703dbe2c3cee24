"""All families of figures, in the order in which they are explained."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from fsq_beancount.measures import quota as flows
from fsq_beancount.measures import rolling
from fsq_beancount.measures.budget.definitions import BUDGET
from fsq_beancount.measures.definition import Family, Measure
from fsq_beancount.measures.liquidity import plan as liquidity
from fsq_beancount.measures.milestones.definitions import MILESTONES
from fsq_beancount.measures.performance import definitions as return_definitions
from fsq_beancount.measures.streams import concentration, recurring
from fsq_beancount.measures.streams import figures as streams
from fsq_beancount.measures.wealth import sheet as wealth

FAMILIES: Final[tuple[Family, ...]] = (
    flows.FAMILY,
    rolling.FAMILY,
    MILESTONES,
    BUDGET,
    wealth.FAMILY,
    return_definitions.CHANGES,
    return_definitions.RETURNS,
    return_definitions.LEVERAGE,
    streams.FAMILY,
    concentration.FAMILY,
    recurring.FAMILY,
    liquidity.FAMILY,
)

MEASURES: Final[Mapping[str, Measure[Any, Any]]] = MappingProxyType(
    {measure.id: measure for family in FAMILIES for measure in family.measures}
)
"""Every definition by its id."""
