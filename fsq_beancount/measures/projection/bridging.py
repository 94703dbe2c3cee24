"""The bridge (*Brücke*): the time between the end of work and pensions and locks that open."""

from __future__ import annotations

from dataclasses import dataclass

from fsq_beancount.measures.projection.course import Shortfall, walk
from fsq_beancount.measures.projection.scenario import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """The time between the end of work and the last lock that opens or pension that begins.

    Attributes:
        months: Its months.
        available: The capital that can be spent at its beginning, in today's money.
        needed: What it must pay, in today's money: costs less income.
        short: The first month that is short if work stops a month earlier; ``None`` without one.
        missing: What is missing then at most in a month, in today's money.
    """

    months: int
    available: float
    needed: float
    short: Shortfall | None
    missing: float


def bridge(plan: Plan, stop: int) -> Bridge:
    """Return the bridge after a month of stopping."""
    way = walk(plan.course, stop)
    opens = [pot.opens for pot in plan.locked if pot.opens is not None]
    starts = [first for first, _ in plan.pensions]
    end = min(max([stop, *opens, *starts]), plan.months)
    course, level = plan.course, plan.price_level
    due = course.due if course.due_after_work is None else course.due_after_work
    needed = sum(
        max(due[place] - course.other[place], 0.0) / level[place + 1] for place in range(stop, end)
    )
    early = walk(course, max(stop - 1, 0))
    return Bridge(
        months=end - stop,
        available=way.accessible[stop] / level[stop],
        needed=needed,
        short=early.short,
        missing=early.most_missing / level[early.short.month] if early.short else 0.0,
    )
