"""The hook that adds the details that a bank omits: gross amount, taxes and fees.

German banks book the net amount of a dividend; its taxes are only in a PDF, which Portfolio
Performance reads. The hook matches the two: same security, same net amount, at most three days
apart. The entry keeps its date, its text and its ids, and gets the postings of the record. A
purchase or sale for which the bank gives only the amount is completed the same way::

    HOOKS = [enrich("~/portfolio/*.csv")]

Each record completes one entry, the nearest in time. An entry without a matching record stays
unchanged, with ``gross: "unknown"``.
"""

from __future__ import annotations

import datetime
import glob
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from beancount.core import data
from beangulp import Importer

from fsq_importers import postings
from fsq_importers.accounts import Accounts
from fsq_importers.duplicates import DUPLICATE, ids
from fsq_importers.importer import FsqImporter
from fsq_importers.numbers import ZERO
from fsq_importers.portfolio_performance import PortfolioPerformance
from fsq_importers.records import INCOME, TRADES, Kind, Record

ENRICHED: Final = "enriched"
"""The metadata with the file and line from which an entry was completed."""

DAYS: Final = 3

Extracted = tuple[str, list[Any], str, Importer]
Hook = Callable[[list[Extracted], Sequence[Any]], list[Extracted]]


@dataclass(slots=True)
class _Known:
    """A record of Portfolio Performance, and whether an entry has used it."""

    record: Record
    where: str
    used: bool = False


def enrich(*patterns: str | Path, days: int = DAYS) -> Hook:
    """Return a hook for beangulp and Fava.

    Args:
        patterns: The CSV files of Portfolio Performance; ``*`` and ``~`` are expanded. They are
            read again each time the hook runs.
        days: The maximum difference in days between bank and Portfolio Performance.
    """

    # Fava searches an annotation for the word "Importer" to decide which arguments a hook takes.
    def hook(
        extracted: list[tuple[str, list[Any], str, Importer]], existing: Sequence[Any]
    ) -> list[Extracted]:
        known: dict[tuple[str, Any], list[_Known]] | None = None
        result: list[Extracted] = []
        for filepath, entries, account, importer in extracted:
            completed = list(entries)
            for position, entry in enumerate(entries):
                if not (isinstance(importer, FsqImporter) and _wanting(entry)):
                    continue
                if known is None:
                    known = _read(patterns)
                completed[position] = _complete(entry, importer, known, days)
            result.append((filepath, completed, account, importer))
        return result

    return hook


def _wanting(entry: Any) -> bool:
    meta = getattr(entry, "meta", None) or {}
    return (
        isinstance(entry, data.Transaction)
        and meta.get(postings.GROSS) == postings.NET_ONLY
        and DUPLICATE not in meta
    )


def _read(patterns: Sequence[str | Path]) -> dict[tuple[str, Any], list[_Known]]:
    known: dict[tuple[str, Any], list[_Known]] = {}
    reader = PortfolioPerformance("Assets:Unused")
    for pattern in patterns:
        for path in sorted(glob.glob(os.path.expanduser(pattern))):
            if not reader.identify(path):
                continue
            for item in reader.read(path):
                if isinstance(item, Record) and item.kind in INCOME | TRADES:
                    one = _Known(item, f"{Path(path).name}:{item.line}")
                    for name in _names(item):
                        known.setdefault((name, item.net), []).append(one)
    return known


def _names(record: Record) -> Iterator[str]:
    security = record.security
    if security is not None:
        yield from filter(None, {security.isin.upper(), security.wkn.upper()})


def _complete(
    entry: Any,
    importer: FsqImporter,
    known: dict[tuple[str, Any], list[_Known]],
    days: int,
) -> Any:
    # The accounts of the section or Konto that the entry belongs to.
    accounts = next(
        (each for each in importer.all_accounts() if _moved(entry, each)), importer.accounts
    )
    net = _moved(entry, accounts)
    trade = entry.meta.get(postings.RECORD) == Kind.TRADE
    candidates = [
        one
        for key in ("isin", "wkn")
        for one in known.get((str(entry.meta.get(key, "")).upper(), net), ())
        if not one.used
        and (one.record.kind in TRADES) == trade
        and abs(one.record.date - entry.date) <= datetime.timedelta(days)
    ]
    if not candidates:
        return entry
    nearest = min(candidates, key=lambda one: abs(one.record.date - entry.date))
    nearest.used = True
    record = replace(
        nearest.record,
        date=entry.date,
        payee=entry.payee or nearest.record.payee,
        text=entry.narration,
        source_ids=tuple(ids(entry)),
        raw=str(entry.meta.get(postings.SOURCE, "")),
        line=entry.meta.get("lineno", 0),
        account="",
    )
    filled = postings.post(record, accounts, str(entry.meta.get("filename", "")))
    filled.meta[ENRICHED] = nearest.where
    return filled._replace(tags=entry.tags, links=entry.links)


def _moved(entry: Any, accounts: Accounts) -> Any:
    """Return the net change of the cash account by an entry."""
    own = accounts.own()[0]
    return sum(
        (
            posting.units.number
            for posting in entry.postings
            if posting.units is not None
            and (posting.account == own or posting.account.startswith(f"{own}:"))
        ),
        ZERO,
    )
