"""The growth of wealth over a period: the figures, and the formulas of the quotients."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from fsq_beancount.core.periods import ROLLING_MONTHS, Period, month_index
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.definition import ratio
from fsq_beancount.measures.performance.change import Change

NET: Final = "net_wealth"
TOTAL: Final = "total_wealth"


class Reason(StrEnum):
    """Why a rate is undefined."""

    NO_OPENING = "no-opening"
    NO_CAPITAL = "no-capital"
    ALL_LOST = "all-lost"
    NO_RATE = "no-rate"
    NO_HUMAN_CAPITAL = "no-human-capital"
    OF_THE_WHOLE = "of-the-whole"
    NO_INFLATION = "no-inflation"
    BEYOND = "beyond"
    NO_PRICE = "no-price"
    OLD_PRICE = "old-price"


class Undefined(NamedTuple):
    """Why a rate is undefined.

    Attributes:
        reason: The reason.
        month: The month that breaks a chain, ``2024-07``; empty for the period as a whole.
    """

    reason: Reason
    month: str = ""


ANNUALISED: Final = (
    "growth",
    "growth_total",
    "return_on_assets",
    "return_gross",
    "return_net",
    "return_total",
    "return_real",
    "return_benchmark",
)
"""The rates that are also given per year, where the period is not a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """The growth of wealth over a period; rates are of the period, fractions.

    Attributes:
        period: Its name: ``2024``, ``2024-Q3``, ``2024-07`` or ``first/last``.
        measure: The wealth whose change is split, ``net_wealth``. All rates are of this wealth, but
            ``growth_total``, ``return_gross`` and ``return_total``.
        change: The change, by part. Its last day is the as-of date in a period not yet complete.
        growth: The growth of wealth.
        return_on_saving: The growth due to saving (*Sparrendite*).
        growth_from_assets: The growth by itself: income, gains, the cost of debt and the like.
        growth_from_other: The growth due to what was brought in and other changes.
        growth_total: The growth of total wealth.
        return_on_assets: Modified Dietz on net wealth (*Vermögensrendite*).
        return_real: The same, adjusted for inflation.
        return_gross: The chained monthly return on gross wealth, before the cost of debt.
        return_net: The chained monthly return on net wealth.
        return_total: The chained monthly return on total wealth.
        irr: The annual internal rate of return on net wealth.
        several_irr: Whether it is the one nearest to zero of several.
        return_benchmark: The chained price return of the benchmark over the same months.
        benchmark: The commodity that is the benchmark; ``None`` without one.
        annualised: The rates of :data:`ANNUALISED` per year; ``None`` where the period is a year.
        undefined: Why a rate is undefined, by its name.
        approximate: The months, ``2024-07``, in which a chained rate is approximate since something
            held has no price near a large flow.
    """

    period: str
    measure: str
    change: Change
    growth: Decimal | None
    return_on_saving: Decimal | None
    growth_from_assets: Decimal | None
    growth_from_other: Decimal | None
    growth_total: Decimal | None
    return_on_assets: Decimal | None
    return_real: Decimal | None
    return_gross: Decimal | None
    return_net: Decimal | None
    return_total: Decimal | None
    irr: Decimal | None
    annualised: Mapping[str, Decimal | None] | None
    several_irr: bool = False
    return_benchmark: Decimal | None = None
    benchmark: str | None = None
    undefined: Mapping[str, Undefined] = field(default_factory=dict)
    approximate: tuple[str, ...] = ()


@exact
def growth(opening: Decimal, closing: Decimal) -> Decimal | None:
    """Return the growth of wealth, fraction; ``None`` where the opening is not positive."""
    return ratio(closing - opening, opening)


@exact
def return_on_saving(saving: Decimal, opening: Decimal) -> Decimal | None:
    """Return the growth of wealth due to saving (*Sparrendite*), fraction."""
    return ratio(saving, opening)


@exact
def growth_from_assets(
    opening: Decimal, closing: Decimal, saving: Decimal, other: Decimal
) -> Decimal | None:
    """Return the growth of wealth by itself, fraction.

    It is :func:`growth` less :func:`return_on_saving` and :func:`growth_from_other`.
    """
    return ratio(closing - opening - saving - other, opening)


@exact
def growth_from_other(other: Decimal, opening: Decimal) -> Decimal | None:
    """Return the growth of wealth due to what was brought in and other changes, fraction."""
    return ratio(other, opening)


def is_year(first: datetime.date, last: datetime.date) -> bool:
    """Return whether some days are a calendar year or twelve whole months.

    Such a period is a year however many days it has, and is never annualised.
    """
    return (
        Period(first, last).whole_months
        and month_index(last) - month_index(first) == ROLLING_MONTHS - 1
    )
