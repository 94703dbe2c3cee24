"""The part of the ledger that a report is of, for programs."""

from __future__ import annotations

from typing import Any

from fsq_beancount.report.report import Report


def part(report: Report) -> dict[str, Any] | None:
    """Return the pattern of a part and the accounts it holds and owes; ``None`` for the whole."""
    if report.part is None:
        return None
    held = {line.account for line in report.scope.positions.lines}
    return {"pattern": report.part.pattern, "accounts": sorted(held)}
