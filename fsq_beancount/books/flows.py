"""Flows: postings to income and expense accounts, with selection by days and months."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from typing import Final, NamedTuple, Protocol, overload

from beancount.core import data

from fsq_beancount.classification.classifier import PLAIN_LIVING
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


class MonthOfFlows(Protocol):
    """The flows of a calendar month, made when they are read; at least one.

    Attributes:
        month: The month, numbered as in ``periods.py``.
    """

    month: int

    @property
    def every(self) -> Sequence[Flow]:
        """All flows of the month, oldest first."""

    @property
    def decided(self) -> Sequence[Flow]:
        """Those of them that are not plain living costs."""


class Flows(Sequence[Flow]):
    """Flows, oldest first, of which only the months that are read are made.

    Each flow is made once: it is the same object in every selection.
    """

    def __init__(self, months: Sequence[MonthOfFlows]) -> None:
        """Take the months with flows, oldest first."""
        self._months = months
        self._numbers = [each.month for each in months]
        self._all: list[Flow] | None = None

    def __len__(self) -> int:
        return len(self._list())

    def __bool__(self) -> bool:
        return bool(self._months)

    def __iter__(self) -> Iterator[Flow]:
        return chain.from_iterable(each.every for each in self._months)

    def __reversed__(self) -> Iterator[Flow]:
        return chain.from_iterable(reversed(each.every) for each in reversed(self._months))

    @overload
    def __getitem__(self, index: int) -> Flow: ...

    @overload
    def __getitem__(self, index: slice) -> list[Flow]: ...

    def __getitem__(self, index: int | slice) -> Flow | list[Flow]:
        if index in (0, -1) and self._months:
            # The first and the last flow are asked for without the others.
            return self._months[index].every[index]
        return self._list()[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._list() == list(other)

    def __hash__(self) -> int:
        raise TypeError("flows cannot be hashed, like a list")

    def _list(self) -> list[Flow]:
        if self._all is None:
            self._all = list(iter(self))  # not of itself: a list would ask for the length
        return self._all

    def by_month(self) -> Iterator[tuple[int, Sequence[Flow]]]:
        """Yield the flows of each month that has any."""
        return ((each.month, each.every) for each in self._months)

    def within(self, first: datetime.date, last: datetime.date) -> Sequence[Flow]:
        """Return the flows from a first to a last day, both included."""
        months = self._months_of(first, last)
        return within(list(chain.from_iterable(each.every for each in months)), first, last)

    def decided(self, first: datetime.date, last: datetime.date) -> Sequence[Flow]:
        """Return those of them that are not plain living costs."""
        months = self._months_of(first, last)
        return within(list(chain.from_iterable(each.decided for each in months)), first, last)

    def _months_of(self, first: datetime.date, last: datetime.date) -> Sequence[MonthOfFlows]:
        begin = bisect.bisect_left(self._numbers, month_index(first))
        return self._months[begin : bisect.bisect_right(self._numbers, month_index(last))]

    def until(self, last: datetime.date) -> Flows:
        """Return the flows up to a day, included."""
        if not self._months or self[-1].date <= last:
            return self
        month = month_index(last)
        months = list(self._months[: bisect.bisect_right(self._numbers, month)])
        if months and months[-1].month == month:
            whole = months.pop()
            if _until(whole.every, last):
                months.append(_FirstDays(whole, last))
        return Flows(months)


class _FirstDays:
    """The flows of a month up to a day."""

    def __init__(self, whole: MonthOfFlows, last: datetime.date) -> None:
        self.month = whole.month
        self.every = _until(whole.every, last)
        self.decided = _until(whole.decided, last)


_DATE: Final = attrgetter("date")


def _until(flows: Sequence[Flow], last: datetime.date) -> Sequence[Flow]:
    return flows[: bisect.bisect_right(flows, last, key=_DATE)]


def until(flows: Sequence[Flow], last: datetime.date) -> Sequence[Flow]:
    """Return the flows up to a day, included.

    Args:
        flows: Flows, oldest first.
        last: The last day.
    """
    return flows.until(last) if isinstance(flows, Flows) else _until(flows, last)


def within(flows: Sequence[Flow], first: datetime.date, last: datetime.date) -> Sequence[Flow]:
    """Return the flows from a first to a last day, both included.

    Args:
        flows: Flows, oldest first.
        first: The first day.
        last: The last day.
    """
    if isinstance(flows, Flows):
        return flows.within(first, last)
    begin = bisect.bisect_left(flows, first, key=_DATE)
    return flows[begin : bisect.bisect_right(flows, last, begin, key=_DATE)]


def decided(
    flows: Sequence[Flow],
    first: datetime.date = datetime.date.min,
    last: datetime.date = datetime.date.max,
) -> Sequence[Flow]:
    """Return the flows of some days that are not plain living costs, oldest first.

    Plain living costs, which most flows of a ledger are, are not made for it.

    Args:
        flows: Flows, oldest first.
        first: The first day.
        last: The last day, included.
    """
    if isinstance(flows, Flows):
        return flows.decided(first, last)
    return [flow for flow in within(flows, first, last) if flow.decision is not PLAIN_LIVING]


def by_month(flows: Sequence[Flow]) -> Iterator[tuple[int, Sequence[Flow]]]:
    """Yield the flows of each month that has any, oldest first.

    The ends of months are found by bisection, so that summing all flows does not need the date of
    each.

    Args:
        flows: Flows, oldest first.
    """
    if isinstance(flows, Flows):
        yield from flows.by_month()
        return
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
