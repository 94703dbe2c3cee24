"""``#fsq_projection``: the months of each scenario of the projection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from beanquery.sources.beancount import Table

from fsq_beancount.measures.projection.result import Month
from fsq_beancount.tables.base import Analysed, Column, money, named, ratio

SHOWS: Final = frozenset({"projection"})
"""The families of figures shown here, in a richer form than their definitions give."""


class _ProjectionRow(NamedTuple):
    found: Month
    currency: str


class ProjectionTable(Analysed, Table):  # type: ignore[misc]  # beanquery ships no types
    """A row per scenario and month, the as-of date's first; money is in today's money."""

    name = "fsq_projection"
    columns = named(
        Column("scenario", str, lambda row: row.found.scenario),
        Column("month", str, lambda row: row.found.month),
        money("accessible", lambda row: row.found.accessible),
        money("locked", lambda row: row.found.locked),
        money("passive", lambda row: row.found.passive),
        money("costs", lambda row: row.found.costs),
        ratio("narrow", lambda row: row.found.narrow),
        ratio("wide", lambda row: row.found.wide),
    )

    def rows(self) -> Iterator[_ProjectionRow]:
        """Yield the months of each scenario."""
        report = self.report
        for scenario in report.projection.scenarios:
            for month in scenario.path:
                yield _ProjectionRow(month, report.currency)
