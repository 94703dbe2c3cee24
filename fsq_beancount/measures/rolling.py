"""What only twelve months in a row tell: what is missing, and whether the quota moves.

Every function takes a :class:`Window` and returns money in the report currency or the change of a
ratio, ``None`` where undefined.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from fsq_beancount.core.terms import PASSIVE
from fsq_beancount.measures.definition import Example, Family, Measure, Unit
from fsq_beancount.measures.quota import (
    ORACLE,
    ZERO,
    Totals,
    fsq_narrow,
    fsq_wide,
    living_costs,
    narrow_income,
    wide_income,
)


@dataclass(frozen=True, slots=True)
class Window:
    """Twelve calendar months, or those of them that the books cover.

    Attributes:
        totals: What they add up to.
        months: How many of them the books cover.
        before: What the twelve months before them add up to; ``None`` where the books do not
            cover all of these, since windows of unlike length compare seasons, not years.
    """

    totals: Totals
    months: int
    before: Totals | None = None


def missing_per_month(income: Decimal, costs: Decimal, months: int) -> Decimal | None:
    """Return what income lacks each month to pay all costs, in the report currency.

    It is zero once the quota is at least 1, and ``None`` where there is no month to divide by.
    """
    if months <= 0:
        return None
    return max(ZERO, costs - income) / months


def missing_narrow(window: Window) -> Decimal | None:
    """Return what passive income lacks each month to pay the living costs."""
    totals = window.totals
    return missing_per_month(narrow_income(totals), living_costs(totals), window.months)


def missing_wide(window: Window) -> Decimal | None:
    """Return what passive and near-passive income lack each month to pay the living costs."""
    totals = window.totals
    return missing_per_month(wide_income(totals), living_costs(totals), window.months)


def change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """Return the change of a ratio, a fraction; ``None`` where either is undefined."""
    return None if now is None or before is None else now - before


def change_narrow(window: Window) -> Decimal | None:
    """Return the narrow quota less that of the twelve months before."""
    return _change(window, fsq_narrow)


def change_wide(window: Window) -> Decimal | None:
    """Return the wide quota less that of the twelve months before."""
    return _change(window, fsq_wide)


def _change(window: Window, quota: Callable[[Totals], Decimal | None]) -> Decimal | None:
    return change(quota(window.totals), None if window.before is None else quota(window.before))


_YEAR_BEFORE = Totals(living=Decimal(20000))
_YEAR_BEFORE.gross[PASSIVE] = Decimal(1000)
_GROWN = Window(ORACLE, 12, _YEAR_BEFORE)

ROLLING_MEASURES: tuple[Measure[Window, Decimal | None], ...] = (
    Measure(
        missing_narrow.__name__,
        "Missing a month (narrow)",
        "Fehlt im Monat (im engeren Sinne)",
        Unit.MONEY,
        "living costs less net passive income, divided by the months the books cover; never less"
        " than nothing",
        "Lebenshaltungskosten abzüglich passiver Nettoeinnahmen, geteilt durch die Monate, die die"
        " Bücher umfassen; nie weniger als nichts",
        missing_narrow,
        example=Example(
            _GROWN,
            "20,000 of living costs less 2,000 of passive income are 18,000 in twelve months:"
            " 1,500.00 are missing a month.",
            "20.000 Lebenshaltungskosten abzüglich 2.000 passiver Einnahmen sind 18.000 in zwölf"
            " Monaten: Im Monat fehlen 1.500,00.",
        ),
    ),
    Measure(
        missing_wide.__name__,
        "Missing a month (wide)",
        "Fehlt im Monat (im weiteren Sinne)",
        Unit.MONEY,
        "the same with net passive and near-passive income",
        "dasselbe mit passiven und passivnahen Nettoeinnahmen",
        missing_wide,
        example=Example(
            _GROWN,
            "20,000 of living costs less 2,000 of passive and 1,000 of near-passive income are"
            " 17,000 in twelve months: 1,416.67 are missing a month.",
            "20.000 Lebenshaltungskosten abzüglich 2.000 passiver und 1.000 passivnaher Einnahmen"
            " sind 17.000 in zwölf Monaten: Im Monat fehlen 1.416,67.",
        ),
    ),
    Measure(
        change_narrow.__name__,
        "Change in a year (narrow)",
        "Änderung in einem Jahr (im engeren Sinne)",
        Unit.POINTS,
        "the narrow quota less that of the twelve months before, in percentage points; undefined"
        " unless the books cover all of them",
        "Quote im engeren Sinne abzüglich der der zwölf Monate davor, in Prozentpunkten; nicht"
        " definiert, wenn die Bücher diese nicht ganz umfassen",
        change_narrow,
        example=Example(
            _GROWN,
            "Passive income paid 10% of the living costs in these twelve months and 5% in the"
            " twelve before: +5.0 percentage points.",
            "In diesen zwölf Monaten trugen passive Einnahmen 10 % der Lebenshaltungskosten, in den"
            " zwölf davor 5 %: +5,0 Prozentpunkte.",
        ),
    ),
    Measure(
        change_wide.__name__,
        "Change in a year (wide)",
        "Änderung in einem Jahr (im weiteren Sinne)",
        Unit.POINTS,
        "the wide quota less that of the twelve months before, in percentage points",
        "Quote im weiteren Sinne abzüglich der der zwölf Monate davor, in Prozentpunkten",
        change_wide,
        example=Example(
            _GROWN,
            "A wide quota of 15% after one of 5%: +10.0 percentage points.",
            "Eine Quote im weiteren Sinne von 15 % nach einer von 5 %: +10,0 Prozentpunkte.",
        ),
    ),
)

FAMILY = Family(
    "rolling", "Over twelve months in a row", "Über zwölf Monate am Stück", ROLLING_MEASURES
)
