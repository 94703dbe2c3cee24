"""Income poured into targets in order, like water into a cascade of basins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fsq_beancount.core.periods import ROLLING_MONTHS
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.definition import ratio

ZERO: Final = Decimal()
ONE: Final = Decimal(1)


@exact
def costs_of_targets(
    named: Sequence[Decimal | None], fixed: Sequence[Decimal | None], living_costs: Decimal
) -> list[Decimal]:
    """Return the cost of each target, the rest last; together they are the living costs.

    Args:
        named: The living costs of each target's accounts; ``None`` where it is a fixed amount.
        fixed: The fixed amount of each target; ``None`` where it has accounts, or no price path.
        living_costs: All living costs.
    """
    rest = living_costs - sum((cost for cost in named if cost is not None), ZERO)
    costs = []
    for cost, amount in zip(named, fixed, strict=True):
        if cost is not None:
            costs.append(cost)
            continue
        # Cut to the remaining rest, which a refund may have made negative.
        taken = min(amount or ZERO, max(ZERO, rest))
        rest -= taken
        costs.append(taken)
    return [*costs, rest]


@dataclass(frozen=True, slots=True)
class Poured:
    """Income poured into a single target.

    Attributes:
        income: The whole income of the twelve months.
        before: The cost of the targets before this one.
        cost: The cost of this target.
        months: The number of months that the books cover.
    """

    income: Decimal
    before: Decimal
    cost: Decimal
    months: int = ROLLING_MONTHS


def cost(poured: Poured) -> Decimal:
    """Return the living costs that the target is to pay."""
    return poured.cost


@exact
def left(poured: Poured) -> Decimal:
    """Return the income that the targets before this one leave over."""
    return poured.income - poured.before


@exact
def covered(poured: Poured) -> Decimal | None:
    """Return the share of a target that is paid, cut to 0…1; ``None`` without a positive cost."""
    share = ratio(left(poured), poured.cost)
    return None if share is None else min(ONE, max(ZERO, share))


@exact
def alone(poured: Poured) -> Decimal | None:
    """Return the share of a target that all income pays; ``None`` without a positive cost."""
    return ratio(poured.income, poured.cost)


@exact
def missing_per_month(poured: Poured) -> Decimal:
    """Return what income lacks each month to pay a target: ``max(0, cost − left) / months``."""
    return max(ZERO, poured.cost - left(poured)) / max(poured.months, 1)


def is_reached(poured: Poured) -> bool | None:
    """Return whether a target is paid; ``None`` without a positive cost or all twelve months."""
    if poured.months < ROLLING_MONTHS:
        return None
    return pays(left(poured), poured.cost)


def pays(income: Decimal, target: Decimal) -> bool | None:
    """Return whether income pays a cost; ``None`` unless the cost is positive."""
    return income >= target if target > 0 else None
