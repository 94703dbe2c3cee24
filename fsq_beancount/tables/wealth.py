"""``#fsq_wealth``: the balance sheet of each month-end."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from beanquery.sources.beancount import Table

from fsq_beancount.measures.performance import debts
from fsq_beancount.measures.wealth.sheet import Sheet
from fsq_beancount.report.report import Report
from fsq_beancount.tables.base import Analysed, Column, money, named, ratio

SHOWS: Final = frozenset({"wealth"})
"""The families of figures that the tables here have, with rows or columns of their own."""


class _WealthRow(NamedTuple):
    """A month-end; columns of other families read their values from the report."""

    sheet: Sheet
    report: Report

    @property
    def currency(self) -> str:
        return self.report.currency


def _money(name: str, read: Callable[[Sheet], Decimal | None]) -> Column:
    return money(name, lambda row: read(row.sheet))


class WealthTable(Analysed, Table):  # type: ignore[misc]  # beanquery ships no types
    """A row per month-end, from the month of the first posting to the last complete month."""

    name = "fsq_wealth"
    columns = named(
        Column("month", datetime.date, lambda row: row.sheet.date),
        _money("assets", lambda sheet: sheet.assets),
        _money("latent_tax", lambda sheet: sheet.latent_tax),
        Column("tax_unknown", str, lambda row: ", ".join(row.sheet.latent_tax_unknown) or None),
        _money("receivables", lambda sheet: sheet.receivables),
        _money("other_debts", lambda sheet: sheet.other_debts),
        _money("claims", lambda sheet: sheet.claims),
        _money("gross_wealth", lambda sheet: sheet.gross_wealth),
        _money("loans", lambda sheet: sheet.loans),
        _money("net_wealth", lambda sheet: sheet.net_wealth),
        _money("human_capital", lambda sheet: sheet.human_capital),
        _money("total_wealth", lambda sheet: sheet.total_wealth),
        _money("consumption", lambda sheet: sheet.consumption),
        _money("balance", lambda sheet: sheet.balance),
        _money("freedom_margin", lambda sheet: sheet.freedom_margin),
        ratio("freedom_ratio", lambda row: row.sheet.freedom_ratio),
        Column("financially_free", bool, lambda row: row.sheet.financially_free),
        # From here on measures of performance and liquidity; `returns` is the month's net return.
        ratio("loan_ratio", lambda row: debts.loan_ratio(row.sheet)[0]),
        ratio("cost_of_debt", lambda row: row.report.scope.debts.on(row.sheet.date).cost.rate),
        ratio("returns", lambda row: row.report.scope.household_returns.month_to(row.sheet.date)),
        ratio("runway", lambda row: row.report.runways.get(row.sheet.date)),
    )

    def rows(self) -> Iterator[_WealthRow]:
        """Yield the month-ends in the period of Fava's time filter."""
        report, shown = self.report, self.period
        for sheet in report.wealth_series:
            if shown is None or shown.first <= sheet.date <= shown.last:
                yield _WealthRow(sheet, report)
