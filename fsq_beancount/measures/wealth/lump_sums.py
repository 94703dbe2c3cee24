"""Advance lump sums (*Vorabpauschalen*): taxable income of a fund while it is still held.

The amounts taxed reduce the gain when the fund is sold (§ 19 Abs. 1 InvStG), so latent tax needs
their sum over the lots that are held.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Final, NamedTuple

from beancount.core.position import Cost

from fsq_beancount.books.line import Line, LotChange
from fsq_beancount.books.splits import Splits
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.wealth.unit_lump_sums import Fund, UnitLumpSums, taxed_on
from fsq_beancount.measures.wealth.vintages import Lots
from fsq_beancount.settings.directives.lump_sum import FIRST_YEAR

ZERO: Final = Decimal()
ONE: Final = Decimal(1)


class _Sums(NamedTuple):
    """Cumulative sums up to and including each day with a change."""

    dates: Sequence[datetime.date]
    sums: Sequence[Decimal]


class LumpSums:
    """The lump sums of holdings, up to a day.

    Attributes:
        of_unit: Those of a unit.
        unknown: Funds and years, held over the end of the year, whose lump sum is counted as zero,
            since neither a directive nor both a base rate and a price determine it.
        computed: Funds and years, held over the end of the year, whose lump sum was computed from
            prices.
    """

    __slots__ = ("_splits", "_taxed", "computed", "of_unit", "unknown")

    def __init__(self, of_unit: UnitLumpSums, splits: Splits) -> None:
        """Store the inputs; nothing is computed yet.

        Args:
            of_unit: The lump sums of a unit, up to the last day that will be needed.
            splits: The splits of commodities.
        """
        self.unknown: set[tuple[str, int]] = set()
        self.computed: set[tuple[str, int]] = set()
        self.of_unit = of_unit
        self._splits = splits
        # Lines compare by identity, and as keys they are kept alive.
        self._taxed: dict[Line | Lots, _Sums] = {}

    @exact
    def taxed(self, line: Line | Lots, date: datetime.date) -> Decimal:
        """Return the lump sums taxed up to a day on the lots of a line held that day, currency.

        Each day costs the same, however many lots there are. Short positions, which have negative
        units, have no lump sums.
        """
        known = self._taxed.get(line)
        if known is None:
            known = self._taxed[line] = self._follow(line)
        position = bisect.bisect_right(known.dates, date)
        return known.sums[position - 1] if position else ZERO

    @exact
    def _follow(self, line: Line | Lots) -> _Sums:
        """Follow the lots of a line over the years: sold units take their lump sums along."""
        if not line.changes:
            return _Sums((), ())
        fund = Fund(line.currency, line.cost_currency)
        dates: list[datetime.date] = []
        sums: list[Decimal] = []
        held: dict[Cost, Decimal] = {}
        # Lots bought in the same month have the same lump sums.
        months: dict[datetime.date, Decimal] = {}
        total = ZERO
        last = line.changes[0].date.year - 2
        for date, event in self._events(line):
            if isinstance(event, LotChange):
                lot = event.cost
                before = held.get(lot, ZERO)
                held[lot] = before + event.number
                moved = max(held[lot], ZERO) - max(before, ZERO)
                month = lot.date.replace(day=1)
                months[month] = months.get(month, ZERO) + moved
                total += moved * self.of_unit.up_to(last, fund, month, date)
            else:
                if event is not None:
                    last = event
                    if any(months.values()):
                        self._note(fund, last)
                total = sum(
                    (
                        number * self.of_unit.up_to(last, fund, month, date)
                        for month, number in months.items()
                        if number
                    ),
                    ZERO,
                )
            dates.append(date)
            sums.append(total)
        return _Sums(dates, sums)

    def _note(self, fund: Fund, year: int) -> None:
        """Note where the lump sum of a year comes from."""
        amount = self.of_unit.of_year(fund, year)
        if amount is None:
            self.unknown.add((fund.commodity, year))
        elif amount and not self.of_unit.is_reported(fund, year):
            self.computed.add((fund.commodity, year))

    def _events(self, line: Line | Lots) -> Iterator[tuple[datetime.date, LotChange | int | None]]:
        """Yield the changes of a line, the years when they are taxed, and ``None`` for splits.

        A year is taxed before the changes of the day, and a split is over after them.
        """
        first = max(line.changes[0].date.year - 1, FIRST_YEAR)
        due = ((taxed_on(year), year) for year in range(first, self.of_unit.until.year))
        events: list[tuple[datetime.date, LotChange | int | None]] = [
            *((day, year) for day, year in due if day <= self.of_unit.until),
            *((change.date, change) for change in line.changes),
            *((split.date, None) for split in self._splits.of(line.currency)),
        ]
        # The order of those of one day stays.
        return iter(sorted(events, key=itemgetter(0)))
