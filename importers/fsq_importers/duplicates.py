"""Which bookings are in the ledger already: those whose ids are.

Beangulp's own way compares dates and amounts within days and percents, and so takes the interest of
today for that of yesterday wherever they are alike. Ids do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from beancount.core import data, flags

from fsq_importers.postings import SOURCE_ID

DUPLICATE: Final = "__duplicate__"
"""Where beangulp and Fava look for the entry that one is a duplicate of."""
PARTLY_KNOWN: Final = "partly_in_ledger"


def ids(entry: Any) -> list[str]:
    """Return the source ids of an entry, none where it has no metadata of that name."""
    value = entry.meta.get(SOURCE_ID) if entry.meta else None
    return value.split() if isinstance(value, str) else []


def mark(entries: list[Any], existing: Iterable[Any], own: Sequence[str]) -> None:
    """Mark the entries that the ledger holds; keep all others.

    An entry made of several rows of which the ledger holds a part is not marked but flagged: the
    rest of it is new, and only a person can tell what to add.

    Args:
        entries: New entries; marked in place.
        existing: The ledger, and what has been extracted before in the same run.
        own: The beginnings of the importer's accounts. Ids hold within them only.
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
        return True  # a note moves no account
    return any(
        posting.account == each or posting.account.startswith(f"{each}:")
        for posting in entry.postings
        for each in own
    )
