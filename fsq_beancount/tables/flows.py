"""``#fsq_flows``: the postings behind the figures."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from beancount.core.amount import Amount
from beanquery.sources.beancount import Table

from fsq_beancount.facts import Flow
from fsq_beancount.tables.base import Analysed, Column, money, named
from fsq_beancount.vocabulary import EXCLUDED


class _FlowRow(NamedTuple):
    flow: Flow
    currency: str


def _class(row: _FlowRow) -> str | None:
    # What is in no figure has no class here, so that the sum of a class is its net income.
    return None if row.flow.role == EXCLUDED else row.flow.income_class


def _location(row: _FlowRow) -> str | None:
    # Postings that padding or a plugin made have no place of their own, some entries neither.
    for meta in (row.flow.posting.meta, row.flow.entry.meta):
        if meta and "filename" in meta and "lineno" in meta:
            return f"{meta['filename']}:{meta['lineno']}"
    return None


class FlowsTable(Analysed, Table):  # type: ignore[misc]  # beanquery ships no types
    """A row per income or expense posting, or per part of a split cost."""

    name = "fsq_flows"
    columns = named(
        Column("date", datetime.date, lambda row: row.flow.date),
        Column("account", str, lambda row: row.flow.account),
        Column("class", str, _class),
        Column("role", str, lambda row: row.flow.role),
        Column("stream", str, lambda row: row.flow.stream),
        Column("rule", str, lambda row: row.flow.rule),
        money("amount", lambda row: row.flow.amount),
        Column("payee", str, lambda row: row.flow.payee),
        Column("narration", str, lambda row: row.flow.narration),
        Column("original", Amount, lambda row: Amount(*row.flow.weight)),
        Column("gain", bool, lambda row: row.flow.gain),
        Column("year", int, lambda row: row.flow.year),
        Column("location", str, _location),
    )

    def rows(self) -> Iterator[_FlowRow]:
        """Yield the flows."""
        currency, period = self.report.currency, self.period
        for flow in self.report.flows:
            if period is None or period.first <= flow.date <= period.last:
                yield _FlowRow(flow, currency)
