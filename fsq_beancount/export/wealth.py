"""The balance sheet for programs: the sheet, its month-ends, and the holdings of each account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from fsq_beancount.export.values import Row, amounts, by_currency, flag, money, ratio, table
from fsq_beancount.measures.definition import Unit
from fsq_beancount.measures.wealth import held
from fsq_beancount.measures.wealth.definitions import WEALTH_MEASURES
from fsq_beancount.measures.wealth.lots import Lot
from fsq_beancount.measures.wealth.sheet import AtCost, Sheet
from fsq_beancount.measures.wealth.statement import Wealth
from fsq_beancount.report.report import Report

SHOWS: Final = frozenset({"wealth"})
"""The families of figures written here, in a richer form than their definitions give."""

_MONEY_BESIDE: Final = ("locked", "freedom_margin_unlocked")
"""Amounts of a sheet that are not measures."""


def wealth(found: Wealth) -> dict[str, Any]:
    """Return the balance sheet for JSON."""
    sheet = found.sheet
    return {
        **month(sheet),
        "by_asset_class": by_currency(sheet.by_asset_class),
        "asset_class_shares": {
            each.name: ratio(each.share)
            for each in sorted(found.classes, key=lambda each: each.name)
        },
        "by_horizon": by_currency(sheet.by_horizon),
        "valued_at_cost": [_at_cost(item) for item in sheet.valued_at_cost],
        "accounts": [_held(row) for row in found.rows],
        "undefined": {
            name: {
                "missing": list(prospect.missing),
                "months": prospect.months,
                "unconverted": list(prospect.unconverted),
            }
            for name, prospect in found.undefined.items()
        },
    }


def month(sheet: Sheet) -> dict[str, Any]:
    """Return the figures of a balance sheet of a series for JSON."""
    figures: dict[str, Any] = {"date": sheet.date.isoformat()}
    for name, write in _WRITTEN:
        value = getattr(sheet, name)
        figures[name] = write(value) if write else value
    figures["latent_tax_unknown"] = [
        {"commodity": commodity, "amount": money(amount)}
        for commodity, amount in sheet.latent_tax_unknown.items()
    ]
    figures["unconverted"] = by_currency(sheet.unconverted)
    return figures


_WRITTEN: Final = (
    *(
        (measure.id, {Unit.MONEY: money, Unit.RATIO: ratio}.get(measure.unit))
        for measure in WEALTH_MEASURES
    ),
    *((name, money) for name in _MONEY_BESIDE),
)


def _at_cost(item: AtCost) -> dict[str, Any]:
    return {
        "account": item.account,
        "currency": item.currency,
        "units": money(item.units),
        "amount": money(item.amount),
    }


def _held(row: held.Row) -> dict[str, Any]:
    return {
        "account": row.account,
        "booked_on": row.booked_on,
        "kind": row.kind.value,
        "currency": row.currency,
        "units": money(row.units),
        "amount": money(row.amount),
        "cost": money(row.cost),
        "valued_at_cost": row.at_cost,
        "by_asset_class": by_currency(row.classes),
        "liquidity": row.horizon or None,
    }


def wealth_csv(report: Report) -> str:
    """Return the balance sheets of all complete months as CSV.

    A row per month-end: the balance sheet of that day.
    """
    rows = (_flat(sheet, report.currency) for sheet in report.wealth_series)
    names = [measure.id for measure in WEALTH_MEASURES]
    beside = (*_MONEY_BESIDE, "latent_tax_unknown", "unconverted")
    return table(("date", "currency", *names, *beside), rows)


def _flat(sheet: Sheet, currency: str) -> Row:
    return {
        **month(sheet),
        "currency": currency,
        "financially_free": flag(sheet.financially_free),
        "latent_tax_unknown": "; ".join(sheet.latent_tax_unknown),
        "unconverted": amounts(sheet.unconverted),
    }


_ACCOUNT: Final = (
    "date",
    "account",
    "booked_on",
    "kind",
    "asset_class",
    "liquidity",
    "units",
    "commodity",
    "amount",
    "cost",
    "currency",
    "valued_at_cost",
)


def lot(held: Lot) -> Row:
    """Return a lot for JSON."""
    return {
        "account": held.account,
        "commodity": held.commodity,
        "date": held.date.isoformat(),
        "units": money(held.units),
        "cost": money(held.cost),
        "value": money(held.value),
        "gain": money(held.gain),
        "rule": held.rule or None,
        "tax": money(held.tax),
    }


def lots_csv(report: Report) -> str:
    """Return the lots held on the as-of date as CSV.

    A row per lot: what it is worth, cost and gained, and which rule taxes it. The tax is that on
    its gain alone, before losses are offset and allowances deducted.
    """
    return table(_LOT, ({**lot(held), "currency": report.currency} for held in report.lots))


_LOT: Final = (
    *("account", "commodity", "date", "units", "cost", "value", "gain", "rule", "tax"),
    "currency",
)


def accounts_csv(report: Report) -> str:
    """Return the holdings of each account on the as-of date as CSV.

    A row per account and commodity on the balance sheet, on the as-of date.
    """
    date = report.wealth.sheet.date.isoformat()
    rows: Iterable[Row] = (
        {
            "date": date,
            "account": row.account,
            "booked_on": row.booked_on,
            "kind": row.kind.value,
            "asset_class": _classes(row),
            "liquidity": row.horizon or None,
            "units": money(row.units),
            "commodity": row.currency,
            "amount": money(row.amount),
            "cost": money(row.cost),
            "currency": report.currency,
            "valued_at_cost": flag(row.at_cost),
        }
        for row in report.wealth.rows
    )
    return table(_ACCOUNT, rows)


def _classes(row: held.Row) -> str | None:
    """Return the asset class, or the amount in each where there are several."""
    return amounts(row.classes) if len(row.classes) > 1 else next(iter(row.classes), None)
