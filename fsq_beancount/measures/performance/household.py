"""A household's own returns (*Vermögensrendite*): how fast wealth grew by saving and by itself.

The change of wealth stands in :mod:`.changes`, the formulas in :mod:`.returns`; here they meet.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from fsq_beancount.core.periods import (
    ROLLING_MONTHS,
    Period,
    month_first,
    month_index,
    month_label,
    month_last,
)
from fsq_beancount.measures.definition import ratio
from fsq_beancount.measures.irr import DAYS_A_YEAR
from fsq_beancount.measures.performance.attribution import Changes
from fsq_beancount.measures.performance.by_day import Ledger
from fsq_beancount.measures.performance.change import Change
from fsq_beancount.measures.returns import (
    ONE,
    annualise,
    chain,
    day_before,
    real,
    xirr,
)
from fsq_beancount.measures.wealth.lifetime import INFLATION
from fsq_beancount.measures.wealth.sheet import Sheet

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books
    from fsq_beancount.measures.wealth.balance_sheets import Sheets

ZERO: Final = Decimal()

NET: Final = "net_wealth"
TOTAL: Final = "total_wealth"


class Reason(StrEnum):
    """Why a rate is undefined."""

    NO_OPENING = "no-opening"
    NO_CAPITAL = "no-capital"
    NO_RATE = "no-rate"
    NO_HUMAN_CAPITAL = "no-human-capital"
    NO_INFLATION = "no-inflation"
    BEYOND = "beyond"


class Undefined(NamedTuple):
    """Why a rate is undefined.

    Attributes:
        reason: The reason.
        month: The month that breaks a chain, ``2024-07``; empty where it is the whole period.
    """

    reason: Reason
    month: str = ""


MEANINGLESS: Final = Decimal(10) ** 9
"""From here on a rate a year says nothing: a gain of some days, carried on for a year."""

ANNUALISED: Final = (
    "growth",
    "return_on_assets",
    "return_gross",
    "return_net",
    "return_total",
    "return_real",
)
"""The rates that are given a year, too, where the period is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How wealth grew over a period; rates are of the period, fractions.

    Attributes:
        period: Its name: ``2024``, ``2024-Q3``, ``2024-07`` or ``first/last``.
        measure: The wealth whose change is split: ``total_wealth`` where it is defined, else
            ``net_wealth``. The rates say themselves what they are of.
        change: The change, by part. Its last day is the as-of date where the period goes on.
        growth: By how much wealth grew.
        return_on_saving: What of it was saved (*Sparrendite*).
        growth_from_assets: The rest.
        return_on_assets: Modified Dietz on net wealth (*Vermögensrendite*).
        return_real: The same above inflation.
        return_gross: The chained monthly return on gross wealth, before the cost of debt.
        return_net: The chained monthly return on net wealth.
        return_total: The chained monthly return on total wealth.
        irr: The internal rate of return on net wealth, a year.
        annualised: The rates of :data:`ANNUALISED` a year; ``None`` where the period is a year.
        undefined: Why a rate is undefined, by its name.
    """

    period: str
    measure: str
    change: Change
    growth: Decimal | None
    return_on_saving: Decimal | None
    growth_from_assets: Decimal | None
    return_on_assets: Decimal | None
    return_real: Decimal | None
    return_gross: Decimal | None
    return_net: Decimal | None
    return_total: Decimal | None
    irr: Decimal | None
    annualised: Mapping[str, Decimal | None] | None
    undefined: Mapping[str, Undefined] = field(default_factory=dict)


def growth(opening: Decimal, closing: Decimal) -> Decimal | None:
    """Return by how much wealth grew, fraction; ``None`` where there was none."""
    return ratio(closing - opening, opening)


def return_on_saving(saving: Decimal, opening: Decimal) -> Decimal | None:
    """Return by how much wealth grew by what was saved (*Sparrendite*), fraction."""
    return ratio(saving, opening)


def growth_from_assets(opening: Decimal, closing: Decimal, saving: Decimal) -> Decimal | None:
    """Return by how much wealth grew by itself: :func:`growth` less :func:`return_on_saving`."""
    return ratio(closing - opening - saving, opening)


def is_year(first: datetime.date, last: datetime.date) -> bool:
    """Return whether some days are a calendar year or twelve whole months.

    That is a year however many days it has, and is never annualised.
    """
    return (
        Period(first, last).whole_months
        and month_index(last) - month_index(first) == ROLLING_MONTHS - 1
    )


_Days = tuple[datetime.date, datetime.date]
"""A first and a last day."""


def _months(first: datetime.date, last: datetime.date) -> Iterator[_Days]:
    """Yield the first and the last day of each month of some days, or of the part of it."""
    for month in range(month_index(first), month_index(last) + 1):
        yield max(month_first(month), first), min(month_last(month), last)


class _History(NamedTuple):
    """What rates are read from."""

    sheets: Sheets
    changes: Changes


class _Links:
    """The monthly returns of a scope, remembered: years, quarters and windows share them."""

    def __init__(self, scope: _History) -> None:
        self._scope = scope
        self._known: dict[tuple[str, datetime.date, datetime.date], Decimal | Reason] = {}

    def chained(self, name: str, months: Iterable[_Days]) -> Decimal | Undefined:
        """Return the returns of all months of a period, chained."""
        rates = []
        for begin, end in months:
            link = self.link(name, begin, end)
            if isinstance(link, Reason):
                return Undefined(link, month_label(month_index(end)))
            rates.append(link)
        factor = chain(rates)
        return Undefined(Reason.NO_CAPITAL) if factor is None else factor

    def link(self, name: str, first: datetime.date, last: datetime.date) -> Decimal | Reason:
        """Return the return of one month or a part of it."""
        key = name, first, last
        if key not in self._known:
            self._known[key] = _RATES[name](self._scope, first, last)
        return self._known[key]


def _sheets(scope: _History, first: datetime.date, last: datetime.date) -> tuple[Sheet, Sheet]:
    return scope.sheets.on(day_before(first)), scope.sheets.on(last)


def _rate(
    opening: Decimal,
    closing: Decimal,
    flows: Ledger,
    first: datetime.date,
    last: datetime.date,
    added_back: Decimal = ZERO,
) -> Decimal | Reason:
    if not opening and not closing and not added_back and not flows.dated(first, last):
        # A month without wealth and flows: the chain goes on.
        return ZERO
    found = flows.dietz(opening, closing, first, last)
    rate = found._replace(gain=found.gain + added_back).rate
    return Reason.NO_CAPITAL if rate is None else rate


def _net(scope: _History, first: datetime.date, last: datetime.date) -> Decimal | Reason:
    before, after = _sheets(scope, first, last)
    return _rate(before.net_wealth, after.net_wealth, scope.changes.external, first, last)


def _gross(scope: _History, first: datetime.date, last: datetime.date) -> Decimal | Reason:
    before, after = _sheets(scope, first, last)
    changes = scope.changes
    # Interest is negative there; it was paid out of gross wealth, but is no loss of the assets.
    interest = -changes.interest.total(first, last)
    return _rate(before.gross_wealth, after.gross_wealth, changes.borrowed, first, last, interest)


def _total(scope: _History, first: datetime.date, last: datetime.date) -> Decimal | Reason:
    before, after = _sheets(scope, first, last)
    if before.total_wealth is None or after.total_wealth is None:
        return Reason.NO_HUMAN_CAPITAL
    external = scope.changes.external_to_all
    return _rate(before.total_wealth, after.total_wealth, external, first, last)


_RATES: Final[
    Mapping[str, Callable[[_History, datetime.date, datetime.date], Decimal | Reason]]
] = {
    "return_gross": _gross,
    "return_net": _net,
    "return_total": _total,
}


class Growths:
    """The growth of a scope's wealth over any period."""

    def __init__(self, scope: Books, sheets: Sheets, changes: Changes) -> None:
        """Compute nothing before it is asked for."""
        self._scope = scope
        self._history = _History(sheets, changes)
        self._links = _Links(self._history)

    def month_to(self, date: datetime.date) -> Decimal | None:
        """Return the net return of the month that ends with a day."""
        link = self._links.link("return_net", date.replace(day=1), date)
        return None if isinstance(link, Reason) else link

    def of(self, period: Period) -> Growth | None:
        """Return the growth over a period, cut at the as-of date; ``None`` where it is later."""
        scope = self._scope
        first, last = period.first, min(period.last, scope.as_of)
        if last < first:
            return None
        before, after = _sheets(self._history, first, last)
        total = before.total_wealth is not None and after.total_wealth is not None
        change = self._history.changes.of(first, last, total=total)
        net_before, net_after = before.net_wealth, after.net_wealth
        undefined: dict[str, Undefined] = {}
        rates: dict[str, Decimal | None] = {
            "growth": growth(change.opening, change.closing),
            "return_on_saving": return_on_saving(change.saving, change.opening),
            "growth_from_assets": growth_from_assets(change.opening, change.closing, change.saving),
        }
        for name, rate in rates.items():
            if rate is None:
                undefined[name] = Undefined(Reason.NO_OPENING)
        flows = self._history.changes.external
        on_assets = flows.dietz(net_before, net_after, first, last).rate
        inflation = scope.facts.config.option(INFLATION, last)
        rates["return_on_assets"] = on_assets
        rates["return_real"] = real(on_assets, _inflation(inflation, first, last))
        if on_assets is None:
            undefined["return_on_assets"] = undefined["return_real"] = Undefined(Reason.NO_CAPITAL)
        elif inflation is None:
            undefined["return_real"] = Undefined(Reason.NO_INFLATION)
        months = list(_months(first, last))
        for name in _RATES:
            chained = self._links.chained(name, months)
            if isinstance(chained, Undefined):
                undefined[name] = chained
                rates[name] = None
            else:
                rates[name] = chained
        rates["irr"] = xirr(
            [
                (day_before(first), -net_before),
                *((date, -amount) for date, amount in flows.dated(first, last)),
                (last, net_after),
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
            measure=TOTAL if total else NET,
            change=change,
            **rates,
            annualised=annualised,
            undefined=undefined,
        )


def _a_year(rate: Decimal | None, days: int) -> Decimal | None:
    annual = annualise(rate, days)
    return None if annual is None or annual > MEANINGLESS else annual


def _inflation(annual: Decimal | None, first: datetime.date, last: datetime.date) -> Decimal | None:
    """Return what an annual inflation is over some days."""
    if annual is None or annual <= -ONE or is_year(first, last):
        return annual
    return (ONE + annual) ** (Decimal((last - first).days + 1) / DAYS_A_YEAR) - ONE
