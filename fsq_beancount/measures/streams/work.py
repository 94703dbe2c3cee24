"""Hours of work, by the stream and class that they earned.

Hours (``fsq-hours`` on a transaction) are allocated to the income of the transaction like a cost of
earning. A transaction without income is unpaid work: its hours go to the stream of its costs, else
to the stream that it names.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from beancount.core import data

from fsq_beancount.books.earnings import Earned, Earnings, Key
from fsq_beancount.books.flows import Flow
from fsq_beancount.classification.account import class_in, stream_in
from fsq_beancount.classification.allocation import split
from fsq_beancount.core.terms import FLAG_UNREALIZED, INCOME, KEY_HOURS, UNCLASSIFIED
from fsq_beancount.settings.metadata import is_hours

ZERO: Final = Decimal()


class Worked(NamedTuple):
    """Hours of work on a day for a stream and class."""

    date: datetime.date
    key: Key
    hours: Decimal


def of(
    *,
    annotated: Iterable[data.Transaction],
    flows: Iterable[Flow],
    earnings: Earnings,
    usual_class: Mapping[str, str],
) -> Iterator[Worked]:
    """Yield the hours of work, allocated to the income that they earned.

    Args:
        annotated: The transactions that count and have the suite's metadata, oldest first.
        flows: The flows that count; plain living costs may be left out.
        earnings: Puts flows into streams.
        usual_class: The class from which each stream has earned the most.
    """
    entries = [
        entry
        for entry in annotated
        if entry.flag != FLAG_UNREALIZED and is_hours(entry.meta.get(KEY_HOURS))
    ]
    if not entries:
        return
    wanted = {id(entry) for entry in entries}
    flows = [flow for flow in flows if id(flow.entry) in wanted]
    earned: dict[int, list[Earned]] = {}
    for item in earnings.of(flows):
        earned.setdefault(id(item.flow.entry), []).append(item)
    named: dict[int, str] = {}
    for flow in flows:
        if flow.decision.stream is not None:
            named.setdefault(id(flow.entry), flow.decision.stream)
    for entry in entries:
        items = earned.get(id(entry), [])
        stream = stream_in(entry.meta) or named.get(id(entry))
        income_class = class_in(entry.meta) or usual_class.get(stream or "", UNCLASSIFIED)
        # Without an amount to allocate by, all hours go to the stream and class of the transaction.
        shares = _amounts(items) or {Key(stream, income_class): [ZERO]}
        for key, hours in split(entry.meta[KEY_HOURS], shares).items():
            yield Worked(entry.date, key, hours)


def _amounts(items: Iterable[Earned]) -> dict[Key, list[Decimal]]:
    """Return the income of a transaction by stream and class, else its costs of earning."""
    incomes: dict[Key, list[Decimal]] = {}
    costs: dict[Key, list[Decimal]] = {}
    for item in items:
        if item.role == INCOME:
            incomes.setdefault(item.key, []).append(item.amount)
        else:
            costs.setdefault(item.key, []).append(-item.amount)
    return incomes or costs
