"""The report: every figure that the shell, bean-query and Fava show.

The faces only read these classes, which is why they agree. Money is in the report currency and
exact; ratios are exact quotients, ``None`` where undefined; figures are rounded only when shown.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from fsq_beancount.books.coverage import Coverage
from fsq_beancount.books.flows import Flow
from fsq_beancount.books.part import Part
from fsq_beancount.core.periods import ROLLING_MONTHS, Interval, Period, month_index
from fsq_beancount.core.precision import exact
from fsq_beancount.measures import unclassified as unclassified_income
from fsq_beancount.measures.budget import comparison, kept
from fsq_beancount.measures.definition import Family
from fsq_beancount.measures.liquidity import runway
from fsq_beancount.measures.liquidity import statement as liquidity_statement
from fsq_beancount.measures.milestones import ladder
from fsq_beancount.measures.performance import debts
from fsq_beancount.measures.performance import periods as growth
from fsq_beancount.measures.projection import statement as projections
from fsq_beancount.measures.scope import Scope
from fsq_beancount.measures.streams import concentration as concentrations
from fsq_beancount.measures.streams import periods as income_streams
from fsq_beancount.measures.streams import stress as stresses
from fsq_beancount.measures.wealth import lots as lots_held
from fsq_beancount.measures.wealth import statement as balance_sheet
from fsq_beancount.report import assessment
from fsq_beancount.report.certainty import Certainty
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.parts import derived, part


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowFigures:
    """The flow measures of a period; the formulas are in ``measures/quota.py``.

    Attributes:
        first: The first day.
        last: The last day.
        months: The number of calendar months that the books cover, from the month of the first
            income or expense posting to that of the as-of date; monthly averages divide by it.
        gross_income: By class, currency.
        net_income: By class, currency.
        living_costs: Currency, a cost is positive.
        living_costs_budget: Currency, a cost is positive.
        fsq_narrow: Fraction.
        fsq_wide: Fraction.
        fsq_narrow_budget: Fraction.
        fsq_wide_budget: Fraction.
        savings: Currency.
        savings_regular: Currency.
        savings_rate: Fraction.
        savings_planned: Currency, up to the as-of date; ``None`` unless an income account and an
            expense account have budgets.
        savings_indirect: Currency; savings less planned savings, ``None`` without a plan.
        unconverted: Amounts without a price path to the report currency, added up by currency
            without regard to their sign. No other figure contains them.
    """

    first: datetime.date
    last: datetime.date
    months: int
    gross_income: Mapping[str, Decimal]
    net_income: Mapping[str, Decimal]
    living_costs: Decimal
    living_costs_budget: Decimal
    fsq_narrow: Decimal | None
    fsq_wide: Decimal | None
    fsq_narrow_budget: Decimal | None
    fsq_wide_budget: Decimal | None
    savings: Decimal
    savings_regular: Decimal
    savings_rate: Decimal | None
    savings_planned: Decimal | None = None
    savings_indirect: Decimal | None = None
    unconverted: Mapping[str, Decimal]

    @property
    def complete(self) -> bool:
        """Whether the books cover all calendar months; partial figures are never scaled up."""
        return self.months == month_index(self.last) - month_index(self.first) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFigures(FlowFigures):
    """The figures of a period by date of payment.

    Attributes:
        period: Its name: ``2024``, ``2024-Q3``, ``2024-07`` or ``first/last``.
        trued_up: The figures after the true-up, with flows moved to their ``fsq-year``; ``None``
            where they do not differ.
    """

    period: str
    trued_up: FlowFigures | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollingFigures(FlowFigures):
    """The figures of the twelve calendar months that end with a complete month.

    Attributes:
        month: The last of the twelve, ``2024-12``.
        silent_before: The number of months right before, without any posting, that are left out.
        missing_narrow: Shortfall of passive income below the living costs a month, currency.
        missing_wide: Shortfall of passive and near-passive income a month, currency.
        change_narrow: The narrow quota less that of the twelve months before, fraction; ``None``
            where the books do not cover these.
        change_wide: The wide quota less that of the twelve months before, fraction.
    """

    month: str
    silent_before: int
    missing_narrow: Decimal | None
    missing_wide: Decimal | None
    change_narrow: Decimal | None
    change_wide: Decimal | None

    @property
    def year_before(self) -> Period:
        """The twelve months that the changes compare with."""
        last = month_index(self.last) - ROLLING_MONTHS
        return Period.of_months(last - ROLLING_MONTHS + 1, last)


@dataclass(frozen=True, kw_only=True)  # no slots: its parts are computed when asked for
class Report:
    """All figures of a ledger.

    The flow measures are computed at once; every other family is a part, computed when it is first
    asked for: ``name = part(compute)``, where ``compute`` takes the :class:`Scope`.

    Attributes:
        currency: The report currency; ``XXX`` (no currency) for a ledger without any.
        as_of: The last day that counts.
        load_errors: The number of errors Beancount found, except mistakes in our directives and
            metadata; transactions that it dropped are in no figure.
        running_month: The incomplete month, which enters no rolling figure, ``2024-07``.
        periods: Calendar years (or the periods asked for), oldest first.
        rolling: Rolling twelve months, an entry for each complete month, oldest first.
        unconverted: As in the periods, for all days that the report shows.
        warnings: Findings to show next to the figures.
        flows: The postings behind the figures, up to the as-of date, oldest first.
        scope: The data that the figures are computed from.
        split: Splits the days shown into periods of another length, from the sums of the report.
    """

    currency: str
    as_of: datetime.date
    load_errors: int
    running_month: str | None
    periods: tuple[PeriodFigures, ...]
    rolling: tuple[RollingFigures, ...]
    unconverted: Mapping[str, Decimal]
    warnings: tuple[Finding, ...]
    flows: Sequence[Flow]
    scope: Scope = field(repr=False, compare=False)
    split: Callable[[Interval], Sequence[PeriodFigures]] = field(repr=False, compare=False)

    streams = part(income_streams.of)
    concentration = derived(concentrations.of, "streams")
    concentration_with_work = derived(concentrations.with_work, "streams")
    concentration_of_assets = derived(concentrations.of_assets, "wealth")
    stress = derived(stresses.of, "streams")
    liquidity = part(liquidity_statement.of)
    runways = derived(runway.of, "rolling")
    wealth = part(balance_sheet.of)
    wealth_series = part(balance_sheet.series)
    lots = part(lots_held.of)
    """What each lot is worth, cost and gained, and which rule taxes it, on the as-of date."""

    latent_tax = part(lots_held.latent_tax)
    """The latent tax of the as-of date with its parts; ``None`` where it is undefined."""

    returns = part(growth.of)
    return_periods = part(growth.with_returns)
    """The periods that have returns, oldest first."""

    held_since = part(growth.held_since)
    """The day of the first posting to what is held or owed; ``None`` without any."""

    leverage = part(debts.of)
    leverage_series = part(debts.periods)
    loan_series = part(debts.series)
    milestones = part(ladder.of)
    """The milestones that income has reached, at the last complete month."""

    projection = derived(projections.of, "milestones")
    """When work can stop, and when quotas and numbers are reached."""

    budget = part(comparison.of_twelve_months)
    """Plan against actual of the last twelve complete months; ``None`` without a budget."""

    budget_shown = part(comparison.of_shown)
    """Plan against actual of the days asked for, else of the last twelve complete months."""

    budget_of_periods = part(comparison.of_periods)
    """Plan against actual of each period of the report; without rows where there is no budget."""

    plan_kept = part(kept.of)
    """How often the plan was kept; ``None`` where no complete month has one."""

    unclassified = derived(unclassified_income.of, "periods", "rolling")
    """The unclassified income of the days shown, by account."""

    @cached_property
    def certainty(self) -> Certainty:
        """How sure the figures are, with the effect of each fix."""
        return assessment.assess(self)

    @property
    def part(self) -> Part | None:
        """The part of the ledger that it is of; ``None`` where it is not of some accounts only."""
        return self.scope.part

    @property
    def is_whole(self) -> bool:
        """Whether it is one of the whole ledger; fixes are run for no other."""
        return self.scope.chosen is None and self.scope.period is None

    def under_stress(self, falls: Mapping[str, Decimal]) -> Report:
        """Return the report with the reader's own scenario added to the stress scenarios.

        Args:
            falls: The fraction by which the income of each stream falls.
        """
        return replace(self, scope=replace(self.scope, falls=falls))

    @exact
    def rows_of(self, family: Family) -> Sequence[Any]:
        """Return the rows of a family of figures; none where the ledger lacks data for it."""
        if family.compute is None:
            return family.rows(getattr(self, family.part))
        if family.id not in self._computed:
            self._computed[family.id] = family.compute(self.scope)
        return family.rows(self._computed[family.id])

    @cached_property
    def _computed(self) -> dict[str, Any]:
        return {}

    @property
    def coverage(self) -> Coverage:
        """Which months the books cover."""
        return self.scope.coverage

    @property
    def last_year(self) -> RollingFigures | None:
        """The twelve months to the last complete month, the figures that are shown first."""
        return self.rolling[-1] if self.rolling else None
