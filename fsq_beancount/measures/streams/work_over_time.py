"""Hours of work and what they earned, over the years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.definition import ratio
from fsq_beancount.measures.streams.figures import StreamPeriod

ZERO: Final = Decimal()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPeriod:
    """The work of a period.

    Attributes:
        period: Its name, ``2024``.
        by_stream: The hours of work for each stream; ``None`` is for no stream.
        net: The net income of the streams that were worked for, currency.
    """

    period: str
    by_stream: Mapping[str | None, Decimal]
    net: Decimal

    @property
    @exact
    def hours(self) -> Decimal:
        """The hours of work for all streams."""
        return sum(self.by_stream.values(), ZERO)

    @property
    @exact
    def net_per_hour(self) -> Decimal | None:
        """The net income of these streams for each hour, currency; ``None`` without work."""
        return ratio(self.net, self.hours)


@exact
def over(periods: Iterable[StreamPeriod]) -> tuple[WorkPeriod, ...]:
    """Return the work of periods, from the first with any hours on.

    Args:
        periods: The streams of each period, oldest first.
    """
    found: list[WorkPeriod] = []
    for each in periods:
        hours: dict[str | None, Decimal] = {}
        net = ZERO
        for row in each.rows:
            if row.hours is not None:
                hours[row.stream] = hours.get(row.stream, ZERO) + row.hours
                net += row.net
        if hours or found:
            found.append(WorkPeriod(period=each.period, by_stream=hours, net=net))
    return tuple(found)
