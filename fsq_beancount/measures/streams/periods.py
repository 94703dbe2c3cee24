"""The streams in each period of a report."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from dateutil.relativedelta import relativedelta

from fsq_beancount.books.books import Books
from fsq_beancount.books.earnings import Key
from fsq_beancount.core.periods import Period, last_complete_month, month_index, month_last
from fsq_beancount.core.terms import CLASSES, COST, FEE, INCOME, TAX, UNCLASSIFIED
from fsq_beancount.measures.definition import ratio
from fsq_beancount.measures.streams import origins, recurring, work
from fsq_beancount.measures.streams.figures import StreamFigures, StreamPeriod, growth
from fsq_beancount.measures.streams.investments import Investments
from fsq_beancount.measures.streams.origins import Origin, Sources
from fsq_beancount.measures.streams.recurring import Product, ProductMonth
from fsq_beancount.measures.streams.regularity import MonthlyIncome, variation
from fsq_beancount.measures.streams.sums import Sums, SumsOver, usual_classes

ZERO: Final = Decimal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Streams:
    """The streams of a report.

    Attributes:
        suggested: Whether the ledger names no stream, so that the built-in names group its income.
        last_year: The last twelve complete months; ``None`` where no month has ended.
        periods: The periods of the report, oldest first.
        products: The recurring products.
        origins: The gross income of the last twelve months by class, stream and account, in this
            order; the largest account first.
        sources: What of it is no loss, added up by class and by stream.
        unconverted: What was put into streams and has no price, by currency.
    """

    suggested: bool
    last_year: StreamPeriod | None
    periods: tuple[StreamPeriod, ...]
    products: tuple[Product, ...]
    origins: tuple[Origin, ...]
    sources: Sources
    unconverted: Mapping[str, Decimal]


def of(scope: Books) -> Streams:
    """Return the streams of the last twelve months and of the periods of a report."""
    rows = _Rows(scope)
    year = scope.last_year
    found = origins.of(scope.earned)
    return Streams(
        suggested=scope.earnings.suggested,
        last_year=None if year is None else rows.period(year),
        periods=tuple(rows.period(period) for period in scope.periods),
        products=rows.products,
        origins=found,
        sources=origins.sources(found),
        unconverted=dict(sorted(rows.investments.unconverted.items())),
    )


class _Span(NamedTuple):
    """What the rows of one period are read from; the last complete month is its running number."""

    sums: Mapping[Key, Sums]
    before: Mapping[Key, Sums]
    total: Decimal
    hours: Mapping[Key, Decimal]
    invested: Mapping[str, Decimal]
    products: Mapping[Key, ProductMonth]
    complete: int


_NOTHING: Final = Sums()


class _Rows:
    """What the rows of all periods are read from."""

    def __init__(self, scope: Books) -> None:
        self.as_of = scope.as_of
        monthly = scope.earnings.monthly
        self.sums = SumsOver(scope.earnings, scope.as_of)
        self.income = MonthlyIncome(monthly, scope.first_month)
        self.usual_class = usual_classes(monthly)
        self.work = list(work.of(scope, self.usual_class))
        self.investments = Investments(scope)
        self.payback = {name: self.investments.payback(name) for name in self.investments.streams}
        self.products = recurring.of(scope, last_complete_month(scope.as_of))

    def period(self, period: Period) -> StreamPeriod:
        """Return all streams in a period."""
        span = self._span(period)
        earning = {key.stream for key in (*span.sums, *span.hours)}
        idle = {
            Key(name, self.usual_class.get(name, UNCLASSIFIED))
            for name in span.invested
            if name not in earning
        }
        rows = [self._row(key, span) for key in {*span.sums, *span.hours, *idle}]
        return StreamPeriod(
            period=period.label,
            first=period.first,
            last=period.last,
            rows=tuple(sorted(rows, key=_order)),
        )

    def _span(self, period: Period) -> _Span:
        sums = self.sums.between(period.first, period.last)
        last = min(period.last, self.as_of)
        complete = last_complete_month(last)
        before = _days_before(period, self.as_of)
        hours: dict[Key, Decimal] = {}
        for date, key, number in self.work:
            if period.first <= date <= period.last:
                hours[key] = hours.get(key, ZERO) + number
        return _Span(
            sums=sums,
            before={} if before is None else self.sums.between(*before),
            total=sum((each.net for each in sums.values()), ZERO),
            hours=hours,
            invested=self.investments.up_to(last) if period.first <= last else {},
            products=self._products(sums, complete),
            complete=complete,
        )

    def _row(self, key: Key, span: _Span) -> StreamFigures:
        sums = span.sums.get(key, _NOTHING)
        net = sums.net
        paid = self.income.paid(key, span.complete)
        hours = span.hours.get(key)
        invested = span.invested.get(key.stream or "")
        product = span.products.get(key)
        return StreamFigures(
            stream=key.stream,
            income_class=key.income_class,
            gross=sums.of(INCOME),
            tax=sums.of(TAX),
            fee=sums.of(FEE),
            cost=sums.of(COST),
            net=net,
            share=ratio(net, span.total),
            growth=growth(net, span.before.get(key, _NOTHING).net),
            months_paid=len([amount for amount in paid if amount > 0]),
            longest_gap=self.income.longest_gap(key, span.complete),
            variation=variation(paid),
            hours=hours,
            net_per_hour=ratio(net, hours),
            invested=invested,
            roi=ratio(net, invested),
            payback_on=self.payback.get(key.stream or "", {}).get(span.complete),
            mrr=None if product is None else product.mrr,
            churn=None if product is None else product.churn,
        )

    def _products(self, sums: Mapping[Key, Sums], end: int) -> dict[Key, ProductMonth]:
        """Return the products in a month, each for the row that earns the most of its stream."""
        shown = {}
        for product in self.products:
            month = product.month(end)
            rows = [key for key in sums if key.stream == product.stream]
            if month is not None and rows:
                shown[max(rows, key=lambda key: (sums[key].of(INCOME), key.income_class))] = month
        return shown


def _days_before(
    period: Period, as_of: datetime.date
) -> tuple[datetime.date, datetime.date] | None:
    """Return the days to compare a period with."""
    last = min(period.last, as_of)
    if last < period.first:
        return None
    try:
        if not period.whole_months:
            days = last - period.first + datetime.timedelta(1)
            return period.first - days, last - days
        months = month_index(period.last) - month_index(period.first) + 1
        back = relativedelta(months=months)
        if last == period.last:
            return period.first - back, month_last(month_index(last) - months)
        return period.first - back, last - back
    except (ValueError, OverflowError):
        return None  # before the first day of the calendar


def _order(row: StreamFigures) -> tuple[bool, Decimal, str, int]:
    nameless = row.stream is None
    place = CLASSES.index(row.income_class)
    return nameless, ZERO if nameless else -row.net, row.stream or "", place
