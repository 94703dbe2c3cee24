"""Places in the ledger, of directives and for the metadata that fixes a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from beancount.core import data

from fsq_beancount.books.facts import Facts
from fsq_beancount.report.findings import Place


def written_at(meta: Mapping[str, Any] | None) -> Place | None:
    """Return the place that the metadata of a directive names, ``None`` where it names none."""
    filename = str((meta or {}).get("filename", ""))
    return Place(filename, int((meta or {}).get("lineno", 0))) if filename else None


def opened_at(facts: Facts, account: str) -> Place | None:
    """Return where an account is opened, ``None`` where it is not or by a plugin only."""
    return _in_a_file(facts.config.opened.get(account))


def declared_at(facts: Facts, commodity: str) -> Place | None:
    """Return where a commodity is declared, ``None`` where it is not or by a plugin only."""
    return _in_a_file(facts.config.declared.get(commodity))


def _in_a_file(entry: data.Open | data.Commodity | None) -> Place | None:
    place = None if entry is None else written_at(entry.meta)
    # A directive that a plugin made has no line to add metadata below.
    if place is not None and place.filename.startswith("<") and place.filename != "<string>":
        return None
    return place
