"""The report for programs: JSON, and its tables as CSV.

Money is exact and ratios have up to six places; both are strings in JSON, so that no reader makes
floats of them unasked.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from fsq_beancount import wording
from fsq_beancount.facts import Flow
from fsq_beancount.measures.flows import FLOW_MEASURES
from fsq_beancount.measures.registry import Unit
from fsq_beancount.measures.rolling import ROLLING_MEASURES
from fsq_beancount.report import FlowFigures, PeriodFigures, Report, RollingFigures
from fsq_beancount.terminal import clean
from fsq_beancount.vocabulary import CLASSES

Row = dict[str, str | int | None]

CENTS: Final = 2
QUOTIENT_PLACES: Final = 12
RATIO_PLACES: Final = 6


def money(value: Decimal | None) -> str | None:
    """Return an amount, exact, with two places or as many as it needs; never an exponent."""
    if value is None:
        return None
    whole, _, places = f"{value or Decimal():f}".partition(".")
    return f"{whole}.{places.rstrip('0').ljust(CENTS, '0')}"


def ratio(value: Decimal | None) -> str | None:
    """Return a ratio with up to six places."""
    if value is None:
        return None
    text = f"{value:.{RATIO_PLACES}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def as_json(report: Report, locale: str = "en", *, indent: int | None = 1) -> str:
    """Return the report as JSON text, on one line without an indent."""
    return dumps(as_dict(report, locale), indent=indent)


def dumps(value: object, *, indent: int | None = 1) -> str:
    """Return JSON text in ASCII, which every encoding and every terminal takes."""
    return json.dumps(value, indent=indent) + "\n"


def as_dict(report: Report, locale: str = "en") -> dict[str, Any]:
    """Return the report as what JSON knows.

    Args:
        report: The report.
        locale: The language of the warnings.
    """
    return {
        "currency": report.currency,
        "as_of": report.as_of.isoformat(),
        "load_errors": report.load_errors,
        "running_month": report.running_month,
        "periods": [_period(figures) for figures in report.periods],
        "rolling": [_rolling(figures) for figures in report.rolling],
        "unconverted": _amounts(report.unconverted),
        "warnings": [wording.with_remedy(finding, locale) for finding in report.warnings],
    }


def _period(figures: PeriodFigures) -> dict[str, Any]:
    trued_up = figures.trued_up
    return {
        "period": figures.period,
        **_span(figures),
        **_figures(figures),
        "trued_up": None if trued_up is None else _figures(trued_up),
    }


def _rolling(figures: RollingFigures) -> dict[str, Any]:
    return {
        "month": figures.month,
        **_span(figures),
        **_figures(figures),
        # Quotients: exact only as far as their places go.
        "missing_narrow": money(_rounded(figures.missing_narrow)),
        "missing_wide": money(_rounded(figures.missing_wide)),
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
    """Return every flow measure under its id, and what could not be converted."""
    result: dict[str, Any] = {}
    for measure in FLOW_MEASURES:
        write = ratio if measure.unit is Unit.RATIO else money
        value = getattr(figures, measure.id)
        if measure.by_class:
            result[measure.id] = {name: write(value[name]) for name in CLASSES}
        else:
            result[measure.id] = write(value)
    result["savings_planned"] = money(figures.savings_planned)
    result["savings_indirect"] = money(figures.savings_indirect)
    result["unconverted"] = _amounts(figures.unconverted)
    return result


def _amounts(amounts: Mapping[str, Decimal]) -> dict[str, str | None]:
    return {currency: money(number) for currency, number in sorted(amounts.items())}


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:.{QUOTIENT_PLACES}f}")


def as_csv(report: Report, part: str = "rolling") -> str:
    """Return a part of the report as CSV, one of :data:`PARTS`."""
    return PARTS[part](report)


def _rolling_csv(report: Report) -> str:
    rows = (
        {
            "month": figures.month,
            "currency": report.currency,
            **_flat(figures),
            "missing_narrow": money(_rounded(figures.missing_narrow)),
            "missing_wide": money(_rounded(figures.missing_wide)),
            "change_narrow": ratio(figures.change_narrow),
            "change_wide": ratio(figures.change_wide),
        }
        for figures in report.rolling
    )
    own = (measure.id for measure in ROLLING_MEASURES)
    return table(("month", "currency", *_SPAN, *_FIGURES, *own), rows)


def _periods_csv(report: Report) -> str:
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


def _flows_csv(report: Report) -> str:
    return table(FLOW, (flow(item, report.currency) for item in report.flows))


def _flat(figures: FlowFigures, prefix: str = "") -> Row:
    """Return figures side by side, a column for each class of a measure."""
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


def amounts(by_currency: Mapping[str, Decimal]) -> str:
    """Return amounts of several currencies as one cell: ``7.00 CHF; 3.00 USD``."""
    return "; ".join(f"{money(number)} {key}" for key, number in sorted(by_currency.items()))


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
    """Return an income or expense posting, or a part of one, as a row of a table.

    ``amount`` is in the report currency, ``weight`` the whole posting in its own.
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
        "rule": item.rule,
        "file": meta.get("filename"),
        "line": meta.get("lineno"),
    }


PARTS: Final[Mapping[str, Callable[[Report], str]]] = {
    "rolling": _rolling_csv,
    "periods": _periods_csv,
    "flows": _flows_csv,
}
"""The tables that CSV can be had of; the first is what one gets unasked."""


def table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Return rows as CSV; cells that are undefined are empty."""
    output = io.StringIO()
    writer = csv.DictWriter(output, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(name, value) for name, value in row.items()} for row in rows)
    return output.getvalue()


_OF_THE_LEDGER: Final = frozenset(
    {"account", "stream", "payee", "narration", "rule", "file", "unconverted"}
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def _cell(column: str, value: str | int | None) -> str | int:
    """Return a cell; text of the ledger as one that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if column not in _OF_THE_LEDGER:
        return value
    text = clean(str(value))
    return f"'{text}" if str(value).startswith(_FORMULA) else text
