"""What all importers of a CSV table share: finding it, its numbers, and unreadable rows."""

from __future__ import annotations

import abc
import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, ClassVar

from fsq_importers import dates, numbers, reading
from fsq_importers.importer import LONG_AGO, FsqImporter
from fsq_importers.numbers import ZERO, Convention
from fsq_importers.reading import Layout, Row, Table
from fsq_importers.records import Kind, Record, Skipped


class TableImporter(FsqImporter):
    """An importer of a CSV table.

    Attributes:
        layouts: The supported tables.
        convention: Their number format.
    """

    layouts: ClassVar[tuple[Layout, ...]]
    convention: ClassVar[Convention] = Convention.GERMAN

    @abc.abstractmethod
    def parse(self, row: Row, **more: Any) -> Iterator[Record | Skipped]:
        """Yield the records of a row.

        Args:
            row: A row with a cell for each column.
            more: The properties that an importer has determined for the whole file.

        Raises:
            NumberError: An amount is invalid.
            DateError: A date is invalid.
        """

    def between_sections(self, row: Row) -> str:
        """Return the reason to skip an incomplete row, such as a title or a balance; else empty."""
        return ""

    def table(self, filepath: str) -> Table | None:
        """Return the table of a file; ``None`` if it is from another source."""
        return reading.find(filepath, self.layouts)

    def recognises(self, filepath: str) -> bool:
        """Return whether the file contains a table with the columns of this source."""
        return self.table(filepath) is not None

    def preamble(self, filepath: str) -> str:
        """Return the text above the table."""
        table = self.table(filepath)
        return table.preamble if table else ""

    def read(self, filepath: str) -> Iterator[Record | Skipped]:
        """Yield the records of the rows; an unreadable row becomes a flagged entry."""
        table = self.table(filepath)
        if table is None:
            return
        yield from self.read_rows(reading.rows(table, self.layouts))

    def read_rows(self, rows_of_table: Iterable[Row], **more: Any) -> Iterator[Record | Skipped]:
        """Yield the records of rows."""
        last = LONG_AGO
        for row in rows_of_table:
            try:
                if row.problem:
                    reason = self.between_sections(row)
                    yield (
                        Skipped(row.line, reason, row.raw)
                        if reason
                        else unreadable(row, row.problem, last)
                    )
                    continue
                for item in self.parse(row, **more):
                    if isinstance(item, Record):
                        last = item.date
                    yield item
            except (numbers.NumberError, dates.DateError) as error:
                yield unreadable(row, str(error), last)

    def number(self, text: str) -> Decimal | None:
        """Return the number in a cell; ``None`` if it is empty."""
        return numbers.parse(text, self.convention)

    def amount(self, text: str) -> Decimal:
        """Return the number in a cell that must not be empty.

        Raises:
            NumberError: The cell is empty or not a number.
        """
        found = self.number(text)
        if found is None:
            raise numbers.NumberError("there is no amount")
        return found


def unreadable(row: Row, why: str, near: datetime.date) -> Record:
    """Return a note without amounts that reports an unreadable row."""
    date = near
    for cell in row.cells:
        try:
            date = dates.parse(cell)
            break
        except dates.DateError:
            continue
    return Record(
        kind=Kind.NOTE,
        date=date,
        net=ZERO,
        currency="EUR",
        text=f"Nicht lesbar: {row.raw}",
        raw=row.raw,
        line=row.line,
        unknown=f"line {row.line}: {why}",
    )
