"""How much the months of a scenario depend on what nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fsq_beancount.measures.projection.scenario import Plan

POINT: Final = 0.01
"""A percentage point, by which rates are changed."""
TENTH: Final = 0.1
"""The share by which saving and costs after work are changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A scenario with one input changed, all others fixed.

    Attributes:
        name: The input: ``return``, ``own-inflation``, ``saving`` or ``costs-after-work``.
        by: The change: a point is 0.01, a tenth is 0.1.
        fi_number: The month in which the FI number is reached; ``None`` if it is not.
        stop: The month in which work can stop; ``None`` if it never can.
    """

    name: str
    by: float
    fi_number: int | None
    stop: int | None


def sensitivity(plan: Plan) -> Iterator[Changed]:
    """Yield the months of a plan with one input changed, up and down."""
    spent = plan.costs + sum(loan.instalment for loan in plan.loans)
    saving = plan.work + plan.passive + plan.near_passive - spent
    for sign in (1, -1):
        changes = {
            "return": (POINT, plan.changed(extra=plan.extra + sign * POINT)),
            "own-inflation": (POINT, plan.changed(cost_growth=plan.cost_growth + sign * POINT)),
            "saving": (TENTH, plan.changed(work=plan.work + sign * TENTH * abs(saving))),
            "costs-after-work": (
                TENTH,
                plan.changed(costs_after_work=plan.costs_after_work * (1 + sign * TENTH)),
            ),
        }
        for name, (by, other) in changes.items():
            yield Changed(name=name, by=sign * by, fi_number=other.fi_month(), stop=other.stop)
