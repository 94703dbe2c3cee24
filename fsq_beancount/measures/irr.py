"""Root finding for the internal rate of return.

The unknown is the discount factor of a day at which the present value of payments is zero: in this
factor, the present value is a polynomial whose exponents are days. :mod:`.returns` defines the
rate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, localcontext
from itertools import accumulate, pairwise
from typing import Final

from fsq_beancount.core.precision import PRECISION, exact
from fsq_beancount.measures.bracket import Point, at, between, finely_between
from fsq_beancount.measures.payments import DAYS_A_YEAR, Payments

ZERO: Final = Decimal()
ONE: Final = Decimal(1)

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


@exact
def roots(payments: Payments, wanted: int) -> Sequence[Decimal]:
    """Return the factors at which the present value is zero, those nearest to 1.

    The nearest one is found where there is one. Of three that lie closer together than a thirtieth
    of a percentage point, two may be missed.

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
    near = at(payments, ONE)
    distance = Decimal(1) / DAYS_A_YEAR
    for _ in range(64):
        far = at(payments, (distance * side).exp())
        if (far.value > 0) != (near.value > 0):
            return between(payments, near, far)[0]
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
    ends: dict[int, Point] = {}
    found: list[Decimal] = []
    for number, distance in enumerate(_grid()):
        if number % _STEPS_TO_LOOK_AHEAD == 0:
            for side in [side for side in clear if clear[side] < distance]:
                further = _clear(payments, side, clear[side])
                if further is None:
                    del clear[side]
                else:
                    ends[side] = at(payments, (further * side).exp())
                    clear[side] = further
            if not clear:
                break
        new: list[Decimal] = []
        for side in [side for side in clear if clear[side] < distance]:
            near, far = ends[side], at(payments, (distance * side).exp())
            inside = between(payments, near, far)
            if inside or _may_have_two(payments, near, side):
                inside = finely_between(payments, near, far) or inside
            new += inside
            ends[side], clear[side] = far, distance
        found += _apart(sorted(new, key=lambda factor: abs(factor.ln())))
        if len(found) >= wanted:
            break
    return found[:wanted]


def _may_have_two(payments: Payments, near: Point, side: int) -> bool:
    """Return whether there may be two roots beyond a point, although nothing there shows it."""
    return _most_roots(value for _, value in _values(payments, near.factor, side)) > 1


def _apart(factors: Iterable[Decimal]) -> Iterator[Decimal]:
    """Yield factors without those that are the one before but for rounding: a double root."""
    before = None
    for factor in factors:
        if before is None or abs(factor / before - ONE) > _BESIDE_A_ROOT:
            yield factor
        before = factor
