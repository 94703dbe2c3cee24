"""Builds the report from the facts of a ledger: selects the flows and the periods."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from beancount.core import data

from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow
from fsq_beancount.books.part import Part
from fsq_beancount.core.periods import Interval, Period, month_index, month_label
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import EXCLUDED
from fsq_beancount.measures.scope import Scope
from fsq_beancount.report.counted import Counted
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.days import BeyondAsOf
from fsq_beancount.report.findings.fix import directive
from fsq_beancount.report.findings.settings import NoOperatingCurrency, OtherCurrency
from fsq_beancount.report.report import PeriodFigures, Report
from fsq_beancount.settings.currency import NO_CURRENCY


@exact
def build(
    facts: Facts,
    *,
    selection: Iterable[data.Directive] | None = None,
    part: Part | None = None,
    as_of: datetime.date | None = None,
    period: Period | None = None,
    interval: Interval | None = None,
    columns: Sequence[Period] | None = None,
    load_errors: int = 0,
) -> Report:
    """Compute the report of a ledger.

    Args:
        facts: The facts of the whole ledger.
        selection: The directives of the ledger to count; all unless given. Rolling windows
            cover the whole history of the selection.
        part: The part of the ledger whose wealth and returns are wanted; of the whole ledger or of
            the selection unless given. Without a selection, it selects the directives, too.
        as_of: The as-of date, the last day that counts; unless given, the date of the latest
            transaction or balance directive on or before today.
        period: The days to show; rolling figures are shown for the months that end in them. The
            whole history unless given.
        interval: The length of the periods that the days shown are split into, cut at both ends.
            Unless given, ``period`` is a single period, and the whole history is split into
            calendar years.
        columns: The periods to split the days shown into instead.
        load_errors: The number of errors Beancount found when it loaded the ledger.

    Returns:
        The report.
    """
    known_until = as_of or facts.as_of_date()
    last_day = known_until if period is None else min(known_until, period.last)
    flows, entries = facts.flows, facts.entries
    if selection is None and part is not None:
        selection = part.select(entries)
    if selection is not None:
        chosen = {id(entry) for entry in selection}
        flows = [flow for flow in flows if id(flow.entry) in chosen]
        entries = [entry for entry in entries if id(entry) in chosen]
    counted = Counted(facts, flows, last_day, known_until)
    asked = list(_periods(counted, period, interval) if columns is None else columns)
    scope = Scope(
        facts=facts,
        entries=entries,
        flows=counted.flows,
        monthly={month: sums.amounts for month, sums in counted.months.sums.items()},
        decisions=counted.decisions,
        as_of=last_day,
        coverage=counted.coverage,
        period=period,
        periods=tuple(asked),
        interval=interval,
        part=part,
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
        warnings=(*_warnings(facts, counted.flows), *_beyond(facts, known_until)),
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
    booked = counted.coverage.silences.of_money.between(
        counted.first_month, month_index(counted.as_of)
    )
    whole = {
        each
        for months in booked
        for each in Period.of_months(months[0], months[-1]).split(interval or Interval.YEAR)
    }
    if period is None and interval in (None, Interval.YEAR):
        # A flow may be moved to a year without postings: that year is shown, too.
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


def _warnings(facts: Facts, flows: Sequence[Flow]) -> Iterable[Finding]:
    if facts.config.currency is None and not facts.asked and facts.currency != NO_CURRENCY:
        yield NoOperatingCurrency(
            currency=facts.currency,
            of_prices=not facts.flows,
            fixes=(directive(f'option "operating_currency" "{facts.currency}"'),),
        )
    other = None if facts.asked else _other_currency(facts, flows)
    if other is not None:
        yield OtherCurrency(currency=facts.currency, other=other)


def _other_currency(facts: Facts, flows: Sequence[Flow]) -> str | None:
    """Return the operating currency that most flows convert to, where none is in the report's."""
    others = facts.config.operating[1:]
    if not others:
        return None
    counted = [flow for flow in flows if flow.role != EXCLUDED]
    if any(flow.amount is not None for flow in counted):
        return None
    convertible = {
        name: sum(
            facts.prices.convert(flow.weight, name, flow.date) is not None for flow in counted
        )
        for name in others
    }
    most = max(others, key=lambda name: convertible[name])
    return most if convertible[most] else None
