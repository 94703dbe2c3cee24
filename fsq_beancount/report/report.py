"""The report: every figure that the shell, bean-query and Fava show.

The faces only read these classes, which is why they agree. Money is in the report currency and
exact; ratios are exact quotients, ``None`` where undefined; nothing is rounded before it is shown.
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
from fsq_beancount.core.periods import ROLLING_MONTHS, Interval, Period, month_index
from fsq_beancount.core.precision import exact
from fsq_beancount.measures import unclassified as unclassified_income
from fsq_beancount.measures.budget import comparison
from fsq_beancount.measures.definition import Family
from fsq_beancount.measures.liquidity import runway
from fsq_beancount.measures.liquidity import statement as liquidity_statement
from fsq_beancount.measures.milestones import ladder
from fsq_beancount.measures.performance import debts
from fsq_beancount.measures.performance import periods as growth
from fsq_beancount.measures.scope import Scope
from fsq_beancount.measures.streams import concentration as concentrations
from fsq_beancount.measures.streams import periods as income_streams
from fsq_beancount.measures.streams import stress as stresses
from fsq_beancount.measures.wealth import statement as balance_sheet
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.parts import derived, part


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowFigures:
    """The flow measures of a span of days; the formulas are in ``measures/quota.py``.

    Attributes:
        first: The first day.
        last: The last day.
        months: Calendar months counted, from the month of the ledger's first income or expense
            posting to the as-of date's; averages per month divide by it.
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
        savings_planned: Currency; ``None`` without a budget of an income and one of an expense
            account, those up to the as-of date.
        savings_indirect: Currency; what was saved beyond the plan, ``None`` without one.
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
        """Whether the books cover all calendar months; what they cover is never scaled up."""
        return self.months == month_index(self.last) - month_index(self.first) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFigures(FlowFigures):
    """A period by date of payment.

    Attributes:
        period: Its name: ``2024``, ``2024-Q3``, ``2024-07`` or ``first/last``.
        trued_up: The same after moving what ``fsq-year`` moves; ``None`` where nothing differs.
    """

    period: str
    trued_up: FlowFigures | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollingFigures(FlowFigures):
    """The twelve calendar months that end with a complete month.

    Attributes:
        month: The last of the twelve, ``2024-12``.
        missing_narrow: What passive income lacks a month to pay the living costs, currency.
        missing_wide: The same with near-passive income, currency.
        change_narrow: The narrow quota less that of the twelve months before, fraction; ``None``
            where the books do not cover these.
        change_wide: The same for the wide quota, fraction.
    """

    month: str
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

    The flow measures are there at once; every other family is a part, computed when it is first
    asked for: ``name = part(compute)``, where ``compute`` takes the :class:`Scope`.

    Attributes:
        currency: The report currency; ``XXX`` (no currency) for a ledger without any.
        as_of: The last day that counts.
        load_errors: How many errors Beancount found, without those in what is written for us;
            what it dropped is in no figure.
        running_month: The month that has begun and enters no rolling figure, ``2024-07``.
        periods: Calendar years (or the periods asked for), oldest first.
        rolling: Rolling twelve months, one entry for each complete month, oldest first.
        unconverted: As in the periods, over everything the report shows.
        warnings: What a reader must know beside the figures.
        flows: The postings behind the figures, up to the as-of date, oldest first.
        scope: What the report is about.
        split: Splits what is shown into periods of another length, from the sums of the report.
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
    returns = part(growth.of)
    leverage = part(debts.of)
    leverage_series = part(debts.periods)
    loan_series = part(debts.series)
    milestones = part(ladder.of)
    """How far income has come with the living costs, at the last complete month."""

    budget = part(comparison.of_twelve_months)
    """Plan against actual of the last twelve complete months; ``None`` without a budget."""

    budget_shown = part(comparison.of_shown)
    """The same of the days asked for, where some are."""

    budget_of_periods = part(comparison.of_periods)
    """The same of each period of the report; without rows where there is no budget."""

    unclassified = derived(unclassified_income.of, "periods", "rolling")
    """The income of the days shown that nobody has called passive or active, by account."""

    def under_stress(self, falls: Mapping[str, Decimal]) -> Report:
        """Return the same report with a scenario of the reader's own among those of stress.

        Args:
            falls: By which fraction the income of each stream falls.
        """
        return replace(self, scope=replace(self.scope, falls=falls))

    @exact
    def rows_of(self, family: Family) -> Sequence[Any]:
        """Return the rows of a family of figures; none where the ledger has not what it needs."""
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
        """The last complete rolling twelve months, the figures a reader sees first."""
        return self.rolling[-1] if self.rolling else None
