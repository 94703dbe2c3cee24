"""Root finding for the internal rate of return.

The unknown is the discount factor of a day at which the present value of payments is zero: in this
factor, the present value is a polynomial whose exponents are days. :mod:`.returns` defines the
rate.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, localcontext
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from fsq_beancount.core.precision import PRECISION, exact

ZERO: Final = Decimal()
ONE: Final = Decimal(1)
DAYS_A_YEAR: Final = 365
"""As in the XIRR of spreadsheets; a leap year is one day longer than a year."""

Payments = Sequence[tuple[int, Decimal]]
"""Days until the next later payment (0 for the last), and the amount; the last payment first,
without zero amounts."""


def by_day(flows: Iterable[tuple[datetime.date, Decimal]]) -> Payments:
    """Return the payments, with the amounts of each day added up."""
    sums: dict[datetime.date, Decimal] = {}
    for date, amount in flows:
        sums[date] = sums.get(date, ZERO) + amount
    dates = sorted((date for date, amount in sums.items() if amount), reverse=True)
    return [((after - date).days, sums[date]) for after, date in pairwise([*dates[:1], *dates])]


@exact
def value_at(payments: Payments, factor: Decimal) -> tuple[Decimal, Decimal]:
    """Return ``Σ CF·v^days`` and its derivative with respect to ``v``, by Horner's method."""
    powers: dict[int, Decimal] = {}
    # The slope is accumulated times v, which saves two of five multiplications for each payment:
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
"""Digits of precision in the search; with more, the arithmetic takes several times as long."""

_STEPS: Final = 170
"""Steps of the search; the last is at a factor of 10^70 a day, beyond any real payments."""

_STEPS_TO_LOOK_AHEAD: Final = 8
"""Steps between two computations of a root-free distance, which cost about two steps each."""

_WORTH_A_LOOK: Final = Decimal("0.16")
"""The least worthwhile gain of such a computation, as a share of the distance: two steps."""

_SHORT_OF_A_ROOT: Final = Decimal("0.999")
"""The share of the gain to advance: a root may lie exactly at its end, and rounding must not lead
beyond it."""


def _grid() -> Iterator[Decimal]:
    """Yield distances from zero in ``ln(v)`` a day, in finer steps where rates usually lie."""
    step = Decimal("0.01") / DAYS_A_YEAR
    distance = ZERO
    for _ in range(_STEPS):
        distance += step
        yield distance
        step *= Decimal("1.08")


_BESIDE_A_ROOT: Final = Decimal("1e-12")
"""A distance in ``ln(v)`` at which a factor is another one than the root beside it."""


class _Point(NamedTuple):
    """A factor, with the present value of the payments at it and the derivative."""

    factor: Decimal
    value: Decimal
    slope: Decimal


def _at(payments: Payments, factor: Decimal) -> _Point:
    return _Point(factor, *value_at(payments, factor))


