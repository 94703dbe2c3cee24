"""The milestones for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from fsq_beancount.export.values import Row, by_currency, flag, money, quotient, ratio, table
from fsq_beancount.measures.milestones.ladder import Milestone, Milestones
from fsq_beancount.report.report import Report

SHOWS: Final = frozenset({"milestones"})
"""The families of figures written here, in a richer form than their definitions give."""


def milestones(found: Milestones) -> dict[str, Any]:
    """Return the milestones for JSON."""
    return {
        "first": None if found.first is None else found.first.isoformat(),
        "last": None if found.last is None else found.last.isoformat(),
        "months": found.months,
        "suggested": found.suggested,
        "directives": list(found.directives),
        "narrow": [_milestone(each) for each in found.narrow],
        "wide": [_milestone(each) for each in found.wide],
        "unconverted": by_currency(found.unconverted),
    }


def _milestone(each: Milestone) -> dict[str, Any]:
    return {
        "position": each.position,
        "name": each.name,
        "accounts": list(each.target.accounts),
        "cost": money(each.cost),
        "left": money(each.left),
        "alone": ratio(each.alone),
        "covered": ratio(each.covered),
        "reached": each.reached,
        "reached_on": None if each.reached_on is None else each.reached_on.isoformat(),
        "lost_on": None if each.lost_on is None else each.lost_on.isoformat(),
        "missing_per_month": quotient(each.missing_per_month),
    }


_COLUMNS: Final = (
    "quota",
    "position",
    "name",
    "accounts",
    "currency",
    "cost",
    "left",
    "alone",
    "covered",
    "reached",
    "reached_on",
    "lost_on",
    "missing_per_month",
    "suggested",
)


def milestones_csv(report: Report) -> str:
    """Return the milestones as CSV, those of the narrow quota before those of the wide one.

    A row per milestone, once for the narrow quota and once for the wide one.
    """
    return table(_COLUMNS, _rows(report))


def _rows(report: Report) -> Iterable[Row]:
    found = report.milestones
    for quota, several in (("narrow", found.narrow), ("wide", found.wide)):
        for each in several:
            yield {
                "quota": quota,
                **_milestone(each),
                "accounts": "; ".join(each.target.accounts),
                "reached": flag(each.reached),
                "currency": report.currency,
                "suggested": flag(found.suggested),
            }
