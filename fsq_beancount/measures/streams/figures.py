"""The figures of an income stream in a period, a row for each class of what it earns.

A row is a stream and a class: a stream whose class changes in mid-year has two rows in that year.
What has no stream is a row without a name for each class, so that the rows of a period add up to
the net income of each class exactly.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.definition import ratio

ZERO: Final = Decimal()


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamFigures:
    """One stream and class in one period.

    Attributes:
        stream: Its name; ``None`` for what has no stream.
        income_class: The class of what it earns.
        gross: Income, negative for a loss, currency.
        tax: Taxes charged to it; a cost is positive.
        fee: Fees charged to it.
        cost: Other costs of earning charged to it.
        net: Gross less tax, fee and cost.
        share: Of the net income of all classes, fraction.
        growth: Net income against the period before, fraction (0.1 is 10 % more); ``None`` where
            that was not positive. A period that the books have not reached the end of is
            compared with the same days of the one before.
        months_paid: Of the last twelve complete months up to the end of the period, those with a
            positive gross income; a month that goes on may still be paid.
        longest_gap: The most months from one of these payments to the next, 1 for who pays every
            month; also from the last payment before them, and from the last one to the end.
            ``None`` where nothing was ever paid.
        variation: Standard deviation of the monthly gross income over these months divided by
            its mean, 0 for who pays the same every month; ``None`` where the mean is not positive.
        hours: Hours of work; ``None`` where nobody has written any for the stream.
        net_per_hour: Net income per hour of work, currency.
        invested: Money put into the stream up to the end of the period, currency; ``None`` where
            nothing is marked as such.
        roi: Net income of the period as a fraction of it.
        payback_on: The last day of the complete month from which on the net income of the stream,
            all classes since the beginning, has covered what was put into it; ``None`` until then.
        mrr: Monthly recurring revenue in the period's last complete month, currency; ``None`` for
            what is no recurring product.
        churn: Part of the customers of the month before who do not pay in it, fraction.
    """

    stream: str | None
    income_class: str
    gross: Decimal
    tax: Decimal
    fee: Decimal
    cost: Decimal
    net: Decimal
    share: Decimal | None
    growth: Decimal | None
    months_paid: int
    longest_gap: int | None
    variation: Decimal | None
    hours: Decimal | None
    net_per_hour: Decimal | None
    invested: Decimal | None
    roi: Decimal | None
    payback_on: datetime.date | None
    mrr: Decimal | None
    churn: Decimal | None

    @property
    @exact
    def costs(self) -> Decimal:
        """All costs of earning it: taxes, fees and others, currency."""
        return self.tax + self.fee + self.cost


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamPeriod:
    """All streams in one period.

    Attributes:
        period: Its name, ``2024``.
        first: The first day.
        last: The last day.
        rows: Named streams first, the one with the highest net income first.
    """

    period: str
    first: datetime.date
    last: datetime.date
    rows: tuple[StreamFigures, ...]

    def net(self, *classes: str) -> dict[str, Decimal]:
        """Return the net income of each named stream from some classes."""
        by_stream = self.net_by_stream(*classes)
        return {name: amount for name, amount in by_stream.items() if name is not None}

    @exact
    def net_by_stream(self, *classes: str) -> dict[str | None, Decimal]:
        """Return the same, and under ``None`` what has no stream."""
        sums: dict[str | None, Decimal] = {}
        for row in self.rows:
            if row.income_class in classes:
                sums[row.stream] = sums.get(row.stream, ZERO) + row.net
        return sums


@exact
def growth(now: Decimal, before: Decimal) -> Decimal | None:
    """Return by which fraction an amount is above an earlier one; ``None`` if that is ≤ 0."""
    return ratio(now - before, before)
