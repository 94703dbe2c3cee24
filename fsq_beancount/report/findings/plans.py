"""Findings about plans: budgets, milestones, recurring payments and amounts in options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings import AboutAccount, Finding, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWithoutPrice(Finding):
    """A planned amount has no price and no effect.

    Attributes:
        amount: The amount, positive, in its own currency.
        into: The currency that the price has to be in.
    """

    amount: Weight
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetUnconverted(PlannedWithoutPrice):
    """Budgets in a currency without a price are in no plan."""

    kind: ClassVar[Kind] = Kind.BUDGET_UNCONVERTED


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneUnconverted(PlannedWithoutPrice):
    """A milestone in a currency without a price takes no income."""

    kind: ClassVar[Kind] = Kind.MILESTONE_UNCONVERTED


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedUnconverted(PlannedWithoutPrice):
    """Planned payments in a currency without a price are not in the liquidity plan."""

    kind: ClassVar[Kind] = Kind.PLANNED_UNCONVERTED


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionUnconverted(PlannedWithoutPrice):
    """An option in a currency without a price has no effect.

    Attributes:
        option: The name of the option.
    """

    kind: ClassVar[Kind] = Kind.OPTION_UNCONVERTED
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetUnused(AboutAccount):
    """A budget is for an account that does not exist."""

    kind: ClassVar[Kind] = Kind.BUDGET_UNUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetUncounted(AboutAccount):
    """A budget is for an account that is neither income nor expense."""

    kind: ClassVar[Kind] = Kind.BUDGET_UNCOUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringUnknown(AboutAccount):
    """A recurring payment is on an account that is never opened."""

    kind: ClassVar[Kind] = Kind.RECURRING_UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringSkips(AboutAccount):
    """A recurring payment skips the months that are too short, or comes more often than it says.

    Attributes:
        amount: The payment, positive.
        day: The day of the month that some months lack, or of the year that some years lack: 366;
            0 for a weekday or a week.
        is_named: Whether the rule names the day; otherwise it is that of its first date.
        frequency: The frequency that the rule says: ``MONTHLY``.
        times: The payments in a week, month or year, if these are more than the rule names.
        instead: The rule to write instead, ``None`` where it takes a person. It is no fix, since a
            line more would pay twice; a fix is a line that pays only what is left out.
    """

    kind: ClassVar[Kind] = Kind.RECURRING_SKIPS
    amount: Weight
    day: int
    is_named: bool
    frequency: str
    times: int | None = None
    instead: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPlannedIncome(AboutAccount):
    """Something is planned, but no income, although there is regular income.

    Attributes:
        accounts: The accounts with regular income, the largest first; the finding is about that.
    """

    kind: ClassVar[Kind] = Kind.NO_PLANNED_INCOME
    accounts: tuple[str, ...]
