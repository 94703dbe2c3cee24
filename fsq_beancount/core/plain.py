"""Sanitising of ledger text for printing."""

from __future__ import annotations

import re
from typing import Final

# C0 and C1 controls, direction marks and overrides, line separators, stray surrogates: a payee
# must neither colour the terminal nor reverse a line.
_UNSAFE: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_UNSAFE_IN_LINES: Final = re.compile(rf"(?![\t\n\r]){_UNSAFE.pattern}")
_SPACES: Final = re.compile(r"[\t\n\r\f\v\u2028\u2029]+")


def harmless(text: str) -> str:
    """Return a text with its line breaks, and with all other control characters replaced."""
    return text if text.isascii() and text.isprintable() else _UNSAFE_IN_LINES.sub("\ufffd", text)


def clean(text: str) -> str:
    """Return a text on a single line, with control characters replaced."""
    return _UNSAFE.sub("\ufffd", _SPACES.sub(" ", text))
