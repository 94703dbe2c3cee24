"""Tables with a row for each period, split into blocks if wider than the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fsq_beancount.text import terminal
from fsq_beancount.text.style import bottom_aligned, wrapped

_HEADER_WIDTH: Final = 10

FEW_PERIODS: Final = 3
"""The largest number of periods that are shown side by side."""

Column = tuple[str, Sequence[str]]
"""The name of a column, and its cells."""


def table(
    title: str, labels: Sequence[str], columns: Sequence[Column], width: int
) -> Iterator[str]:
    """Yield the lines of a table, an empty line before each block.

    Args:
        title: The title above the first block; empty for none.
        labels: The label of each row.
        columns: The columns; their names are wrapped to fit above numbers.
        width: The width of the terminal.
    """
    left = max(map(len, labels))
    free = 0
    blocks: list[list[Column]] = []
    for name, cells in columns:
        taken = max(map(len, (*wrapped(name, _HEADER_WIDTH), *cells))) + 2
        if taken > free:
            blocks.append([])
            free = width - left
        blocks[-1].append((name, cells))
        free -= taken
    for number, block in enumerate(blocks):
        yield ""
        if title and number == 0:
            yield title
        headers = [
            ["", *line]
            for line in bottom_aligned([wrapped(name, _HEADER_WIDTH) for name, _ in block])
        ]
        rows = [
            [label, *row]
            for label, *row in zip(labels, *(cells for _, cells in block), strict=True)
        ]
        yield from terminal.table([*headers, *rows], right=range(1, len(block) + 1))


def few_or_many(labels: Sequence[str], columns: Sequence[Column], width: int) -> list[str]:
    """Return the lines of a table: few periods side by side, many one below the other."""
    if len(labels) > FEW_PERIODS:
        return list(table("", labels, columns, width))
    rows = [["", *labels], *([name, *cells] for name, cells in columns)]
    return terminal.table(rows, right=range(1, len(labels) + 1))
