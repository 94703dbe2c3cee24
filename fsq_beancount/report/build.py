"""From the facts of a ledger to its report: which flows count, and in which periods."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from beancount.core import data

from fsq_beancount.books.facts import Facts
from fsq_beancount.core.periods import Interval, Period, month_index, month_label
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import EXCLUDED
from fsq_beancount.measures.scope import Scope
from fsq_beancount.report.counted import Counted
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.days import BeyondAsOf
from fsq_beancount.report.findings.fix import directive
from fsq_beancount.report.findings.settings import NoOperatingCurrency
from fsq_beancount.report.report import PeriodFigures, Report
from fsq_beancount.settings.currency import NO_CURRENCY


@exact
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
    known_until = as_of or facts.as_of_date()
    last_day = known_until if period is None else min(known_until, period.last)
    flows, entries = facts.flows, facts.entries
    if selection is not None:
        chosen = {id(entry) for entry in selection}
        flows = [flow for flow in flows if id(flow.entry) in chosen]
        entries = [entry for entry in entries if id(entry) in chosen]
    counted = Counted(facts, flows, last_day, known_until)
    asked = list(_periods(counted, period, interval))
    scope = Scope(
        facts=facts,
        entries=entries,
        flows=counted.flows,
        monthly={month: sums.amounts for month, sums in counted.months.sums.items()},
        decisions=counted.months.decisions,
        as_of=last_day,
        coverage=counted.coverage,
        period=period,
        periods=tuple(asked),
        interval=interval,
    )
    counted.plan = scope.plan
    rolling = counted.rolling(period)
    periods = [counted.period(each) for each in asked]
    shown = [figures.first for figures in (*periods, *rolling)]
    unconverted = counted.unconverted_since(min(shown)) if shown else {}

    @exact
    def split(length: Interval) -> Sequence[PeriodFigures]:
        return [counted.period(each) for each in _periods(counted, period, length)]

    running = month_index(last_day) > counted.coverage.last_ended
    return Report(
        currency=facts.currency,
        as_of=last_day,
        load_errors=load_errors,
        running_month=month_label(month_index(last_day)) if running else None,
        periods=tuple(periods),
        rolling=tuple(rolling),
        unconverted=dict(sorted(unconverted.items())),
        warnings=(*_warnings(facts), *_beyond(facts, known_until)),
        flows=counted.flows,
        scope=scope,
        split=split,
    )


def _periods(
    counted: Counted, period: Period | None, interval: Interval | None
) -> Iterable[Period]:
    if period is not None and interval is None:
        return [period]
    if counted.first_month is None:
        return []
    booked = Period.of_months(counted.first_month, month_index(counted.as_of))
    whole = set(booked.split(interval or Interval.YEAR))
    if period is None and interval in (None, Interval.YEAR):
        # What is moved to a year without books is not lost: the year is shown.
        whole.update(Period.year(flow.year) for flow in counted.moved)
    return (
        sorted(whole)
        if period is None
        else [
            Period(max(each.first, period.first), min(each.last, period.last))
            for each in sorted(whole)
            if each.first <= period.last and period.first <= each.last
        ]
    )


def _beyond(facts: Facts, known_until: datetime.date) -> Iterable[Finding]:
    """Yield that all income and expenses are later than the last day that counts, if so."""
    first = next((flow for flow in facts.flows if flow.role != EXCLUDED), None)
    if first is not None and first.date > known_until:
        flows = [flow for flow in facts.flows if flow.role != EXCLUDED]
        yield BeyondAsOf(
            postings=len({id(flow.posting) for flow in flows}),
            as_of=known_until,
            until=flows[-1].date,
        )


def _warnings(facts: Facts) -> Iterable[Finding]:
    if facts.config.currency is None and not facts.asked and facts.currency != NO_CURRENCY:
        yield NoOperatingCurrency(
            currency=facts.currency,
            of_prices=not facts.flows,
            fixes=(directive(f'option "operating_currency" "{facts.currency}"'),),
        )
