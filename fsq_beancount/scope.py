"""What one report is about: the facts, what of them counts, and the days asked for."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import cached_property
from typing import TypeVar, cast

from beancount.core import data

from fsq_beancount import loans, positions
from fsq_beancount.facts import Facts, Flow
from fsq_beancount.holdings import Holdings
from fsq_beancount.loans import LoanFlow, Loans
from fsq_beancount.measures.sheets import Sheets
from fsq_beancount.periods import Interval, Period
from fsq_beancount.positions import Positions
from fsq_beancount.prices import PRECISION

Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What every measure is a function of.

    Attributes:
        facts: The facts of the whole ledger, plans after the as-of date too.
        entries: The directives that count, in order of date: the whole ledger or a selection of
            it, plans too.
        flows: The flows that count up to the as-of date, oldest first.
        monthly: What those flows add up to in each month, by role and class; a month is counted
            as in ``periods.py``.
        as_of: The last day that counts.
        period: The days asked for; ``None`` for all there are.
        periods: The periods of the report, oldest first.
        interval: Their length, where one was asked for.
    """

    facts: Facts
    entries: Sequence[data.Directive]
    flows: Sequence[Flow]
    monthly: Mapping[int, Mapping[tuple[str, str | None], Decimal]]
    as_of: datetime.date
    period: Period | None
    periods: tuple[Period, ...]
    interval: Interval | None

    @cached_property
    def positions(self) -> Positions:
        """What the asset and liability accounts hold, plans too: ask for days up to the as-of."""
        facts = self.facts
        return positions.collect(self.entries, facts.config, facts.prices, facts.currency)

    @cached_property
    def holdings(self) -> Holdings:
        """What those are: assets of which class, receivables, debts or loans."""
        return Holdings(self.positions, self.facts.config)

    @cached_property
    def sheets(self) -> Sheets:
        """The balance sheets, one for any day up to the as-of date."""
        return Sheets(self)

    @cached_property
    def loans(self) -> Loans:
        """Which liabilities are loans, and the rates agreed for them."""
        return Loans(self.facts.config)

    @cached_property
    def loan_costs(self) -> list[LoanFlow]:
        """The interest and fees of all loans up to the as-of date, oldest first."""
        return loans.costs(self)


def part(compute: Callable[[Scope], Value]) -> cached_property[Value]:
    """Return a part of a report that is computed when it is first asked for.

    Nobody waits for a figure that nobody looks at: a query for the months needs no balance sheet.
    """

    def of(report: object) -> Value:
        with localcontext(prec=PRECISION):
            return compute(cast("Scope", getattr(report, "scope")))  # noqa: B009 - any report's

    return cached_property(of)
