"""Expenses left living in transactions with passive income: evidence that needs no language.

What is taken off income where it arrives is a cost of it, whatever its account is called. But a
transaction may also be the entry of a whole month or of a bank statement, so it counts only if all
its income earns, if its expenses take less than the income, and if the account is seldom used
elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from fsq_beancount import names
from fsq_beancount.books.flows import Flow
from fsq_beancount.check.earners import Cost, Earner, earns, is_left_living
from fsq_beancount.core.terms import INCOME, LIVING

ZERO: Final = Decimal()
HALF: Final = Decimal("0.5")

_MOST: Final = 3
"""More accounts of expenses beside income from capital are no taxes and fees of it."""


def beside(
    flows: Sequence[Flow], earners: Sequence[Earner], costs: Mapping[str, Cost]
) -> Mapping[str, frozenset[str]]:
    """Return the accounts of expenses that are taken off income, by the account of the income.

    Args:
        flows: The flows of the window.
        earners: The accounts that earn.
        costs: The expense accounts.
    """
    by_name = {earner.account: earner for earner in earners}
    taken: dict[str, dict[str, Decimal]] = {}
    for its in _with_income(flows):
        income = [flow for flow in its if flow.role == INCOME and flow.amount]
        if not income or not all(map(earns, income)):
            continue
        largest = max(income, key=lambda flow: flow.amount or ZERO)
        earner = by_name.get(largest.account)
        living = [flow for flow in its if flow.role == LIVING and flow.amount]
        if earner is None or not _are_taken_off(living, income, earner):
            continue
        for flow in living:
            sums = taken.setdefault(flow.account, {})
            sums[earner.account] = sums.get(earner.account, ZERO) - (flow.amount or ZERO)
    found: dict[str, set[str]] = {}
    for account, sums in taken.items():
        cost = costs.get(account)
        paid = ZERO if cost is None else -sum((flow.amount or ZERO for flow in cost.open), ZERO)
        # An account that is mostly used without income is one of the household.
        if 0 < paid <= 2 * sum(sums.values(), ZERO):
            most = max(sums, key=lambda name: (sums[name], name))
            found.setdefault(most, set()).add(account)
    return {name: frozenset(accounts) for name, accounts in found.items()}


def _with_income(flows: Sequence[Flow]) -> Sequence[Sequence[Flow]]:
    """Return the flows of each transaction that has income and a living cost of no known kind."""
    entries: dict[int, list[Flow]] = {}
    for flow in flows:
        if len(flow.entry.postings) > 2:
            entries.setdefault(id(flow.entry), []).append(flow)
    return [its for its in entries.values() if len(its) > 1 and any(map(is_left_living, its))]


def _are_taken_off(living: Sequence[Flow], income: Sequence[Flow], earner: Earner) -> bool:
    """Return whether expenses are taken off the income of their transaction."""
    if not all(map(is_left_living, living)):
        return False
    if any(names.is_everyday(flow.account) or (flow.amount or ZERO) > 0 for flow in living):
        return False
    received = sum((flow.amount or ZERO for flow in income), ZERO)
    paid = -sum((flow.amount or ZERO for flow in living), ZERO)
    if earner.is_of_capital:
        return len({flow.account for flow in living}) <= _MOST and paid <= HALF * received
    return paid < received
