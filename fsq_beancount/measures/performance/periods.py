"""The growth of wealth over each period of a report."""

from __future__ import annotations

from fsq_beancount.measures.performance.growth import Growth
from fsq_beancount.measures.scope import Scope


def of(scope: Scope) -> tuple[Growth, ...]:
    """Return the growth over each period of a scope, oldest first."""
    return scope.household_returns.over(scope.periods)
