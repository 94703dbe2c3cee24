"""The Markdown that the parts are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a bar in a cell does not end it."""
    lines = [head, ["---"] * len(head), *([_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def code(words: Iterable[str]) -> str:
    """Return words as they are listed: each as code, with commas."""
    return ", ".join(f"`{word}`" for word in words)


def of_docstring(text: str) -> str:
    """Return text of a docstring: code has one grave accent in Markdown, and a line has no end."""
    return re.sub(r"\s+", " ", text.replace("``", "`")).strip()
