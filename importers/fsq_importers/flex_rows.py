"""A row of a Flex query, read: its day, security, numbers and ids."""

from __future__ import annotations

import datetime
from decimal import Decimal

from fsq_importers import dates, numbers
from fsq_importers.importer import LONG_AGO
from fsq_importers.numbers import ZERO, Convention
from fsq_importers.records import Kind, Record, Security


def note(row: dict[str, str], line: int, why: str) -> Record:
    """Return a flagged note that says why a row is to be booked by hand."""
    return Record(
        kind=Kind.NOTE,
        date=day(row) or LONG_AGO,
        net=ZERO,
        currency=row.get("currency", "") or "USD",
        security=security(row),
        text=row.get("description", ""),
        source_ids=ids(row, "transactionID", "actionID"),
        raw=raw(row),
        line=line,
        unknown=why,
    )


def number(row: dict[str, str], name: str) -> Decimal | None:
    """Return the number of an attribute, ``None`` where it is missing or empty."""
    return numbers.parse(row.get(name, ""), Convention.ENGLISH)


def date(row: dict[str, str]) -> datetime.date:
    """Return the day of a row.

    Raises:
        DateError: There is none, or it is not understood.
    """
    for name in ("tradeDate", "dateTime", "settleDate", "reportDate", "date"):
        if row.get(name):
            return dates.parse(row[name])
    raise dates.DateError("there is no date")


def day(row: dict[str, str]) -> datetime.date | None:
    """Return the day of a row, ``None`` where it has none that is understood."""
    try:
        return date(row)
    except dates.DateError:
        return None


def ids(row: dict[str, str], *names: str) -> tuple[str, ...]:
    """Return the first of some attributes that is there, to know the row again."""
    return next(((row[name],) for name in names if row.get(name)), ())


def security(row: dict[str, str]) -> Security | None:
    """Return the security of a row, ``None`` where it is about money alone."""
    isin, symbol = row.get("isin", ""), " ".join(row.get("symbol", "").split())
    if not (isin or symbol):
        return None
    return Security(isin, symbol, name=row.get("description", "") if "tradeDate" in row else "")


def raw(row: dict[str, str]) -> str:
    """Return a row as it stands in the file, without what is empty."""
    return " ".join(f'{name}="{value}"' for name, value in row.items() if value)
