"""Flows made by hand: what calculators take of income and expenses, without loading a ledger."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from beancount.core import data
from beancount.core.account_types import AccountTypes
from beancount.core.amount import Amount
from beancount.core.position import Cost

from fsq_beancount.books.coverage import Coverage
from fsq_beancount.books.earnings import Earnings
from fsq_beancount.books.flows import Flow
from fsq_beancount.classification.classifier import PLAIN_LIVING
from fsq_beancount.classification.decision import Decision
from fsq_beancount.core.periods import last_complete_month, month_index, month_of
from fsq_beancount.core.terms import LIVING
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.streams.figures import StreamFigures, StreamPeriod

ROOTS = AccountTypes("Assets", "Liabilities", "Equity", "Income", "Expenses")


def euros(amount: Weight, _date: datetime.date) -> Decimal | None:
    """Convert to euro where nothing has a price."""
    return amount.number if amount.currency == "EUR" else None


def covered(first: str | None, until: str, *without_price: str) -> Coverage:
    """Books that are complete from a day's month to another day, but for months without a price."""
    last = last_complete_month(datetime.date.fromisoformat(until))
    return Coverage(
        first_month=None if first is None else month_index(datetime.date.fromisoformat(first)),
        last_month=last,
        last_ended=last,
        without_price=frozenset(map(month_of, without_price)),
    )


def transaction(date: str, *, payee: str = "", meta: dict[str, Any] | None = None) -> Any:
    """A transaction without postings; `post` adds them."""
    return data.Transaction(
        {"filename": "by hand", "lineno": 1, **(meta or {})},
        datetime.date.fromisoformat(date),
        "*",
        payee or None,
        "",
        frozenset(),
        frozenset(),
        [],
    )


def post(
    entry: data.Transaction,
    account: str,
    number: str,
    currency: str = "EUR",
    *,
    cost: Cost | None = None,
    meta: dict[str, Any] | None = None,
) -> data.Posting:
    """Add a posting to a transaction."""
    units = Amount(Decimal(number), currency)
    posting = data.Posting(account, units, cost, None, None, meta)
    entry.postings.append(posting)
    return posting


def flow(
    of: str | data.Transaction,
    account: str,
    number: str,
    income_class: str | None = None,
    *,
    role: str = "income",
    stream: str | None = None,
) -> Flow:
    """A posting in euro; without a class it is a living cost.

    Args:
        of: The day of a transaction that has nothing else in it, or the transaction.
        account: The account.
        number: The amount as in a flow: income positive, costs negative.
        income_class: The class of income, or the one a cost is charged to.
        role: Its role, where it has a class.
        stream: Its stream.
    """
    entry = transaction(of) if isinstance(of, str) else of
    decision = PLAIN_LIVING._replace(
        income_class=income_class, role=role if income_class else LIVING, stream=stream
    )
    amount = Decimal(number)
    posting = post(entry, account, str(-amount))
    return Flow(entry.date, account, decision, amount, entry.date.year, entry, posting)


def by_month(flows: Iterable[Flow]) -> dict[int, dict[tuple[str, str | None], Decimal]]:
    """What flows add up to in each month, by role and class."""
    months: dict[int, dict[tuple[str, str | None], Decimal]] = {}
    for each in flows:
        sums = months.setdefault(month_index(each.date), {})
        key = each.role, each.income_class
        sums[key] = sums.get(key, Decimal()) + (each.amount or 0)
    return months


def earnings(flows: Sequence[Flow]) -> Earnings:
    """What flows earned, in the streams that they name."""
    months: dict[int, dict[Decision, Decimal]] = {}
    for each in flows:
        sums = months.setdefault(month_index(each.date), {})
        sums[each.decision] = sums.get(each.decision, Decimal()) + (each.amount or 0)
    return Earnings(flows, months, suggested=False)


def stream_row(stream: str | None, income_class: str, gross: int, tax: int = 0) -> StreamFigures:
    """What a stream earned of one class, and nothing else of it."""
    zero = Decimal()
    return StreamFigures(
        stream=stream,
        income_class=income_class,
        gross=Decimal(gross),
        tax=Decimal(tax),
        fee=zero,
        cost=zero,
        net=Decimal(gross - tax),
        share=None,
        growth=None,
        months_paid=0,
        longest_gap=None,
        variation=None,
        hours=None,
        net_per_hour=None,
        invested=None,
        roi=None,
        payback_on=None,
        mrr=None,
        churn=None,
    )


def stream_year(*rows: StreamFigures) -> StreamPeriod:
    """Streams in the year 2024."""
    first, last = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)
    return StreamPeriod(period="2024", first=first, last=last, rows=rows)
