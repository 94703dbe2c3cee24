"""A Beancount plugin for tests: repeats a transaction each month, as periodic plugins do.

A transaction with ``copies: N`` gets N copies, each a month later; they keep its metadata, and so
its file and line. With ``made: TRUE`` beside it their file is this plugin's name instead.
"""

from __future__ import annotations

from typing import Any

from beancount.core import data
from dateutil.relativedelta import relativedelta

__plugins__ = ("copy",)


def copy(
    entries: list[data.Directive], _options: dict[str, Any]
) -> tuple[list[data.Directive], list[Any]]:
    """Return the ledger with the copies."""
    copies: list[data.Directive] = []
    for entry in entries:
        if isinstance(entry, data.Transaction) and "copies" in entry.meta:
            meta = dict(entry.meta)
            if meta.get("made"):
                meta["filename"] = "<copying_plugin>"
            for number in range(1, int(meta["copies"]) + 1):
                date = entry.date + relativedelta(months=number)
                copies.append(entry._replace(date=date, meta=meta))
    return sorted([*entries, *copies], key=data.entry_sortkey), []
