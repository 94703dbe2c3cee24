"""Errors in the suite's directives and metadata, in Beancount's form: with file, line and fix."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from beancount.core import data


class FsqError(NamedTuple):
    """A mistake in the suite's directives or metadata; the rest of the ledger is still analysed.

    Attributes:
        source: Metadata with ``filename`` and ``lineno`` of the mistake.
        message: What was found, what is allowed and what to write instead.
        entry: The directive that contains it.
    """

    source: dict[str, Any]
    message: str
    entry: data.Directive | None


def mark(error: FsqError) -> tuple[object, object, str]:
    """Return what tells a mistake from others: its file, its line and what it says."""
    return error.source.get("filename"), error.source.get("lineno"), error.message


def count_others(found: Iterable[object]) -> int:
    """Return the number of load errors that are not :class:`FsqError`.

    Those mean that Beancount dropped or could not read entries. A mistake in the suite's
    directives and metadata drops nothing, and is reported separately.
    """
    return sum(not isinstance(error, FsqError) for error in found)


def with_plugins(found: Iterable[FsqError], at_load: Iterable[object]) -> tuple[FsqError, ...]:
    """Return the mistakes, followed by those that only the suite's plugins found at load."""
    known = list(found)
    seen = {(error.source.get("lineno"), error.message) for error in known}
    others = (error for error in at_load if isinstance(error, FsqError))
    return (
        *known,
        *(error for error in others if (error.source.get("lineno"), error.message) not in seen),
    )


def at(meta: dict[str, Any] | None, entry: data.Directive, message: str) -> FsqError:
    """Return an error at the place that ``meta`` names, else at the directive itself."""
    source = meta if meta and "filename" in meta and "lineno" in meta else entry.meta
    if not source or "filename" not in source or "lineno" not in source:
        # Beancount's own printer fails on a source without these two.
        source = data.new_metadata("<fsq>", 0)
    return FsqError(source, message, entry)
