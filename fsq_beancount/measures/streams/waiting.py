"""Streams with a plan or an effort, but no income yet."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from beancount.core import account as account_module

from fsq_beancount.books.budgets.plan import Plan
from fsq_beancount.books.flows import Flow
from fsq_beancount.classification.account import Account
from fsq_beancount.core.periods import ROLLING_MONTHS, Period, month_index
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Converter
from fsq_beancount.measures.liquidity.budgets import Owners
from fsq_beancount.measures.liquidity.months import Basis
from fsq_beancount.measures.liquidity.plan_years import Part, parts
from fsq_beancount.measures.liquidity.planned_income import PlannedIncome
from fsq_beancount.measures.liquidity.year_plan import Base, rest_of_year
from fsq_beancount.measures.streams.droughts import months_until
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.directives.recurring import Recurring

ZERO: Final = Decimal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A stream that waits for its first income.

    Attributes:
        stream: The stream.
        effort_since: The day of the first hours of work or of the first money put in; ``None``
            where the stream is only planned.
        months_waited: The months since then; ``None`` likewise.
        hours: The hours of work so far; ``None`` without any.
        invested: The money put in so far, currency; ``None`` without any.
        planned: The income planned for the twelve months to come, currency; ``None`` without any,
            or if a part of it has no price.
    """

    stream: str
    effort_since: datetime.date | None
    months_waited: int | None
    hours: Decimal | None
    invested: Decimal | None
    planned: Decimal | None


class Efforts(NamedTuple):
    """What was put into streams.

    Attributes:
        since: The day of the first effort for each stream.
        hours: The days of work for each stream, and their hours.
        invested: The money put into each stream.
    """

    since: Mapping[str, datetime.date]
    hours: Mapping[str, Sequence[tuple[datetime.date, Decimal]]]
    invested: Mapping[str, Decimal]


@exact
def of(
    *,
    efforts: Efforts,
    planned: Mapping[str, Decimal | None],
    earning: Iterable[str | None],
    as_of: datetime.date,
) -> tuple[Waiting, ...]:
    """Return the streams with an effort or a plan that have had no income, by name.

    Args:
        efforts: What was put into streams.
        planned: The planned income of streams; ``None`` if a part of it has no price.
        earning: The streams that have had income.
        as_of: The last day that counts.
    """
    names = {*efforts.since, *planned}.difference(each for each in earning if each is not None)
    found = []
    for stream in sorted(names):
        since = efforts.since.get(stream)
        days = efforts.hours.get(stream)
        found.append(
            Waiting(
                stream=stream,
                effort_since=since,
                months_waited=None if since is None else months_until(since, as_of),
                hours=None if days is None else sum((hours for _, hours in days), ZERO),
                invested=efforts.invested.get(stream),
                planned=planned.get(stream),
            )
        )
    return tuple(found)


@exact
def planned_income(
    *,
    recurring: Iterable[Recurring],
    to_come: Iterable[Flow],
    plan: Plan,
    config: Config,
    as_of: datetime.date,
    convert: Converter,
) -> dict[str, Decimal | None]:
    """Return the income planned for the twelve months after a day, by stream.

    Of an account and those above it, it is the larger of its payments to come and its budget, as in
    the liquidity plan. A stream is that of the account. ``None`` if a part of it has no price.

    Args:
        recurring: The recurring payments.
        to_come: The flows after the day.
        plan: The budgets.
        config: The settings of the ledger.
        as_of: The day.
        convert: Converts an amount to the report currency.
    """
    year = [part for part in parts(as_of, ROLLING_MONTHS) if part.year == 0]
    if not year:
        return {}
    planned = PlannedIncome(
        Period(year[0].days.first, year[-1].days.last),
        to_come=to_come,
        recurring=recurring,
        root=config.roots.income,
        convert=convert,
    )
    payments = {account: planned.on(account) for account in planned.accounts}
    rests = rest_of_year(
        _budgets(year, plan, config),
        held={
            account: -sum((each.amount or ZERO for each in several), ZERO)
            for account, several in payments.items()
        },
        months={
            account: {month_index(each.day) for each in several}
            for account, several in payments.items()
        },
        parents=Owners().parents,
    )
    amounts: dict[str, list[Decimal | None]] = {}
    for account, several in payments.items():
        amounts.setdefault(account, []).extend(each.amount for each in several)
    for _, item in rests:
        amounts.setdefault(item.account, []).append(item.amount)
    found: dict[str, list[Decimal | None]] = {}
    for account, of_account in amounts.items():
        stream = Account(account, config).policy(as_of).stream
        if stream is not None:
            found.setdefault(stream.value, []).extend(of_account)
    return {stream: total(of_stream) for stream, of_stream in found.items()}


def _budgets(year: Sequence[Part], plan: Plan, config: Config) -> dict[str, Base]:
    """Return the budgets of income for a year."""
    bases: dict[str, Base] = {}
    for part, budgets in zip(year, plan.amounts([part.days for part in year]), strict=True):
        for account, amount in budgets.items():
            if account_module.root(1, account) == config.roots.income:
                base = bases.setdefault(account, Base(account, is_income=True))
                base.add(part, amount, Basis.BUDGET)
    return bases


@exact
def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of amounts; ``None`` if one of them is unknown."""
    result = ZERO
    for amount in amounts:
        if amount is None:
            return None
        result += amount
    return result
