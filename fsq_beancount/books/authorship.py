"""Which entries of a ledger a person wrote, and which a plugin made.

A plugin gives what it makes a file named ``<…>``, or the file and line of the entry that it was
made from. Of several entries with one file and line the one whose date stands on that line was
written.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import Final

from beancount.core import data

from fsq_beancount.core.terms import DEPRECIATION_MARK

_DATE: Final = re.compile(rb"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})")

Place = tuple[str, int]
"""A file, and a line in it."""


class Authorship:
    """Tells what a plugin made from what a person wrote.

    Nearly always nothing shares the file and line of an entry, so a file is read only where entries
    of several dates do.
    """

    def __init__(
        self, entries: Sequence[data.Directive], main: str, lines: Sequence[int] | None = None
    ) -> None:
        """Take a ledger.

        Args:
            entries: All its directives.
            main: Its file as its options name it; ``<string>`` for a ledger in no file.
            lines: The lines of the directives, where they are known already.
        """
        self._entries = entries
        self._main = main
        self._lines = lines
        self._dates: dict[Place, set[datetime.date]] = {}
        self._written_on: dict[Place, datetime.date] = {}
        self._asked_alone = 0

    def is_made(self, entry: data.Directive) -> bool:
        """Return whether a plugin made an entry."""
        if self._is_marked(entry):
            return True
        place = _place(entry)
        if place not in self._dates:
            # The last entry of a ledger is asked for first, and nearly always a person wrote it;
            # where not, many follow.
            self._look_for([entry] if not self._asked_alone else self._entries)
            self._asked_alone += 1
        dates = self._dates[place]
        if len(dates) == 1:
            return False
        if place not in self._written_on:
            self._written_on[place] = _date_on(place) or min(dates)
        return entry.date != self._written_on[place]

    def made(self, several: Sequence[data.Directive]) -> frozenset[int]:
        """Return the ids of those of several entries that a plugin made, in one look at all."""
        self._look_for(several)
        return frozenset(id(entry) for entry in several if self.is_made(entry))

    def _is_marked(self, entry: data.Directive) -> bool:
        """Return whether an entry itself says that a plugin made it."""
        filename = str(entry.meta.get("filename", ""))
        return DEPRECIATION_MARK in entry.meta or (
            filename.startswith("<") and filename != self._main
        )

    def _look_for(self, several: Iterable[data.Directive]) -> None:
        """Find the dates of all entries that share the file and line of any of several."""
        places = {_place(entry) for entry in several}
        places.difference_update(self._dates)
        if not places:
            return
        if self._lines is None:
            self._lines = [entry.meta["lineno"] for entry in self._entries]
        lines = {line for _, line in places}
        # Line numbers first: nearly no entry has one of those, and they lie side by side.
        for entry in [
            entry for entry, line in zip(self._entries, self._lines, strict=True) if line in lines
        ]:
            place = _place(entry)
            if place in places:
                self._dates.setdefault(place, set()).add(entry.date)


def _place(entry: data.Directive) -> Place:
    return str(entry.meta.get("filename", "")), int(entry.meta.get("lineno", 0))


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
