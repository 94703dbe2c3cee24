"""From the facts of a ledger to its report: which flows count, and in which periods."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, localcontext
from operator import attrgetter
from typing import Any

from beancount.core import data

from fsq_beancount.books import flows as spans
from fsq_beancount.books.budgets import Plan
from fsq_beancount.books.facts import Facts, as_of_date
from fsq_beancount.books.flows import Flow
from fsq_beancount.classification.verdict import Verdict
from fsq_beancount.core.periods import (
    ROLLING_MONTHS,
    Interval,
    Period,
    last_complete_month,
    month_index,
    month_label,
    month_last,
)
from fsq_beancount.core.prices import PRECISION
from fsq_beancount.core.terms import EXCLUDED
from fsq_beancount.measures.budget import savings_indirect
from fsq_beancount.measures.flow_definitions import FLOW_MEASURES, ROLLING_MEASURES
from fsq_beancount.measures.quota import Totals, total
from fsq_beancount.measures.rolling import Window
from fsq_beancount.measures.scope import Scope
from fsq_beancount.report.findings import FROM_PRICES, Finding, Kind
from fsq_beancount.report.report import FlowFigures, PeriodFigures, Report, RollingFigures
from fsq_beancount.settings.config import NO_CURRENCY

ZERO = Decimal()

_Key = tuple[str, str | None]
"""Role and class: what totals tell apart."""


class _Sums:
    """Amounts added up by role and class, and what could not be converted by currency."""

    __slots__ = ("amounts", "unconverted")

    def __init__(self) -> None:
        self.amounts: dict[_Key, Decimal] = {}
        self.unconverted: dict[str, Decimal] = {}

    def add(self, flow: Flow) -> None:
        verdict = flow.verdict
        if flow.amount is not None:
            key = (verdict.role, verdict.income_class)
            self.amounts[key] = self.amounts.get(key, ZERO) + flow.amount
        elif verdict.role != EXCLUDED and flow.weight.number:
            # Nothing of a currency is nothing in any other.
            number, currency = flow.weight
            self.unconverted[currency] = self.unconverted.get(currency, ZERO) + abs(number)

    def include(self, other: _Sums) -> None:
        for key, amount in other.amounts.items():
            self.amounts[key] = self.amounts.get(key, ZERO) + amount
        for currency, amount in other.unconverted.items():
            self.unconverted[currency] = self.unconverted.get(currency, ZERO) + amount

    def withdraw(self, other: _Sums) -> None:
        for key, amount in other.amounts.items():
            self.amounts[key] -= amount
        for currency, amount in other.unconverted.items():
            self.unconverted[currency] -= amount
            if not self.unconverted[currency]:
                del self.unconverted[currency]

    def totals(self) -> Totals:
        return total([self.amounts])


class _Months:
    """Flows added up by month, so that a rolling window costs two additions.

    Attributes:
        sums: By month; months without flows are missing.
        verdicts: What the flows of each month that have an amount add up to, by verdict.
        moved: The flows that belong to another year than that of their payment.
    """

    def __init__(self, flows: Sequence[Flow]) -> None:
        self.sums: dict[int, _Sums] = {}
        self.verdicts: dict[int, dict[Verdict, Decimal]] = {}
        self.moved: list[Flow] = []
        for month, several in spans.by_month(flows):
            sums = self.sums[month] = _Sums()
            by_verdict = self.verdicts[month] = {}
            year = month // 12
            # This runs once for each posting there is. No part of a flow is looked at that is not
            # needed, since each lies somewhere else in memory.
            for flow in several:
                if flow.year != year:
                    self.moved.append(flow)
                amount = flow.amount
                if amount is None:
                    sums.add(flow)
                else:
                    verdict = flow.verdict
                    by_verdict[verdict] = by_verdict.get(verdict, ZERO) + amount
            amounts = sums.amounts
            for verdict, amount in by_verdict.items():
                key = (verdict.role, verdict.income_class)
                amounts[key] = amounts.get(key, ZERO) + amount

    def between(self, first: int, last: int) -> _Sums:
        """Return the sums of some months, both ends included."""
        sums = _Sums()
        for month in range(first, last + 1):
            if month in self.sums:
                sums.include(self.sums[month])
        return sums


def _sums(flows: Iterable[Flow]) -> _Sums:
    sums = _Sums()
    for flow in flows:
        sums.add(flow)
    return sums


def _figures(
    period: Period, months: int, sums: _Sums, totals: Totals, planned: Decimal | None
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


class _View:
    """The flows that count in one report."""

    plan: Plan
    """The budgets that count."""

    def __init__(
        self, flows: Sequence[Flow], as_of: datetime.date, known_until: datetime.date
    ) -> None:
        dates = attrgetter("date")
        known = flows[: bisect.bisect_right(flows, known_until, key=dates)]
        self.as_of = as_of
        self.flows = known[: bisect.bisect_right(known, as_of, key=dates)]
        self.months = _Months(self.flows)
        counted = (flow for flow in self.flows if flow.role != EXCLUDED)
        first = next(counted, None)
        self.first_month = month_index(first.date) if first is not None else None
        # Those that belong to another year than that of their payment. Who looks at one year
        # wants it trued up by what was paid after it, so these go on to what is known at all.
        later = known[len(self.flows) :]
        self.moved = self.months.moved + [flow for flow in later if flow.year != flow.date.year]

    def months_of(self, period: Period) -> int:
        """Count the calendar months of a period that the books cover."""
        if self.first_month is None:
            return 0
        first = max(month_index(period.first), self.first_month)
        last = min(month_index(period.last), month_index(self.as_of))
        return max(0, last - first + 1)

    def planned(self, period: Period) -> Decimal | None:
        """Return the planned savings of a period, which the as-of date cuts off."""
        last = min(period.last, self.as_of)
        return self.plan.savings(period.first, last) if period.first <= last else None

    def within(self, period: Period) -> Sequence[Flow]:
        """Return the flows of a period."""
        return spans.within(self.flows, period.first, period.last)

    def unconverted_since(self, first: datetime.date) -> dict[str, Decimal]:
        """Return what could not be converted from a day on."""
        month = month_index(first)
        sums = self.months.between(month + 1, month_index(self.as_of))
        if first <= self.as_of:
            end = min(month_last(month), self.as_of)
            sums.include(_sums(self.within(Period(first, end))))
        return sums.unconverted

    def period(self, period: Period) -> PeriodFigures:
        """Return the figures of any span of days."""
        if period.whole_months:
            sums = self.months.between(month_index(period.first), month_index(period.last))
        else:
            sums = _sums(self.within(period))
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
        sums = _sums(stays)
        sums.include(_sums(comes))
        months, planned = figures["months"], figures["savings_planned"]
        trued_up = FlowFigures(**_figures(period, months, sums, sums.totals(), planned))
        return trued_up if trued_up != FlowFigures(**figures) else None

    def rolling(self, shown: Period | None) -> list[RollingFigures]:
        """Return the rolling twelve months of each complete month, of those shown."""
        if self.first_month is None:
            return []
        rolling = []
        window = _Sums()
        # Complete windows by their last month, for those that compare with them a year later.
        earlier: dict[int, Totals] = {}
        for month in range(self.first_month, last_complete_month(self.as_of) + 1):
            if month in self.months.sums:
                window.include(self.months.sums[month])
            left = month - ROLLING_MONTHS
            if left >= self.first_month and left in self.months.sums:
                window.withdraw(self.months.sums[left])
            period = Period.of_months(left + 1, month)
            months = min(ROLLING_MONTHS, month - self.first_month + 1)
            totals = window.totals()
            if months == ROLLING_MONTHS:
                earlier[month] = totals
            if shown is not None and not shown.first <= period.last <= shown.last:
                continue
            rolling.append(
                RollingFigures(
                    month=month_label(month),
                    **_figures(period, months, window, totals, self.planned(period)),
                    **_moving(Window(totals, months, earlier.get(left))),
                )
            )
        return rolling


def build(
    facts: Facts,
    *,
    selection: Iterable[data.Directive] | None = None,
    as_of: datetime.date | None = None,
    period: Period | None = None,
    interval: Interval | None = None,
    load_errors: int = 0,
) -> Report:
    """Compute the report of a ledger.

    Args:
        facts: The facts of the whole ledger.
        selection: The directives to count, of those in the ledger; all unless given. Rolling
            windows are over the selection's whole history.
        as_of: The last day that counts; the latest transaction's or balance's unless given.
        period: The days to show, and the rolling months that end in them; all there is unless
            given.
        interval: The length of the periods that the days shown are split into, cut at both ends.
            Unless given, a period is one, and all there is are calendar years.
        load_errors: How many errors Beancount found when it loaded the ledger.

    Returns:
        The report.
    """
    known_until = as_of or as_of_date(facts.entries)
    last_day = known_until if period is None else min(known_until, period.last)
    flows, entries = facts.flows, facts.entries
    if selection is not None:
        chosen = {id(entry) for entry in selection}
        flows = [flow for flow in flows if id(flow.entry) in chosen]
        entries = [entry for entry in entries if id(entry) in chosen]
    with localcontext(prec=PRECISION):
        view = _View(flows, last_day, known_until)
        asked = list(_periods(view, period, interval))
        scope = Scope(
            facts=facts,
            entries=entries,
            flows=view.flows,
            monthly={month: sums.amounts for month, sums in view.months.sums.items()},
            verdicts=view.months.verdicts,
            as_of=last_day,
            period=period,
            periods=tuple(asked),
            interval=interval,
        )
        view.plan = scope.plan
        rolling = view.rolling(period)
        periods = [view.period(each) for each in asked]
        shown = [figures.first for figures in (*periods, *rolling)]
        unconverted = view.unconverted_since(min(shown)) if shown else {}

    def split(length: Interval) -> Sequence[PeriodFigures]:
        with localcontext(prec=PRECISION):
            return [view.period(each) for each in _periods(view, period, length)]

    running = month_index(last_day) > last_complete_month(last_day)
    return Report(
        currency=facts.currency,
        as_of=last_day,
        load_errors=load_errors,
        running_month=month_label(month_index(last_day)) if running else None,
        periods=tuple(periods),
        rolling=tuple(rolling),
        unconverted=dict(sorted(unconverted.items())),
        warnings=tuple(_warnings(facts)),
        flows=view.flows,
        scope=scope,
        split=split,
    )


def _periods(view: _View, period: Period | None, interval: Interval | None) -> Iterable[Period]:
    if period is not None and interval is None:
        return [period]
    if view.first_month is None:
        return []
    booked = Period.of_months(view.first_month, month_index(view.as_of))
    whole = set(booked.split(interval or Interval.YEAR))
    if period is None and interval in (None, Interval.YEAR):
        # What is moved to a year without books is not lost: the year is shown.
        whole.update(Period.year(flow.year) for flow in view.moved)
    return (
        sorted(whole)
        if period is None
        else [
            Period(max(each.first, period.first), min(each.last, period.last))
            for each in sorted(whole)
            if each.first <= period.last and period.first <= each.last
        ]
    )


def _warnings(facts: Facts) -> Iterable[Finding]:
    if facts.config.currency is None and not facts.asked and facts.currency != NO_CURRENCY:
        yield Finding(
            kind=Kind.NO_OPERATING_CURRENCY,
            subject=facts.currency,
            # What the currency was taken from where there is no income or expense.
            detail="" if facts.flows else FROM_PRICES,
            remedy=(f'option "operating_currency" "{facts.currency}"',),
        )
