"""Income and the costs of earning it, by stream.

Where the ledger names any stream, the flows carry their streams. Otherwise income is grouped by
the built-in names (dividends, rent, …), and every user interface marks this grouping as suggested.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import starmap
from typing import Final, NamedTuple, TypeVar

from fsq_beancount import names
from fsq_beancount.books.flows import Flow, by_month, within
from fsq_beancount.classification.allocation import split
from fsq_beancount.classification.decision import Decision
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import COSTS_OF_EARNING, INCOME

Name = TypeVar("Name", bound=Hashable)

ZERO: Final = Decimal()

SUGGESTED: Final = {
    "work": "Work",
    "gift": "Gifts and refunds",
    "transfer": "Gifts and refunds",
    "gain": "Capital gains",
    "premium": "Option premiums",
    "reward": "Staking and mining",
    "feed-in": "Solar power",
    "dividend": "Dividends",
    "interest": "Interest",
    "rent": "Rent",
    "royalty": "Royalties and advertising",
    "product": "Digital products",
    "annuity": "Pensions",
    **dict.fromkeys(("refund", "deposit", "own-money", "help"), "Gifts and refunds"),
    **dict.fromkeys(("employer", "subject"), "Work"),
}
"""The streams that are suggested, by category of the built-in names."""


class Key(NamedTuple):
    """The key of a row of streams: a stream, and the class of its income."""

    stream: str | None
    income_class: str


_key = lru_cache(maxsize=1024)(Key)
"""There are few distinct keys, but as many uses as postings."""


class Earned(NamedTuple):
    """Income, or a part of a cost of earning, in the report currency.

    Attributes:
        date: The day.
        key: Its stream and class.
        role: ``income``, ``tax``, ``fee`` or ``cost``.
        amount: Income positive, costs negative.
        flow: The flow, of which it is all or a part.
    """

    date: datetime.date
    key: Key
    role: str
    amount: Decimal
    flow: Flow


class Earnings:
    """All earnings by stream, assigned lazily.

    Attributes:
        suggested: Whether the streams are suggested, because the ledger names none.
    """

    def __init__(
        self,
        flows: Sequence[Flow],
        decisions: Mapping[int, Mapping[Decision, Decimal]],
        *,
        suggested: bool,
    ) -> None:
        """Prepare to assign flows to streams.

        Args:
            flows: The flows that count, oldest first, those of each transaction in succession;
                they may include flows that are neither income nor costs of earning.
            decisions: The sums of the flows in each month, oldest first, by decision.
            suggested: Whether to group by the built-in names, because no streams are named.
        """
        self._flows = flows
        self._decisions = decisions
        self.suggested = suggested

    def of(self, flows: Iterable[Flow]) -> Iterator[Earned]:
        """Yield the earnings in a selection of flows.

        The sums by class and role equal those of the flows exactly.

        Args:
            flows: A selection of the flows, in order, with all flows of each transaction.
        """
        if self.suggested:
            return starmap(_earned, _suggested(flows))
        return (
            _earned(flow, flow.decision.stream, flow.amount)
            for flow in flows
            if flow.amount is not None and _earns(flow.decision)
        )

    def within(self, first: datetime.date, last: datetime.date) -> Iterator[Earned]:
        """Yield the earnings from a first to a last day, both included, oldest first."""
        return self.of(within(self._flows, first, last))

    @cached_property
    @exact
    def monthly(self) -> Mapping[Key, Mapping[str, Mapping[int, Decimal]]]:
        """The earnings of each month that has any, by key and role; costs negative."""
        places = _Places()
        if self.suggested:
            for month, flows in by_month(self._flows):
                for flow, stream, amount in _suggested(flows):
                    months = places[flow.decision, stream]
                    months[month] = months.get(month, ZERO) + amount
        else:
            for month, sums in self._decisions.items():
                for decision, amount in sums.items():
                    months = places[decision, decision.stream]
                    months[month] = months.get(month, ZERO) + amount
        return places.monthly


class _Places(dict["tuple[Decision, str | None]", "dict[int, Decimal]"]):
    """The monthly sums by decision and stream.

    Attributes:
        monthly: The monthly sums of income and costs of earning only, by key and role.
    """

    def __init__(self) -> None:
        super().__init__()
        self.monthly: dict[Key, dict[str, dict[int, Decimal]]] = {}

    def __missing__(self, place: tuple[Decision, str | None]) -> dict[int, Decimal]:
        decision, stream = place
        months: dict[int, Decimal] = {}
        if _earns(decision):
            key = _key(stream, decision.income_class or "")
            months = self.monthly.setdefault(key, {}).setdefault(decision.role, months)
        self[place] = months
        return months


def _earns(decision: Decision) -> bool:
    """Return whether a decision is income or a cost of earning."""
    role = decision.role
    return decision.income_class is not None and (role == INCOME or role in COSTS_OF_EARNING)


def _earned(flow: Flow, stream: str | None, amount: Decimal) -> Earned:
    decision = flow.decision
    return Earned(flow.date, _key(stream, decision.income_class or ""), decision.role, amount, flow)


def _suggested(flows: Iterable[Flow]) -> Iterator[tuple[Flow, str | None, Decimal]]:
    """Yield earnings with the streams that names suggest; a cost may be split over several.

    The fee of a purchase goes with gains, although its transaction has none.
    """
    earning = (flow for flow in flows if flow.amount is not None and _earns(flow.decision))
    for beside in by_transaction(earning):
        for flow in beside:
            for stream, amount in shared(flow, beside, _suggestion).items():
                of_gains = stream is None and flow.decision.gain
                yield flow, SUGGESTED["gain"] if of_gains else stream, amount


def _suggestion(flow: Flow) -> str | None:
    return suggestion(flow.account, gain=flow.decision.gain)


@lru_cache(maxsize=4096)
def suggestion(account: str, *, gain: bool = False) -> str | None:
    """Return the stream that an income account's name suggests, if any."""
    match = names.income(account)
    if match is not None:
        return SUGGESTED[match.category]
    if names.is_property(account):
        return SUGGESTED["rent"]
    return SUGGESTED["gain"] if gain else None


