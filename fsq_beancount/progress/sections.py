"""The sections of the page, in their order. A new one is a module, a template and a line here."""

from __future__ import annotations

from typing import Final

from fsq_beancount.progress import (
    certainty,
    leverage,
    money,
    periods,
    quota,
    returns,
    rolling,
    wealth,
)
from fsq_beancount.progress.frame import Section

SECTIONS: Final[tuple[Section, ...]] = (
    quota.SECTION,
    rolling.SECTION,
    money.SECTION,
    periods.SECTION,
    wealth.SECTION,
    returns.SECTION,
    leverage.SECTION,
    certainty.SECTION,
)
