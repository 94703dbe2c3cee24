"""The calendar of income: what is due next month, and what of the last month came.

What is due says the plan (transactions to come, ``custom "fsq-recurring"``), or else the rhythm of
the payments so far. Amounts are those of the postings on the account, before what their
transactions deduct. Realised gains are no such income.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from beancount.core import data

from fsq_beancount.books.flows import Flow, within
from fsq_beancount.core.periods import (
    ROLLING_MONTHS,
    Period,
    month_first,
    month_index,
    month_last,
)
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import FLAG_UNREALIZED, INCOME
from fsq_beancount.core.weights import Weight, weigh
from fsq_beancount.measures.liquidity.rhythm import due_in

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books
    from fsq_beancount.core.prices import Converter
    from fsq_beancount.settings.directives.recurring import Recurring

ZERO: Final = Decimal()

_SEEN: Final = 2 * ROLLING_MONTHS
"""The months before the running one that a rhythm is recognised from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeDue:
    """What is due on an income account, and what came.

    Attributes:
        account: The account.
        stream: Its stream by its last payment; ``None`` without one.
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


class PlannedIncome:
    """What the ledger plans on income accounts."""

    @exact
    def __init__(
        self,
        days: Period,
        *,
        entries: Iterable[data.Directive],
        recurring: Iterable[Recurring],
        after: datetime.date,
        root: str,
        convert: Converter,
    ) -> None:
        """Collect the planned payments of some days.

        Args:
            days: The days.
            entries: The directives that count.
            recurring: The recurring payments.
            after: The as-of date: transactions are planned after it.
            root: The name of the root account of income.
            convert: Converts an amount to the report currency.
        """
        self._payments: dict[tuple[str, int], list[tuple[datetime.date, Decimal]]] = {}
        self._speaks: dict[str, list[tuple[datetime.date, datetime.date]]] = {}
        prefix = f"{root}:"
        for each in recurring:
            if each.account.startswith(prefix) and each.amount.number is not None:
                found = each.days(days.first, days.last)
                if found:
                    self._speaks.setdefault(each.account, []).append((each.date, found[-1]))
                weight = Weight(each.amount.number, each.amount.currency)
                for day in found:
                    self._add(each.account, day, convert(weight, day))
        for entry in entries:
            if not after < entry.date <= days.last or not isinstance(entry, data.Transaction):
                continue
            if entry.flag == FLAG_UNREALIZED:
                continue
            for posting in entry.postings:
                if posting.account.startswith(prefix) and posting.units is not None:
                    amount = convert(weigh(posting), entry.date)
                    known = self._payments.get((posting.account, month_index(entry.date)), ())
                    # A recurring payment that is booked as well counts once.
                    if amount is None or all(-amount != number for _, number in known):
                        self._add(posting.account, entry.date, amount)

    def _add(self, account: str, day: datetime.date, amount: Decimal | None) -> None:
        if amount is not None:
            place = account, month_index(day)
            self._payments.setdefault(place, []).append((day, -amount))

    @property
    def accounts(self) -> set[str]:
        """The accounts with a planned payment."""
        return {account for account, _ in self._payments}

    def speaks_for(self, account: str, month: int) -> bool:
        """Return whether a recurring payment says what comes on an account in a month."""
        return any(
            since <= month_last(month) and month_first(month) <= last
            for since, last in self._speaks.get(account, ())
        )

    def in_month(self, account: str, month: int) -> Sequence[tuple[datetime.date, Decimal]]:
        """Return the planned payments on an account in a month, the first one first."""
        return sorted(self._payments.get((account, month), ()))


def of(scope: Books) -> tuple[IncomeDue, ...]:
    """Return what is due on each income account, in the order of the days on which it is."""
    config, as_of = scope.facts.config, scope.as_of
    if not scope.coverage.complete:
        return ()
    now, last = month_index(as_of), scope.coverage.last_month
    days = Period(month_first(last - _SEEN), month_last(now + ROLLING_MONTHS))
    planned = PlannedIncome(
        days,
        entries=scope.entries,
        recurring=scope.recurring,
        after=as_of,
        root=config.roots.income,
        convert=scope.facts.convert,
    )
    return calendar(
        within(scope.flows, days.first, as_of),
        planned=planned,
        closed=scope.closed,
        as_of=as_of,
        last=last,
    )


@exact
def calendar(
    flows: Sequence[Flow],
    *,
    planned: PlannedIncome,
    closed: Collection[str] = (),
    as_of: datetime.date,
    last: int,
) -> tuple[IncomeDue, ...]:
    """Return what is due on each income account, in the order of the days on which it is.

    Args:
        flows: The flows of two years before the last complete month, up to the as-of date.
        planned: The planned income.
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
            latest[flow.account] = flow
    now = month_index(as_of)
    has_begun = as_of != month_last(now)
    rows: list[IncomeDue] = []
    for account in sorted(paid.keys() | planned.accounts):
        months, flow_before = paid.get(account, {}), latest.get(account)
        to_come = {} if account in closed else months
        day, due = _due(account, now + 1, to_come, flow_before, planned)
        _, of_now = _due(account, now, to_come, None, planned) if has_begun else (None, None)
        _, expected = _due(account, last, months, None, planned)
        rest = None if of_now is None else still_due(of_now, months.get(now, ZERO))
        received = months.get(last, ZERO)
        if due or rest or expected or received:
            rows.append(
                IncomeDue(
                    account=account,
                    stream=None if flow_before is None else flow_before.decision.stream,
                    income_due=due,
                    income_due_on=day,
                    income_due_rest=rest or None,
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
) -> tuple[datetime.date | None, Decimal | None]:
    """Return the first day on which something is due on an account in a month, and the sum."""
    payments = planned.in_month(account, month)
    if payments:
        return payments[0][0], sum((amount for _, amount in payments), ZERO)
    due = None if planned.speaks_for(account, month) else due_in(month, paid)
    if due is None or before is None:
        return None, due
    return usual_day(month, before.date), due


def usual_day(month: int, before: datetime.date) -> datetime.date:
    """Return the day of a month that a payment came on before, or else the month's last one."""
    end = month_last(month)
    return end.replace(day=min(end.day, before.day))


@exact
def still_due(expected: Decimal, received: Decimal) -> Decimal:
    """Return what is still due of an expected income, currency."""
    return max(ZERO, expected - received)