def by_transaction(flows: Iterable[Flow]) -> Iterator[Sequence[Flow]]:
    """Yield the flows of each transaction."""
    beside: list[Flow] = []
    for flow in flows:
        if beside and beside[0].entry is not flow.entry:
            yield beside
            beside = []
        beside.append(flow)
    if beside:
        yield beside


def shared(
    flow: Flow, beside: Sequence[Flow], name: Callable[[Flow], Name | None]
) -> dict[Name | None, Decimal]:
    """Return the parts of a flow by the name of the income that they belong to.

    Income is not split. A cost is split over the income of its transaction that it is charged to,
    in proportion to the positive amounts; the parts add up to it exactly.

    Args:
        flow: The flow.
        beside: The flows of its transaction, including ``flow``.
        name: Returns the name of an income flow.
    """
    amount = flow.amount or ZERO
    if flow.decision.role == INCOME:
        return {name(flow): amount}
    incomes = _charged_to(flow, beside)
    if len(incomes) == 1:
        return {name(incomes[0]): amount}
    gross: dict[Name | None, list[Decimal]] = {}
    for income in incomes:
        gross.setdefault(name(income), []).append(income.amount or ZERO)
    return split(amount, gross) if gross else {None: amount}


def _charged_to(flow: Flow, beside: Sequence[Flow]) -> Sequence[Flow]:
    """Return the income of a transaction that a cost in it is charged to."""
    income_class, _, stream, _, gain = flow.decision
    incomes = [
        other
        for other in beside
        if (decision := other.decision).role == INCOME
        and decision.income_class == income_class
        and decision.stream == stream
        and other.amount is not None
    ]
    if len(incomes) <= 1:
        return incomes
    # The costs of a sale go with its gains, if the transaction has any.
    alike = [other for other in incomes if other.decision.gain == gain]
    return alike or incomes
