"""Flows by their days: those of some days, and those of each month."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final

from fsq_beancount.facts import Flow
from fsq_beancount.periods import month_index, month_last

_DATE: Final = attrgetter("date")


def within(flows: Sequence[Flow], first: datetime.date, last: datetime.date) -> Sequence[Flow]:
    """Return the flows of some days, both included.

    Args:
        flows: Flows, oldest first.
        first: The first day.
        last: The last day.
    """
    begin = bisect.bisect_left(flows, first, key=_DATE)
    return flows[begin : bisect.bisect_right(flows, last, begin, key=_DATE)]


def by_month(flows: Sequence[Flow]) -> Iterator[tuple[int, Sequence[Flow]]]:
    """Yield the flows of each month that has any, oldest first.

    Whoever adds up all flows there are need not look at the date of each: a month is found in
    as many steps as its flows can be halved.

    Args:
        flows: Flows, oldest first.
    """
    begin = 0
    while begin < len(flows):
        month = month_index(flows[begin].date)
        end = bisect.bisect_right(flows, month_last(month), begin, key=_DATE)
        yield month, flows[begin:end]
        begin = end
