"""The style of text output, and lines and paragraphs in that style."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from fsq_beancount.i18n.language import Reader
from fsq_beancount.text import terminal

WIDTH: Final = 80


@dataclass(frozen=True, slots=True)
class Style:
    """The style of text output.

    Attributes:
        locale: The reader's locale.
        width: The width of the terminal.
        ascii_only: Whether drawing and punctuation are ASCII only.
        encoding: The encoding of the output.
    """

    locale: str
    width: int = WIDTH
    ascii_only: bool = False
    encoding: str = "utf-8"

    @property
    def reader(self) -> Reader:
        """The locales of the reader; in the shell, texts and numbers have the same locale."""
        return Reader.of(self.locale)


def paragraphs(parts: Iterable[Sequence[str]], style: Style) -> str:
    """Return paragraphs as text to print, separated by empty lines."""
    lines = [line for part in parts for line in ("", *part)]
    return terminal.page(lines[1:], ascii_only=style.ascii_only)


def wrapped(text: str, width: int, *, first: str = "", then: str = "") -> list[str]:
    """Return text wrapped to a width; accounts and numbers are never broken.

    Args:
        text: The text.
        width: The width of the terminal.
        first: The indent of the first line.
        then: The indent of all other lines.
    """
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )


def bottom_aligned(headers: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return wrapped column names as header rows of a table, aligned at the last line."""
    lines = zip_longest(*(reversed(header) for header in headers), fillvalue="")
    return list(lines)[::-1]
