"""The sections of the page, in their order.

Each new family of figures gets a generic section, before the last; a richer section is a module,
a template and a line here.
"""

from __future__ import annotations

from typing import Final

from fsq_beancount.measures import catalogue
from fsq_beancount.progress import (
    budget,
    certainty,
    falls,
    generic,
    income_calendar,
    leverage,
    liquidity,
    living,
    milestones,
    money,
    periods,
    quota,
    returns,
    rolling,
    streams,
    wealth,
)
from fsq_beancount.progress.frame import Section

_RICHER: Final[tuple[Section, ...]] = (
    quota.SECTION,
    milestones.SECTION,
    rolling.SECTION,
    money.SECTION,
    periods.SECTION,
    living.SECTION,
    budget.SECTION,
    streams.SECTION,
    wealth.SECTION,
    falls.SECTION,
    returns.SECTION,
    leverage.SECTION,
    liquidity.SECTION,
    income_calendar.SECTION,
)

_SHOWN: Final = frozenset[str]().union(*(section.shown for section in _RICHER))
"""Families that the sections above show in a form of their own."""

SECTIONS: Final[tuple[Section, ...]] = (
    *_RICHER,
    *(generic.section_of(family) for family in catalogue.FAMILIES if family.id not in _SHOWN),
    certainty.SECTION,
)
