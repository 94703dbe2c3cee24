"""What was earned and what it cost to earn it, each amount in the stream that it belongs to.

The flows say which stream an amount is in, once somebody has named one. A ledger that names none
still has streams: its income is then grouped by the built-in names (dividends, rent, …), and every
face says that this grouping is only suggested.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Final, NamedTuple, TypeVar

from fsq_beancount import names, spans
from fsq_beancount.charging import split
from fsq_beancount.facts import Flow
from fsq_beancount.periods import month_index
from fsq_beancount.verdicts import Verdict
from fsq_beancount.vocabulary import COSTS_OF_EARNING, INCOME

Name = TypeVar("Name", bound=Hashable)

ZERO: Final = Decimal()

SUGGESTED: Final = {
    "work": "Work",
    "gift": "Gifts and refunds",
    "gain": "Capital gains",
    "premium": "Option premiums",
    "reward": "Staking and mining",
    "dividend": "Dividends",
    "interest": "Interest",
    "rent": "Rent",
    "royalty": "Royalties and advertising",
    "product": "Digital products",
    "annuity": "Pensions",
    "property": "Rent",
}
"""The streams that are suggested, by category of the built-in names."""


class Key(NamedTuple):
    """What a row of streams is about: a stream, and the class of what it earns."""

    stream: str | None
    income_class: str


_key = lru_cache(maxsize=1024)(Key)
"""Of few keys there are as many uses as postings."""


class Earned(NamedTuple):
    """Income, or a part of a cost of earning, in the report currency.

    Attributes:
        date: The day.
        key: Its stream and class.
        role: ``income``, ``tax``, ``fee`` or ``cost``.
        amount: Income positive, costs negative.
        flow: The flow that it is, or is a part of.
    """

    date: datetime.date
    key: Key
    role: str
    amount: Decimal
    flow: Flow


class Earnings:
    """Everything that was earned, in its streams; nothing is put there before it is asked for.

    Attributes:
        suggested: Whether the streams are suggested, because the ledger names none.
    """

    def __init__(self, flows: Sequence[Flow], *, suggested: bool) -> None:
        """Take flows to put into streams.

        Args:
            flows: The flows that count, oldest first, those of one transaction one after the
                other; what neither is earned nor costs to earn may be among them.
            suggested: Whether to group by the built-in names, for want of named streams.
        """
        self._flows = flows
        self.suggested = suggested

    def of(self, flows: Iterable[Flow]) -> Iterator[Earned]:
        """Yield what was earned, of some flows.

        The sum by class and role is that of the flows, exactly.

        Args:
            flows: Any of all flows, in their order; with one of a transaction all of it.
        """
        earning = (flow for flow in flows if flow.amount is not None and _earns(flow.verdict))
        return _suggested(earning) if self.suggested else map(_as_said, earning)

    def within(self, first: datetime.date, last: datetime.date) -> Iterator[Earned]:
        """Yield what was earned in some days, both included, oldest first."""
        return self.of(spans.within(self._flows, first, last))

    @cached_property
    def monthly(self) -> Mapping[Key, Mapping[str, Mapping[int, Decimal]]]:
        """What was earned in each month that anything was, by key and role; costs negative."""
        monthly: dict[Key, dict[str, dict[int, Decimal]]] = {}
        if self.suggested:
            for item in self.of(self._flows):
                months = monthly.setdefault(item.key, {}).setdefault(item.role, {})
                month = month_index(item.date)
                months[month] = months.get(month, ZERO) + item.amount
            return monthly
        places: dict[Verdict, dict[int, Decimal]] = {}
        for month, flows in spans.by_month(self._flows):
            # No more of a flow is looked at than is needed: there are many of them, and each part
            # lies somewhere else in memory.
            for flow in flows:
                amount = flow[3]
                if amount is None:
                    continue
                verdict = flow[2]
                place = places.get(verdict)
                if place is None:
                    place = places[verdict] = _place(monthly, verdict)
                place[month] = place.get(month, ZERO) + amount
        return monthly


def _place(
    monthly: dict[Key, dict[str, dict[int, Decimal]]], verdict: Verdict
) -> dict[int, Decimal]:
    """Return where the amounts of a verdict are added up: nowhere, where it is of no earning."""
    if not _earns(verdict):
        return {}
    key = _key(verdict.stream, verdict.income_class or "")
    return monthly.setdefault(key, {}).setdefault(verdict.role, {})


def _earns(verdict: Verdict) -> bool:
    """Return whether something is income or a cost of earning."""
    role = verdict.role
    return verdict.income_class is not None and (role == INCOME or role in COSTS_OF_EARNING)


def names_streams(flows: Iterable[Flow]) -> bool:
    """Return whether a ledger names any stream."""
    return any(flow.verdict.stream is not None for flow in flows)


def _as_said(flow: Flow) -> Earned:
    verdict = flow.verdict
    return _earned(flow, verdict.stream, flow.amount or ZERO)


def _earned(flow: Flow, stream: str | None, amount: Decimal) -> Earned:
    verdict = flow.verdict
    return Earned(flow.date, _key(stream, verdict.income_class or ""), verdict.role, amount, flow)


def _suggested(flows: Iterable[Flow]) -> Iterator[Earned]:
    for beside in by_transaction(flows):
        for flow in beside:
            for stream, amount in shared(flow, beside, _suggestion).items():
                # The fee of a purchase goes with gains, though none stands beside it.
                of_gains = stream is None and flow.verdict.gain
                yield _earned(flow, SUGGESTED["gain"] if of_gains else stream, amount)


def _suggestion(flow: Flow) -> str | None:
    return suggestion(flow.account, gain=flow.verdict.gain)


@lru_cache(maxsize=4096)
def suggestion(account: str, *, gain: bool = False) -> str | None:
    """Return the stream that an income account's name suggests, if any."""
    match = names.find(account, (*names.CLASS_OF, "property"))
    if match is not None:
        return SUGGESTED[match.category]
    return SUGGESTED["gain"] if gain else None


def by_transaction(flows: Iterable[Flow]) -> Iterator[Sequence[Flow]]:
    """Yield the flows of each transaction."""
    for _, beside in groupby(flows, key=lambda flow: id(flow.entry)):
        yield list(beside)


def shared(
    flow: Flow, beside: Sequence[Flow], name: Callable[[Flow], Name | None]
) -> dict[Name | None, Decimal]:
    """Return the parts of a flow by what names the income that it belongs to.

    Income is itself. A cost is shared over the income of its transaction that it is charged to,
    in proportion to the positive amounts; the parts add up to it exactly.

    Args:
        flow: The flow.
        beside: The flows of its transaction, itself among them.
        name: Names an income.
    """
    amount = flow.amount or ZERO
    if flow.verdict.role == INCOME:
        return {name(flow): amount}
    gross: dict[Name | None, list[Decimal]] = {}
    for income in _charged_to(flow, beside):
        gross.setdefault(name(income), []).append(income.amount or ZERO)
    if len(gross) == 1:
        return dict.fromkeys(gross, amount)
    return split(amount, gross) if gross else {None: amount}


def _charged_to(flow: Flow, beside: Sequence[Flow]) -> Sequence[Flow]:
    """Return the income of a transaction that one of its costs is charged to."""
    verdict = flow.verdict
    incomes = [
        other
        for other in beside
        if other.verdict.role == INCOME
        and other.amount is not None
        and other.verdict.income_class == verdict.income_class
        and other.verdict.stream == verdict.stream
    ]
    # Costs of a sale go with its gains, if the transaction has any of that kind.
    alike = [other for other in incomes if other.verdict.gain == verdict.gain]
    return alike or incomes
