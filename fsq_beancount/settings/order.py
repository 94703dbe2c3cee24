"""The order in which directives overrule each other, independent of unrelated lines in the files.

Beancount sorts the directives of a day by line number, across files. So a comment in a file could
change which of two directives in different files comes last.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from typing import Any

from beancount.core import data

Place = tuple[str, int]
"""A file by its name relative to the main file, and a line in it."""


class FileOrder:
    """Places of directives in the files of a ledger.

    Included files are ordered by their names, which are paths relative to the folder of the main
    file. Lines count within a file only.
    """

    def __init__(self, main: str) -> None:
        """Take the path of the main file, empty for a ledger that is in no file."""
        self._main = main
        self._folder = os.path.dirname(main)
        self._names: dict[str, str] = {}

    def in_force(self, entry: data.Directive) -> tuple[datetime.date, bool, Place]:
        """Return the sort key of directives that overrule each other, the strongest last.

        They are ordered by date; on the same day the included files come before the main file.
        """
        is_main, place = self._place(entry.meta)
        return entry.date, is_main, place

    def as_written(self, entry: data.Directive) -> tuple[bool, Place]:
        """Return the sort key of directives in the order of the files, the main file first."""
        is_main, place = self._place(entry.meta)
        return not is_main, place

    def _place(self, meta: Mapping[str, Any] | None) -> tuple[bool, Place]:
        filename = str((meta or {}).get("filename") or "")
        line = int((meta or {}).get("lineno") or 0)
        name = self._names.get(filename)
        if name is None:
            name = self._names[filename] = self._relative(filename)
        return filename == self._main, (name, line)

    def _relative(self, filename: str) -> str:
        # A directive that a plugin made, or a ledger in no file, has no path.
        if not (os.path.isabs(filename) and os.path.isabs(self._folder)):
            return filename
        try:
            name = os.path.relpath(filename, self._folder)
        except ValueError:  # on another drive
            name = filename
        return name.replace(os.sep, "/")
