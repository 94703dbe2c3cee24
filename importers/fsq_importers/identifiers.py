"""Unique ids of bookings, independent of the file that they are read from.

An id is the provider's own, if there is one and it is no placeholder (``N/A``, ``0``). Otherwise
it is a hash of the fields that every export has (date, amount, payee, text and security), plus the
number of identical bookings before it in the file. Two equal payments on a day thus have two ids,
the same in every export that contains the whole day.

The hash must never change: the ids are stored in users' ledgers.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from typing import Final

from fsq_importers.postings import clean
from fsq_importers.records import Record

_HASH_LENGTH: Final = 20
_PLACEHOLDER: Final = re.compile(
    r"[\W_0]*|n/?a|x+|nan|null|none|nil|unknown|undefined|redacted|notprovided|nonref|keine?",
    re.IGNORECASE,
)


def is_placeholder(text: str) -> bool:
    """Return whether a text stands in a file where there is no value: ``N/A``, ``0``, ``-``."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None


class Identifier:
    """Assigns ids to the records of one file.

    Attributes:
        source: The prefix of each id.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._seen: Counter[str] = Counter()

    def identify(self, record: Record) -> Record:
        """Return a record with its ids: the provider's, or the hash of its content."""
        own = tuple(each for each in record.source_ids if not is_placeholder(each))
        given = own or (self._content(record),)
        return replace(record, source_ids=tuple(map(self._unique, given)))

    def _unique(self, given: str) -> str:
        self._seen[given] += 1
        count = self._seen[given]
        # Ids are separated by spaces in the metadata.
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
