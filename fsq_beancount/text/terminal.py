"""Text for a terminal: aligned, without control characters, in an encoding that it supports."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from fsq_beancount.core.plain import clean

# Babel puts no-break spaces into numbers; a search for "12,3 %" has ordinary ones.
_TYPED: Final = {"\u00a0": " ", "\u202f": " "}

_ASCII: Final = {
    **dict.fromkeys("▁▂▃", "."),
    **dict.fromkeys("▄▅▆", ":"),
    **dict.fromkeys("▇█", "#"),
    **dict.fromkeys("▔─–−·", "-"),
    **dict.fromkeys("└┤┴", "+"),
    **{"│": "|", "░": "o", "▲": "^", "▼": "v", "…": "...", "→": "->", "„": '"', "“": '"'},
}

_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)

DRAWING: Final = "".join(_ASCII)
"""The characters that an encoding must support; otherwise ASCII replaces them."""


def page(lines: Iterable[str], *, ascii_only: bool = False) -> str:
    """Return lines as text to print, without line breaks and control characters in them.

    Args:
        lines: The lines, which may contain text of the ledger.
        ascii_only: Whether our own drawing and punctuation are ASCII only.
    """
    table = str.maketrans(_TYPED | _ASCII if ascii_only else _TYPED)
    return "".join(clean(line).translate(table).rstrip() + "\n" for line in lines)


def encodable(text: str, encoding: str) -> bool:
    """Return whether an encoding supports all characters of a text."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def spelled(text: str, encoding: str) -> str:
    """Return a text for an encoding: umlauts spelled out, other characters as question marks."""
    if encodable(text, encoding):
        return text
    return text.translate(_UMLAUTS).encode(encoding, "replace").decode(encoding)


def dotted(text: str, encoding: str) -> str:
    """Return a text with a dot for each character that an encoding does not support."""
    if encodable(text, encoding):
        return text
    return "".join(sign if encodable(sign, encoding) else "." for sign in text)


def width(text: str) -> int:
    """Return the width of a text in columns of a terminal; East Asian letters take two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def shortened(text: str, to: int) -> str:
    """Return a text cut to a number of columns, with an ellipsis for the rest."""
    text = clean(text)
    if width(text) <= to:
        return text
    while width(text) > to - 1:
        text = text[:-1]
    return f"{text}…"


def table(rows: Sequence[Sequence[str]], right: Iterable[int] = (), gap: int = 2) -> list[str]:
    """Return rows as lines of aligned columns.

    Args:
        rows: The cells, the same number in each row.
        right: The columns that are right-aligned.
        gap: The number of spaces between columns.
    """
    right = frozenset(right)
    # Cleaned before they are measured, since a replacement character may have another width.
    cleaned = [[clean(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cleaned, strict=True)]
    return [
        (" " * gap)
        .join(_pad(cell, widths[at], right=at in right) for at, cell in enumerate(row))
        .rstrip()
        for row in cleaned
    ]


def _pad(cell: str, to: int, *, right: bool) -> str:
    space = " " * (to - width(cell))
    return space + cell if right else cell + space
