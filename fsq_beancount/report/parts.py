"""Parts of a report that are computed when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar, cast

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.scope import Scope

Value = TypeVar("Value")


def part(compute: Callable[[Scope], Value]) -> cached_property[Value]:
    """Return a part of a report that is computed when it is first asked for.

    Figures that are not read cost no time: a query for the months needs no balance sheet.
    """

    @exact
    def of(report: object) -> Value:
        return compute(cast("Scope", getattr(report, "scope")))  # noqa: B009 - any report's

    return cached_property(of)


def derived(compute: Callable[..., Value], *parts: str) -> cached_property[Value]:
    """Return a part of a report that is computed from other parts, when it is first asked for.

    Args:
        compute: Takes the scope and then the parts.
        parts: The names of these parts in the report.
    """

    @exact
    def of(report: object) -> Value:
        return compute(*(getattr(report, name) for name in ("scope", *parts)))

    return cached_property(of)
