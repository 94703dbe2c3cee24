"""Yearly figures in tables, and rounding."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal

from make_example.base.days import FIRST_YEAR, LAST_YEAR

CENT = Decimal("0.01")
ZERO = Decimal(0)


def cents(amount: Decimal) -> Decimal:
    """Round to cents, as banks do."""
    return amount.quantize(CENT, ROUND_HALF_EVEN)


def whole_cents(amount: Decimal) -> Decimal:
    """Truncate to cents, as in the computation of German capital tax."""
    return amount.quantize(CENT, ROUND_DOWN)


def by_year(figures: str, first: int = FIRST_YEAR) -> dict[int, Decimal]:
    """Return a figure for each year from ``first`` on; the last must be for the last year."""
    values = [Decimal(figure) for figure in figures.split()]
    if first + len(values) - 1 != LAST_YEAR:
        raise ValueError(f"{len(values)} figures from {first} on do not end in {LAST_YEAR}")
    return {first + offset: value for offset, value in enumerate(values)}
