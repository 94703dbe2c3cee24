"""How a reader wants the text, and text put together so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from fsq_beancount import terminal

WIDTH: Final = 80


@dataclass(frozen=True, slots=True)
class Style:
    """How a reader wants it.

    Attributes:
        locale: The reader's locale.
        width: The columns of the terminal.
        ascii_only: Whether drawing and punctuation keep to ASCII.
        encoding: That of the output.
    """

    locale: str
    width: int = WIDTH
    ascii_only: bool = False
    encoding: str = "utf-8"


def paragraphs(parts: Iterable[Sequence[str]], style: Style) -> str:
    """Return paragraphs of lines as text to print."""
    lines = [line for part in parts for line in ("", *part)]
    return terminal.page(lines[1:], ascii_only=style.ascii_only)
