"""``#fsq_flows``: the postings behind the figures."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from beancount.core.amount import Amount
from beanquery.sources.beancount import Table

from fsq_beancount.books.books import Books
from fsq_beancount.books.flows import Flow
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import EXCLUDED
from fsq_beancount.i18n.reasons import in_english
from fsq_beancount.measures.performance.booked import part_of
from fsq_beancount.tables.base import Analysed, Column, money, named


class _Balance:
    """The running balance of the rows that a query has read so far."""

    __slots__ = ("flow", "number")

    def __init__(self) -> None:
        self.flow: Flow | None = None
        self.number = Decimal()

    @exact
    def after(self, flow: Flow) -> Decimal:
        """Return the balance after a flow; a repeated call for the same flow does not change it."""
        if flow is not self.flow:
            self.flow = flow
            self.number += flow.amount or 0
        return self.number


class _FlowRow(NamedTuple):
    flow: Flow
    currency: str
    nr: int
    balance: _Balance
    books: Books


def _class(row: _FlowRow) -> str | None:
    # Excluded flows have no class here, so that the sum of a class is its net income.
    return None if row.flow.role == EXCLUDED else row.flow.income_class


def _location(row: _FlowRow) -> str | None:
    # Postings made by padding or a plugin have no place of their own, nor do some entries.
    for meta in (row.flow.posting.meta, row.flow.entry.meta):
        if meta and "filename" in meta and "lineno" in meta:
            return f"{meta['filename']}:{meta['lineno']}"
    return None


def _part(row: _FlowRow) -> str:
    books = row.books
    return part_of(row.flow, books.loans, books.is_outside, books.sold_outside)


class FlowsTable(Analysed, Table):  # type: ignore[misc]  # beanquery ships no types
    """A row per income or expense posting, or per part of a split cost."""

    name = "fsq_flows"
    columns = named(
        Column("date", datetime.date, lambda row: row.flow.date),
        Column("account", str, lambda row: row.flow.account),
        Column("class", str, _class),
        Column("role", str, lambda row: row.flow.role),
        Column("stream", str, lambda row: row.flow.stream),
        Column("rule", str, lambda row: in_english(row.flow.reasons)),
        money("amount", lambda row: row.flow.amount),
        Column("payee", str, lambda row: row.flow.payee),
        Column("narration", str, lambda row: row.flow.narration),
        Column("original", Amount, lambda row: Amount(*row.flow.weight)),
        Column("gain", bool, lambda row: row.flow.gain),
        Column("year", int, lambda row: row.flow.year),
        Column("location", str, _location),
        Column("nr", int, lambda row: row.nr),
        # As in beanquery's own table of postings: the sum of the rows read so far.
        money("balance", lambda row: row.balance.after(row.flow)),
        Column("part", str, _part),
    )
    wildcard_columns: Final = (
        *("date", "account", "class", "role", "stream", "amount", "balance", "payee", "narration"),
    )

    def rows(self) -> Iterator[_FlowRow]:
        """Yield the flows."""
        currency, period, balance = self.report.currency, self.period, _Balance()
        books = self.report.scope
        for nr, flow in enumerate(self.report.flows, start=1):
            if period is None or period.first <= flow.date <= period.last:
                yield _FlowRow(flow, currency, nr, balance, books)
