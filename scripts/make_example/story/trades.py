"""The trades, savings plan and payouts of the depot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from make_example.base.accounts import DISTRIBUTIONS, DIVIDENDS
from make_example.base.days import QUARTER_ENDS
from make_example.base.figures import ZERO, by_year


@dataclass(frozen=True)
class Payout:
    """A dividend or distribution: its months, and the amount per share and year."""

    account: str
    months: tuple[int, ...]
    a_year: Mapping[int, Decimal]
    taxable: Decimal = Decimal(1)
    foreign_tax: Decimal = ZERO


PAYOUTS = {
    "DIVE": Payout(
        DISTRIBUTIONS,
        QUARTER_ENDS,
        by_year("0.84 0.88 0.92 0.96 0.76 1.00 1.08 1.16 1.24 1.32"),
        taxable=Decimal("0.7"),
    ),
    "MUSTER": Payout(DIVIDENDS, (5,), by_year("2.00 2.10 2.20 2.30 1.80 2.40 2.60 2.80 3.00 3.10")),
    "NORDW": Payout(DIVIDENDS, (6,), by_year("0.90 0.95 0.95 0.80 0.00 0.30 0.30 0.00 0.00 0.00")),
    "USCO": Payout(
        DIVIDENDS,
        (2, 5, 8, 11),
        by_year("0.00 0.00 0.00 1.20 1.24 1.32 1.44 1.56 1.68 1.80"),
        foreign_tax=Decimal("0.15"),
    ),
}

# Euros per quarter for the two funds, and the share for the distributing fund.
QUARTERLY = by_year("1500 1500 900 1200 900 2100 1800 3300 4200 4800")
PAYING_SHARE = by_year("1 0.7 0.7 0.7 0.7 0.7 0.7 0.65 0.65 0.65")

# Date, security, shares: negative sells. A sale with a repurchase uses the saver's allowance.
TRADES = (
    (date(2017, 11, 16), "MUSTER", -20),
    (date(2017, 11, 17), "DIVE", -100),
    (date(2017, 11, 20), "DIVE", 100),
    (date(2018, 11, 15), "USCO", 50),
    (date(2019, 10, 24), "DIVE", -120),
    (date(2019, 10, 25), "DIVE", 120),
    (date(2020, 3, 24), "DIVE", 200),
    (date(2020, 4, 21), "NORDW", -30),
    (date(2021, 2, 18), "USCO", 40),
    (date(2021, 3, 18), "DIVE", 180),
    (date(2021, 11, 18), "MUSTER", -15),
    (date(2021, 11, 19), "DIVE", -160),
    (date(2021, 11, 22), "DIVE", 160),
    (date(2022, 10, 20), "NORDW", -50),
    (date(2023, 2, 16), "DIVE", 260),
    (date(2023, 11, 16), "DIVE", -100),
    (date(2023, 11, 17), "DIVE", 100),
    (date(2024, 2, 15), "DIVE", 240),
    (date(2024, 5, 23), "MUSTER", -10),
    (date(2024, 11, 14), "DIVE", -240),
    (date(2024, 11, 15), "DIVE", 240),
    (date(2025, 2, 13), "USCO", 30),
    (date(2025, 9, 18), "DIVE", -220),
    (date(2025, 9, 19), "DIVE", 220),
)

# The official base rate of the year before; nothing is taxed while it is negative.
BASE_RATES = {
    2019: Decimal("0.0087"),
    2020: Decimal("0.0052"),
    2021: Decimal("0.0007"),
    2024: Decimal("0.0255"),
    2025: Decimal("0.0229"),
}
