"""Rates of return (*Rendite*): the growth of capital apart from external flows.

Plain functions of numbers. Valuations are at the end of their day and include that day's flows; a
flow is positive where money comes in from outside and negative where it leaves. Rates are
fractions, ``None`` where they are undefined. All arithmetic is decimal: a return does not depend on
the scale of the currency, and no amount is ever converted to a binary float.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.definition import ratio
from fsq_beancount.measures.internal_rates import internal_rates
from fsq_beancount.measures.payments import DAYS_A_YEAR, by_day, value_at

ZERO: Final = Decimal()
ONE: Final = Decimal(1)
ONE_DAY: Final = datetime.timedelta(days=1)

Flows = Iterable[tuple[datetime.date, Decimal]]


class Dietz(NamedTuple):
    """The parts of the quotient of a modified Dietz return, exact, as nothing is divided yet.

    Attributes:
        gain: The gain, currency.
        capital: The average capital times the number of days, currency.
        days: The number of days.
    """

    gain: Decimal
    capital: Decimal
    days: int

    @property
    @exact
    def average(self) -> Decimal:
        """The average capital, currency."""
        return self.capital / self.days

    @property
    @exact
    def rate(self) -> Decimal | None:
        """The return of the period; ``None`` where the average capital is zero or negative."""
        return self.gain * self.days / self.capital if self.capital > 0 else None


@exact
def dietz(
    opening: Decimal,
    closing: Decimal,
    flows: Flows,
    first: datetime.date,
    last: datetime.date,
) -> Dietz:
    """Return the numerator and the denominator of :func:`modified_dietz`.

    Raises:
        ValueError: When the period ends before it begins, or a flow lies outside it.
    """
    days = (last - first).days + 1
    if days < 1:
        raise ValueError(f"the period ends ({last}) before it begins ({first})")
    gain, capital = closing - opening, opening * days
    for date, amount in flows:
        if not first <= date <= last:
            raise ValueError(f"the flow of {date} lies outside the period from {first} to {last}")
        gain -= amount
        capital += amount * (last - date).days
    return Dietz(gain, capital, days)


@exact
def modified_dietz(
    opening: Decimal,
    closing: Decimal,
    flows: Flows,
    first: datetime.date,
    last: datetime.date,
) -> Decimal | None:
    """Return the modified Dietz return of a period, an approximate money-weighted return.

    ``(closing - opening - ΣF) / (opening + Σ w·F)``, where ``w`` is the share of the period's days
    that come after the flow's day: a flow on the last day has earned nothing. Source: Peter O.
    Dietz, *Pension Funds: Measuring Investment Performance* (1966); CFA Institute, GIPS.

    Args:
        opening: The value at the end of the day before ``first``, currency.
        closing: The value at the end of ``last``, currency.
        flows: Date and amount of each external flow, inflows positive; any order.
        first: The first day of the period.
        last: The last day, included.

    Returns:
        The return of the whole period, not of a year; ``None`` where the average capital is zero
        or negative, since a return on no capital is meaningless.

    Raises:
        ValueError: When the period ends before it begins, or a flow lies outside it.
    """
    return dietz(opening, closing, flows, first, last).rate


@exact
def chain(returns: Iterable[Decimal | None]) -> Decimal | None:
    """Return the compound return of periods, ``Π(1 + r) - 1``.

    Args:
        returns: The return of each period, fraction, oldest first; ``None`` where undefined.

    Returns:
        The return; ``None`` if a period's is, or if anything follows a loss of everything.
    """
    factor = ONE
    for rate in returns:
        if rate is None or factor <= 0:
            return None
        factor *= ONE + rate
    return factor - ONE


@exact
def annualise(total: Decimal | None, days: int) -> Decimal | None:
    """Return the annual rate of a return over some days: ``(1 + R)^(365/days) - 1``.

    Args:
        total: The return over all the days.
        days: The number of days, at least one.

    Returns:
        The annual rate; ``None`` where the return is undefined or below -1.

    Raises:
        ValueError: When the number of days is less than one.
    """
    if days < 1:
        raise ValueError(f"a return of {days} days has no annual rate")
    if total is None or total < -ONE:
        return None
    return (ONE + total) ** (Decimal(DAYS_A_YEAR) / days) - ONE


@exact
def real(rate: Decimal | None, inflation: Decimal | None) -> Decimal | None:
    """Return the real rate, ``(1 + r)/(1 + π) - 1``, of a rate and the inflation of the same time.

    ``None`` where one of them is undefined, or where inflation is -1 or less.
    """
    if rate is None or inflation is None or inflation <= -ONE:
        return None
    return (ONE + rate) / (ONE + inflation) - ONE


@exact
def levered(gross: Decimal, cost: Decimal, debt: Decimal, equity: Decimal) -> Decimal | None:
    """Return the return on equity from that on all capital: ``r + (r - i)·debt/equity``.

    Debt helps exactly when all capital returns more than the debt costs: 10 % gross with as much
    debt at 5 % as equity makes 15 % net; with debt at 12 % it makes 8 %. Source: Modigliani and
    Miller (1958), proposition II.

    Args:
        gross: The return on all capital, fraction.
        cost: The cost of debt, fraction.
        debt: The average debt, currency.
        equity: The average equity, currency.

    Returns:
        The return on equity; ``None`` where equity is zero or negative.
    """
    hebel = ratio(debt, equity)
    return None if hebel is None else gross + (gross - cost) * hebel


@exact
def time_weighted(
    valuations: Iterable[tuple[datetime.date, Decimal]], flows: Flows
) -> Decimal | None:
    """Return the time-weighted return, which does not depend on when and how much money came in.

    The returns between consecutive valuations are chained. Where a flow falls between two of them,
    that part is a modified Dietz return; with a valuation on every day with a flow the result is
    exact, with each flow counted at the end of its day: ``Π (V_t - F_t)/V_(t-1) - 1``. Source: CFA
    Institute, GIPS (linked modified Dietz).

    Args:
        valuations: Date and value at the end of the day, its flows included; any order, one a day.
        flows: Date and amount of each external flow, inflows positive. Those of the first
            valuation's day are already in its value.

    Returns:
        The return from the first valuation to the last. ``None`` with fewer than two valuations,
        or where a part has no positive average capital; a part with neither value nor flows counts
        as a factor of 1.

    Raises:
        ValueError: When a flow lies before the first or after the last valuation, or two
            valuations have the same date.
    """
    points = sorted(valuations)
    if len(points) < 2:
        return None
    if any(before[0] == after[0] for before, after in pairwise(points)):
        raise ValueError("two valuations are of one day")
    begin, end = points[0][0], points[-1][0]
    dated = sorted(flows)
    for date, _ in dated:
        if not begin <= date <= end:
            raise ValueError(f"the flow of {date} lies outside the time from {begin} to {end}")
    return chain(_parts(points, [flow for flow in dated if flow[0] > begin]))


def _parts(
    points: Sequence[tuple[datetime.date, Decimal]],
    flows: Sequence[tuple[datetime.date, Decimal]],
) -> Iterator[Decimal | None]:
    position = 0
    for (before, opening), (date, closing) in pairwise(points):
        begin = position
        while position < len(flows) and flows[position][0] <= date:
            position += 1
        yield linked(opening, closing, flows[begin:position], before + ONE_DAY, date)


def linked(
    opening: Decimal,
    closing: Decimal,
    flows: Sequence[tuple[datetime.date, Decimal]],
    first: datetime.date,
    last: datetime.date,
) -> Decimal | None:
    """Return the modified Dietz return of a single link in a chain.

    It is zero where there are neither values nor flows, so that the chain continues.
    """
    if not opening and not closing and not any(amount for _, amount in flows):
        return ZERO
    return modified_dietz(opening, closing, flows, first, last)


@exact
def present_value(flows: Flows, rate: Decimal) -> Decimal:
    """Return the value of dated payments on the day of the first, ``Σ CF·(1 + r)^(-days/365)``.

    Args:
        flows: Date and amount of each payment; any order.
        rate: The annual rate, above -1.

    Returns:
        The present value, currency; zero without payments.

    Raises:
        ValueError: When the rate is not above -1.
    """
    if not rate > -ONE:
        raise ValueError(f"a rate must be above -1, not {rate}")
    payments = by_day(flows)
    if not payments:
        return ZERO
    return value_at(payments, (ONE + rate) ** (-ONE / DAYS_A_YEAR))[0]


@exact
def xirr(flows: Flows) -> Decimal | None:
    """Return the annual internal rate of return of dated payments (*interner Zinsfuß*).

    The rate at which their present value is zero: ``Σ CF·(1 + r)^(-days/365) = 0``, as in the XIRR
    of spreadsheets. Payments by the investor are negative, payments to the investor positive.

    Payments that change sign once have exactly one such rate, and it is found, however far from
    zero it lies. With more sign changes there may be none or several; the rate nearest to zero is
    returned, by the distance of ``ln(1 + r)``.
    :func:`.internal_rates.internal_rates` tells whether there are more.

    The root is found in decimal arithmetic, for the discount factor of a day: the present value is
    then a polynomial in this factor, so that no logarithm is needed for each payment.

    Args:
        flows: Date and amount of each payment; any order. Those of one day are added up.

    Returns:
        The annual rate, exact to 20 digits; ``None`` where the payments never change sign, where
        all of them are on the same day, or where no rate makes their present value zero.
    """
    return next(iter(internal_rates(flows, most=1)), None)
