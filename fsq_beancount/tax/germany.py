"""Germany: the flat tax on capital income (*Abgeltungsteuer*) and the taxation of funds.

- § 32d Abs. 1 EStG: a quarter of the gain, less the deduction for church tax; § 4 SolZG: a
  surcharge of 5.5 % of it.
- § 20 Abs. 6 EStG: losses from shares are offset against gains from shares only.
- § 20 Abs. 9 EStG: the saver's allowance, 801 EUR to 2022 and 1,000 EUR since 2023.
- §§ 18 to 20 InvStG, since 2018: advance lump sums, which lower the gain before the partial
  exemption, and the partial exemptions by kind of fund for private investors.

The base rates are published by the Federal Ministry of Finance (BMF) each January in the
Bundessteuerblatt (BStBl) for § 18 Abs. 4 InvStG.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from fsq_beancount.core.terms import DEFERRED, UNTAXED
from fsq_beancount.tax.profile import BaseRate, Profile, Rules, Treatment

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

_FUND: Final = Treatment(OTHER, lump_sums=True)

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
        "share": Treatment(SHARES),
        "equity-fund": _FUND,
        "mixed-fund": _FUND,
        "real-estate-fund": _FUND,
        "foreign-real-estate-fund": _FUND,
        "bond": Treatment(OTHER),
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
)
