"""The calendar of income: what is due next month, and what of the last month came.

The plan says what is due (transactions to come, ``custom "fsq-recurring"``); where it does not, the
rhythm of the payments so far does. Amounts are those of the postings on the account, before what
their transactions deduct. Realised gains are no such income.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from fsq_beancount.books.flows import Flow, within
from fsq_beancount.classification.account import Account
from fsq_beancount.core.periods import (
    ROLLING_MONTHS,
    Period,
    month_index,
    month_last,
)
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import INCOME
from fsq_beancount.measures.liquidity.planned_income import PlannedIncome
from fsq_beancount.measures.liquidity.rhythm import due_in

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books

ZERO: Final = Decimal()

_SEEN: Final = 2 * ROLLING_MONTHS
"""The months before the running one that a rhythm is recognised from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeDue:
    """What is due on an income account, and what came.

    Attributes:
        account: The account.
        stream: Its stream, by its last payment if there is one; ``None`` without a stream.
        income_due: What is due next month, currency; ``None`` where nothing is.
        income_due_on: The first day on which it is; by rhythm the day of the last payment.
        income_due_rest: What is still due in the month that has begun; ``None`` where nothing is.
        income_expected: What was due in the last complete month; ``None`` where nothing was.
        income_received: What came in that month.
    """

    account: str
    stream: str | None
    income_due: Decimal | None
    income_due_on: datetime.date | None
    income_due_rest: Decimal | None
    income_expected: Decimal | None
    income_received: Decimal


class _Due(NamedTuple):
    """What is due on an account in a month.

    Attributes:
        day: The first day on which something is; ``None`` where nothing is.
        amount: The sum, currency; ``None`` likewise.
        booked: The part of it that transactions to come say.
    """

    day: datetime.date | None
    amount: Decimal | None
    booked: Decimal = ZERO

    def rest(self, received: Decimal) -> Decimal | None:
        """Return what is still due of a month; ``None`` where nothing is.

        What came before is no part of the transactions to come.

        Args:
            received: What came in the month so far, currency.
        """
        if self.amount is None:
            return None
        return self.booked + still_due(self.amount - self.booked, received) or None


def of(scope: Books) -> tuple[IncomeDue, ...]:
    """Return what is due on each income account, in the order of the days on which it is."""
    config, as_of = scope.facts.config, scope.as_of
    if not scope.coverage.complete:
        return ()
    now, last = month_index(as_of), scope.coverage.last_month
    days = Period.of_months(last - _SEEN, now + ROLLING_MONTHS)
    planned = PlannedIncome(
        days,
        to_come=scope.flows_to_come,
        recurring=scope.recurring,
        root=config.roots.income,
        convert=scope.facts.convert,
    )

    def stream_of(account: str) -> str | None:
        """Return the stream of an account without payments."""
        said = Account(account, config).policy(as_of).stream
        return None if said is None else said.value

    return calendar(
        within(scope.flows, days.first, as_of),
        planned=planned,
        stream_of=stream_of,
        closed=scope.closed,
        as_of=as_of,
        last=last,
    )


@exact
def calendar(
    flows: Sequence[Flow],
    *,
    planned: PlannedIncome,
    stream_of: Callable[[str], str | None],
    closed: Collection[str] = (),
    as_of: datetime.date,
    last: int,
) -> tuple[IncomeDue, ...]:
    """Return what is due on each income account, in the order of the days on which it is.

    Args:
        flows: The flows of two years before the last complete month, up to the as-of date.
        planned: The planned income.
        stream_of: Returns the stream of an account without payments.
        closed: The accounts that are closed, on which nothing is due by rhythm.
        as_of: The as-of date.
        last: The last complete month.
    """
    paid: dict[str, dict[int, Decimal]] = {}
    latest: dict[str, Flow] = {}
    for flow in flows:
        if flow.role == INCOME and not flow.gain and flow.amount is not None:
            months = paid.setdefault(flow.account, {})
            month = month_index(flow.date)
            months[month] = months.get(month, ZERO) + flow.amount
            if flow.amount > 0:
                latest[flow.account] = flow
    now = month_index(as_of)
    has_begun = as_of != month_last(now)
    rows: list[IncomeDue] = []
    for account in sorted(paid.keys() | planned.accounts):
        months, flow_before = paid.get(account, {}), latest.get(account)
        to_come = {} if account in closed else months
        following = _due(account, now + 1, to_come, flow_before, planned)
        day, due = following.day, following.amount
        expected = _due(account, last, months, None, planned).amount
        rest = None
        if has_begun:
            rest = _due(account, now, to_come, None, planned).rest(months.get(now, ZERO))
        received = months.get(last, ZERO)
        if due or rest or expected or received:
            rows.append(
                IncomeDue(
                    account=account,
                    stream=stream_of(account) if flow_before is None else flow_before.stream,
                    income_due=due,
                    income_due_on=day,
                    income_due_rest=rest,
                    income_expected=expected,
                    income_received=received,
                )
            )
    return tuple(sorted(rows, key=lambda row: row.income_due_on or datetime.date.max))


def _due(
    account: str,
    month: int,
    paid: Mapping[int, Decimal],
    before: Flow | None,
    planned: PlannedIncome,
) -> _Due:
    """Return what is due on an account in a month: as planned, or else by rhythm."""
    if month > month_index(datetime.date.max):
        return _Due(None, None)
    payments = planned.in_month(account, month)
    if payments:
        amounts = [(each.amount or ZERO, each.is_booked) for each in payments]
        return _Due(
            day=min(each.day for each in payments),
            amount=sum((amount for amount, _ in amounts), ZERO),
            booked=sum((amount for amount, is_booked in amounts if is_booked), ZERO),
        )
    due = None if planned.speaks_for(account, month) else due_in(month, paid)
    if due is None or before is None:
        return _Due(None, due)
    return _Due(usual_day(month, before.date), due)


def usual_day(month: int, before: datetime.date) -> datetime.date:
    """Return the day of a month that a payment came on before, or else the month's last one."""
    end = month_last(month)
    return end.replace(day=min(end.day, before.day))


@exact
def still_due(expected: Decimal, received: Decimal) -> Decimal:
    """Return what is still due of an expected income, currency."""
    return max(ZERO, expected - received)
