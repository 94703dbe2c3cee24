"""What the missing months of lagging accounts may hold: from the least to the most of one before.

The months that an account lacks are unknown, not zero. Each of them is taken to lie between the
leanest and the fullest of the twelve months before, for income and for living costs alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.books.complete import RegularAccount
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import within
from fsq_beancount.check.trial.figures import Figures
from fsq_beancount.core.periods import ROLLING_MONTHS, Period, month_index
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import EXCLUDED, LIVING, NEAR_PASSIVE, PASSIVE

ZERO: Final = Decimal()


class Month(NamedTuple):
    """What an account pays and takes in a month, currency.

    Attributes:
        passive: Net passive income.
        near_passive: Net near-passive income.
        living_costs: Living costs.
    """

    passive: Decimal = ZERO
    near_passive: Decimal = ZERO
    living_costs: Decimal = ZERO


@exact
def filled(
    facts: Facts, before: Figures, accounts: Iterable[RegularAccount], last_month: int
) -> tuple[Figures, Figures]:
    """Return the figures with the missing months filled: with the lowest and the highest quotas.

    Args:
        facts: The facts of the ledger.
        before: The figures as they are.
        accounts: The lagging accounts.
        last_month: The last month of the figures.
    """
    low = high = before
    for account in accounts:
        missing = last_month - month_index(account.until)
        if missing <= 0:
            continue
        months = _months(facts, account)
        least = Month(*map(min, zip(*months, strict=True)))
        most = Month(*map(max, zip(*months, strict=True)))
        low = _plus(low, Month(least.passive, least.near_passive, most.living_costs), missing)
        high = _plus(high, Month(most.passive, most.near_passive, least.living_costs), missing)
    return low, high


def _plus(figures: Figures, month: Month, times: int) -> Figures:
    return figures._replace(
        passive=figures.passive + times * month.passive,
        near_passive=figures.near_passive + times * month.near_passive,
        living_costs=figures.living_costs + times * month.living_costs,
    )


def _months(facts: Facts, account: RegularAccount) -> Sequence[Month]:
    """Return the last twelve months that an account covers."""
    last = month_index(account.until)
    year = Period.of_months(last - ROLLING_MONTHS + 1, last)
    months = dict.fromkeys(range(last - ROLLING_MONTHS + 1, last + 1), Month())
    for flow in within(facts.flows, year.first, year.last):
        amount = flow.amount
        if amount is None or flow.role == EXCLUDED:
            continue
        if not any(posting.account == account.name for posting in flow.entry.postings):
            continue
        month = months[month_index(flow.date)]
        if flow.role == LIVING:
            month = month._replace(living_costs=month.living_costs - amount)
        elif flow.income_class == PASSIVE:
            month = month._replace(passive=month.passive + amount)
        elif flow.income_class == NEAR_PASSIVE:
            month = month._replace(near_passive=month.near_passive + amount)
        months[month_index(flow.date)] = month
    return list(months.values())
