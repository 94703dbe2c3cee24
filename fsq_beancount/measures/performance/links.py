"""Monthly returns, chained to the return of a period: on gross, net and total wealth."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from fsq_beancount.core.periods import month_first, month_index, month_label, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.performance.by_day import Ledger
from fsq_beancount.measures.performance.growth import Reason, Undefined
from fsq_beancount.measures.performance.history import History
from fsq_beancount.measures.returns import chain

ZERO: Final = Decimal()

Days = tuple[datetime.date, datetime.date]
"""A first and a last day."""


def months_of(first: datetime.date, last: datetime.date) -> Iterator[Days]:
    """Yield the first and the last day of each month of some days; the ends may be partial."""
    for month in range(month_index(first), month_index(last) + 1):
        yield max(month_first(month), first), min(month_last(month), last)


class Links:
    """The monthly returns of a history, cached: years, quarters and windows share them."""

    def __init__(self, history: History) -> None:
        """Start with an empty cache."""
        self._history = history
        self._known: dict[tuple[str, datetime.date, datetime.date], Decimal | Reason] = {}

    def chained(self, name: str, months: Iterable[Days]) -> Decimal | Undefined:
        """Return the chained returns of all months of a period, or why they are undefined."""
        rates = []
        for begin, end in months:
            link = self.link(name, begin, end)
            if isinstance(link, Reason):
                return Undefined(link, month_label(month_index(end)))
            rates.append(link)
        factor = chain(rates)
        return Undefined(Reason.NO_CAPITAL) if factor is None else factor

    @exact
    def link(self, name: str, first: datetime.date, last: datetime.date) -> Decimal | Reason:
        """Return the return of a month or a part of it, or why it is undefined."""
        key = name, first, last
        if key not in self._known:
            self._known[key] = RATES[name](self._history, first, last)
        return self._known[key]


def _rate(
    opening: Decimal,
    closing: Decimal,
    flows: Ledger,
    first: datetime.date,
    last: datetime.date,
    added_back: Decimal = ZERO,
) -> Decimal | Reason:
    if not opening and not closing and not added_back and not flows.dated(first, last):
        # A month without wealth and flows: the chain continues.
        return ZERO
    found = flows.dietz(opening, closing, first, last)
    rate = found._replace(gain=found.gain + added_back).rate
    return Reason.NO_CAPITAL if rate is None else rate


def _net(history: History, first: datetime.date, last: datetime.date) -> Decimal | Reason:
    before, after = history.ends(first, last)
    return _rate(before.net_wealth, after.net_wealth, history.bookings.external, first, last)


def _gross(history: History, first: datetime.date, last: datetime.date) -> Decimal | Reason:
    before, after = history.ends(first, last)
    bookings = history.bookings
    # Interest is negative there; it was paid out of gross wealth, but is no loss of the assets.
    interest = -bookings.interest.total(first, last)
    return _rate(before.gross_wealth, after.gross_wealth, bookings.borrowed, first, last, interest)


def _total(history: History, first: datetime.date, last: datetime.date) -> Decimal | Reason:
    before, after = history.ends(first, last)
    if before.total_wealth is None or after.total_wealth is None:
        return Reason.NO_HUMAN_CAPITAL
    external = history.bookings.external_to_all
    return _rate(before.total_wealth, after.total_wealth, external, first, last)


RATES: Final[Mapping[str, Callable[[History, datetime.date, datetime.date], Decimal | Reason]]] = {
    "return_gross": _gross,
    "return_net": _net,
    "return_total": _total,
}
"""The chained rates, each with the function that returns the rate of a month."""
