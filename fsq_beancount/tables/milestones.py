"""``#fsq_milestones``: the milestones that passive income covers, in order."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final, NamedTuple

from beanquery.sources.beancount import Table

from fsq_beancount.measures.milestones.ladder import Milestone
from fsq_beancount.tables.base import Analysed, Column, money, named, ratio

SHOWS: Final = frozenset({"milestones"})
"""The families of figures that the tables here have, with rows or columns of their own."""


class _MilestoneRow(NamedTuple):
    narrow: Milestone
    wide: Milestone
    suggested: bool
    currency: str


class MilestonesTable(Analysed, Table):  # type: ignore[misc]  # beanquery ships no types
    """A row per milestone, at the last complete month of what Fava's time control shows.

    Columns are about the narrow quota; those that begin with ``wide`` are about the wide quota.
    """

    name = "fsq_milestones"
    columns = named(
        Column("position", int, lambda row: row.narrow.position),
        Column("name", str, lambda row: row.narrow.name),
        money("cost", lambda row: row.narrow.cost),
        ratio("covered", lambda row: row.narrow.covered),
        Column("reached", bool, lambda row: row.narrow.reached),
        Column("reached_on", datetime.date, lambda row: row.narrow.reached_on),
        Column("lost_on", datetime.date, lambda row: row.narrow.lost_on),
        money("missing", lambda row: row.narrow.missing_per_month),
        money("left", lambda row: row.narrow.left),
        ratio("alone", lambda row: row.narrow.alone),
        ratio("wide_covered", lambda row: row.wide.covered),
        Column("wide_reached", bool, lambda row: row.wide.reached),
        Column("wide_reached_on", datetime.date, lambda row: row.wide.reached_on),
        Column("wide_lost_on", datetime.date, lambda row: row.wide.lost_on),
        money("wide_missing", lambda row: row.wide.missing_per_month),
        money("wide_left", lambda row: row.wide.left),
        ratio("wide_alone", lambda row: row.wide.alone),
        Column("suggested", bool, lambda row: row.suggested),
    )

    def rows(self) -> Iterator[_MilestoneRow]:
        """Yield the milestones in their order."""
        found = self.report.milestones
        for narrow, wide in zip(found.narrow, found.wide, strict=True):
            yield _MilestoneRow(narrow, wide, found.suggested, self.report.currency)
