"""Stress tests: the quota if a stream failed, dividends fell, or in a scenario of the user's own.

Every scenario changes the last twelve complete months and nothing else. Where a stream fails, its
net income is lost. Where income falls by a part, the taxes on it fall with it, but the fees and
other costs of earning it stay: a flat that is vacant for half a year still has its upkeep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from fsq_beancount import names
from fsq_beancount.books.books import Books
from fsq_beancount.books.earnings import by_transaction, shared
from fsq_beancount.books.flows import Flow, MonthlySums, within
from fsq_beancount.core.periods import month_index
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import INCOME, TAX
from fsq_beancount.measures.quota import fsq_narrow, fsq_wide, total
from fsq_beancount.measures.streams.concentration import WIDE, of_amounts
from fsq_beancount.measures.streams.figures import StreamPeriod
from fsq_beancount.measures.streams.periods import Streams

ZERO: Final = Decimal()

LARGEST_FAILS: Final = "largest-stream-fails"
DIVIDENDS_FALL: Final = "dividends-fall"
OWN: Final = "own"

DIVIDENDS_FALL_BY: Final = Decimal("0.4")
"""A fraction: a fall as in a deep crisis of the stock markets."""

OPTION: Final = "stress-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """The quota of the last twelve months in a scenario.

    Attributes:
        scenario: The scenario: ``largest-stream-fails``, ``dividends-fall`` or ``own``.
        falls: The fraction by which the income of each stream falls; empty where account names
            decide.
        by: The fraction, where there is a single one; ``None`` otherwise.
        lost: The net income that is lost, by class, currency.
        fsq_narrow: The narrow quota, fraction.
        fsq_wide: The wide quota, fraction.
    """

    scenario: str
    falls: Mapping[str, Decimal] = field(default_factory=dict)
    by: Decimal | None
    lost: Mapping[str, Decimal]
    fsq_narrow: Decimal | None
    fsq_wide: Decimal | None


def of(scope: Books, streams: Streams) -> tuple[Scenario, ...]:
    """Return the quotas in each scenario; none where no month has ended."""
    return scenarios(
        streams.last_year,
        flows=scope.non_default_flows,
        monthly=scope.covered_monthly,
        dividends=scope.facts.config.option(OPTION, scope.as_of),
        falls=scope.falls,
    )


@exact
def scenarios(
    year: StreamPeriod | None,
    *,
    flows: Sequence[Flow],
    monthly: MonthlySums,
    dividends: str | None,
    falls: Mapping[str, Decimal],
) -> tuple[Scenario, ...]:
    """Return the quotas in each scenario.

    Args:
        year: The streams in the last twelve complete months; ``None`` where no month has ended, so
            that there is no scenario.
        flows: The flows that count, oldest first; plain living costs may be left out.
        monthly: Their sums in each month, by role and class.
        dividends: The stream of dividends; ``None`` where account names decide.
        falls: The fraction by which a stream's income falls in a scenario of the user's own.
    """
    if year is None:
        return ()
    booked = [
        sums
        for month, sums in monthly.items()
        if month_index(year.first) <= month <= month_index(year.last)
    ]
    found = []
    largest = of_amounts(year.net(*WIDE)).largest
    if largest is not None:
        lost = {name: year.net(name).get(largest, ZERO) for name in WIDE}
        found.append(
            _scenario(LARGEST_FAILS, booked, lost, falls={largest: Decimal(1)}, by=Decimal(1))
        )
    falling = _dividends(flows, year) if dividends is None else _of_stream(year, dividends)
    found.append(
        _scenario(
            DIVIDENDS_FALL,
            booked,
            {name: _fall(amount, DIVIDENDS_FALL_BY) for name, amount in falling.items()},
            falls={} if dividends is None else {dividends: DIVIDENDS_FALL_BY},
            by=DIVIDENDS_FALL_BY,
        )
    )
    if falls:
        lost = dict.fromkeys(WIDE, ZERO)
        for stream, by in falls.items():
            for name, amount in _of_stream(year, stream).items():
                lost[name] += _fall(amount, by)
        found.append(_scenario(OWN, booked, lost, falls=dict(falls), by=None))
    return tuple(found)


def _fall(amount: Decimal, by: Decimal) -> Decimal:
    """Return the loss of income; a stream with a loss does not gain by falling."""
    return max(ZERO, amount * by)


def _scenario(
    scenario: str,
    booked: Iterable[Mapping[tuple[str, str | None], Decimal]],
    lost: Mapping[str, Decimal],
    *,
    falls: Mapping[str, Decimal],
    by: Decimal | None,
) -> Scenario:
    totals = total(booked)
    for name, amount in lost.items():
        totals.gross[name] -= amount
    return Scenario(
        scenario=scenario,
        falls=falls,
        by=by,
        lost=lost,
        fsq_narrow=fsq_narrow(totals),
        fsq_wide=fsq_wide(totals),
    )


def _of_stream(year: StreamPeriod, stream: str) -> dict[str, Decimal]:
    """Return the income of a stream less the taxes on it, by class."""
    amounts = dict.fromkeys(WIDE, ZERO)
    for row in year.rows:
        if row.stream == stream and row.income_class in amounts:
            amounts[row.income_class] += row.gross - row.tax
    return amounts


def _dividends(flows: Sequence[Flow], year: StreamPeriod) -> dict[str, Decimal]:
    """Return income named for dividends and distributions less the taxes on it, by class."""
    amounts = dict.fromkeys(WIDE, ZERO)
    for name, amount in _dividend_parts(within(flows, year.first, year.last)):
        if name in amounts:
            amounts[name] += amount
    return amounts


def _dividend_parts(flows: Sequence[Flow]) -> Iterator[tuple[str | None, Decimal]]:
    earning = [
        flow for flow in flows if flow.amount is not None and flow.decision.role in (INCOME, TAX)
    ]
    for beside in by_transaction(earning):
        for flow in beside:
            part = shared(flow, beside, _is_dividend).get(True)
            if part is not None:
                yield flow.decision.income_class, part


def _is_dividend(flow: Flow) -> bool:
    match = names.income(flow.account)
    return match is not None and match.category == "dividend"
