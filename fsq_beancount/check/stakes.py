"""The amount at stake in a finding: what its subject moved in the last twelve months, or is worth.

Of income and expenses it is the sum of the twelve months up to the as-of date, those of the running
month included, which will be in the figures soon; of a loan what is owed, and of a holding
its value, on the as-of date. Whatever has no such amount, as a pattern has none, is ``None``.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Final

from fsq_beancount.books.flows import Flow, within
from fsq_beancount.books.line import Line
from fsq_beancount.check.tree import is_within
from fsq_beancount.core.terms import LIVING
from fsq_beancount.report.findings import AboutAccount, Finding
from fsq_beancount.report.findings.earning import CostLeftLiving
from fsq_beancount.report.findings.loans import AboutLoan
from fsq_beancount.report.findings.wealth import AboutCommodity, Unvalued
from fsq_beancount.report.report import Report

ZERO: Final = Decimal()

Amounts = Mapping[str, Decimal]
"""Signed amounts by account, or by the subject where that is none."""


class Stakes:
    """The amounts at stake in the findings of a report."""

    def __init__(self, report: Report) -> None:
        """Take the report."""
        self._report = report

    @cached_property
    def _flows(self) -> Mapping[str, list[Flow]]:
        """The flows of the last twelve months, by account."""
        found: defaultdict[str, list[Flow]] = defaultdict(list)
        last = self._report.as_of
        for flow in within(self._report.flows, _year_before(last), last):
            found[flow.account].append(flow)
        return found

    def of(self, finding: Finding) -> Amounts | None:
        """Return what is at stake, report currency; ``None`` where it has no amount.

        Flows without a price are in no amount; a finding of their own names them.
        """
        match finding:
            case CostLeftLiving():
                # The question is whether these are costs of what earns; without any, none are at
                # stake, so that it is asked again once there are.
                if not finding.costs:
                    return {finding.account: ZERO}
                return self._sums(
                    flow
                    for account, flows in self._flows.items()
                    if any(is_within(account, each) for each in finding.costs)
                    for flow in flows
                    if flow.role == LIVING
                )
            case AboutLoan():
                return None if finding.owed is None else {finding.account: finding.owed}
            case AboutAccount():
                return self._of_account(finding.account)
            case AboutCommodity():
                return self._of_commodity(finding.commodity)
            case Unvalued():
                return self._of_commodity(finding.units.currency)
        return None

    def _of_account(self, account: str) -> Amounts | None:
        roots = self._report.scope.facts.config.roots
        if not is_within(account, roots.income) and not is_within(account, roots.expenses):
            return self._values(self._report.scope.positions.under(account))
        own = {(flow.role, flow.income_class) for flow in self._flows.get(account, ())}
        return self._sums(
            flow
            for name, flows in self._flows.items()
            if is_within(name, account)
            for flow in flows
            # Accounts below it may be of another kind, about which nothing is asked.
            if not own or (flow.role, flow.income_class) in own
        )

    def _of_commodity(self, commodity: str) -> Amounts | None:
        lines = self._report.scope.positions.lines
        found = self._values(line for line in lines if line.currency == commodity)
        return None if found is None else {commodity: sum(found.values(), ZERO)}

    def _values(self, lines: Iterable[Line]) -> Amounts | None:
        found: defaultdict[str, Decimal] = defaultdict(Decimal)
        for line in lines:
            amount = self._report.scope.positions.value(line, self._report.as_of).amount
            if amount is None:
                return None
            found[line.account] += amount
        return found or None

    @staticmethod
    def _sums(flows: Iterable[Flow]) -> Amounts:
        found: defaultdict[str, Decimal] = defaultdict(Decimal)
        for flow in flows:
            found[flow.account] += flow.amount or ZERO
        return found


def _year_before(last: datetime.date) -> datetime.date:
    """Return the first of the twelve months that end with a day."""
    if last.year == datetime.MINYEAR:
        return datetime.date.min
    day = 28 if (last.month, last.day) == (2, 29) else last.day
    return last.replace(year=last.year - 1, day=day) + datetime.timedelta(days=1)
