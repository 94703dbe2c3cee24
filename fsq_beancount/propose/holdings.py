"""Horizons of what is held: pensions and savings contracts that count as sold within days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fsq_beancount import names
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.holdings import Kind
from fsq_beancount.check import fixes
from fsq_beancount.core.terms import DAYS, KEY_LIQUIDITY, LOCKED, MONTHS
from fsq_beancount.propose.runs import Runs
from fsq_beancount.report.proposals import Group, NotSoon, Proposal
from fsq_beancount.report.report import Report

_LOCKED: Final = frozenset({"pension", "contract"})


def find(facts: Facts, report: Report, runs: Runs) -> Iterator[Proposal]:
    """Yield the accounts whose name says that what they hold is not sold within days.

    Money on accounts of such names is a finding already.
    """
    scope = report.scope
    asked: dict[str, names.Match] = {}
    for holding in scope.holdings.every:
        match = names.not_cash(holding.account)
        if match is None or match.category not in _LOCKED or holding.account in asked:
            continue
        _, value, at_cost = scope.positions.value(holding.line, report.as_of)
        if (
            holding.kind is Kind.ASSET
            and not holding.is_money
            and holding.said_horizon is None
            and value
            and holding.horizon(report.as_of, priced=not at_cost) == DAYS
        ):
            asked[holding.account] = match
    for account, match in asked.items():
        opened = facts.config.opened.get(account)
        first = report.as_of if opened is None else min(opened.date, report.as_of)
        ways = tuple(
            fixes.account(first, account, KEY_LIQUIDITY, value) for value in (LOCKED, MONTHS)
        )
        yield Proposal(
            group=Group.HOLDINGS,
            about=NotSoon(account=account, word=match.component),
            fixes=ways,
            effects=tuple(map(runs.effect, ways)),
        )
