"""Streams with a plan or an effort, but no income yet."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from beancount.core import account as account_module
from dateutil.relativedelta import relativedelta

from fsq_beancount.books.budgets.plan import Plan
from fsq_beancount.books.flows import Flow
from fsq_beancount.classification.account import Account
from fsq_beancount.core.periods import Period, day_after
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Converter
from fsq_beancount.core.terms import INCOME
from fsq_beancount.core.weights import Weight
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
    flows: Iterable[Flow],
    plan: Plan,
    config: Config,
    as_of: datetime.date,
    convert: Converter,
) -> dict[str, Decimal | None]:
    """Return the income planned for the twelve months after a day, by stream.

    Of an account it is the larger of its payments to come and its budget, as in the liquidity plan.
    A stream is that of the account. ``None`` if a part of it has no price.

    Args:
        recurring: The recurring payments.
        flows: The flows after the day, which are payments to come.
        plan: The budgets.
        config: The settings of the ledger.
        as_of: The day.
        convert: Converts an amount to the report currency.
    """
    year = Period(day_after(as_of), as_of + relativedelta(months=12))
    payments: dict[str, list[Decimal | None]] = {}
    for each in recurring:
        number = each.amount.number or ZERO
        if _is_income(each.account, config) and number < 0:
            amount = convert(Weight(-number, each.amount.currency), as_of)
            days = each.days(year.first, year.last)
            payments.setdefault(each.account, []).extend([amount] * len(days))
    for flow in flows:
        if flow.role == INCOME and year.first <= flow.date <= year.last:
            payments.setdefault(flow.account, []).append(flow.amount)
    accounts = {name for name in plan.accounts(year.last) if _is_income(name, config)}
    found: dict[str, Decimal | None] = {}
    for account in sorted({*payments, *accounts}):
        stream = Account(account, config).policy(as_of).stream
        budget = plan.amount(account, year.first, year.last)
        if stream is None or (not payments.get(account) and not budget):
            continue
        before = found.get(stream.value, ZERO)
        paid = total(payments.get(account, ()))
        found[stream.value] = total([before, None if paid is None else max(paid, budget or ZERO)])
    return found


@exact
def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of amounts; ``None`` if one of them is unknown."""
    result = ZERO
    for amount in amounts:
        if amount is None:
            return None
        result += amount
    return result


def _is_income(account: str, config: Config) -> bool:
    return account_module.root(1, account) == config.roots.income
