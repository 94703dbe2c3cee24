"""Values for programs: exact money, ratios of six places, safe cells of CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from fsq_beancount.core.plain import clean

Row = dict[str, str | int | None]

CENTS: Final = 2
NOTHING: Final = "0.00"


def money(value: Decimal | None) -> str | None:
    """Return an exact amount, with two or more places as needed and never an exponent."""
    if value is None:
        return None
    if not value:
        return NOTHING
    text = str(value)
    if text[-3:-2] == ".":  # two places, as in most amounts
        return text
    return _without_zeros(f"{value:f}" if "E" in text else text)


def _without_zeros(text: str) -> str:
    whole, _, places = text.partition(".")
    return f"{whole}.{places.rstrip('0').ljust(CENTS, '0')}"


def ratio(value: Decimal | None) -> str | None:
    """Return a ratio with up to six places."""
    if value is None:
        return None
    text = f"{value:.6f}"
    if text[-1] != "0":
        return text
    text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def by_currency(amounts: Mapping[str, Decimal]) -> dict[str, str | None]:
    """Return amounts by currency, exact."""
    return {currency: money(number) for currency, number in sorted(amounts.items())}


def flag(value: bool | None) -> str | None:
    """Return a boolean as a cell: ``true``, ``false``, or ``None`` where it is undefined."""
    return None if value is None else str(value).lower()


def quotient(value: Decimal | None) -> str | None:
    """Return an amount that is a quotient, rounded to twelve places."""
    if value is None:
        return None
    text = _without_zeros(f"{value:.12f}")
    return NOTHING if text == "-0.00" else text


def amounts(values: Mapping[str, Decimal]) -> str:
    """Return amounts in several currencies as a single cell: ``7.00 CHF; 3.00 USD``."""
    return "; ".join(f"{money(number)} {key}" for key, number in sorted(values.items()))


def table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Return rows as CSV; undefined cells are empty."""
    output = io.StringIO()
    writer = csv.DictWriter(output, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(name, value) for name, value in row.items()} for row in rows)
    return output.getvalue()


_OF_THE_LEDGER: Final = frozenset(
    {
        *("account", "stream", "payee", "narration", "rule", "file", "unconverted"),
        *("booked_on", "asset_class", "accounts", "name", "id", "evidence"),
    }
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def _cell(column: str, value: str | int | None) -> str | int:
    """Return a cell; text of the ledger is escaped so that no spreadsheet runs it as a formula."""
    if value is None:
        return ""
    if column not in _OF_THE_LEDGER:
        return value
    text = clean(str(value))
    return f"'{text}" if str(value).startswith(_FORMULA) else text
