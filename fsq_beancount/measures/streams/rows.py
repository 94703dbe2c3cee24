"""The rows of a period: the figures of each stream and class."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from dateutil.relativedelta import relativedelta

from fsq_beancount.books.earnings import Key
from fsq_beancount.core.periods import Period, month_index, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import CLASSES, COST, FEE, INCOME, TAX, UNCLASSIFIED
from fsq_beancount.measures.definition import ratio
from fsq_beancount.measures.streams.figures import StreamFigures, StreamPeriod, growth
from fsq_beancount.measures.streams.investments import Investments
from fsq_beancount.measures.streams.recurring import Product, ProductMonth
from fsq_beancount.measures.streams.regularity import MonthlyIncome, variation
from fsq_beancount.measures.streams.sums import Sums, SumsOver
from fsq_beancount.measures.streams.work import Worked

ZERO: Final = Decimal()


class _Span(NamedTuple):
    """The inputs of a period's rows; ``complete`` is the number of the last complete month."""

    sums: Mapping[Key, Sums]
    before: Mapping[Key, Sums]
    total: Decimal
    hours: Mapping[Key, Decimal]
    invested: Mapping[str, Decimal]
    products: Mapping[Key, ProductMonth]
    complete: int


_NOTHING: Final = Sums()


class Rows:
    """The rows of any period up to the as-of date."""

    def __init__(
        self,
        *,
        sums: SumsOver,
        income: MonthlyIncome,
        usual_class: Mapping[str, str],
        work: Iterable[Worked],
        investments: Investments,
        products: Sequence[Product],
        as_of: datetime.date,
        complete_by: Callable[[datetime.date], int],
    ) -> None:
        """Store the inputs of the rows.

        Args:
            sums: The earnings over any days.
            income: The gross income of each month.
            usual_class: The class that each stream has earned the most from.
            work: The hours of work.
            investments: The money put into streams.
            products: The recurring products.
            as_of: The last day that counts.
            complete_by: Gives the last month that is complete at the end of a day.
        """
        self._as_of = as_of
        self._complete_by = complete_by
        self._sums = sums
        self._income = income
        self._usual_class = usual_class
        self._work = list(work)
        self._investments = investments
        self._payback = {name: investments.payback(name) for name in investments.streams}
        self._products = products

    @exact
    def period(self, period: Period) -> StreamPeriod:
        """Return all streams in a period."""
        span = self._span(period)
        earning = {key.stream for key in (*span.sums, *span.hours)}
        idle = {
            Key(name, self._usual_class.get(name, UNCLASSIFIED))
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
        sums = self._sums.between(period.first, period.last)
        last = min(period.last, self._as_of)
        complete = self._complete_by(last)
        before = _days_before(period, self._as_of)
        hours: dict[Key, Decimal] = {}
        for date, key, number in self._work:
            if period.first <= date <= period.last:
                hours[key] = hours.get(key, ZERO) + number
        return _Span(
            sums=sums,
            before={} if before is None else self._sums.between(*before),
            total=sum((each.net for each in sums.values()), ZERO),
            hours=hours,
            invested=self._investments.up_to(last) if period.first <= last else {},
            products=self._product_months(sums, complete),
            complete=complete,
        )

    def _row(self, key: Key, span: _Span) -> StreamFigures:
        sums = span.sums.get(key, _NOTHING)
        net = sums.net
        paid = self._income.paid(key, span.complete)
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
            longest_gap=self._income.longest_gap(key, span.complete),
            variation=variation(paid),
            hours=hours,
            net_per_hour=ratio(net, hours),
            invested=invested,
            roi=ratio(net, invested),
            payback_on=self._payback.get(key.stream or "", {}).get(span.complete),
            mrr=None if product is None else product.mrr,
            churn=None if product is None else product.churn,
        )

    def _product_months(self, sums: Mapping[Key, Sums], end: int) -> dict[Key, ProductMonth]:
        """Return the products in a month, each for the row with the most income of its stream."""
        shown = {}
        for product in self._products:
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
