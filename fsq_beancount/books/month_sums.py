"""What flows add up to in each month, by decision."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import Final

from fsq_beancount.books.flows import Flow, within
from fsq_beancount.classification.decision import Decision
from fsq_beancount.core.periods import month_first, month_index
from fsq_beancount.core.precision import exact

ZERO: Final = Decimal()


@dataclass(frozen=True, slots=True)
class MonthSums:
    """The sums of flows by month, and the flows that a sum by month does not suffice for.

    Attributes:
        decisions: The sums of the flows that have a price, by month and decision, in the report
            currency. It has every month with flows, oldest first.
        unconverted: The flows without a price, oldest first.
        moved: The flows whose year is not the year of payment, oldest first.
    """

    decisions: dict[int, dict[Decision, Decimal]] = field(default_factory=dict)
    unconverted: list[Flow] = field(default_factory=list)
    moved: list[Flow] = field(default_factory=list)

    @property
    def name_streams(self) -> bool:
        """Whether any of the flows has a stream."""
        decided = chain(chain.from_iterable(self.decisions.values()), self._unpriced)
        return any(decision.stream is not None for decision in decided)

    @property
    def _unpriced(self) -> Iterable[Decision]:
        return (flow.decision for flow in self.unconverted)

    def add(self, flows: Iterable[Flow]) -> None:
        """Add flows, not older than those before; takes a context of enough digits for sums."""
        for flow in flows:
            sums = self.decisions.setdefault(month_index(flow.date), {})
            if flow.year != flow.date.year:
                self.moved.append(flow)
            if flow.amount is None:
                self.unconverted.append(flow)
            else:
                sums[flow.decision] = sums.get(flow.decision, ZERO) + flow.amount

    @exact
    def until(self, last: datetime.date, flows: Sequence[Flow]) -> MonthSums:
        """Return the sums up to a day, included.

        Args:
            last: The last day.
            flows: The flows that have been added up.
        """
        if not flows or flows[-1].date <= last:
            return self
        month = month_index(last)
        first = month_first(month)
        cut = MonthSums(
            {each: sums for each, sums in self.decisions.items() if each < month},
            [flow for flow in self.unconverted if flow.date < first],
            [flow for flow in self.moved if flow.date < first],
        )
        cut.add(within(flows, first, last))
        return cut


@exact
def add_up(flows: Iterable[Flow]) -> MonthSums:
    """Return the sums of flows by month.

    Args:
        flows: The flows, oldest first.
    """
    sums = MonthSums()
    sums.add(flows)
    return sums
