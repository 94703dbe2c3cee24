"""The flow measures for programs: periods, rolling twelve months, and the postings behind them."""

from __future__ import annotations

from typing import Any, Final

from fsq_beancount.books.flows import Flow
from fsq_beancount.core.terms import CLASSES
from fsq_beancount.export.values import Row, amounts, by_currency, money, quotient, ratio, table
from fsq_beancount.i18n.reasons import in_english
from fsq_beancount.measures.definition import Unit
from fsq_beancount.measures.flow_definitions import FLOW_MEASURES, ROLLING_MEASURES
from fsq_beancount.report.report import FlowFigures, PeriodFigures, Report, RollingFigures

SHOWS: Final = frozenset({"flows", "rolling"})
"""The families of figures written here, in a richer form than their definitions give."""


def period(figures: PeriodFigures) -> dict[str, Any]:
    """Return the figures of a period for JSON."""
    trued_up = figures.trued_up
    return {
        "period": figures.period,
        **_span(figures),
        **_figures(figures),
        "trued_up": None if trued_up is None else _figures(trued_up),
    }


def rolling(figures: RollingFigures) -> dict[str, Any]:
    """Return the figures of rolling twelve months for JSON."""
    return {
        "month": figures.month,
        # Only where there is a gap: most books have none.
        **({"gap": figures.silent_before} if figures.silent_before else {}),
        **_span(figures),
        **_figures(figures),
        "missing_narrow": quotient(figures.missing_narrow),
        "missing_wide": quotient(figures.missing_wide),
        "change_narrow": ratio(figures.change_narrow),
        "change_wide": ratio(figures.change_wide),
        "trued_up": None,  # a rolling figure stays with the payment
    }


def _span(figures: FlowFigures) -> dict[str, Any]:
    return {
        "first": figures.first.isoformat(),
        "last": figures.last.isoformat(),
        "months": figures.months,
    }


def _figures(figures: FlowFigures) -> dict[str, Any]:
    """Return every flow measure under its id, and the unconverted amounts."""
    result: dict[str, Any] = {}
    for measure, write, by_class in _WRITTEN:
        value = getattr(figures, measure)
        if by_class:
            result[measure] = {name: write(value[name]) for name in CLASSES}
        else:
            result[measure] = write(value)
    result["savings_planned"] = money(figures.savings_planned)
    result["savings_indirect"] = money(figures.savings_indirect)
    result["unconverted"] = by_currency(figures.unconverted)
    return result


_WRITTEN: Final = tuple(
    (measure.id, ratio if measure.unit is Unit.RATIO else money, measure.by_class)
    for measure in FLOW_MEASURES
)


def rolling_csv(report: Report) -> str:
    """Return the twelve months of each complete month as CSV.

    A row per complete month: the twelve months that end with it.
    """
    rows = (
        {
            "month": figures.month,
            "currency": report.currency,
            **_flat(figures),
            "missing_narrow": quotient(figures.missing_narrow),
            "missing_wide": quotient(figures.missing_wide),
            "change_narrow": ratio(figures.change_narrow),
            "change_wide": ratio(figures.change_wide),
        }
        for figures in report.rolling
    )
    own = (measure.id for measure in ROLLING_MEASURES)
    return table(("month", "currency", *_SPAN, *_FIGURES, *own), rows)


def periods_csv(report: Report) -> str:
    """Return the periods as CSV.

    A row per period asked for, calendar years unless given.
    """
    rows = (
        {
            "period": figures.period,
            "currency": report.currency,
            **_flat(figures),
            **({} if figures.trued_up is None else _flat(figures.trued_up, _TRUED_UP)),
        }
        for figures in report.periods
    )
    trued_up = (_TRUED_UP + name for name in _FIGURES)
    return table(("period", "currency", *_SPAN, *_FIGURES, *trued_up), rows)


def flows_csv(report: Report) -> str:
    """Return the postings behind the figures as CSV.

    A row per income or expense posting, or per part of a split cost.
    """
    return table(FLOW, (flow(item, report.currency) for item in report.flows))


def _flat(figures: FlowFigures, prefix: str = "") -> Row:
    """Return figures as a row, with a column for each class of a measure by class."""
    row: Row = {} if prefix else {**_span(figures)}
    for name, value in _figures(figures).items():
        if name == "unconverted":
            row[prefix + name] = amounts(figures.unconverted)
        elif isinstance(value, dict):
            for key, number in value.items():
                row[prefix + _column(name, key)] = number
        else:
            row[prefix + name] = value
    return row


def _column(measure: str, income_class: str) -> str:
    return f"{measure}_{income_class.replace('-', '_')}"


_SPAN: Final = ("first", "last", "months")
_FIGURES: Final = (
    *(
        column
        for measure in FLOW_MEASURES
        for column in (
            [_column(measure.id, name) for name in CLASSES] if measure.by_class else [measure.id]
        )
    ),
    "savings_planned",
    "savings_indirect",
    "unconverted",
)
_TRUED_UP: Final = "trued_up_"

FLOW: Final = (
    "date",
    "account",
    "class",
    "role",
    "stream",
    "amount",
    "currency",
    "weight",
    "weight_currency",
    "payee",
    "narration",
    "rule",
    "file",
    "line",
)
"""The columns of a flow."""


def flow(item: Flow, currency: str) -> Row:
    """Return an income or expense posting, or a part of a split cost, as a row of a table.

    ``amount`` is in the report currency, ``weight`` is of the whole posting in its own currency.
    """
    meta = item.posting.meta
    if meta is None or "lineno" not in meta:
        meta = item.entry.meta  # a plugin made the posting
    return {
        "date": item.date.isoformat(),
        "account": item.account,
        "class": item.income_class,
        "role": item.role,
        "stream": item.stream,
        "amount": money(item.amount),
        "currency": currency,
        "weight": money(item.weight.number),
        "weight_currency": item.weight.currency,
        "payee": item.payee,
        "narration": item.narration,
        "rule": in_english(item.reasons),
        "file": meta.get("filename"),
        "line": meta.get("lineno"),
    }
