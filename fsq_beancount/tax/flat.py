"""A flat rate set by the user (``tax-rate``): a single pot, losses offset gains."""

from __future__ import annotations

from typing import Final

from fsq_beancount.core.terms import DEFERRED, TAX_TREATMENTS, UNTAXED
from fsq_beancount.tax.profile import Profile, Rules, Treatment

ALL: Final = "all"

FLAT: Final = Profile(
    id="flat",
    rules=(Rules(1900, None),),
    treatments={
        **dict.fromkeys(TAX_TREATMENTS, Treatment(ALL)),
        DEFERRED: Treatment(whole=True),
        UNTAXED: Treatment(),
    },
    otherwise=Treatment(ALL),
)
