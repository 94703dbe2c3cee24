"""Files of banks: detection of encoding, delimiter and table, and reading of its rows.

Neither file names nor line numbers matter. The header is the line among the first ones that names
the columns that an importer needs; columns are found by name. A file is read row by row, so its
size does not matter.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

DELIMITERS: Final = ";,\t"

MOST_COLUMNS: Final = 500
"""A line with more columns is no header: no table of a bank has nearly as many."""

_HEAD_BYTES: Final = 64 * 1024
_HEAD_LINES: Final = 60
_CHUNK: Final = 1024 * 1024
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Layout:
    """A table that an importer supports.

    Attributes:
        name: The name of the variant.
        required: The required columns, normalised by :func:`column_name`.
        forbidden: Columns that only other tables have.
    """

    name: str
    required: frozenset[str]
    forbidden: frozenset[str] = frozenset()

    def fits(self, header: Sequence[str]) -> bool:
        """Return whether a row of names is the header of this table."""
        return self.required.issubset(header) and self.forbidden.isdisjoint(header)


def layout(name: str, columns: str, *, without: str = "") -> Layout:
    """Return a layout whose column names are separated by ``|``."""
    required = frozenset(map(column_name, columns.split("|")))
    return Layout(name, required, frozenset(map(column_name, without.split("|"))) - {""})


def column_name(text: str) -> str:
    """Return a column name normalised for comparison: Unicode form, white space and case."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip().casefold()


def column_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the names of a header; the second column of the same name gets the suffix ``#2``."""
    names: list[str] = []
    counts: Counter[str] = Counter()
    for cell in cells:
        name = column_name(cell)
        counts[name] += 1
        names.append(f"{name}#{counts[name]}" if counts[name] > 1 and name else name)
    return tuple(names)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was found in a file.

    Attributes:
        path: The file.
        encoding: The encoding of the file.
        delimiter: The delimiter between cells.
        layout: Its layout among the supported tables.
        header: Its column names.
        header_line: The line of the header, from 1.
        preamble: The text before the header.
    """

    path: str
    encoding: str
    delimiter: str
    layout: Layout
    header: tuple[str, ...]
    header_line: int
    preamble: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        cells: Its cells as in the file.
        columns: The position of each column by its name.
        line: Its last line in the file, from 1.
        layout: The table it belongs to.
        delimiter: The delimiter between cells.
        problem: An error message; empty if the row is valid.
    """

    cells: list[str]
    columns: dict[str, int]
    line: int
    layout: Layout
    delimiter: str
    problem: str = ""

    def __getitem__(self, column: str) -> str:
        """Return a cell without surrounding space; empty if the table has no such column."""
        position = self.columns.get(column)
        return self.cells[position].strip() if position is not None else ""

    def has(self, column: str) -> bool:
        """Return whether the table has a column."""
        return column in self.columns

    @property
    def raw(self) -> str:
        """The row as text, for the user."""
        return self.delimiter.join(self.cells)


def head(path: str) -> tuple[str, str] | None:
    """Return the encoding and the first text of a file; ``None`` if it contains no text."""
    try:
        with open(path, "rb") as file:
            data = file.read(_HEAD_BYTES)
    except OSError:
        return None
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            decoder = codecs.getincrementaldecoder(encoding)("replace")
            return encoding, decoder.decode(data)
    if not data or b"\0" in data:
        return None
    try:
        return "utf-8", codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return "cp1252", data.decode("cp1252", "replace")


def find(path: str, layouts: Sequence[Layout]) -> Table | None:
    """Return the first table in a file with a supported layout; ``None`` if there is none."""
    start = head(path)
    if start is None:
        return None
    encoding, text = start
    for line in head_lines(text):
        for candidate in layouts:
            if candidate.fits(line.header):
                before = itertools.islice(io.StringIO(text, newline=""), line.number - 1)
                preamble = "".join(before)
                found = candidate, line.header, line.number, preamble
                return Table(path, encoding, line.delimiter, *found)
    return None


class HeadLine(NamedTuple):
    """One of the first lines of a file, as a header with one of the delimiters.

    Attributes:
        number: The number of the line, from 1.
        delimiter: The delimiter between its cells.
        header: Its cells as names of columns.
    """

    number: int
    delimiter: str
    header: tuple[str, ...]


@lru_cache(maxsize=4)
def head_lines(text: str) -> tuple[HeadLine, ...]:
    """Return the lines that may be the header of a table, each with each delimiter in it.

    Every importer is asked about a file, one after the other: the text is split once for all.
    """
    first = itertools.islice(io.StringIO(text, newline=""), _HEAD_LINES)
    return tuple(
        HeadLine(number, delimiter, column_names(_split(line, delimiter)))
        for number, line in enumerate(first, start=1)
        for delimiter in DELIMITERS
        if 0 < line.count(delimiter) < MOST_COLUMNS
    )


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return []


def encoding_of(path: str) -> str:
    """Return the encoding of a whole file: that of its byte order mark, UTF-8, or cp1252."""
    with open(path, "rb") as file:
        start = file.read(4)
        for mark, encoding in _BYTE_ORDER_MARKS:
            if start.startswith(mark):
                return encoding
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        except UnicodeDecodeError:
            return "cp1252"
        # A character cut off at the end of a truncated file does not indicate another encoding.
        return "utf-8"


def rows(table: Table, layouts: Sequence[Layout]) -> Iterator[Row]:
    """Yield the rows below a header; another header of a supported table begins a new section.

    A row whose number of cells differs from that of the columns is yielded with a problem: it may
    be a title between two sections, or the place where the file is truncated.
    """
    encoding = encoding_of(table.path)
    section = _Section(table.layout, table.header)
    names = frozenset().union(*(each.required for each in layouts))
    with open(table.path, encoding=encoding, errors="replace", newline="") as file:
        for _ in range(table.header_line):
            next(file, None)
        reader = csv.reader(file, delimiter=table.delimiter)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                line = table.header_line + reader.line_num
                yield Row([], {}, line, section.layout, table.delimiter, f"{error}")
                continue
            if not any(map(str.strip, cells)):
                continue
            if column_name(cells[0]) in names:
                header = column_names(cells)
                new = next((each for each in layouts if each.fits(header)), None)
                if new is not None:
                    section = _Section(new, header)
                    continue
            line = table.header_line + reader.line_num
            yield section.row(cells, line, table.delimiter)


@dataclass(frozen=True, slots=True)
class _Section:
    """The rows below one header."""

    layout: Layout
    header: tuple[str, ...]
    columns: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        columns = {name: number for number, name in enumerate(self.header) if name}
        object.__setattr__(self, "columns", columns)

    def row(self, cells: list[str], line: int, delimiter: str) -> Row:
        width = len(self.header)
        if len(cells) == width:
            return Row(cells, self.columns, line, self.layout, delimiter)
        problem = ""
        if any(map(str.strip, cells[width:])):
            problem = f"{len(cells)} cells for {width} columns"
        elif len(cells) < width - (not self.header[-1]):
            problem = f"only {len(cells)} of {width} columns"
        padded = cells[:width] + [""] * (width - len(cells))
        return Row(padded, self.columns, line, self.layout, delimiter, problem)


def stem(path: str) -> str:
    """Return the name of a file without its directory."""
    return Path(path).name
