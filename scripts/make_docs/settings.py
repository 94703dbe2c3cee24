"""The settings that a ledger may contain: directives, options and metadata."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Final

from fsq_beancount.settings.directives import READERS
from fsq_beancount.settings.directives.option import OPTIONS
from fsq_beancount.settings.keys import KEYS, Place
from make_docs.markdown import of_docstring, table

_NOT_READ: Final = "has no effect in this version"


def directives() -> str:
    """Return every directive: its syntax, its meaning, and an example."""
    return "\n\n".join(part for name in READERS for part in _directive(name))


def _directive(name: str) -> Iterator[str]:
    module: ModuleType = sys.modules[READERS[name].__module__]
    first, _, more = (module.__doc__ or "").partition("\n")
    meaning = first.rpartition("``: ")[2]
    yield f"## `{name}`"
    yield of_docstring(f"{meaning[0].upper()}{meaning[1:]} {more}")
    # The error message for an invalid directive has the same text.
    yield _as_code(module.USAGE.replace("write: ", "Write ")) + "."


def _as_code(usage: str) -> str:
    """Return usage advice with its directives as code, each up to a comma, semicolon or the end."""
    return re.sub(r'custom "fsq-.*?(?=, |; |$)', r"`\g<0>`", usage)


def options() -> str:
    """Return every option: its values and its meaning."""
    rows = (
        (f"`{name}`", each.allowed, each.meaning or _NOT_READ) for name, each in OPTIONS.items()
    )
    return table(("option", "value", "meaning"), rows)


def metadata() -> str:
    """Return every metadata key: where it is allowed, its values and its meaning."""
    rows = (
        (
            f"`{name}`",
            ", ".join(place.value for place in Place if place in key.places),
            key.allowed,
            key.meaning,
        )
        for name, key in KEYS.items()
    )
    return table(("key", "stands on", "values", "meaning"), rows)
