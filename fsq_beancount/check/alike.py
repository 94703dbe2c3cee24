"""Flows that are alike, put together so that a finding is about all of an account."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import TypedDict

from fsq_beancount.books.flows import Flow
from fsq_beancount.core.weights import Weight

ZERO = Decimal()

_BY_DATE = attrgetter("date")

Alike = Sequence[Sequence[Flow]]
"""Flows of one account and decision, either all or none of them with an amount; oldest first."""


def put_together(flows: Iterable[Flow]) -> Alike:
    """Group flows by all that a kind of finding asks of them, so that it looks at few."""
    groups: defaultdict[tuple[str, int, bool], list[Flow]] = defaultdict(list)
    for flow in flows:
        groups[flow.account, id(flow.decision), flow.amount is None].append(flow)
    return list(groups.values())


def chosen(alike: Alike, wanted: Callable[[Flow], bool]) -> list[Flow]:
    """Return the flows of some groups, oldest first."""
    return sorted((f for flows in alike if wanted(flows[0]) for f in flows), key=_BY_DATE)


@dataclass(slots=True)
class Group:
    """Flows that one finding is about."""

    flows: list[Flow] = field(default_factory=list)

    @property
    def amount(self) -> Decimal:
        """What they add up to, without regard to sign."""
        return abs(sum((flow.amount or ZERO for flow in self.flows), ZERO))

    @property
    def first(self) -> datetime.date:
        """The day of the first."""
        return self.flows[0].date

    def within(self, first: datetime.date, last: datetime.date) -> Decimal:
        """Return what they cost in some days; a refund is negative."""
        return -sum(
            (flow.amount or ZERO for flow in self.flows if first <= flow.date <= last), ZERO
        )


def by_account(alike: Alike, wanted: Callable[[Flow], bool]) -> Iterator[tuple[str, Group]]:
    """Yield accounts with their flows of some groups, the largest amount first."""
    groups: dict[str, Group] = {}
    for flow in chosen(alike, wanted):
        groups.setdefault(flow.account, Group()).flows.append(flow)
    yield from sorted(groups.items(), key=lambda item: (-item[1].amount, item[0]))


class Postings(TypedDict):
    """The fields of a finding about postings of an account."""

    account: str
    amount: Weight
    postings: int


def postings(account: str, group: Group, currency: str) -> Postings:
    """Return which postings a finding is about.

    Args:
        account: Their account.
        group: Their flows.
        currency: The currency of what the flows add up to.
    """
    return {
        "account": account,
        "amount": Weight(group.amount, currency),
        "postings": len(group.flows),
    }
