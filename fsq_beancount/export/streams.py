"""Income streams for programs: figures, concentration, stress and recurring products."""

from __future__ import annotations

from typing import Any, Final

from fsq_beancount.export.values import Row, flag, money, quotient, ratio, table
from fsq_beancount.measures.streams.concentration import Concentration, Inside
from fsq_beancount.measures.streams.figures import StreamFigures, StreamPeriod
from fsq_beancount.measures.streams.periods import Streams
from fsq_beancount.measures.streams.recurring import Product, ProductMonth
from fsq_beancount.measures.streams.stress import Scenario
from fsq_beancount.report.report import Report

SHOWS: Final = frozenset({"streams", "concentration", "recurring"})
"""The families of figures written here, in a richer form than their definitions give."""


def streams(found: Streams) -> list[dict[str, Any]]:
    """Return the streams of the last twelve months for JSON."""
    return [] if found.last_year is None else _rows(found.last_year, found)


def periods(found: Streams) -> list[dict[str, Any]]:
    """Return the streams of each period for JSON."""
    return [
        {
            "period": each.period,
            "first": each.first.isoformat(),
            "last": each.last.isoformat(),
            "streams": _rows(each, found),
        }
        for each in found.periods
    ]


def _rows(period: StreamPeriod, found: Streams) -> list[dict[str, Any]]:
    return [{**_figures(row), "suggested": found.suggested} for row in period.rows]


def _figures(row: StreamFigures) -> dict[str, Any]:
    return {
        "stream": row.stream,
        "income_class": row.income_class,
        "gross": money(row.gross),
        "tax": money(row.tax),
        "fee": money(row.fee),
        "cost": money(row.cost),
        "net": money(row.net),
        "share": ratio(row.share),
        "growth": ratio(row.growth),
        "months_paid": row.months_paid,
        "longest_gap": row.longest_gap,
        "variation": ratio(row.variation),
        "hours": ratio(row.hours),
        "net_per_hour": quotient(row.net_per_hour),
        "invested": money(row.invested),
        "roi": ratio(row.roi),
        "payback_on": None if row.payback_on is None else row.payback_on.isoformat(),
        "mrr": quotient(row.mrr),
        "churn": ratio(row.churn),
    }


def concentration(found: Concentration) -> dict[str, Any]:
    """Return a concentration for JSON."""
    return {
        "hhi": ratio(found.hhi),
        "effective_streams": ratio(found.effective_streams),
        "largest_share": ratio(found.largest_share),
        "largest": found.largest,
        "shares": [
            {"name": part.name, "amount": money(part.amount), "share": ratio(part.share)}
            for part in found.shares
        ],
        "inside": [_inside(each) for each in found.inside],
    }


def _inside(each: Inside) -> dict[str, Any]:
    return {
        "stream": each.stream,
        "kind": each.source.kind.value,
        "name": each.source.name,
        "share_of_stream": ratio(each.share_of_stream),
        "share": ratio(each.share),
    }


def stress(found: tuple[Scenario, ...]) -> list[dict[str, Any]]:
    """Return the quota in each scenario for JSON."""
    return [
        {
            "scenario": each.scenario,
            "by": ratio(each.by),
            "falls": {name: ratio(share) for name, share in each.falls.items()},
            "lost": {name: money(amount) for name, amount in each.lost.items()},
            "fsq_narrow": ratio(each.fsq_narrow),
            "fsq_wide": ratio(each.fsq_wide),
        }
        for each in found
    ]


def products(found: Streams) -> list[dict[str, Any]]:
    """Return the recurring products, each in its last month, for JSON."""
    return [
        {"stream": product.stream, **_product(product.months[-1])} for product in found.products
    ]


def _product(month: ProductMonth) -> dict[str, Any]:
    churn = month.revenue_churn
    return {
        "month": month.month,
        "customers": month.customers,
        "mrr": quotient(month.mrr),
        "churn": ratio(month.churn),
        "revenue_churn_gross": ratio(churn.gross),
        "revenue_churn_net": ratio(churn.net),
        "revenue_per_customer": quotient(month.revenue_per_customer),
        "customers_lost": month.customers_lost,
        "lost": quotient(month.lost),
        "contracted": quotient(month.contracted),
        "expanded": quotient(month.expanded),
        "returned": quotient(month.returned),
        "new": quotient(month.new),
    }


_STREAM: Final = (
    "period",
    "first",
    "last",
    "currency",
    "stream",
    "suggested",
    "income_class",
    *("gross", "tax", "fee", "cost", "net", "share", "growth"),
    *("months_paid", "longest_gap", "variation"),
    *("hours", "net_per_hour", "invested", "roi", "payback_on", "mrr", "churn"),
)


def streams_csv(report: Report) -> str:
    """Return the streams of each period and of the last twelve months as CSV.

    A row per period, stream and class.
    """
    found = report.streams
    shown = list(found.periods)
    if found.last_year is not None and found.last_year not in shown:
        shown.append(found.last_year)
    rows: list[Row] = [
        {
            "period": each.period,
            "first": each.first.isoformat(),
            "last": each.last.isoformat(),
            "currency": report.currency,
            **_figures(row),
            "suggested": flag(found.suggested),
        }
        for each in shown
        for row in each.rows
    ]
    return table(_STREAM, rows)


_PRODUCT: Final = (
    "stream",
    "month",
    "currency",
    *("customers", "mrr", "churn", "revenue_churn_gross", "revenue_churn_net"),
    *("revenue_per_customer", "customers_lost", "lost", "contracted", "expanded"),
    *("returned", "new"),
)


def products_csv(report: Report) -> str:
    """Return every month of the recurring products as CSV.

    A row per product and month.
    """
    rows = (
        {"stream": product.stream, "currency": report.currency, **_product(month)}
        for product in report.streams.products
        for month in _shown(product, report)
    )
    return table(_PRODUCT, rows)


def _shown(product: Product, report: Report) -> list[ProductMonth]:
    period = report.scope.period
    return [
        month
        for month in product.months
        if period is None or f"{period.first:%Y-%m}" <= month.month <= f"{period.last:%Y-%m}"
    ]
