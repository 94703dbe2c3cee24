"""All families of figures, in the order in which they are explained."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from fsq_beancount.measures import flows, return_definitions, rolling, wealth
from fsq_beancount.measures.registry import Family, Measure

FAMILIES: Final[tuple[Family, ...]] = (
    flows.FAMILY,
    rolling.FAMILY,
    wealth.FAMILY,
    return_definitions.CHANGES,
    return_definitions.RETURNS,
    return_definitions.LEVERAGE,
)

MEASURES: Final[Mapping[str, Measure[Any, Any]]] = MappingProxyType(
    {measure.id: measure for family in FAMILIES for measure in family.measures}
)
"""Every definition by its id."""
