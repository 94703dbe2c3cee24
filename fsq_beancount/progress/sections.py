"""The sections of the page, in their order. A new one is a module, a template and a line here."""

from __future__ import annotations

from typing import Final

from fsq_beancount.progress import (
    budget,
    certainty,
    leverage,
    liquidity,
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

SECTIONS: Final[tuple[Section, ...]] = (
    quota.SECTION,
    milestones.SECTION,
    rolling.SECTION,
    money.SECTION,
    periods.SECTION,
    budget.SECTION,
    streams.SECTION,
    wealth.SECTION,
    returns.SECTION,
    leverage.SECTION,
    liquidity.SECTION,
    certainty.SECTION,
)
