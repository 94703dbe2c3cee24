"""Expenses that take a lot held at cost: goods, coins spent, gifts of shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from beancount.core import data

from fsq_beancount import names
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow
from fsq_beancount.check import fixes
from fsq_beancount.check.alike import Group, postings
from fsq_beancount.check.earners import is_left_living, window
from fsq_beancount.classification.whole import IMPLICIT
from fsq_beancount.core.terms import ACTIVE, COST, INCOME, LIVING, NEAR_PASSIVE
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.earning import ExpenseFromLot
from fsq_beancount.report.report import Report

ZERO: Final = Decimal()


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield the expense accounts of the last twelve months that mostly take lots.

    An account with other expenses is one of the household: a rule for it would move these, too.
    """
    if not facts.trades:
        return
    trades = {id(entry): entry for entry in facts.trades if _only_takes(entry)}
    if not trades:
        return
    flows = [flow for flow in window(report) if is_left_living(flow)]
    taking: dict[str, Group] = {}
    for flow in flows:
        if id(flow.entry) in trades and (flow.amount or ZERO) < 0:
            taking.setdefault(flow.account, Group()).flows.append(flow)
    for account, group in sorted(taking.items()):
        all_of_it = sum(
            (abs(flow.amount or ZERO) for flow in flows if flow.account == account), ZERO
        )
        if names.is_everyday(account) or 2 * group.amount < all_of_it:
            continue
        stays = fixes.rule(group.first, account, LIVING)
        goods = fixes.rule(group.first, account, COST, ACTIVE)
        loss = fixes.rule(group.first, account, INCOME, NEAR_PASSIVE)
        yield ExpenseFromLot(
            **postings(account, group, report.currency),
            fixes=(goods, stays)
            if _are_goods(group.flows, facts, flows=report.flows)
            else (stays, loss),
        )


def _only_takes(entry: data.Transaction) -> bool:
    """Return whether a transaction takes lots and nothing comes into an account for them."""
    leaves = False
    for posting in entry.postings:
        units = posting.units
        if posting.cost is None or units is None or not units.number:
            continue
        if units.number > 0:
            return False
        leaves = True
    return leaves


def _are_goods(taking: Sequence[Flow], facts: Facts, *, flows: Sequence[Flow]) -> bool:
    """Return whether the lots are goods of a trade: without a price, in a ledger with sales."""
    commodities = {
        posting.units.currency
        for flow in taking
        for posting in flow.entry.postings
        if posting.cost is not None and posting.units
    }
    priced = {
        entry.currency
        for entry in facts.entries
        if isinstance(entry, data.Price) and IMPLICIT not in entry.meta
    }
    return not commodities & priced and any(
        flow.role == INCOME and names.is_sales(flow.account) for flow in flows
    )
