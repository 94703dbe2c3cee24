"""The discount factors between two others at which the present value of payments is zero."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.payments import Payments, value_at

ZERO: Final = Decimal()
ONE: Final = Decimal(1)

_FINEST: Final = Decimal("1e-32")
_FINER: Final = 16
"""Finer steps within one, where there may be several roots."""


class Point(NamedTuple):
    """A factor, with the present value of the payments at it and the derivative."""

    factor: Decimal
    value: Decimal
    slope: Decimal


@exact
def at(payments: Payments, factor: Decimal) -> Point:
    """Return the point of a factor."""
    return Point(factor, *value_at(payments, factor))


@exact
def between(payments: Payments, near: Point, far: Point) -> Sequence[Decimal]:
    """Return the roots between two points: one, or two where the value turns towards zero."""
    if (far.value > 0) != (near.value > 0):
        return [_refine(payments, near, far.factor)]
    turning = _turn(payments, near, far)
    if turning is None:
        return []
    return [_refine(payments, near, turning), _refine(payments, far, turning)]


@exact
def finely_between(payments: Payments, near: Point, far: Point) -> Sequence[Decimal]:
    """Return the roots between two points, looked for in finer steps."""
    step = (far.factor / near.factor) ** (ONE / _FINER)
    inner = (at(payments, near.factor * step**number) for number in range(1, _FINER))
    points = pairwise([near, *inner, far])
    return [root for one, next_one in points for root in between(payments, one, next_one)]


def _turn(payments: Payments, near: Point, far: Point) -> Decimal | None:
    """Return a factor between two points at which the sign differs from theirs, if any."""
    positive = near.value > 0
    low, high = (near, far) if near.factor < far.factor else (far, near)
    if (low.slope < 0) != positive or (high.slope > 0) != positive:
        return None
    below, above = low.factor, high.factor
    for _ in range(100):
        middle = at(payments, (below + above) / 2)
        if (middle.value > 0) != positive:
            return middle.factor
        if (middle.slope < 0) == positive:
            below = middle.factor
        else:
            above = middle.factor
    return None


def _refine(payments: Payments, near: Point, far: Decimal) -> Decimal:
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
