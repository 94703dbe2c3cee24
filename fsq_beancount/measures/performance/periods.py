"""The growth of wealth over each period of a report."""

from __future__ import annotations

from collections.abc import Iterator

from fsq_beancount.core.periods import Period
from fsq_beancount.measures.performance.growth import Growth
from fsq_beancount.measures.scope import Scope


def of(scope: Scope) -> tuple[Growth, ...]:
    """Return the growth over each period of a scope, oldest first."""
    return tuple(_each(scope, scope.periods))


def _each(scope: Scope, periods: tuple[Period, ...]) -> Iterator[Growth]:
    for period in periods:
        found = scope.growths.of(period)
        if found is not None:
            yield found
