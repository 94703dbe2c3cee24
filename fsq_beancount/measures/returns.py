"""Returns: how fast money grew, apart from what was paid in and out (*Rendite*).

Plain functions of numbers. Valuations are at the end of their day and hold that day's flows; a
flow is positive where money comes in from outside and negative where it leaves. Rates are
fractions, ``None`` where they are undefined. All arithmetic is decimal: the return on an amount
is the same in any currency's scale, and no amount ever passes through a binary fraction.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import MAX_EMAX, MIN_EMIN, Decimal, localcontext
from itertools import pairwise
from typing import Final, NamedTuple

from fsq_beancount.core.precision import exact
from fsq_beancount.measures import irr
from fsq_beancount.measures.definition import ratio

ZERO: Final = Decimal()
ONE: Final = Decimal(1)
ONE_DAY: Final = datetime.timedelta(days=1)

Flows = Iterable[tuple[datetime.date, Decimal]]


def day_before(date: datetime.date) -> datetime.date:
    """Return the day before another; before the first day that there is comes none."""
    return date if date == datetime.date.min else date - ONE_DAY


class Dietz(NamedTuple):
    """What a modified Dietz return is the quotient of, exact: nothing is divided yet.

    Attributes:
        gain: What was earned, currency.
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
    """Return the money-weighted return of a period, as Dietz approximates it.

    ``(closing - opening - ΣF) / (opening + Σ w·F)``, where ``w`` is the share of the period's days
    that come after the flow's day: money of the last day has earned nothing. Source: Peter O.
    Dietz, *Pension Funds: Measuring Investment Performance* (1966); CFA Institute, GIPS.

    Args:
        opening: The value at the end of the day before ``first``, currency.
        closing: The value at the end of ``last``, currency.
        flows: Date and amount of each external flow, money in positive; any order.
        first: The first day of the period.
        last: The last day, included.

    Returns:
        The return of the whole period, not of a year; ``None`` where the average capital is zero
        or negative, since a return on nothing means nothing.

    Raises:
        ValueError: When the period ends before it begins, or a flow lies outside it.
    """
    return dietz(opening, closing, flows, first, last).rate


@exact
def chain(returns: Iterable[Decimal | None]) -> Decimal | None:
    """Return the return of consecutive periods, ``Π(1 + r) - 1``; ``None`` if one is undefined."""
    factor = ONE
    for rate in returns:
        if rate is None:
            return None
        factor *= ONE + rate
    return factor - ONE


@exact
def annualise(total: Decimal | None, days: int) -> Decimal | None:
    """Return what a return of some days is a year: ``(1 + R)^(365/days) - 1``.

    Args:
        total: The return of all the days together.
        days: Their number, at least one.

    Returns:
        The annual rate; ``None`` where the return is undefined or lost more than there was.

    Raises:
        ValueError: When there is no day.
    """
    if days < 1:
        raise ValueError(f"a return of {days} days has no annual rate")
    if total is None or total < -ONE:
        return None
    return (ONE + total) ** (Decimal(irr.DAYS_A_YEAR) / days) - ONE


@exact
def real(rate: Decimal | None, inflation: Decimal | None) -> Decimal | None:
    """Return a rate above inflation, ``(1 + r)/(1 + π) - 1``; both of the same time.

    ``None`` where one of them is undefined, or where all money became worthless.
    """
    if rate is None or inflation is None or inflation <= -ONE:
        return None
    return (ONE + rate) / (ONE + inflation) - ONE


@exact
def levered(gross: Decimal, cost: Decimal, debt: Decimal, equity: Decimal) -> Decimal | None:
    """Return the return on own money from that on all of it: ``r + (r - i)·debt/equity``.

    Borrowed money helps exactly when what it is put into returns more than it costs: 10 % gross
    with as much borrowed at 5 % as is one's own makes 15 % net; at 12 % it makes 8 %. Source:
    Modigliani and Miller (1958), proposition II.

    Args:
        gross: The return on all capital, fraction.
        cost: The cost of debt, fraction.
        debt: The average debt, currency.
        equity: The average own capital, currency.

    Returns:
        The return on equity; ``None`` where there is none.
    """
    hebel = ratio(debt, equity)
    return None if hebel is None else gross + (gross - cost) * hebel


@exact
def time_weighted(
    valuations: Iterable[tuple[datetime.date, Decimal]], flows: Flows
) -> Decimal | None:
    """Return the time-weighted return: what each unit of money earned, whenever it came in.

    The returns between one valuation and the next are chained. Where a flow falls between two of
    them, the part is a modified Dietz return; with a valuation on every day with a flow the result
    is exact, a flow being counted at the end of its day: ``Π (V_t - F_t)/V_(t-1) - 1``. Source:
    CFA Institute, GIPS (linked modified Dietz).

    Args:
        valuations: Date and value at the end of the day, its flows included; any order, one a day.
        flows: Date and amount of each external flow, money in positive. Those of the first
            valuation's day are in its value already.

    Returns:
        The return from the first valuation to the last. ``None`` with fewer than two valuations,
        or where a part has no positive average capital; a part with neither value nor flows counts
        as a factor of 1.

    Raises:
        ValueError: When a flow lies before the first or after the last valuation, or two
            valuations are of one day.
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
    """Return the modified Dietz return of a link in a chain.

    Where there was nothing and nothing came it is zero, so that the chain goes on.
    """
    if not opening and not closing and not any(amount for _, amount in flows):
        return ZERO
    return modified_dietz(opening, closing, flows, first, last)


@exact
def present_value(flows: Flows, rate: Decimal) -> Decimal:
    """Return what dated payments are worth on the day of the first, ``Σ CF·(1 + r)^(-days/365)``.

    Args:
        flows: Date and amount of each payment; any order.
        rate: The rate a year, above -1.

    Returns:
        The present value, currency; zero without payments.

    Raises:
        ValueError: When the rate is not above -1.
    """
    if not rate > -ONE:
        raise ValueError(f"a rate must be above -1, not {rate}")
    payments = irr.by_day(flows)
    if not payments:
        return ZERO
    return irr.value_at(payments, (ONE + rate) ** (-ONE / irr.DAYS_A_YEAR))[0]


@exact
def xirr(flows: Flows) -> Decimal | None:
    """Return the internal rate of return of dated payments (*interner Zinsfuß*), a year.

    The rate at which they are worth nothing together: ``Σ CF·(1 + r)^(-days/365) = 0``, as the
    XIRR of spreadsheets has it. What an investor pays is negative, what comes back positive.

    Payments that change their sign once have exactly one such rate, and it is found, however far
    from zero it lies. Where they change it more often there may be none or several; the one
    nearest to zero is returned, by the distance of ``ln(1 + r)``.

    The root is sought in decimal arithmetic, in the discount factor of a day: with it the value is
    a polynomial of the days between payments, so that no logarithm is needed for each of them.

    Args:
        flows: Date and amount of each payment; any order. Those of one day are added up.

    Returns:
        The rate a year, exact to 20 digits; ``None`` where the payments never change their sign,
        where all of them are of one day, or where no rate makes them worth nothing.
    """
    # Powers of some thousand days may be large on the way to the root.
    with localcontext(Emax=MAX_EMAX, Emin=MIN_EMIN):
        payments = irr.by_day(flows)
        if len(payments) < 2:
            return None
        factor = irr.root(payments)
        return None if factor is None else factor**-irr.DAYS_A_YEAR - ONE
