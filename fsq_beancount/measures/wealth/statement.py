"""The balance sheet on the as-of date, and those of all complete months."""

from __future__ import annotations

from fsq_beancount.books.holdings import Kind
from fsq_beancount.measures.scope import Scope
from fsq_beancount.measures.wealth.sheet import Sheet, Wealth, by_account, by_class, parts_of


def of(scope: Scope) -> Wealth:
    """Return the balance sheet on the as-of date of a scope."""
    sheet = scope.sheets.on(scope.as_of)
    rows = tuple(scope.sheets.rows(scope.as_of))
    return Wealth(
        sheet=sheet,
        rows=rows,
        classes=by_class(rows, sheet.assets),
        receivables=by_account(parts_of(rows, Kind.RECEIVABLE)),
        other_debts=by_account(parts_of(rows, Kind.DEBT)),
        loans=by_account(parts_of(rows, Kind.LOAN)),
        undefined=scope.sheets.undefined(scope.as_of),
    )


def series(scope: Scope) -> tuple[Sheet, ...]:
    """Return the balance sheets of all complete months, of those asked for."""
    period = scope.period
    return tuple(
        sheet
        for sheet in scope.sheets.month_ends()
        if period is None or period.first <= sheet.date <= period.last
    )
