"""Parsing of a row of a Flex query: its day, security, numbers and ids."""

from __future__ import annotations

import datetime
from decimal import Decimal

from fsq_importers import dates, numbers
from fsq_importers.identifiers import is_placeholder
from fsq_importers.importer import LONG_AGO
from fsq_importers.numbers import ZERO, Convention
from fsq_importers.records import Kind, Record, Security


def note(row: dict[str, str], line: int, why: str) -> Record:
    """Return a flagged note with the reason why a row must be booked by hand."""
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
    """Return the number in an attribute; ``None`` if it is missing or empty."""
    return numbers.parse(row.get(name, ""), Convention.ENGLISH)


def date(row: dict[str, str]) -> datetime.date:
    """Return the day of a row.

    Raises:
        DateError: The row has no date, or an invalid one.
    """
    for name in ("tradeDate", "dateTime", "settleDate", "reportDate", "date"):
        if row.get(name):
            return dates.parse(row[name])
    raise dates.DateError("there is no date")


def day(row: dict[str, str]) -> datetime.date | None:
    """Return the day of a row; ``None`` if it has no valid date."""
    try:
        return date(row)
    except dates.DateError:
        return None


def until(statement: dict[str, str]) -> datetime.date | None:
    """Return the last day of a statement; ``None`` if it does not say it."""
    try:
        return dates.parse(statement.get("toDate", ""))
    except dates.DateError:
        return None


def reported(row: dict[str, str]) -> datetime.date | None:
    """Return the day on which a row came into the statement; ``None`` if it does not say it."""
    try:
        return dates.parse(row.get("reportDate", ""))
    except dates.DateError:
        return None


def ids(row: dict[str, str], *names: str) -> tuple[str, ...]:
    """Return the first attribute that holds an id; empty if there is none."""
    given = (row.get(name, "") for name in names)
    return next(((each,) for each in given if not is_placeholder(each)), ())


def security(row: dict[str, str]) -> Security | None:
    """Return the security of a row; ``None`` if only money is involved."""
    isin, symbol = row.get("isin", ""), " ".join(row.get("symbol", "").split())
    if not (isin or symbol):
        return None
    return Security(isin, symbol, name=row.get("description", "") if "tradeDate" in row else "")


def raw(row: dict[str, str]) -> str:
    """Return a row as in the file, without empty attributes."""
    return " ".join(f'{name}="{value}"' for name, value in row.items() if value)
