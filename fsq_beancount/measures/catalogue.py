"""All families of figures, in the order in which they are explained."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from fsq_beancount.measures import flow_definitions
from fsq_beancount.measures.budget.definitions import BUDGET, KEPT
from fsq_beancount.measures.definition import Family, Measure
from fsq_beancount.measures.liquidity.calendar_definitions import INCOME_CALENDAR
from fsq_beancount.measures.liquidity.definitions import LIQUIDITY
from fsq_beancount.measures.living.definitions import STANDARD_OF_LIVING
from fsq_beancount.measures.milestones.definitions import MILESTONES
from fsq_beancount.measures.performance import definitions as return_definitions
from fsq_beancount.measures.performance.span_definitions import SPANS
from fsq_beancount.measures.projection.definitions import PROJECTION
from fsq_beancount.measures.streams import definitions as stream_definitions
from fsq_beancount.measures.streams import effort_definitions, work_definitions
from fsq_beancount.measures.wealth.definitions import WEALTH
from fsq_beancount.measures.wealth.fall_definitions import CRASH, FALLS

FAMILIES: Final[tuple[Family, ...]] = (
    flow_definitions.FLOWS,
    flow_definitions.ROLLING,
    MILESTONES,
    BUDGET,
    KEPT,
    STANDARD_OF_LIVING,
    WEALTH,
    FALLS,
    CRASH,
    return_definitions.CHANGES,
    return_definitions.RETURNS,
    SPANS,
    return_definitions.LEVERAGE,
    stream_definitions.STREAMS,
    stream_definitions.CONCENTRATION,
    stream_definitions.RECURRING,
    work_definitions.WORK,
    effort_definitions.DROUGHTS,
    effort_definitions.WAITING,
    LIQUIDITY,
    INCOME_CALENDAR,
    PROJECTION,
)

MEASURES: Final[Mapping[str, Measure[Any, Any]]] = MappingProxyType(
    {measure.id: measure for family in FAMILIES for measure in family.measures}
)
"""Every definition by its id."""