@exact
def roots(payments: Payments, wanted: int) -> Sequence[Decimal]:
    """Return the factors at which the present value is zero, those nearest to 1.

    The nearest one is always found where there is one. Beyond it, the search takes finer steps
    where rates usually lie: of three roots within one step of it, two may be missed.

    Args:
        payments: The payments.
        wanted: How many factors to look for: fewer are returned where there are no more.

    Returns:
        The factors, the nearest to 1 first.
    """
    amounts = [amount for _, amount in payments]
    total = sum(amounts, ZERO)
    most = {1: _most_roots(amounts), -1: _most_roots(reversed(amounts))}
    sides = [side for side in most if most[side]]
    if not total:
        if wanted == 1 or not sides:
            return [ONE]
        with localcontext(prec=PRECISION):
            return [ONE, *_nearest_roots(payments, sides, wanted - 1, _BESIDE_A_ROOT)]
    # The sum of amounts that nearly cancel out has lost digits, so it needs more of them.
    lost = max(amount.adjusted() for amount in amounts) - total.adjusted()
    with localcontext(prec=_DIGITS if lost < _DIGITS // 2 else PRECISION):
        if sum(most.values()) == 1:
            only = _only_root(payments, *sides)
            return [] if only is None else [only]
        return _nearest_roots(payments, sides, wanted)


def _most_roots(values: Iterable[Decimal]) -> int:
    """Return an upper bound for the number of roots on one side of a factor.

    Divided by ``1 - v/factor``, the present value is a series in ``v`` whose coefficients are the
    cumulative sums of the payments, so by Descartes' rule of signs it has at most as many roots
    below the factor as these sums have sign changes. At a rate of zero, this is Norstrom's
    criterion. The roots above the factor are those below with time reversed.

    Args:
        values: The values of the payments at the factor, the last one first for the roots above.
    """
    signs = (total.is_signed() for total in accumulate(values) if total)
    return sum(before is not after for before, after in pairwise(signs))


def _values(payments: Payments, factor: Decimal, side: int) -> Iterator[tuple[int, Decimal]]:
    """Yield days and value of each payment at a factor, for the roots beyond it on one side.

    The days count from the first payment on; for the roots above, back from the last one.
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


def _clear(payments: Payments, side: int, distance: Decimal) -> Decimal | None:
    """Return a distance in ``ln(v)`` up to which there is no root, starting from a known one.

    Returns:
        The distance; ``None`` where there is no root at all on this side.
    """
    while True:
        worth = list(_values(payments, (distance * side).exp(), side))
        if not _most_roots(value for _, value in worth):
            return None
        # At a root the sum is zero; this is the steepest slope at which it can fall to that.
        total = sum((value for _, value in worth), ZERO)
        steepest = sum((days * abs(value) for days, value in worth), ZERO)
        further = -(ONE - abs(total) / steepest).ln() * _SHORT_OF_A_ROOT
        if not further or further < distance * _WORTH_A_LOOK:
            return distance
        distance += further


def _only_root(payments: Payments, side: int) -> Decimal | None:
    """Return the only factor at which the present value is zero, above 1 or below it."""
    near = _at(payments, ONE)
    distance = Decimal(1) / DAYS_A_YEAR
    for _ in range(64):
        far = _at(payments, (distance * side).exp())
        if (far.value > 0) != (near.value > 0):
            return _refine(payments, near, far.factor)
        near = far
        distance *= 2
    return None


def _nearest_roots(
    payments: Payments, sides: Iterable[int], wanted: int, start: Decimal = ZERO
) -> Sequence[Decimal]:
    """Return the factors nearest to 1 at which the present value is zero, the nearest first.

    Args:
        payments: The payments.
        sides: The sides of 1 on which there may be any.
        wanted: How many to look for.
        start: The distance from which to look, in ``ln(v)``.
    """
    clear = dict.fromkeys(sides, start)
    ends: dict[int, _Point] = {}
    found: list[Decimal] = []
    for number, distance in enumerate(_grid()):
        if number % _STEPS_TO_LOOK_AHEAD == 0:
            for side in [side for side in clear if clear[side] < distance]:
                further = _clear(payments, side, clear[side])
                if further is None:
                    del clear[side]
                else:
                    ends[side] = _at(payments, (further * side).exp())
                    clear[side] = further
            if not clear:
                break
        new: list[Decimal] = []
        for side in [side for side in clear if clear[side] < distance]:
            near, far = ends[side], _at(payments, (distance * side).exp())
            if (far.value > 0) != (near.value > 0):
                new.append(_refine(payments, near, far.factor))
            else:
                # Two roots may lie between the points, where the value turns towards zero and back.
                turning = _turn(payments, near, far)
                if turning is not None:
                    new.append(_refine(payments, near, turning))
                    if len(found) + 1 < wanted:
                        new.append(_refine(payments, far, turning))
            ends[side], clear[side] = far, distance
        found += _apart(sorted(new, key=lambda factor: abs(factor.ln())))
        if len(found) >= wanted:
            break
    return found[:wanted]


def _apart(factors: Iterable[Decimal]) -> Iterator[Decimal]:
    """Yield factors without those that are the one before but for rounding: a double root."""
    before = None
    for factor in factors:
        if before is None or abs(factor / before - ONE) > _BESIDE_A_ROOT:
            yield factor
        before = factor


def _turn(payments: Payments, near: _Point, far: _Point) -> Decimal | None:
    """Return a factor between two points at which the sign differs from theirs, if any."""
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


def _refine(payments: Payments, near: _Point, far: Decimal) -> Decimal:
    """Return the root between two factors of different sign, by bracketed Newton steps."""
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
        # Near the root the steps shrink quadratically, so the size of the next one is known.
        if moved**3 <= _FINEST * factor * before**2:
            break
        value, slope = value_at(payments, factor)
        if not value:
            break
        if (value > 0) == positive:
            one = factor
        else:
            other = factor
    return factor
