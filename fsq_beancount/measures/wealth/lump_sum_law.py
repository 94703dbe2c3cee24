"""The advance lump sum (*Vorabpauschale*) of a year, as the law computes it: § 18 InvStG."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Final

from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places

ZERO: Final = Decimal()


@exact
def lump_sum(
    opening: Decimal,
    closing: Decimal,
    distributions: Decimal,
    base_rate: Decimal,
    base_share: Decimal = Decimal("0.7"),
) -> Decimal:
    """Return the advance lump sum of a holding over a whole year (§ 18 Abs. 1 InvStG).

    It is ``opening · base rate · 0.7``, at most the year's gain including distributions, less
    distributions; never below zero.

    Args:
        opening: The value at the beginning of the year, currency.
        closing: The value at its end, currency.
        distributions: The distributions in the year, currency.
        base_rate: The base rate of the year (*Basiszins*), fraction.
        base_share: The share of it that counts, fraction.
    """
    base = min(opening * base_rate * base_share, closing - opening + distributions)
    return max(base - distributions, ZERO)


@exact
def in_year_of_purchase(of_whole_year: Decimal, month: int) -> Decimal:
    """Return the lump sum of a holding in the year of its purchase (§ 18 Abs. 2 InvStG).

    It is reduced by a twelfth for each full month before the month of purchase.

    Args:
        of_whole_year: The lump sum of a holding over the whole year, currency.
        month: The month of the purchase, 1 to 12.
    """
    return round_places(of_whole_year * (13 - month) / 12)


def taxed_on(year: int) -> datetime.date:
    """Return the day on which the lump sum of a year is taxed (§ 18 Abs. 3 InvStG).

    It is the first workday of the next year, from Monday to Friday.
    """
    day = datetime.date(year + 1, 1, 2)
    return day + datetime.timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])
