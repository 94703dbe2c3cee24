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
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from fsq_beancount.core.prices import PRECISION

ZERO: Final = Decimal()
ONE: Final = Decimal(1)
DAYS_A_YEAR: Final = 365
"""As in every spreadsheet's XIRR; a leap year has a day more than a year."""

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
    def average(self) -> Decimal:
        """The average capital, currency."""
        return self.capital / self.days

    @property
    def rate(self) -> Decimal | None:
        """The return of the period; ``None`` where the average capital is zero or negative."""
        return self.gain * self.days / self.capital if self.capital > 0 else None


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
    with localcontext(prec=PRECISION):
        return dietz(opening, closing, flows, first, last).rate


def chain(returns: Iterable[Decimal | None]) -> Decimal | None:
    """Return the return of consecutive periods, ``Π(1 + r) - 1``; ``None`` if one is undefined."""
    with localcontext(prec=PRECISION):
        factor = ONE
        for rate in returns:
            if rate is None:
                return None
            factor *= ONE + rate
        return factor - ONE


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
    with localcontext(prec=PRECISION):
        return (ONE + total) ** (Decimal(DAYS_A_YEAR) / days) - ONE


def real(rate: Decimal | None, inflation: Decimal | None) -> Decimal | None:
    """Return a rate above inflation, ``(1 + r)/(1 + π) - 1``; both of the same time.

    ``None`` where one of them is undefined, or where all money became worthless.
    """
    if rate is None or inflation is None or inflation <= -ONE:
        return None
    with localcontext(prec=PRECISION):
        return (ONE + rate) / (ONE + inflation) - ONE


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
    with localcontext(prec=PRECISION):
        payments = _by_day(flows)
        if not payments:
            return ZERO
        return _value(payments, (ONE + rate) ** (-ONE / DAYS_A_YEAR))[0]


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
    with localcontext(prec=PRECISION, Emax=MAX_EMAX, Emin=MIN_EMIN):
        payments = _by_day(flows)
        if len(payments) < 2:
            return None
        factor = _root(payments)
        return None if factor is None else factor**-DAYS_A_YEAR - ONE


_Payments = Sequence[tuple[int, Decimal]]
"""Days to the payment after it (none for the last), and the amount; the last payment first, none
of them zero."""


def _by_day(flows: Flows) -> _Payments:
    sums: dict[datetime.date, Decimal] = {}
    for date, amount in flows:
        sums[date] = sums.get(date, ZERO) + amount
    dates = sorted((date for date, amount in sums.items() if amount), reverse=True)
    return [((after - date).days, sums[date]) for after, date in pairwise([*dates[:1], *dates])]


def _value(payments: _Payments, factor: Decimal) -> tuple[Decimal, Decimal]:
    """Return ``Σ CF·v^days`` and its derivative by ``v``, in Horner's way."""
    powers: dict[int, Decimal] = {}
    # The slope is carried along times v, which saves two of five multiplications for each payment:
    # v·(x·v^gap)' = (v·x' + gap·x)·v^gap
    value = slope = ZERO
    for gap, amount in payments:
        if gap == 1:
            # Most payments of a household are a day apart.
            slope = (slope + value) * factor
            value = value * factor + amount
            continue
        power = powers.get(gap)
        if power is None:
            power = powers[gap] = factor**gap
        slope = (slope + value * gap) * power
        value = value * power + amount
    return value, slope / factor


_FINEST: Final = Decimal("1e-32")
_DIGITS: Final = 38
"""Digits that a root is sought with; with more, the arithmetic takes several times as long."""

_STEPS: Final = 170
"""Of the search; the last is beyond what a day could do to any amount, a factor of 10^70."""

_STEPS_TO_LOOK_AHEAD: Final = 8
"""After so many it is asked how far there can be no root, which takes about two."""

_WORTH_A_LOOK: Final = Decimal("0.16")
"""How much further that must be, as a share of the distance: two steps of the search."""

_SHORT_OF_A_ROOT: Final = Decimal("0.999")
"""What is gone of that: a root may be right there, and rounding must not lead beyond it."""


def _grid() -> Iterator[Decimal]:
    """Yield distances from zero in ``ln(v)`` a day, finer where rates are usual."""
    step = Decimal("0.01") / DAYS_A_YEAR
    distance = ZERO
    for _ in range(_STEPS):
        distance += step
        yield distance
        step *= Decimal("1.08")


class _Point(NamedTuple):
    """A factor, and what payments are worth at it, with the derivative."""

    factor: Decimal
    value: Decimal
    slope: Decimal


def _at(payments: _Payments, factor: Decimal) -> _Point:
    return _Point(factor, *_value(payments, factor))


