"""The balance sheet on the as-of date, and those of all complete months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fsq_beancount.books.holdings import Kind
from fsq_beancount.measures.scope import Scope
from fsq_beancount.measures.wealth.held import (
    AssetClass,
    Held,
    Row,
    by_account,
    by_class,
    parts_of,
)
from fsq_beancount.measures.wealth.lifetime import LifetimeValue
from fsq_beancount.measures.wealth.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Wealth:
    """The balance sheet on the as-of date, with its details.

    Attributes:
        sheet: The balance sheet.
        rows: The holdings by account and currency.
        classes: The assets by class, the largest first.
        receivables: The accounts of receivables, the largest first.
        other_debts: The accounts of debts other than loans.
        loans: The accounts of loans.
        undefined: The reasons why figures are undefined, by the id of the figure.
    """

    sheet: Sheet
    rows: tuple[Row, ...]
    classes: tuple[AssetClass, ...]
    receivables: tuple[Held, ...]
    other_debts: tuple[Held, ...]
    loans: tuple[Held, ...]
    undefined: Mapping[str, LifetimeValue]


def of(scope: Scope) -> Wealth:
    """Return the balance sheet on the as-of date of a scope."""
    sheets, date = scope.balance_sheets, scope.as_of
    return statement(sheets.on(date), rows=sheets.rows(date), undefined=sheets.undefined(date))


def statement(
    sheet: Sheet, *, rows: Sequence[Row], undefined: Mapping[str, LifetimeValue]
) -> Wealth:
    """Return a balance sheet with its accounts in order.

    Args:
        sheet: The balance sheet.
        rows: The holdings of each account on its day.
        undefined: The reasons why figures are undefined, by the id of the figure.
    """
    return Wealth(
        sheet=sheet,
        rows=tuple(rows),
        classes=by_class(rows, sheet.assets),
        receivables=by_account(parts_of(rows, Kind.RECEIVABLE)),
        other_debts=by_account(parts_of(rows, Kind.DEBT)),
        loans=by_account(parts_of(rows, Kind.LOAN)),
        undefined=undefined,
    )


def series(scope: Scope) -> tuple[Sheet, ...]:
    """Return the balance sheets of all complete months, or of those in the requested period."""
    return tuple(scope.balance_sheets.month_ends(scope.period))
