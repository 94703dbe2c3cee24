"""A household's own returns (*Vermögensrendite*): the growth of wealth by saving and by itself.

It combines the change of wealth from :mod:`.attribution` with the formulas of :mod:`..returns`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from fsq_beancount.books.silence import NOTHING_SILENT, Silence
from fsq_beancount.core.periods import Period, day_before, month_first, month_index, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.internal_rates import internal_rates
from fsq_beancount.measures.payments import DAYS_A_YEAR
from fsq_beancount.measures.performance.attribution import Attribution
from fsq_beancount.measures.performance.benchmark import BenchmarkReturns
from fsq_beancount.measures.performance.change import Change
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
from fsq_beancount.measures.performance.links import RATES, Days, Links, months_of
from fsq_beancount.measures.returns import ONE, annualise, real
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
        of_whole: bool = True,
        benchmark: BenchmarkReturns | None = None,
        silence: Silence = NOTHING_SILENT,
    ) -> None:
        """Store the inputs; nothing is computed yet.

        Args:
            history: The balance sheets, and the bookings between them.
            attribution: The change of wealth by part, from the same history.
            option: Gives the value of an option on a day; used for inflation.
            as_of: The last day that counts.
            of_whole: Whether the whole ledger counts: a part of it has no human capital, ever.
            benchmark: The returns to compare with, if any.
            silence: The months in which nothing happens and nothing has a price: they are one
                link of a chain of returns.
        """
        self._history = history
        self._attribution = attribution
        self._option = option
        self._as_of = as_of
        self._benchmark = benchmark
        self._no_total = Reason.NO_HUMAN_CAPITAL if of_whole else Reason.OF_THE_WHOLE
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
    def cuts(self, among: Iterable[datetime.date]) -> frozenset[datetime.date]:
        """Return the days, among some, at whose end a month is cut because of their large flows."""
        by_month: dict[int, set[datetime.date]] = {}
        for date in among:
            by_month.setdefault(month_index(date), set()).add(date)
        return frozenset(
            date
            for month, days in by_month.items()
            for date in self._links.cuts(
                month_first(month), min(month_last(month), self._as_of), days
            )
        )

    @exact
    def of(self, period: Period) -> Growth | None:
        """Return the growth over a period, cut at the as-of date; ``None`` where it is later."""
        first, last = period.first, min(period.last, self._as_of)
        if last < first:
            return None
        change = self._attribution.of(first, last)
        months = list(months_of(first, last, self._silence))
        internal = internal_rates(self._payments(change))
        found: dict[str, Decimal | Undefined | None] = {
            **self._growths(change),
            **self._on_assets(change),
            **{name: self._chained(name, months) for name in RATES},
            "irr": _annual_rate(internal),
            "return_benchmark": self._compared(months),
        }
        rates = {
            name: None if isinstance(rate, Undefined) else rate for name, rate in found.items()
        }
        undefined = {name: rate for name, rate in found.items() if isinstance(rate, Undefined)}
        annualised = None
        if not is_year(first, last):
            days = (last - first).days + 1
            annualised = {name: _a_year(rates[name], days) for name in ANNUALISED}
        return Growth(
            period=period.label,
            measure=NET,
            change=change,
            **rates,
            several_irr=len(internal) > 1,
            benchmark=None if self._benchmark is None else self._benchmark.commodity,
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

    def _growths(self, change: Change) -> dict[str, Decimal | Undefined | None]:
        """Return the growth of wealth, and what it is due to."""
        opening, closing = change.opening, change.closing
        other = change.transfers + change.brought_in + change.other
        before, after = change.opening_total, change.closing_total
        no_opening = Undefined(Reason.NO_OPENING)
        rates = {
            "growth": growth(opening, closing),
            "return_on_saving": return_on_saving(change.saving, opening),
            "growth_from_assets": growth_from_assets(opening, closing, change.saving, other),
            "growth_from_other": growth_from_other(other, opening),
        }
        total: Decimal | Undefined | None = Undefined(self._no_total)
        if before is not None and after is not None:
            total = growth(before, after)
        return {
            name: no_opening if rate is None else rate
            for name, rate in {"growth_total": total, **rates}.items()
        }

    def _on_assets(self, change: Change) -> dict[str, Decimal | Undefined | None]:
        """Return the modified Dietz return, and the same above inflation."""
        first, last = change.first, change.last
        flows = self._history.bookings.external
        rate = flows.dietz(change.opening, change.closing, first, last).rate
        if rate is None:
            no_capital = Undefined(Reason.NO_CAPITAL)
            return {"return_on_assets": no_capital, "return_real": no_capital}
        inflation = self._option(INFLATION, last)
        if inflation is None:
            return {"return_on_assets": rate, "return_real": Undefined(Reason.NO_INFLATION)}
        above = real(rate, _inflation(inflation, first, last))
        return {"return_on_assets": rate, "return_real": above}

    def _chained(self, name: str, months: Sequence[Days]) -> Decimal | Undefined:
        """Return a chained rate."""
        rate = self._links.chained(name, months)
        if isinstance(rate, Undefined) and rate.reason is Reason.NO_HUMAN_CAPITAL:
            return rate._replace(reason=self._no_total)
        return rate

    def _payments(self, change: Change) -> Iterator[tuple[datetime.date, Decimal]]:
        """Yield the payments whose internal rate is wanted: what is paid in is negative."""
        yield day_before(change.first), -change.opening
        for date, amount in self._history.bookings.external.dated(change.first, change.last):
            yield date, -amount
        yield change.last, change.closing

    def _compared(self, months: Iterable[Days]) -> Decimal | Undefined | None:
        """Return the return of the benchmark in the months with wealth; ``None`` without one."""
        if self._benchmark is None:
            return None
        return self._benchmark.over(days for days in months if not self._links.is_empty(*days))


def _annual_rate(internal: Sequence[Decimal]) -> Decimal | Undefined:
    """Return the internal rate to show, the nearest to zero."""
    if not internal:
        return Undefined(Reason.NO_RATE)
    return Undefined(Reason.BEYOND) if internal[0] > MEANINGLESS else internal[0]


def _a_year(rate: Decimal | None, days: int) -> Decimal | None:
    annual = annualise(rate, days)
    return None if annual is None or annual > MEANINGLESS else annual


def _inflation(annual: Decimal | None, first: datetime.date, last: datetime.date) -> Decimal | None:
    """Return the inflation over some days for an annual rate."""
    if annual is None or annual <= -ONE or is_year(first, last):
        return annual
    return (ONE + annual) ** (Decimal((last - first).days + 1) / DAYS_A_YEAR) - ONE
