"""The streams in each period of a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fsq_beancount.books.books import Books
from fsq_beancount.books.earnings import Earnings
from fsq_beancount.measures.streams import (
    droughts,
    origins,
    recurring,
    waiting,
    work,
    work_over_time,
)
from fsq_beancount.measures.streams.droughts import Drought
from fsq_beancount.measures.streams.figures import StreamPeriod
from fsq_beancount.measures.streams.investments import Investments, marked
from fsq_beancount.measures.streams.origins import Origin, Sources
from fsq_beancount.measures.streams.recurring import Product
from fsq_beancount.measures.streams.regularity import MonthlyIncome
from fsq_beancount.measures.streams.rows import Rows
from fsq_beancount.measures.streams.sums import SumsOver, usual_classes
from fsq_beancount.measures.streams.waiting import Efforts, Waiting
from fsq_beancount.measures.streams.work_over_time import WorkPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class Streams:
    """The streams of a report.

    Attributes:
        suggested: Whether the ledger names no stream, so that built-in names group the income.
        last_year: The last twelve complete months; ``None`` where no month has ended.
        periods: The periods of the report, oldest first.
        products: The recurring products.
        origins: The gross income of the last twelve months by class, stream and account, in this
            order; the largest account first.
        sources: The origins without losses, added up by class and by stream.
        unconverted: Money put into streams without a price, by currency.
        droughts: What each stream with an effort took until it paid, in order of the first efforts.
        waiting: The streams with an effort or a plan that have had no income.
        work: The hours of work of each period, from the first with any on.
    """

    suggested: bool
    last_year: StreamPeriod | None
    periods: tuple[StreamPeriod, ...]
    products: tuple[Product, ...]
    origins: tuple[Origin, ...]
    sources: Sources
    unconverted: Mapping[str, Decimal]
    droughts: tuple[Drought, ...]
    waiting: tuple[Waiting, ...]
    work: tuple[WorkPeriod, ...]


def of(scope: Books) -> Streams:
    """Return the streams of the last twelve months and of the periods of a report."""
    earnings, flows, annotated, as_of = (
        scope.earnings,
        scope.non_default_flows,
        scope.annotated,
        scope.as_of,
    )
    usual_class = usual_classes(earnings.monthly)
    investments = Investments(
        marked(entries=scope.entries, annotated=annotated, config=scope.config, as_of=as_of),
        earned=earnings.monthly,
        as_of=as_of,
        convert=scope.facts.convert,
    )
    products = recurring.of(
        flows=flows,
        annotated=annotated,
        earnings=earnings,
        last_month=scope.coverage.last_month,
    )
    worked = list(
        work.of(annotated=annotated, flows=flows, earnings=earnings, usual_class=usual_class)
    )

    def rows_of(earned: Earnings) -> Rows:
        return Rows(
            sums=SumsOver(earned, as_of),
            income=MonthlyIncome(earned.monthly, scope.first_month, scope.coverage.without_price),
            usual_class=usual_class,
            work=worked,
            investments=investments,
            products=products,
            as_of=as_of,
            complete_by=scope.coverage.complete_by,
        )

    rows, covered = rows_of(earnings), scope.covered_earnings
    twelve_months = rows if covered is earnings else rows_of(covered)
    found = origins.of(scope.earned)
    periods = tuple(rows.period(period) for period in scope.periods)
    hours = droughts.hours_by_stream(worked)
    planned = waiting.planned_income(
        recurring=scope.recurring,
        to_come=scope.flows_to_come,
        plan=scope.plan,
        config=scope.config,
        as_of=as_of,
        convert=scope.facts.convert,
    )
    return Streams(
        suggested=earnings.suggested,
        last_year=None if scope.last_year is None else twelve_months.period(scope.last_year),
        periods=periods,
        products=products,
        origins=found,
        sources=origins.sources(found),
        unconverted=investments.unconverted,
        droughts=droughts.of(
            worked=worked, investments=investments, earnings=earnings, as_of=as_of
        ),
        waiting=waiting.of(
            efforts=Efforts(
                since=droughts.efforts(hours, investments.since),
                hours=hours,
                invested=investments.up_to(as_of),
            ),
            planned=planned,
            earning=droughts.months_with_income(earnings),
            as_of=as_of,
        ),
        work=work_over_time.over(periods),
    )
