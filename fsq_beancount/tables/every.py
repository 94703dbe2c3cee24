"""The tables ``#fsq_…`` of bean-query and Fava.

Importing this module registers them, since beanquery finds every subclass of its ``Table``. It
instantiates each for every connection, in Fava for every query, so that an instance must cost
nothing and must not fail; the report is computed when a query reads the rows. A table with rows or
columns of its own has a module, which is imported below; other families have generic tables.
"""

from typing import Final

from fsq_beancount.measures import catalogue
from fsq_beancount.measures.budget.definitions import BUDGET
from fsq_beancount.measures.flow_definitions import FLOWS, ROLLING
from fsq_beancount.tables import (
    budget,  # noqa: F401
    findings,  # noqa: F401
    flows,  # noqa: F401
    lots,  # noqa: F401
    milestones,
    periods,  # noqa: F401
    projection,
    returns,
    streams,
    wealth,
)
from fsq_beancount.tables.generic import table_of

RICHER: Final = frozenset().union(
    *(module.SHOWS for module in (milestones, wealth, returns, streams, projection))
)
"""Families that the modules above show."""

OF_TWELVE_MONTHS: Final = (FLOWS, ROLLING, BUDGET)
"""Families with the same rows, the rolling twelve months."""

table_of("rolling", *OF_TWELVE_MONTHS)
for _family in catalogue.FAMILIES:
    if _family.id not in RICHER and _family not in OF_TWELVE_MONTHS:
        table_of(_family.id, _family)
