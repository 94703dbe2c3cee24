"""The figures of an income stream in a period, a row for each class of its income.

A row is a stream and a class: a stream whose class changes in mid-year has two rows in that year.
Income without a stream is in a nameless row for each class, so that the rows of a period add up to
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
    """A stream and class in a period.

    Attributes:
        stream: Its name; ``None`` for income without a stream.
        income_class: The class of the income.
        gross: Income, negative for a loss, currency.
        tax: Taxes charged to it; a cost is positive.
        fee: Fees charged to it.
        cost: Other costs of earning charged to it.
        net: Gross less tax, fee and cost.
        share: The share of the net income of all classes, fraction.
        growth: Net income against the previous period, fraction (0.1 is 10 % more); ``None`` where
            that was not positive. A period that the books do not cover to its end is compared with
            the same days of the previous period.
        months_paid: The number of months with a positive gross income among the last twelve
            complete months up to the end of the period; the current month may still be paid.
        longest_gap: The most months between two successive payments in these months, 1 for a
            payment every month; also from the last payment before them, and from the last payment
            to the end. ``None`` where there never was a payment.
        variation: Standard deviation of the monthly gross income over these months divided by
            its mean, 0 for equal monthly payments; ``None`` where the mean is not positive.
        hours: Hours of work; ``None`` where none are recorded for the stream.
        net_per_hour: Net income per hour of work, currency.
        invested: Money put into the stream up to the end of the period, currency; ``None`` where
            no posting is marked as an investment.
        roi: Net income of the period as a fraction of the money invested.
        payback_on: The last day of the complete month since which the net income of the stream,
            all classes since the beginning, has covered the money invested; ``None`` until then.
        mrr: Monthly recurring revenue in the period's last complete month, currency; ``None``
            without a recurring product.
        churn: Fraction of the customers of the month before who do not pay in that month.
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
        """All costs of earning the income: taxes, fees and others, currency."""
        return self.tax + self.fee + self.cost


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamPeriod:
    """All streams in a period.

    Attributes:
        period: Its name, ``2024``.
        first: The first day.
        last: The last day.
        rows: Named streams first, in order of net income, the highest first.
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
        """Return the net income of each stream from some classes; ``None`` is for no stream."""
        sums: dict[str | None, Decimal] = {}
        for row in self.rows:
            if row.income_class in classes:
                sums[row.stream] = sums.get(row.stream, ZERO) + row.net
        return sums


@exact
def growth(now: Decimal, before: Decimal) -> Decimal | None:
    """Return the growth since an earlier amount, fraction; ``None`` if that amount is ≤ 0."""
    return ratio(now - before, before)
