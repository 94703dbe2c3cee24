"""Figures of the tables, and how they are rounded."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal

from make_example.base.days import FIRST_YEAR, LAST_YEAR

CENT = Decimal("0.01")
ZERO = Decimal(0)


def cents(amount: Decimal) -> Decimal:
    """Round to cents, as a bank books it."""
    return amount.quantize(CENT, ROUND_HALF_EVEN)


def whole_cents(amount: Decimal) -> Decimal:
    """Cut to cents, as German capital tax is computed."""
    return amount.quantize(CENT, ROUND_DOWN)


def by_year(figures: str, first: int = FIRST_YEAR) -> dict[int, Decimal]:
    """Read one figure a year, from ``first`` on; the list must end with the last year."""
    values = [Decimal(figure) for figure in figures.split()]
    if first + len(values) - 1 != LAST_YEAR:
        raise ValueError(f"{len(values)} figures from {first} on do not end in {LAST_YEAR}")
    return {first + offset: value for offset, value in enumerate(values)}
