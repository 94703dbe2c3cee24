"""Switzerland: private gains on movable capital are free (Art. 16 Abs. 3 DBG, Art. 7 Abs. 4 StHG).

Dividends and interest are taxed with all other income, at a rate that no table can give. What
pensions pay out is taxed apart from other income, at a rate that depends on the canton
(Art. 38 DBG), so the user sets it (``tax-rate-deferred``).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from fsq_beancount.core.terms import DEFERRED, TAX_TREATMENTS
from fsq_beancount.tax.profile import Profile, Rules, Treatment

SWITZERLAND: Final = Profile(
    id="ch",
    currency="CHF",
    rules=(Rules(1900, Decimal(), source="Art. 16 Abs. 3 DBG"),),
    treatments={
        **dict.fromkeys(TAX_TREATMENTS, Treatment()),
        DEFERRED: Treatment(whole=True),
    },
    otherwise=Treatment(),
    taxes_income=False,
    taxes_deferred=False,
)
