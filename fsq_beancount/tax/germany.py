"""Germany: the flat tax on capital income (*Abgeltungsteuer*) and the taxation of funds.

- § 32d Abs. 1 EStG: a quarter of the gain, less the deduction for church tax; § 4 SolZG: a
  surcharge of 5.5 % of it.
- § 20 Abs. 6 EStG: losses from shares are offset against gains from shares only; all other losses
  are offset against every gain.
- § 20 Abs. 9 EStG: the saver's allowance, 801 EUR to 2022 and 1,000 EUR since 2023.
- §§ 18 to 20 InvStG, since 2018: advance lump sums, which lower the gain before the partial
  exemption, and the partial exemptions by kind of fund for private investors.
- § 52 Abs. 28 EStG: gains on shares and bonds bought before 2009 are free.
- § 56 Abs. 2 and 3 InvStG: a fund share bought before 2018 counts as sold at the last price of
  2017; that gain is taxed when it is really sold, without the partial exemption of 2018.
- § 56 Abs. 6 InvStG: of a fund share bought before 2009, the gain up to 2017 is free, and the later
  gain is free up to 100,000 EUR for each person.
- § 23 Abs. 1 Satz 1 Nr. 2, Abs. 3 EStG: other things, such as coins, metals and crypto-assets, are
  free once they have been held for more than a year; before, the personal rate of income tax holds.

The base rates are published by the Federal Ministry of Finance (BMF) each January in the
Bundessteuerblatt (BStBl) for § 18 Abs. 4 InvStG.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Final

from fsq_beancount.core.terms import DEFERRED, PRIVATE_SALE, UNTAXED
from fsq_beancount.tax.profile import (
    PRIVATE,
    BaseRate,
    Profile,
    Rule,
    Rules,
    Treatment,
    Vintage,
)

SHARES: Final = "shares"
OTHER: Final = "other"

_QUARTER: Final = Decimal("0.25")
_SOLIDARITY: Final = Decimal("0.055")

_EXEMPTIONS: Final = {
    "equity-fund": Decimal("0.30"),
    "mixed-fund": Decimal("0.15"),
    "real-estate-fund": Decimal("0.60"),
    "foreign-real-estate-fund": Decimal("0.80"),
}

_FLAT_TAX: Final = datetime.date(2009, 1, 1)
"""Since then gains are taxed no matter how long something was held."""
_FUND_TAX: Final = datetime.date(2018, 1, 1)
"""Since then funds have partial exemptions and lump sums."""

_FUND: Final = Treatment(
    OTHER,
    lump_sums=True,
    vintages=(
        Vintage(
            _FLAT_TAX,
            Rule.OLD_FUND,
            "§ 56 Abs. 6 InvStG",
            split=datetime.date(2017, 12, 31),
            first=Rule.FREE,
        ),
        Vintage(
            _FUND_TAX,
            Rule.TAXED,
            "§ 56 Abs. 2, 3 InvStG",
            split=datetime.date(2017, 12, 31),
            first=Rule.FULL,
        ),
    ),
)

_BEFORE_FLAT_TAX: Final = (Vintage(_FLAT_TAX, Rule.FREE, "§ 52 Abs. 28 EStG"),)

GERMANY: Final = Profile(
    id="de",
    currency="EUR",
    rules=(
        Rules(
            2009,
            _QUARTER,
            _SOLIDARITY,
            allowance=Decimal(801),
            source="§ 32d Abs. 1, § 20 Abs. 9 EStG; § 4 SolZG 1995",
        ),
        Rules(
            2018,
            _QUARTER,
            _SOLIDARITY,
            _EXEMPTIONS,
            Decimal(801),
            source="§ 32d Abs. 1, § 20 Abs. 9 EStG; § 4 SolZG 1995; § 20 InvStG 2018",
        ),
        Rules(
            2023,
            _QUARTER,
            _SOLIDARITY,
            _EXEMPTIONS,
            Decimal(1000),
            source="§ 32d Abs. 1, § 20 Abs. 9 EStG as of 2023; § 4 SolZG 1995; § 20 InvStG",
        ),
    ),
    treatments={
        "share": Treatment(SHARES, vintages=_BEFORE_FLAT_TAX),
        "equity-fund": _FUND,
        "mixed-fund": _FUND,
        "real-estate-fund": _FUND,
        "foreign-real-estate-fund": _FUND,
        "bond": Treatment(OTHER, vintages=_BEFORE_FLAT_TAX),
        PRIVATE_SALE: Treatment(PRIVATE, free_after=1),
        DEFERRED: Treatment(whole=True),
        UNTAXED: Treatment(),
    },
    otherwise=Treatment(OTHER),
    base_rates={
        2018: BaseRate(Decimal("0.0087"), "BMF, 4 January 2018"),
        2019: BaseRate(Decimal("0.0052"), "ESt-Kartei Sachsen-Anhalt § 20 Fach 2 Karte 20"),
        2020: BaseRate(Decimal("0.0007"), "BStBl I 2020 p. 218"),
        2021: BaseRate(Decimal("-0.0045"), "BStBl I 2021 p. 56"),
        2022: BaseRate(Decimal("-0.0005"), "BStBl I 2022 p. 122"),
        2023: BaseRate(Decimal("0.0255"), "BStBl I 2023 p. 178"),
        2024: BaseRate(Decimal("0.0229"), "ESt-Kartei Sachsen-Anhalt § 20 Fach 2 Karte 20"),
        2025: BaseRate(Decimal("0.0253"), "BMF, 10 January 2025"),
        2026: BaseRate(Decimal("0.0320"), "BMF, 13 January 2026"),
    },
    base_share=Decimal("0.7"),
    restricted=frozenset({SHARES}),
    old_fund_allowance=Decimal(100_000),
)
