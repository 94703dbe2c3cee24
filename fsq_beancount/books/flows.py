"""Flows: postings to income and expense accounts, with selection by days and months."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Final, NamedTuple

from beancount.core import data

from fsq_beancount.classification.decision import Decision
from fsq_beancount.classification.reason import Reasons
from fsq_beancount.core.periods import month_index, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import LIVING
from fsq_beancount.core.weights import Weight, weigh

ZERO: Final = Decimal()

MonthlySums = Mapping[int, Mapping[tuple[str, str | None], Decimal]]
"""The sums of flows in each month that has any, by role and class."""


class Flow(NamedTuple):
    """A posting to an income or expense account, or one part of a split cost.

    Attributes:
        date: The day of the transaction.
        account: The account of the posting.
        decision: Its classification, with the reasons.
        amount: Its weight in the report currency at the price of its day, income positive and
            costs negative; ``None`` where there is no price path.
        year: The calendar year it belongs to: that of ``fsq-year``, or else of its date.
        entry: The transaction.
        posting: The posting.
    """

    date: datetime.date
    account: str
    decision: Decision
    amount: Decimal | None
    year: int
    entry: data.Transaction
    posting: data.Posting

    @property
    def income_class(self) -> str | None:
        """The class of income, or the class a cost is charged to; ``None`` for living costs."""
        return self.decision.income_class

    @property
    def role(self) -> str:
        """The role, which decides the meaning of the amount."""
        return self.decision.role

    @property
    def stream(self) -> str | None:
        """The stream, if any."""
        return self.decision.stream

    @property
    def reasons(self) -> Reasons:
        """The reasons for the classification."""
        return self.decision.reasons

    @property
    def gain(self) -> bool:
        """Whether it is a realised gain or loss, or a cost charged to one."""
        return self.decision.gain

    @property
    @exact
    def weight(self) -> Weight:
        """The weight of the whole posting, as Beancount balances it, signed like ``amount``."""
        number, currency = weigh(self.posting)
        return Weight(-number, currency)

    @property
    def payee(self) -> str:
        """The payee, empty if there is none."""
        return self.entry.payee or ""

    @property
    def narration(self) -> str:
        """The narration, empty if there is none."""
        return self.entry.narration or ""


_DATE: Final = attrgetter("date")


def within(flows: Sequence[Flow], first: datetime.date, last: datetime.date) -> Sequence[Flow]:
    """Return the flows from a first to a last day, both included.

    Args:
        flows: Flows, oldest first.
        first: The first day.
        last: The last day.
    """
    begin = bisect.bisect_left(flows, first, key=_DATE)
    return flows[begin : bisect.bisect_right(flows, last, begin, key=_DATE)]


def by_month(flows: Sequence[Flow]) -> Iterator[tuple[int, Sequence[Flow]]]:
    """Yield the flows of each month that has any, oldest first.

    The ends of months are found by bisection, so that summing all flows does not need the date of
    each.

    Args:
        flows: Flows, oldest first.
    """
    begin = 0
    while begin < len(flows):
        month = month_index(flows[begin].date)
        end = bisect.bisect_right(flows, month_last(month), begin, key=_DATE)
        yield month, flows[begin:end]
        begin = end


@exact
def living_costs_by_account(flows: Iterable[Flow]) -> dict[str, Decimal]:
    """Return the living costs by account, in the report currency; refunds are negative."""
    costs: dict[str, Decimal] = {}
    for flow in flows:
        if flow.role == LIVING and flow.amount is not None:
            costs[flow.account] = costs.get(flow.account, ZERO) - flow.amount
    return costs
