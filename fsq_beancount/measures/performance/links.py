"""Monthly returns, chained to the return of a period: on gross, net and total wealth.

A month is cut at the end of each day whose flows are large, since the average of Dietz would be far
off there; where something held has no price of these days, it is marked as approximate instead.
Source: CFA Institute, GIPS, valuation at large cash flows.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.books.silence import NOTHING_SILENT, Silence
from fsq_beancount.core.periods import day_after, month_first, month_index, month_label, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.performance.bookings import Bookings
from fsq_beancount.measures.performance.by_day import Ledger
from fsq_beancount.measures.performance.growth import Reason, Undefined
from fsq_beancount.measures.performance.history import History
from fsq_beancount.measures.returns import chain
from fsq_beancount.measures.wealth.sheet import Sheet

ZERO: Final = Decimal()
ONE: Final = Decimal(1)

LARGE: Final = 10
"""A flow is large if it is more than the opening wealth divided by this."""

Days = tuple[datetime.date, datetime.date]
"""A first and a last day."""


def months_of(
    first: datetime.date, last: datetime.date, silence: Silence = NOTHING_SILENT
) -> Iterator[Days]:
    """Yield the first and the last day of each month of some days; the ends may be partial.

    Silent months that follow one another are yielded as one: nothing changes in them.
    """
    begin = month_index(first)
    for heard in silence.between(begin, month_index(last)):
        if begin < heard.start:
            yield max(month_first(begin), first), month_last(heard.start - 1)
        for month in heard:
            yield max(month_first(month), first), min(month_last(month), last)
        begin = heard.stop
    if begin <= month_index(last):
        yield max(month_first(begin), first), last


class _Wealth(NamedTuple):
    """A wealth measure, and what is external to it.

    Attributes:
        of: Returns it from a balance sheet; ``None`` where it is undefined.
        flows: Returns the external flows.
        added_back: Returns what is added to the gain of some days, as it is no loss of the assets.
    """

    of: Callable[[Sheet], Decimal | None]
    flows: Callable[[Bookings], Ledger]
    added_back: Callable[[Bookings, datetime.date, datetime.date], Decimal]


def _nothing(_bookings: Bookings, _first: datetime.date, _last: datetime.date) -> Decimal:
    return ZERO


def _interest(bookings: Bookings, first: datetime.date, last: datetime.date) -> Decimal:
    # Interest is negative there; it was paid out of gross wealth.
    return -bookings.interest.total(first, last)


RATES: Final[Mapping[str, _Wealth]] = {
    "return_gross": _Wealth(
        lambda sheet: sheet.gross_wealth, lambda bookings: bookings.borrowed, _interest
    ),
    "return_net": _Wealth(
        lambda sheet: sheet.net_wealth, lambda bookings: bookings.external, _nothing
    ),
    "return_total": _Wealth(
        lambda sheet: sheet.total_wealth, lambda bookings: bookings.external_to_all, _nothing
    ),
}
"""The chained rates, each with the wealth that it is on."""


class _Link(NamedTuple):
    """The return of a month.

    Attributes:
        rate: The return, fraction, or why it is undefined.
        is_approximate: Whether it is not cut at a day with large flows, for want of a price.
    """

    rate: Decimal | Reason
    is_approximate: bool = False


class Links:
    """The monthly returns of a history, cached: years, quarters and windows share them."""

    def __init__(self, history: History) -> None:
        """Start with an empty cache."""
        self._history = history
        self._known: dict[tuple[str, datetime.date, datetime.date], _Link] = {}

    @exact
    def chained(self, name: str, months: Iterable[Days]) -> Decimal | Undefined:
        """Return the chained returns of all months of a period, or why they are undefined."""
        rates: list[Decimal] = []
        months = list(months)
        for begin, end in months:
            rate = self.link(name, begin, end)
            month = month_label(month_index(end))
            if isinstance(rate, Reason):
                return Undefined(rate, month)
            rates.append(rate)
            if rate <= -ONE and end != months[-1][1]:
                # Nothing can be earned on what is not there any more.
                return Undefined(Reason.ALL_LOST, month)
        factor = chain(rates)
        return Undefined(Reason.NO_CAPITAL) if factor is None else factor

    def is_empty(self, first: datetime.date, last: datetime.date) -> bool:
        """Return whether there is no net wealth in some days, so that nothing has a return."""
        before, after = self._history.ends(first, last)
        return not (
            before.net_wealth
            or after.net_wealth
            or self._history.bookings.external.dated(first, last)
        )

    def approximate(self, name: str, months: Iterable[Days]) -> tuple[str, ...]:
        """Return the months, ``2024-07``, whose return is approximate for want of a price."""
        return tuple(
            month_label(month_index(end))
            for begin, end in months
            if self._link(name, begin, end).is_approximate
        )

    def link(self, name: str, first: datetime.date, last: datetime.date) -> Decimal | Reason:
        """Return the return of a month or a part of it, or why it is undefined."""
        return self._link(name, first, last).rate

    def _link(self, name: str, first: datetime.date, last: datetime.date) -> _Link:
        key = name, first, last
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._find(RATES[name], first, last)
        return found

    @exact
    def _find(self, wealth: _Wealth, first: datetime.date, last: datetime.date) -> _Link:
        before, after = self._history.ends(first, last)
        whole = self._rate(wealth, (before, after), first, last)
        if isinstance(whole, Reason):
            return _Link(whole)
        large = self._large(wealth, first, last)
        cuts = [date for date in large if self._history.is_priced(date)]
        rates: list[Decimal] = []
        begin, opening = first, before
        for end in (*cuts, last):
            closing = after if end == last else self._history.cut(end)
            ends = opening, closing
            rate = self._rate(wealth, ends, begin, end, is_part=True) if cuts else whole
            if isinstance(rate, Reason):
                # A part without capital: only the month as a whole has a return.
                return _Link(whole, is_approximate=True)
            rates.append(rate)
            begin, opening = day_after(end), closing
        factor = chain(rates)
        if factor is None:
            return _Link(whole, is_approximate=True)
        return _Link(factor, is_approximate=len(cuts) < len(large))

    def cuts(
        self, first: datetime.date, last: datetime.date, among: Collection[datetime.date]
    ) -> list[datetime.date]:
        """Return the days, among some of a month, at whose end it is cut for any of the rates."""
        large = {
            date for wealth in RATES.values() for date in self._large(wealth, first, last)
        }.intersection(among)
        return sorted(date for date in large if self._history.is_priced(date))

    def _large(
        self, wealth: _Wealth, first: datetime.date, last: datetime.date
    ) -> list[datetime.date]:
        """Return the days of a month with large flows, but for its last."""
        before, _ = self._history.ends(first, last)
        least = abs(wealth.of(before) or ZERO)
        flows = wealth.flows(self._history.bookings).dated(first, last)
        return [date for date, amount in flows if abs(amount) * LARGE > least and date != last]

    def _rate(
        self,
        wealth: _Wealth,
        ends: tuple[Sheet, Sheet],
        first: datetime.date,
        last: datetime.date,
        *,
        is_part: bool = False,
    ) -> Decimal | Reason:
        """Return the return of some days, from the balance sheets before and at the end of them."""
        opening, closing = map(wealth.of, ends)
        if opening is None or closing is None:
            return Reason.NO_HUMAN_CAPITAL
        bookings = self._history.bookings
        flows, added_back = wealth.flows(bookings), wealth.added_back(bookings, first, last)
        found = flows.dietz(opening, closing, first, last)
        gain = found.gain + added_back
        is_empty = not opening and not gain and not found.capital
        if is_empty and (is_part or not (closing or flows.dated(first, last))):
            # Without wealth and flows, or before they come in on a cut, the chain continues.
            return ZERO
        rate = found._replace(gain=gain).rate
        return Reason.NO_CAPITAL if rate is None else rate
