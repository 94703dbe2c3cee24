"""Findings about what earns without work: costs and taxes that are not charged to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings import Kind
from fsq_beancount.report.findings.flows import AboutPostings


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLeftLiving(AboutPostings):
    """Costs of a property, a business or other passive income count as living costs.

    Without any such cost it is rent that no cost is charged to.

    Attributes:
        cost: Their sum in the last twelve months, report currency.
        costs: The expense accounts, or the parent that holds nothing else.
    """

    kind: ClassVar[Kind] = Kind.COST_LEFT_LIVING
    cost: Weight
    costs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UntaxedIncome(AboutPostings):
    """Capital income, gains, rent or royalties bore no tax in the last twelve months.

    Attributes:
        is_near: Whether it is near-passive, so that it is in the wide quota only.
        tax: The tax owed by the tax profile, an estimate; ``None`` where only a person knows it.
    """

    kind: ClassVar[Kind] = Kind.UNTAXED_INCOME
    is_near: bool
    tax: Weight | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseFromLot(AboutPostings):
    """Expenses that take lots at cost count as living costs."""

    kind: ClassVar[Kind] = Kind.EXPENSE_FROM_LOT
