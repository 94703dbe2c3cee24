"""A household's own returns (*Vermögensrendite*): the growth of wealth by saving and by itself.

It combines the change of wealth from :mod:`.attribution` with the formulas of :mod:`..returns`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final

from fsq_beancount.books.silence import NOTHING_SILENT, Silence
from fsq_beancount.core.periods import Period, day_before
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.irr import DAYS_A_YEAR
from fsq_beancount.measures.performance.attribution import Attribution
from fsq_beancount.measures.performance.growth import (
    ANNUALISED,
    NET,
    Growth,
    Reason,
    Undefined,
    growth,
    growth_from_assets,
    growth_from_other,
    is_year,
    return_on_saving,
)
from fsq_beancount.measures.performance.history import History
from fsq_beancount.measures.performance.links import RATES, Links, months_of
from fsq_beancount.measures.returns import ONE, annualise, real, xirr
from fsq_beancount.measures.wealth.lifetime import INFLATION

MEANINGLESS: Final = Decimal(10) ** 9
"""An annual rate above this is meaningless: the gain of a few days, extrapolated to a year."""


class HouseholdReturns:
    """The growth of wealth over any period."""

    def __init__(
        self,
        *,
        history: History,
        attribution: Attribution,
        option: Callable[[str, datetime.date], Any],
        as_of: datetime.date,
        silence: Silence = NOTHING_SILENT,
    ) -> None:
        """Store the inputs; nothing is computed yet.

        Args:
            history: The balance sheets, and the bookings between them.
            attribution: The change of wealth by part, from the same history.
            option: Gives the value of an option on a day; used for inflation.
            as_of: The last day that counts.
            silence: The months in which nothing happens and nothing has a price: they are one
                link of a chain of returns.
        """
        self._history = history
        self._attribution = attribution
        self._option = option
        self._as_of = as_of
        self._silence = silence
        self._links = Links(history)

    def over(self, periods: Iterable[Period]) -> tuple[Growth, ...]:
        """Return the growth over each of several periods, without those after the as-of date."""
        found = (self.of(period) for period in periods)
        return tuple(growth for growth in found if growth is not None)

    @exact
    def month_to(self, date: datetime.date) -> Decimal | None:
        """Return the net return of the month that ends with a day."""
        link = self._links.link("return_net", date.replace(day=1), date)
        return None if isinstance(link, Reason) else link

    @exact
    def of(self, period: Period) -> Growth | None:
        """Return the growth over a period, cut at the as-of date; ``None`` where it is later."""
        first, last = period.first, min(period.last, self._as_of)
        if last < first:
            return None
        change = self._attribution.of(first, last)
        opening, closing = change.opening, change.closing
        other = change.brought_in + change.other
        undefined: dict[str, Undefined] = {}
        rates: dict[str, Decimal | None] = {
            "growth": growth(opening, closing),
            "return_on_saving": return_on_saving(change.saving, opening),
            "growth_from_assets": growth_from_assets(opening, closing, change.saving, other),
            "growth_from_other": growth_from_other(other, opening),
        }
        before, after = change.opening_total, change.closing_total
        if before is None or after is None:
            rates["growth_total"] = None
            undefined["growth_total"] = Undefined(Reason.NO_HUMAN_CAPITAL)
        else:
            rates["growth_total"] = growth(before, after)
        for name, rate in rates.items():
            if rate is None:
                undefined.setdefault(name, Undefined(Reason.NO_OPENING))
        flows = self._history.bookings.external
        on_assets = flows.dietz(opening, closing, first, last).rate
        inflation = self._option(INFLATION, last)
        rates["return_on_assets"] = on_assets
        rates["return_real"] = real(on_assets, _inflation(inflation, first, last))
        if on_assets is None:
            undefined["return_on_assets"] = undefined["return_real"] = Undefined(Reason.NO_CAPITAL)
        elif inflation is None:
            undefined["return_real"] = Undefined(Reason.NO_INFLATION)
        months = list(months_of(first, last, self._silence))
        for name in RATES:
            chained = self._links.chained(name, months)
            if isinstance(chained, Undefined):
                undefined[name] = chained
                rates[name] = None
            else:
                rates[name] = chained
        rates["irr"] = xirr(
            [
                (day_before(first), -opening),
                *((date, -amount) for date, amount in flows.dated(first, last)),
                (last, closing),
            ]
        )
        if rates["irr"] is None:
            undefined["irr"] = Undefined(Reason.NO_RATE)
        elif rates["irr"] > MEANINGLESS:
            rates["irr"] = None
            undefined["irr"] = Undefined(Reason.BEYOND)
        annualised = None
        if not is_year(first, last):
            days = (last - first).days + 1
            annualised = {name: _a_year(rates[name], days) for name in ANNUALISED}
        return Growth(
            period=period.label,
            measure=NET,
            change=change,
            **rates,
            annualised=annualised,
            undefined=undefined,
            approximate=tuple(
                sorted(
                    {
                        month
                        for name in RATES
                        if rates[name] is not None
                        for month in self._links.approximate(name, months)
                    }
                )
            ),
        )


def _a_year(rate: Decimal | None, days: int) -> Decimal | None:
    annual = annualise(rate, days)
    return None if annual is None or annual > MEANINGLESS else annual


def _inflation(annual: Decimal | None, first: datetime.date, last: datetime.date) -> Decimal | None:
    """Return the inflation over some days for an annual rate."""
    if annual is None or annual <= -ONE or is_year(first, last):
        return annual
    return (ONE + annual) ** (Decimal((last - first).days + 1) / DAYS_A_YEAR) - ONE
