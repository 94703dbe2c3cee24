"""Which entries of a ledger a person wrote, and which a plugin made.

A plugin gives what it makes a file named ``<…>``, or the file and line of the entry that it was
made from. Of several entries with one file and line the one whose date stands on that line was
written.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from beancount.core import data

from fsq_beancount.core.terms import DEPRECIATION_MARK

_DATE: Final = re.compile(rb"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})")

Place = tuple[str, int]
"""A file, and a line in it."""


class Authorship:
    """Tells what a plugin made from what a person wrote.

    What an entry's neighbours do not need to say is not asked: most ledgers have no entry that
    shares its file and line with one of another date, and no file is read for them.
    """

    def __init__(self, entries: Sequence[data.Directive], main: str) -> None:
        """Take a ledger.

        Args:
            entries: All its directives.
            main: Its file as its options name it; ``<string>`` for a ledger in no file.
        """
        self._entries = entries
        self._main = main
        self._alone: set[Place] = set()
        self._asked = 0
        self._written_on: dict[Place, datetime.date | None] = {}

    def is_made(self, entry: data.Directive) -> bool:
        """Return whether a plugin made an entry."""
        meta = entry.meta
        if DEPRECIATION_MARK in meta:
            return True
        filename = str(meta.get("filename", ""))
        if filename.startswith("<") and filename != self._main:
            return True
        place = filename, int(meta.get("lineno", 0))
        if not self._has_twins(place):
            return False
        if place not in self._written_on:
            self._written_on[place] = _date_on(place) or min(self._twins[place])
        return entry.date != self._written_on[place]

    def _has_twins(self, place: Place) -> bool:
        """Return whether entries of several dates share a file and line."""
        if "_twins" in self.__dict__ or self._asked:
            return place in self._twins
        # The last entry of a ledger is asked for most, and nearly always a person wrote it. One
        # look at each line number is a small part of the index of all of them.
        self._asked += 1
        filename, line = place
        dates = {
            entry.date
            for entry in self._entries
            if entry.meta["lineno"] == line and entry.meta["filename"] == filename
        }
        return len(dates) > 1

    @cached_property
    def _twins(self) -> dict[Place, set[datetime.date]]:
        """The dates of the entries that share a file and line, where these are several."""
        first: dict[Place, datetime.date] = {}
        found: dict[Place, set[datetime.date]] = {}
        for entry in self._entries:
            meta = entry.meta
            place = meta["filename"], meta["lineno"]
            date = first.setdefault(place, entry.date)
            if date != entry.date:
                found.setdefault(place, {date}).add(entry.date)
        return found


def _date_on(place: Place) -> datetime.date | None:
    """Return the date that a line of a file begins with; ``None`` where there is none to read."""
    filename, line = place
    try:
        with open(filename, "rb") as file:
            for number, text in enumerate(file, 1):
                if number == line:
                    found = _DATE.match(text)
                    return found and datetime.date(*map(int, found.groups()))
    except (OSError, ValueError):
        # It may have been changed or moved since it was loaded, or be no file at all.
        return None
    return None
