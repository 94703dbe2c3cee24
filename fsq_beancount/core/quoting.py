"""Text as Beancount reads it."""

from __future__ import annotations


def string(text: str) -> str:
    """Return a text as a string of Beancount, which takes a backslash and a quote after one."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
