"""``#fsq_budget``: plan against actual by month."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from beanquery.sources.beancount import Table

from fsq_beancount.core.periods import Interval
from fsq_beancount.measures.budget.comparison import BudgetRow
from fsq_beancount.tables.base import Analysed, Column, money, named


class _BudgetRow(NamedTuple):
    month: datetime.date
    row: BudgetRow
    currency: str


class BudgetTable(Analysed, Table):  # type: ignore[misc]  # beanquery ships no types
    """A row per account with a budget and month; the running month is planned up to its end.

    Planned and actual income of income accounts and costs of expense accounts are positive.
    """

    name = "fsq_budget"
    interval = Interval.MONTH
    columns = named(
        Column("month", datetime.date, lambda row: row.month),
        Column("account", str, lambda row: row.row.account),
        money("planned", lambda row: row.row.planned),
        money("actual", lambda row: row.row.actual),
        money("difference", lambda row: row.row.difference),
    )

    def rows(self) -> Iterator[_BudgetRow]:
        """Yield the accounts of each month."""
        shown = {figures.last for figures in self.periods()}
        report = self.report
        for figures, compared in zip(report.periods, report.budget_of_periods, strict=True):
            if figures.last in shown:
                for row in compared.rows:
                    yield _BudgetRow(figures.last, row, report.currency)
