"""Markdown helpers for the generated parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; vertical bars in cells are escaped."""
    lines = [head, ["---"] * len(head), *([_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def code(words: Iterable[str]) -> str:
    """Return a list of words, each as code, separated by commas."""
    return ", ".join(f"`{word}`" for word in words)


def of_docstring(text: str) -> str:
    """Return docstring text as Markdown: code in single backticks, without line breaks."""
    return re.sub(r"\s+", " ", text.replace("``", "`")).strip()
