"""Reading the plan: the budgets of a ledger that count, and the rates that convert them.

The budgets are Fava's own, ``custom "budget" ACCOUNT PERIOD AMOUNT``: on each day, the latest
budget of an account and currency is in force.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from fsq_beancount.books.budgets.line import Line, Runs
from fsq_beancount.books.budgets.plan import Plan
from fsq_beancount.classification.account import Account
from fsq_beancount.core.periods import month_first, month_index, month_last
from fsq_beancount.core.prices import Rate
from fsq_beancount.core.terms import EXCLUDED
from fsq_beancount.settings.directives.budget import Budget

if TYPE_CHECKING:
    from fsq_beancount.books.facts import Facts


def read_plan(facts: Facts, selection: Collection[int] | None = None) -> Plan:
    """Read the budgets of income and expense accounts.

    Budgets of excluded accounts and currencies are ignored.

    Args:
        facts: The facts of the ledger.
        selection: The ids of the directives that count. Defaults to all.
    """
    config = facts.config
    budgets: dict[tuple[str, str], list[Budget]] = {}
    accounts: dict[str, Account] = {}
    for budget in config.statements(Budget):
        if budget.currency in config.excluded:
            continue
        if selection is not None and id(budget.entry) not in selection:
            continue
        account = accounts.setdefault(budget.account, Account(budget.account, config))
        role = account.policy(budget.date).role
        if account.is_flow and (role is None or role.value != EXCLUDED):
            budgets.setdefault((budget.account, budget.currency), []).append(budget)
    runs = _rates(facts)
    foreign = any(currency != facts.currency for _, currency in budgets)
    quotes = facts.prices.days if foreign else ()
    quoted = sorted({month_index(day) for days in quotes for day in days})
    return Plan(
        [
            Line(
                account,
                currency,
                several,
                is_income=accounts[account].is_income,
                runs=None if currency == facts.currency else runs,
                quoted=quoted,
            )
            for (account, currency), several in sorted(budgets.items())
        ]
    )


def _rates(facts: Facts) -> Runs:
    """Return a function that returns the rates of a currency in a month."""
    known: dict[tuple[str, int], Sequence[tuple[datetime.date, Rate | None]]] = {}

    def runs(currency: str, month: int) -> Sequence[tuple[datetime.date, Rate | None]]:
        if (currency, month) not in known:
            rates: list[tuple[datetime.date, Rate | None]] = []
            first, last = month_first(month), month_last(month)
            for day in (first, *facts.prices.quoted_within(first, last)):
                rate = facts.prices.rate(currency, facts.currency, day)
                if not rates or rates[-1][1] != rate:
                    rates.append((day, rate))
            known[currency, month] = rates
        return known[currency, month]

    return runs
