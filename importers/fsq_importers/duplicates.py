"""Detects bookings that are in the ledger already, by their ids.

Beangulp's own comparison tolerates differences of days and percents, and so mistakes today's
interest for that of yesterday if they are similar. Ids avoid that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from beancount.core import data, flags

from fsq_importers.postings import SOURCE_ID

DUPLICATE: Final = "__duplicate__"
"""The metadata key under which beangulp and Fava expect the original of a duplicate."""
PARTLY_KNOWN: Final = "partly_in_ledger"


def ids(entry: Any) -> list[str]:
    """Return the source ids of an entry, empty if it has no such metadata."""
    value = entry.meta.get(SOURCE_ID) if entry.meta else None
    return value.split() if isinstance(value, str) else []


def mark(entries: list[Any], existing: Iterable[Any], own: Sequence[str]) -> None:
    """Mark the entries that are in the ledger; keep all others.

    An entry made of several rows, only some of which are in the ledger, is flagged instead: the
    rest of it is new, and the user must decide what to add.

    Args:
        entries: New entries; marked in place.
        existing: The ledger, and the entries extracted before in the same run.
        own: The importer's accounts, subaccounts included. Ids are only unique within them.
    """
    known: dict[str, Any] = {}
    for entry in existing:
        if isinstance(entry, data.Transaction) and _belongs(entry, own):
            for each in ids(entry):
                known.setdefault(each, entry)
    for position, entry in enumerate(entries):
        found = [known.get(each) for each in ids(entry)]
        if found and all(each is not None for each in found):
            entry.meta[DUPLICATE] = found[0]
        elif any(each is not None for each in found):
            entry.meta[PARTLY_KNOWN] = " ".join(each for each in ids(entry) if each in known)
            entries[position] = entry._replace(flag=flags.FLAG_WARNING)


def _belongs(entry: data.Transaction, own: Sequence[str]) -> bool:
    if not entry.postings:
        return True  # a note has no postings
    return any(
        posting.account == each or posting.account.startswith(f"{each}:")
        for posting in entry.postings
        for each in own
    )
