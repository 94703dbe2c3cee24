"""The flows that count in a report, and their figures over any period."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from fsq_beancount.books.budgets.plan import Plan
from fsq_beancount.books.coverage import coverage
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow, until, within
from fsq_beancount.books.month_sums import add_up
from fsq_beancount.core.periods import (
    ROLLING_MONTHS,
    Period,
    month_index,
    month_label,
    month_last,
)
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import EXCLUDED
from fsq_beancount.measures.budget.comparison import savings_indirect
from fsq_beancount.measures.flow_definitions import FLOW_MEASURES, ROLLING_MEASURES
from fsq_beancount.measures.quota import Totals
from fsq_beancount.measures.rolling import Window
from fsq_beancount.report.report import FlowFigures, PeriodFigures, RollingFigures
from fsq_beancount.report.sums import Months, Sums, sum_up


def _figures(
    period: Period, months: int, sums: Sums, totals: Totals, planned: Decimal | None
) -> dict[str, Any]:
    figures = {measure.id: measure.compute(totals) for measure in FLOW_MEASURES}
    return {
        "first": period.first,
        "last": period.last,
        "months": months,
        "unconverted": dict(sorted(sums.unconverted.items())),
        "savings_planned": planned,
        "savings_indirect": savings_indirect(figures["savings"], planned),
        **figures,
    }


def _moving(window: Window) -> dict[str, Any]:
    return {measure.id: measure.compute(window) for measure in ROLLING_MEASURES}


class Counted:
    """The flows that count in a report."""

    plan: Plan
    """The budgets that count."""

    def __init__(
        self,
        facts: Facts,
        flows: Sequence[Flow],
        as_of: datetime.date,
        known_until: datetime.date,
    ) -> None:
        whole = facts.sums if flows is facts.flows else add_up(flows)
        self.as_of = as_of
        self.flows = until(flows, as_of)
        of_months = whole.until(as_of, flows)
        self.decisions = of_months.decisions
        self.months = Months(of_months)
        counted = (flow for flow in self.flows if flow.role != EXCLUDED)
        first = next(counted, None)
        self.first_month = month_index(first.date) if first is not None else None
        sums = self.months.sums
        self.coverage = coverage(
            facts,
            flows=self.flows,
            first_month=self.first_month,
            doubtful=[month for month, each in sums.items() if each.unconverted],
            as_of=as_of,
        )
        # What has no price is named where it is in no sum, too.
        self._windowed = {
            month: each.without_amounts() if month in self.coverage.without_price else each
            for month, each in sums.items()
        }
        # Those that belong to another year than that of their payment. Who looks at one year
        # wants it trued up by what was paid after it, so these go on to what is known at all.
        self.moved = until(whole.moved, known_until)

    def months_of(self, period: Period) -> int:
        """Count the calendar months of a period that the books cover."""
        if self.first_month is None:
            return 0
        first = max(month_index(period.first), self.first_month)
        last = min(month_index(period.last), month_index(self.as_of))
        return max(0, last - first + 1)

    def planned(self, period: Period) -> Decimal | None:
        """Return the planned savings of a period, cut at the as-of date."""
        last = min(period.last, self.as_of)
        return self.plan.savings(period.first, last) if period.first <= last else None

    def _planned_of_window(self, period: Period) -> Decimal | None:
        """Return the planned savings of those of twelve months that are in sums over them."""
        planned = self.planned(period)
        first, last = month_index(period.first), month_index(period.last)
        for month in self.coverage.without_price:
            if planned is not None and first <= month <= last:
                planned -= self.planned(Period.of_months(month, month)) or Decimal()
        return planned

    def within(self, period: Period) -> Sequence[Flow]:
        """Return the flows of a period."""
        return within(self.flows, period.first, period.last)

    @exact
    def unconverted_since(self, first: datetime.date) -> dict[str, Decimal]:
        """Return the unconverted amounts from a day on, by currency."""
        month = month_index(first)
        sums = self.months.between(month + 1, month_index(self.as_of))
        if first <= self.as_of:
            end = min(month_last(month), self.as_of)
            sums.include(sum_up(self.within(Period(first, end))))
        return sums.unconverted

    def period(self, period: Period) -> PeriodFigures:
        """Return the figures of a period, which need not consist of whole months."""
        if period.whole_months:
            sums = self.months.between(month_index(period.first), month_index(period.last))
        else:
            sums = sum_up(self.within(period))
        planned = self.planned(period)
        figures = _figures(period, self.months_of(period), sums, sums.totals(), planned)
        return PeriodFigures(
            period=period.label, trued_up=self._trued_up(period, figures), **figures
        )

    def _trued_up(self, period: Period, figures: Mapping[str, Any]) -> FlowFigures | None:
        """Return the figures of a calendar year after the true-up, if they differ."""
        if period != Period.year(period.first.year):
            return None
        year = period.first.year
        moved = [flow for flow in self.moved if year in (flow.year, flow.date.year)]
        if not moved:
            return None
        stays = (flow for flow in self.within(period) if flow.year == year)
        comes = (flow for flow in moved if flow.year == year and flow.date.year != year)
        sums = sum_up(stays)
        sums.include(sum_up(comes))
        months, planned = figures["months"], figures["savings_planned"]
        trued_up = FlowFigures(**_figures(period, months, sums, sums.totals(), planned))
        return trued_up if trued_up != FlowFigures(**figures) else None

    def rolling(self, shown: Period | None) -> list[RollingFigures]:
        """Return the rolling twelve months of each complete month, of those shown."""
        rolling = []
        window = Sums()
        # Complete windows by their last month, to compare the windows a year later with.
        earlier: dict[int, Totals] = {}
        complete = self.coverage.complete
        silence = self.coverage.silences.of_money
        for month in complete:
            silent = silence.before(month)
            if silent:
                window = Sums()  # what left it meanwhile is not withdrawn
            if month in self._windowed:
                window.include(self._windowed[month])
            left = month - ROLLING_MONTHS
            if left >= complete[0] and left in self._windowed:
                window.withdraw(self._windowed[left])
            period = Period.of_months(left + 1, month)
            months = self.coverage.months(month)
            totals = window.totals()
            if months == ROLLING_MONTHS:
                earlier[month] = totals
            if shown is not None and not shown.first <= period.last <= shown.last:
                continue
            rolling.append(
                RollingFigures(
                    month=month_label(month),
                    silent_before=silent,
                    **_figures(period, months, window, totals, self._planned_of_window(period)),
                    **_moving(Window(totals, months, earlier.get(left))),
                )
            )
        return rolling
