"""The report for programs: JSON, and its tables as CSV.

Money is exact and ratios have up to six places; both are strings in JSON, so that parsers do not
turn them into floats. A family of measures is exported from its definitions alone; a family with a
form of its own has a module here, and a line in :func:`as_dict` or :data:`RICHER_PARTS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from fsq_beancount.core.precision import exact
from fsq_beancount.export import (
    budget,
    certainty,
    coverage,
    flows,
    generic,
    liquidity,
    milestones,
    projection,
    returns,
    selected,
    streams,
    wealth,
)
from fsq_beancount.export.values import by_currency
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.measures import catalogue
from fsq_beancount.report.report import Report


@exact
def as_json(report: Report, locale: str = "en", *, indent: int | None = 1) -> str:
    """Return the report as JSON; without an indent it is on one line."""
    return dumps(as_dict(report, locale), indent=indent)


@exact
def projection_json(report: Report) -> str:
    """Return the projection alone as JSON."""
    return dumps({"currency": report.currency, "projection": projection.in_full(report.projection)})


def dumps(value: object, *, indent: int | None = 1) -> str:
    """Return a value as JSON in ASCII, which every encoding and terminal supports."""
    # The value is a tree built for this call, so it cannot contain itself.
    return json.dumps(value, indent=indent, check_circular=False) + "\n"


@exact
def as_dict(report: Report, locale: str = "en") -> dict[str, Any]:
    """Return the report as values that JSON supports.

    Args:
        report: The report.
        locale: The language of the warnings.
    """
    reader = Reader.of(locale)
    return {
        "currency": report.currency,
        "as_of": report.as_of.isoformat(),
        "part": selected.part(report),
        "load_errors": report.load_errors,
        "running_month": report.running_month,
        "coverage": coverage.coverage(report.coverage, report.currency, reader),
        "periods": [flows.period(figures) for figures in report.periods],
        "rolling": [flows.rolling(figures) for figures in report.rolling],
        "wealth": wealth.wealth(report.wealth),
        "wealth_series": [wealth.month(sheet) for sheet in report.wealth_series],
        "lots": [wealth.lot(held) for held in report.lots],
        "returns": [returns.growth(found) for found in report.returns],
        "leverage": returns.leverage(report.leverage),
        "milestones": milestones.milestones(report.milestones),
        "budget": budget.rows(report.budget),
        "budget_summary": budget.summary(report.budget),
        "liquidity": liquidity.liquidity(report.liquidity),
        "streams": streams.streams(report.streams),
        "invested_unconverted": by_currency(report.streams.unconverted),
        "stream_periods": streams.periods(report.streams),
        "concentration": streams.concentration(report.concentration),
        "concentration_with_work": streams.concentration(report.concentration_with_work),
        "concentration_of_assets": streams.concentration(report.concentration_of_assets),
        "stress": streams.stress(report.stress),
        "recurring": streams.products(report.streams),
        "projection": projection.projection(report.projection),
        "certainty": certainty.certainty(report.certainty, reader),
        "unconverted": by_currency(report.unconverted),
        "warnings": [
            finding_messages.with_fix(finding, reader)
            for finding in (*report.warnings, *report.certainty.mistakes)
        ],
        **{
            family.id: generic.objects(report, family)
            for family in catalogue.FAMILIES
            if family.id not in _RICHER_OBJECTS
        },
    }


@exact
def as_csv(report: Report, part: str = "rolling") -> str:
    """Return a part of the report as CSV, one of :func:`parts`."""
    return parts()[part](report)


def parts() -> Mapping[str, Callable[[Report], str]]:
    """Return the tables that are available as CSV; the first is the default."""
    generically = {
        family.id: partial(generic.csv, family=family)
        for family in catalogue.FAMILIES
        if family.id not in {*RICHER_PARTS, *_IN_OTHER_PARTS}
    }
    return {**RICHER_PARTS, **generically}


RICHER_PARTS: Final[Mapping[str, Callable[[Report], str]]] = {
    "rolling": flows.rolling_csv,
    "periods": flows.periods_csv,
    "flows": flows.flows_csv,
    "wealth": wealth.wealth_csv,
    "accounts": wealth.accounts_csv,
    "lots": wealth.lots_csv,
    "returns": returns.returns_csv,
    "loans": returns.loans_csv,
    "milestones": milestones.milestones_csv,
    "budget": budget.budget_csv,
    "streams": streams.streams_csv,
    "recurring": streams.products_csv,
    "liquidity": liquidity.plan_csv,
    "plan": liquidity.items_csv,
    "projection": projection.projection_csv,
    "findings": certainty.findings_csv,
}

_IN_OTHER_PARTS: Final = frozenset({"changes"})
"""Families whose figures are columns of another part: the change of wealth of the returns."""

_RICHER_OBJECTS: Final = frozenset().union(
    *(
        module.SHOWS
        for module in (
            *(flows, wealth, returns, milestones, budget),
            *(streams, liquidity, projection),
        )
    )
)
"""Families that :func:`as_dict` exports in a form of their own."""
