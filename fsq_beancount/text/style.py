"""How a reader wants the text, and text put together so."""

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

    @property
    def reader(self) -> Reader:
        """Who reads: in the shell, texts and numbers have one locale."""
        return Reader.of(self.locale)


def paragraphs(parts: Iterable[Sequence[str]], style: Style) -> str:
    """Return paragraphs of lines as text to print."""
    lines = [line for part in parts for line in ("", *part)]
    return terminal.page(lines[1:], ascii_only=style.ascii_only)


def wrapped(text: str, width: int, *, first: str = "", then: str = "") -> list[str]:
    """Return text on lines no wider than may be; accounts and numbers are never broken.

    Args:
        text: The text.
        width: The columns there are.
        first: What the first line begins with.
        then: What all other lines begin with.
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
    """Return names of several lines as rows of a table, whose last line stands on the numbers."""
    lines = zip_longest(*(reversed(header) for header in headers), fillvalue="")
    return list(lines)[::-1]
