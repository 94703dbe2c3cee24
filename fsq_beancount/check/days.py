"""Dates that are likely mistyped: of a transaction far from any other, or of the whole ledger."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from beancount.core import data, flags

from fsq_beancount.books.coverage import is_money
from fsq_beancount.books.facts import Facts
from fsq_beancount.check.places import written_at
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.days import BeyondAsOf, DistantDate
from fsq_beancount.report.report import Report

FAR: Final = 2
"""The years beyond which a transaction is far from another."""

FEW: Final = 100
"""A year is checked only if it and the years next to it have at most this many transactions.

Among few transactions, some may be opening balances, which are far from any other.
"""


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield findings on the dates of a ledger."""
    beyond = [finding for finding in report.warnings if isinstance(finding, BeyondAsOf)]
    yield from beyond
    if not beyond:
        yield from _distant(facts, report.as_of)


def _distant(facts: Facts, as_of: datetime.date) -> Iterator[DistantDate]:
    """Yield the transactions that are far from any other."""
    years = Counter(entry.date.year for entry in facts.entries if _is_transaction(entry))
    lonely = {
        year for year in years if sum(years[each] for each in (year - 1, year, year + 1)) <= FEW
    }
    if not lonely:
        return
    booked = [
        entry
        for entry in facts.entries
        if isinstance(entry, data.Transaction) and _is_booked(entry, facts)
    ]
    for entry, beside in _with_neighbours(booked):
        if (
            entry.date.year in lonely
            and beside
            and all(_is_far(entry.date, date) for date in beside)
            and not facts.authorship.is_made(entry)
        ):
            yield DistantDate(
                date=entry.date,
                nearest=min(beside, key=lambda date: abs(date - entry.date)),
                counts=entry.date <= as_of,
                place=written_at(entry.meta),
            )


def _is_transaction(entry: data.Directive) -> bool:
    return isinstance(entry, data.Transaction)


def _is_booked(entry: data.Transaction, facts: Facts) -> bool:
    """Return whether a transaction moves money and is neither an opening balance nor a pad."""
    equity = f"{facts.config.roots.equity}:"
    if entry.flag == flags.FLAG_PADDING:
        return False
    return any(
        posting.units is not None and is_money(posting.units.currency, facts)
        for posting in entry.postings
    ) and not any(posting.account.startswith(equity) for posting in entry.postings)


def _with_neighbours(
    entries: Sequence[data.Transaction],
) -> Iterator[tuple[data.Transaction, list[datetime.date]]]:
    """Yield each entry with the days of the entries before and after it, if any."""
    for number, entry in enumerate(entries):
        before, after = entries[max(number - 1, 0) : number], entries[number + 1 : number + 2]
        yield entry, [other.date for other in (*before, *after)]


def _is_far(one: datetime.date, other: datetime.date) -> bool:
    """Return whether two days are more than two years apart."""
    first, last = min(one, other), max(one, other)
    return (last.year - FAR, last.month, last.day) > (first.year, first.month, first.day)
