"""The author of each entry of a ledger: a person or a plugin.

A plugin gives its entries a file named ``<…>``, or the file and line of the entry that they derive
from. Of several entries with the same file and line, a person wrote the entry with the date on
that line.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from beancount.core import data

from fsq_beancount.core.terms import DEPRECIATION_MARK

_DATE: Final = re.compile(rb"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})")

Place = tuple[str, int]
"""A file, and a line in it."""


class Authorship:
    """Distinguishes the entries made by plugins from those written by a person.

    Nearly all entries have a file and line of their own, so a file is read only where entries of
    several dates share them.
    """

    def __init__(
        self, entries: Sequence[data.Directive], main: str, lines: Sequence[int] | None = None
    ) -> None:
        """Take a ledger.

        Args:
            entries: All its directives.
            main: Its file name from its options; ``<string>`` for a ledger that is in no file.
            lines: The lines of the directives, if they are known already.
        """
        self._entries = entries
        self._main = main
        self._given_lines = lines
        self._dates: dict[Place, set[datetime.date]] = {}
        self._written_on: dict[Place, datetime.date] = {}
        self._asked_alone = 0
        # The answers by the id of an entry; the entries are kept, so an id stays theirs.
        self._known: dict[int, bool] = {}

    def is_made(self, entry: data.Directive) -> bool:
        """Return whether a plugin made an entry."""
        if self._is_marked(entry):
            return True
        place = _place(entry)
        if place not in self._dates:
            # The last entry of a ledger is queried first, and nearly always a person wrote it;
            # otherwise many queries follow.
            self._look_for([entry] if not self._asked_alone else self._entries)
            self._asked_alone += 1
        dates = self._dates[place]
        if len(dates) == 1:
            return False
        if place not in self._written_on:
            self._written_on[place] = _date_on(place) or min(dates)
        return entry.date != self._written_on[place]

    def made(self, several: Sequence[data.Directive]) -> frozenset[int]:
        """Return the ids of those of the ledger's entries that a plugin made, in a single pass."""
        known = self._known
        asked = [entry for entry in several if id(entry) not in known]
        self._look_for(asked)
        known.update((id(entry), self.is_made(entry)) for entry in asked)
        return frozenset(id(entry) for entry in several if known[id(entry)])

    def _is_marked(self, entry: data.Directive) -> bool:
        """Return whether a plugin has marked an entry as its own."""
        filename = str(entry.meta.get("filename", ""))
        return DEPRECIATION_MARK in entry.meta or (
            filename.startswith("<") and filename != self._main
        )

    def _look_for(self, several: Iterable[data.Directive]) -> None:
        """Find the dates of all entries that share the file and line of any given entry."""
        shared: set[Place] = set()
        for entry in several:
            place = _place(entry)
            if place in self._dates:
                continue
            # Line numbers first: few entries share one, and comparing numbers is fast.
            if place[1] in self._shared_lines:
                shared.add(place)
            else:
                self._dates[place] = {entry.date}
        if not shared:
            return
        lines = {line for _, line in shared}
        for entry in [
            entry for entry, line in zip(self._entries, self._lines, strict=True) if line in lines
        ]:
            place = _place(entry)
            if place in shared:
                self._dates.setdefault(place, set()).add(entry.date)

    @cached_property
    def _lines(self) -> Sequence[int]:
        if self._given_lines is not None:
            return self._given_lines
        return [entry.meta["lineno"] for entry in self._entries]

    @cached_property
    def _shared_lines(self) -> frozenset[int]:
        """The line numbers that several entries have, in any file."""
        if len(set(self._lines)) == len(self._lines):
            # So it is in a ledger of one file, and counting takes several times as long.
            return frozenset()
        return frozenset(line for line, times in Counter(self._lines).items() if times > 1)


def _place(entry: data.Directive) -> Place:
    return str(entry.meta.get("filename", "")), int(entry.meta.get("lineno", 0))


def _date_on(place: Place) -> datetime.date | None:
    """Return the date at the start of a line of a file; ``None`` if it cannot be read."""
    filename, line = place
    try:
        with open(filename, "rb") as file:
            for number, text in enumerate(file, 1):
                if number == line:
                    found = _DATE.match(text)
                    return found and datetime.date(*map(int, found.groups()))
    except (OSError, ValueError):
        # The file may have changed or moved since it was loaded, or not be a file at all.
        return None
    return None
