"""``#fsq_lots``: what each lot is worth, cost and gained, and which rule taxes it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from beanquery.sources.beancount import Table

from fsq_beancount.measures.wealth.lots import Lot
from fsq_beancount.tables.base import Analysed, Column, money, named


class _LotRow(NamedTuple):
    lot: Lot
    currency: str


class LotsTable(Analysed, Table):  # type: ignore[misc]  # beanquery ships no types
    """A row per lot held on the last day of what Fava's time control shows.

    The tax is that on the gain of the lot alone, before losses are offset and allowances deducted.
    """

    name = "fsq_lots"
    columns = named(
        Column("account", str, lambda row: row.lot.account),
        Column("commodity", str, lambda row: row.lot.commodity),
        Column("date", datetime.date, lambda row: row.lot.date),
        Column("units", Decimal, lambda row: row.lot.units),
        money("cost", lambda row: row.lot.cost),
        money("value", lambda row: row.lot.value),
        money("gain", lambda row: row.lot.gain),
        Column("rule", str, lambda row: row.lot.rule or None),
        money("tax", lambda row: row.lot.tax),
    )

    def rows(self) -> Iterator[_LotRow]:
        """Yield the lots by account, commodity and purchase."""
        report = self.report
        for lot in report.lots:
            yield _LotRow(lot, report.currency)
