"""Groups of like flows, so that there is a single finding for an account."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import TypedDict

from beancount.core.account import parents

from fsq_beancount.books.flows import Flow
from fsq_beancount.core.weights import Weight

ZERO = Decimal()

_BY_DATE = attrgetter("date")

Alike = Sequence[Sequence[Flow]]
"""Groups of flows of an account and a decision, all or none with an amount; oldest first."""


def put_together(flows: Iterable[Flow]) -> Alike:
    """Group flows by all that findings depend on, so that checks read one flow per group."""
    groups: defaultdict[tuple[str, int, bool], list[Flow]] = defaultdict(list)
    for flow in flows:
        groups[flow.account, id(flow.decision), flow.amount is None].append(flow)
    return list(groups.values())


def chosen(alike: Alike, wanted: Callable[[Flow], bool]) -> list[Flow]:
    """Return the flows of the groups whose first flow matches, oldest first."""
    return sorted((f for flows in alike if wanted(flows[0]) for f in flows), key=_BY_DATE)


@dataclass(slots=True)
class Group:
    """The flows of a finding."""

    flows: list[Flow] = field(default_factory=list)

    @property
    def amount(self) -> Decimal:
        """The absolute value of their sum."""
        return abs(sum((flow.amount or ZERO for flow in self.flows), ZERO))

    @property
    def first(self) -> datetime.date:
        """The date of the first flow."""
        return self.flows[0].date

    def within(self, first: datetime.date, last: datetime.date) -> Decimal:
        """Return their costs in a period; refunds are negative."""
        return -sum(
            (flow.amount or ZERO for flow in self.flows if first <= flow.date <= last), ZERO
        )


def by_account(alike: Alike, wanted: Callable[[Flow], bool]) -> Iterator[tuple[str, Group]]:
    """Yield accounts with their flows of the matching groups, the largest amount first.

    An account and those below it are one group, since a rule for it matches all of them.
    """
    flows = chosen(alike, wanted)
    accounts = {flow.account for flow in flows}
    highest = {
        account: next(name for name in reversed([*parents(account)]) if name in accounts)
        for account in accounts
    }
    groups: dict[str, Group] = {}
    for flow in flows:
        groups.setdefault(highest[flow.account], Group()).flows.append(flow)
    yield from sorted(groups.items(), key=lambda item: (-item[1].amount, item[0]))


class Postings(TypedDict):
    """The fields of a finding about postings of an account."""

    account: str
    amount: Weight
    postings: int


def postings(account: str, group: Group, currency: str) -> Postings:
    """Return the fields of a finding about postings.

    Args:
        account: The account of the postings.
        group: Their flows.
        currency: The currency of the amounts of the flows.
    """
    return {
        "account": account,
        "amount": Weight(group.amount, currency),
        "postings": len(group.flows),
    }
