"""What tells a booking from every other, whichever file it is read from.

The provider's own id where there is one. Else a hash of what no export leaves out: date, amount,
who, what and which security, and how many bookings alike came before it in the file. Two equal
payments on a day so have two ids, the same two in every export that holds the whole day.

How the hash is made must never change: the ids are in people's ledgers.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from typing import Final

from fsq_importers.postings import clean
from fsq_importers.records import Record

_HASH_LENGTH: Final = 20


class Identifier:
    """Gives the records of one file their ids.

    Attributes:
        source: The word at the beginning of each id.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._seen: Counter[str] = Counter()

    def identify(self, record: Record) -> Record:
        """Return a record with its ids: the provider's, or one made of its content."""
        given = record.source_ids or (self._content(record),)
        return replace(record, source_ids=tuple(map(self._unique, given)))

    def _unique(self, given: str) -> str:
        self._seen[given] += 1
        count = self._seen[given]
        # A blank would make two ids of one.
        name = f"{self.source}:{clean(given).replace(' ', '-')}"
        return name if count == 1 else f"{name}#{count}"

    @staticmethod
    def _content(record: Record) -> str:
        security = record.security
        parts = (
            record.date.isoformat(),
            f"{record.net.normalize():f}",
            record.currency,
            clean(record.payee),
            clean(record.text),
            security.isin if security else "",
            "" if record.shares is None else f"{record.shares.normalize():f}",
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_HASH_LENGTH]
