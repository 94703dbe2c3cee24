"""The projection for programs."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Final

from fsq_beancount.export.values import Row, money, ratio, table
from fsq_beancount.measures.projection.break_even import break_even
from fsq_beancount.measures.projection.result import (
    Assumption,
    Month,
    Projection,
    Reached,
    Scenario,
    share,
)
from fsq_beancount.measures.projection.result import money as estimated
from fsq_beancount.measures.projection.sensitivity import sensitivity
from fsq_beancount.report.report import Report

SHOWS: Final = frozenset({"projection"})
"""The families of figures written here, in a richer form than their definitions give."""


def projection(found: Projection) -> dict[str, Any]:
    """Return the projection for JSON; the path of each scenario is in today's money."""
    first = next(iter(found.scenarios), None)
    return {
        "date": found.date.isoformat(),
        "fi_number": None if first is None else money(first.fi_number),
        "fi_progress": None if first is None else ratio(first.fi_progress),
        "coast": None if first is None else money(first.coast),
        "missing": [{"scenario": name, "what": what} for name, what in found.missing],
        "assumptions": [
            {
                "name": each.name,
                "value": _value(each),
                "source": each.source.value,
                "subject": each.subject or None,
                "line": each.line or None,
            }
            for each in found.assumptions
        ],
        "not_spent": money(found.other),
        "locked_without_date": list(found.never),
        "tax_unknown": list(found.untaxed),
        "pensions_begun": list(found.begun),
        "groups": [
            {"account": each.name, "costs": money(each.costs), "inflation": ratio(each.inflation)}
            for each in found.groups
        ],
        "scenarios": {scenario.name: _scenario(scenario) for scenario in found.scenarios},
    }


def _value(found: Assumption) -> str | None:
    if isinstance(found.value, datetime.date):
        return found.value.isoformat()
    # An age has up to six places and no more than it needs, like a fraction.
    return ratio(found.value) if found.is_rate or found.is_age else money(found.value)


def in_full(found: Projection) -> dict[str, Any]:
    """Return the projection with what takes many of them: its sensitivity and break-even."""
    return {
        **projection(found),
        "sensitivity": {each.name: _sensitivity(each) for each in found.scenarios},
        "break_even": {each.name: _break_even(each) for each in found.scenarios},
    }


def _sensitivity(found: Scenario) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "by": ratio(share(each.by)),
            "fi_number": None if each.fi_number is None else found.label(each.fi_number),
            "stop": None if found.missing or each.stop is None else found.label(each.stop),
        }
        for each in sensitivity(found.plan)
    ]


def _break_even(found: Scenario) -> dict[str, Any] | None:
    """Return what reaches the FI number by the retirement age; ``None`` without one ahead."""
    by = found.plan.retirement
    if by is None or by <= 0:
        return None
    even = break_even(found.plan, by)
    return {
        "by": found.label(by),
        "saving": None if even.saving is None else money(estimated(even.saving)),
        "return": None if even.rate is None else ratio(share(even.rate)),
        "costs": None if even.costs is None else money(estimated(even.costs)),
    }


def _scenario(found: Scenario) -> dict[str, Any]:
    reached = {each.name: _reached(each) for each in found.reached}
    return {
        "fi_number": money(found.fi_number),
        "fi_progress": ratio(found.fi_progress),
        "coast": money(found.coast),
        "reached": {**reached, "milestones": [_named(each) for each in found.milestones]},
        "stop": _stop(found),
        "path": [_month(each) for each in found.path],
    }


def _reached(found: Reached) -> dict[str, Any]:
    return {
        "month": found.month,
        "months": found.number,
        "why": None if found.why is None else found.why.value,
    }


def _named(found: Reached) -> dict[str, Any]:
    return {"name": found.name, **_reached(found)}


def _stop(found: Scenario) -> dict[str, Any]:
    number, bridge, never = found.stop_number, found.bridge, found.never
    short = never if bridge is None else bridge.short
    why = None
    if number is None:
        why = "missing" if found.missing else "never"
    return {
        "month": None if number is None else found.label(number),
        "months": number,
        "age": None if found.age is None else ratio(found.age),
        "why": why,
        "missing": list(found.missing),
        "bridge": None
        if bridge is None
        else {
            "months": bridge.months,
            "needed": money(estimated(bridge.needed)),
            "available": money(estimated(bridge.available)),
        },
        "short_in": None if short is None else found.label(short.month),
        "short_by": None
        if short is None
        else money(estimated(short.missing / found.plan.price_level[short.month])),
        "cause": None if short is None else short.cause.value,
    }


def _month(found: Month) -> dict[str, str | None]:
    return {
        "month": found.month,
        "accessible": money(found.accessible),
        "locked": money(found.locked),
        "passive": money(found.passive),
        "costs": money(found.costs),
        "narrow": ratio(found.narrow),
        "wide": ratio(found.wide),
        "price_level": ratio(found.price_level),
    }


def projection_csv(report: Report) -> str:
    """Return the projection as CSV.

    A row per scenario and month, the as-of date's first; money is in today's money.
    """
    columns = (
        *("scenario", "month", "accessible", "locked", "passive", "costs"),
        *("narrow", "wide", "price_level"),
    )
    return table(columns, _rows(report.projection))


def _rows(found: Projection) -> Iterator[Row]:
    for scenario in found.scenarios:
        for month in scenario.path:
            yield {"scenario": scenario.name, **_month(month)}
