"""The dates when a target was first reached and last lost again."""

from __future__ import annotations

import datetime
from collections.abc import Iterable


def first_and_last(
    reached: Iterable[tuple[datetime.date, bool | None]],
) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the dates when a target was first reached and last lost again.

    Args:
        reached: Month-ends, oldest first, and whether the target was reached; where that is
            undefined, the target keeps its state.
    """
    first = lost = None
    before = False
    for date, now in reached:
        if now is None:
            continue
        if now and first is None:
            first = date
        if before and not now:
            lost = date
        before = now
    return first, lost
