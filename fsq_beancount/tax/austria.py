"""Austria: the tax on gains from capital (*Kapitalertragsteuer*, KESt).

- § 27a Abs. 1 Z 2 and § 124b Z 281 EStG 1988: 27.5 % since 2016, before 25 %.
- § 27a Abs. 4 Z 3 EStG 1988: the cost of equal securities in one deposit is their moving average.
- § 27 Abs. 8 EStG 1988: losses are offset against all such gains and yields of funds.
- § 124b Z 185 EStG 1988: shares and funds bought before 2011 and bonds bought before April 2012 are
  free.
- § 31 EStG 1988: other things, such as coins and metals, are free once they have been held for more
  than a year; before, the personal rate of income tax holds.

The average here is that of an account and of one currency of cost. What moves to another account
or is merged into something else takes the cost of its lots along, not its share of the average.

What a fund keeps is taxed each year and raises its cost (§ 186 InvFG 2011); the fund reports these
amounts, no price gives them, so here the gain still contains them.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Final

from fsq_beancount.core.terms import DEFERRED, PRIVATE_SALE, UNTAXED
from fsq_beancount.tax.profile import PRIVATE, Profile, Rule, Rules, Treatment, Vintage

CAPITAL: Final = "capital"

_STOCK_OF_2011: Final = (
    Vintage(datetime.date(2011, 1, 1), Rule.FREE, "§ 124b Z 185 lit. a EStG 1988"),
)
_STOCK_OF_2012: Final = (
    Vintage(datetime.date(2012, 4, 1), Rule.FREE, "§ 124b Z 185 lit. c EStG 1988"),
)
_FUND: Final = Treatment(CAPITAL, vintages=_STOCK_OF_2011, average=True)

AUSTRIA: Final = Profile(
    id="at",
    currency="EUR",
    rules=(
        Rules(2012, Decimal("0.25"), source="§ 27a Abs. 1 EStG 1988 as of 2012"),
        Rules(2016, Decimal("0.275"), source="§ 27a Abs. 1 Z 2 EStG 1988 as of 2016"),
    ),
    treatments={
        "share": _FUND,
        "equity-fund": _FUND,
        "mixed-fund": _FUND,
        "real-estate-fund": _FUND,
        "foreign-real-estate-fund": _FUND,
        "bond": Treatment(CAPITAL, vintages=_STOCK_OF_2012, average=True),
        PRIVATE_SALE: Treatment(PRIVATE, free_after=1),
        DEFERRED: Treatment(whole=True),
        UNTAXED: Treatment(),
    },
    otherwise=Treatment(CAPITAL, average=True),
    taxes_deferred=False,
)