def _root(payments: _Payments) -> Decimal | None:
    """Return the factor nearest to 1 at which payments are worth nothing, if there is one."""
    amounts = [amount for _, amount in payments]
    total = sum(amounts, ZERO)
    if not total:
        return ONE
    most = {1: _most_roots(amounts), -1: _most_roots(reversed(amounts))}
    sides = [side for side in most if most[side]]
    # What is left of amounts that nearly cancel out needs the digits that they have lost.
    lost = max(amount.adjusted() for amount in amounts) - total.adjusted()
    with localcontext(prec=_DIGITS if lost < _DIGITS // 2 else PRECISION):
        if sum(most.values()) == 1:
            return _only_root(payments, *sides)
        return _nearest_root(payments, sides)


def _most_roots(values: Iterable[Decimal]) -> int:
    """Return a number that the roots on one side of a factor do not exceed.

    Divided by ``1 - v/factor``, what payments are worth is a series in ``v`` whose coefficients are
    the sums of all of them up to a day, so that by Descartes' rule of signs it has at most as many
    roots below the factor as these sums change their sign. At a rate of zero, that is Norstrom's
    criterion. The roots above it are those below in the other direction of time.

    Args:
        values: What the payments are worth at the factor, the last one first for the roots above.
    """
    signs = (total.is_signed() for total in accumulate(values) if total)
    return sum(before is not after for before, after in pairwise(signs))


def _values(payments: _Payments, factor: Decimal, side: int) -> Iterator[tuple[int, Decimal]]:
    """Yield the days and the worth of the payments at a factor, for the roots beyond it on a side.

    The days are those since the first payment; for the roots above, those before the last.
    """
    gaps, amounts = zip(*payments, strict=True)
    discount = ONE / factor
    if side < 0:
        gaps, amounts, discount = (0, *gaps[:0:-1]), amounts[::-1], factor
    powers = {gap: discount**gap for gap in set(gaps)}
    days, power = 0, ONE
    for gap, amount in zip(gaps, amounts, strict=True):
        days += gap
        power *= powers[gap]
        yield days, amount * power


def _clear(payments: _Payments, side: int, distance: Decimal) -> Decimal | None:
    """Return a distance in ``ln(v)`` up to which there is no root, on from one known to be so.

    Returns:
        The distance; ``None`` where there is no root at all on this side.
    """
    while True:
        worth = list(_values(payments, (distance * side).exp(), side))
        if not _most_roots(value for _, value in worth):
            return None
        # Their sum would have to fall to zero, and this is how steep it is at most.
        total = sum((value for _, value in worth), ZERO)
        steepest = sum((days * abs(value) for days, value in worth), ZERO)
        further = -(ONE - abs(total) / steepest).ln() * _SHORT_OF_A_ROOT
        if not further or further < distance * _WORTH_A_LOOK:
            return distance
        distance += further


def _only_root(payments: _Payments, side: int) -> Decimal | None:
    """Return the only factor at which payments are worth nothing, above 1 or below it."""
    near = _at(payments, ONE)
    distance = Decimal(1) / DAYS_A_YEAR
    for _ in range(64):
        far = _at(payments, (distance * side).exp())
        if (far.value > 0) != (near.value > 0):
            return _refine(payments, near, far.factor)
        near = far
        distance *= 2
    return None


def _nearest_root(payments: _Payments, sides: Iterable[int]) -> Decimal | None:
    """Return the factor nearest to 1 at which payments are worth nothing, if there is one."""
    clear = dict.fromkeys(sides, ZERO)
    ends: dict[int, _Point] = {}
    for number, distance in enumerate(_grid()):
        if number % _STEPS_TO_LOOK_AHEAD == 0:
            for side in [side for side in clear if clear[side] < distance]:
                found = _clear(payments, side, clear[side])
                if found is None:
                    del clear[side]
                else:
                    ends[side] = _at(payments, (found * side).exp())
                    clear[side] = found
            if not clear:
                return None
        roots: list[Decimal] = []
        for side in [side for side in clear if clear[side] < distance]:
            near, far = ends[side], _at(payments, (distance * side).exp())
            if (far.value > 0) != (near.value > 0):
                roots.append(_refine(payments, near, far.factor))
            else:
                # Two roots may lie between: where the value turns towards zero and back.
                turning = _turn(payments, near, far)
                if turning is not None:
                    roots.append(_refine(payments, near, turning))
            ends[side], clear[side] = far, distance
        if roots:
            return min(roots, key=lambda factor: abs(factor.ln()))
    return None


def _turn(payments: _Payments, near: _Point, far: _Point) -> Decimal | None:
    """Return a factor between two at which the sign differs from theirs, if the value turns."""
    positive = near.value > 0
    low, high = (near, far) if near.factor < far.factor else (far, near)
    if (low.slope < 0) != positive or (high.slope > 0) != positive:
        return None
    below, above = low.factor, high.factor
    for _ in range(100):
        middle = _at(payments, (below + above) / 2)
        if (middle.value > 0) != positive:
            return middle.factor
        if (middle.slope < 0) == positive:
            below = middle.factor
        else:
            above = middle.factor
    return None


def _refine(payments: _Payments, near: _Point, far: Decimal) -> Decimal:
    """Return the root between two factors of different sign: Newton's steps, kept between them."""
    factor, value, slope = near
    positive = value > 0
    one, other = factor, far
    moved = ZERO
    for _ in range(300):
        step = factor - value / slope if slope else factor
        if not min(one, other) < step < max(one, other):
            step = (one + other) / 2
        before, moved = moved, abs(step - factor)
        factor = step
        # Near the root a step is as the square of the one before it, so that the next is known.
        if moved**3 <= _FINEST * factor * before**2:
            break
        value, slope = _value(payments, factor)
        if not value:
            break
        if (value > 0) == positive:
            one = factor
        else:
            other = factor
    return factor
