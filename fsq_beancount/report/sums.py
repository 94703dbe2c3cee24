"""Flows added up by role and class, and by month."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from fsq_beancount.books.flows import Flow
from fsq_beancount.books.month_sums import MonthSums
from fsq_beancount.core.periods import month_index
from fsq_beancount.core.terms import EXCLUDED
from fsq_beancount.measures.quota import Totals, total

ZERO: Final = Decimal()

_Key = tuple[str, str | None]
"""Role and class."""


class Sums:
    """Amounts added up by role and class, and unconverted amounts added up by currency."""

    __slots__ = ("amounts", "unconverted")

    def __init__(self) -> None:
        self.amounts: dict[_Key, Decimal] = {}
        self.unconverted: dict[str, Decimal] = {}

    def add(self, flow: Flow) -> None:
        """Add a flow."""
        decision = flow.decision
        if flow.amount is not None:
            key = (decision.role, decision.income_class)
            self.amounts[key] = self.amounts.get(key, ZERO) + flow.amount
        elif decision.role != EXCLUDED and flow.weight.number:
            # A zero amount needs no price: it is zero in any currency.
            number, currency = flow.weight
            self.unconverted[currency] = self.unconverted.get(currency, ZERO) + abs(number)

    def include(self, other: Sums) -> None:
        """Add other sums."""
        for key, amount in other.amounts.items():
            self.amounts[key] = self.amounts.get(key, ZERO) + amount
        for currency, amount in other.unconverted.items():
            self.unconverted[currency] = self.unconverted.get(currency, ZERO) + amount

    def without_amounts(self) -> Sums:
        """Return the same with nothing but what could not be converted."""
        sums = Sums()
        sums.unconverted = self.unconverted
        return sums

    def withdraw(self, other: Sums) -> None:
        """Subtract sums that were included before."""
        for key, amount in other.amounts.items():
            self.amounts[key] -= amount
        for currency, amount in other.unconverted.items():
            self.unconverted[currency] -= amount
            if not self.unconverted[currency]:
                del self.unconverted[currency]

    def totals(self) -> Totals:
        """Return the totals that the flow measures are computed from."""
        return total([self.amounts])


class Months:
    """Flows added up by month, so that a rolling window costs two additions.

    Attributes:
        sums: By month; months without flows are missing.
    """

    def __init__(self, months: MonthSums) -> None:
        self.sums: dict[int, Sums] = {}
        for month, decisions in months.decisions.items():
            amounts = self.sums.setdefault(month, Sums()).amounts
            for decision, amount in decisions.items():
                key = (decision.role, decision.income_class)
                amounts[key] = amounts.get(key, ZERO) + amount
        for flow in months.unconverted:
            self.sums[month_index(flow.date)].add(flow)

    def between(self, first: int, last: int) -> Sums:
        """Return the sums from a first to a last month, both included."""
        sums = Sums()
        for month in range(first, last + 1):
            if month in self.sums:
                sums.include(self.sums[month])
        return sums


def sum_up(flows: Iterable[Flow]) -> Sums:
    """Return the sums of some flows."""
    sums = Sums()
    for flow in flows:
        sums.add(flow)
    return sums
