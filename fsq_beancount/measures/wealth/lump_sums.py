"""Advance lump sums (*Vorabpauschalen*): taxable income of a fund while it is still held.

A fund that distributes little is taxed each year as if it had distributed the base rate. The
amounts taxed reduce the gain when the fund is sold (§ 19 Abs. 1 InvStG), so latent tax needs their
sum by lot: as reported by the bank (``custom "fsq-lump-sum"``), else computed from the ledger's
prices.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from beancount.core.position import Cost

from fsq_beancount.books.line import Line, LotChange
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Prices, round_places
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.wealth.lump_sum_law import in_year_of_purchase, lump_sum, taxed_on
from fsq_beancount.measures.wealth.splits import Splits
from fsq_beancount.measures.wealth.vintages import Lots
from fsq_beancount.settings.directives.lump_sum import FIRST_YEAR, LumpSum
from fsq_beancount.tax.profile import Profile

ZERO: Final = Decimal()
ONE: Final = Decimal(1)

FIRST_DAYS: Final = datetime.timedelta(days=10)
"""How long after the beginning of a year a quote counts as its first price."""


class Fund(NamedTuple):
    """A fund with lump sums: a commodity, priced through the currency of its cost."""

    commodity: str
    via: str | None


class _Sums(NamedTuple):
    """Cumulative sums up to and including each day with a change."""

    dates: Sequence[datetime.date]
    sums: Sequence[Decimal]


class LumpSums:
    """The lump sums of holdings, up to a day.

    Attributes:
        unknown: Funds and years, held over the end of the year, whose lump sum is counted as zero,
            since neither a directive nor both a base rate and a price determine it.
        computed: Funds and years, held over the end of the year, whose lump sum was computed from
            prices.
    """

    __slots__ = (
        "_currency",
        "_distributions",
        "_given",
        "_known",
        "_prices",
        "_profile",
        "_since",
        "_splits",
        "_taxed",
        "_until",
        "computed",
        "unknown",
    )

    def __init__(
        self,
        *,
        profile: Profile,
        prices: Prices,
        currency: str,
        given: Iterable[LumpSum],
        distributions: Callable[[], Mapping[tuple[str, int], Decimal]],
        splits: Splits,
        until: datetime.date,
    ) -> None:
        """Store the inputs; nothing is computed yet.

        Args:
            profile: The tax profile, which has the base rates.
            prices: The prices of the ledger.
            currency: The report currency.
            given: The lump sums reported by the bank; of several for the same year the last counts.
            distributions: Gives the distributions per unit, by commodity and year, in the report
                currency; called where a lump sum has to be computed.
            splits: The splits of the commodities.
            until: The last day that will be needed.
        """
        self.unknown: set[tuple[str, int]] = set()
        self.computed: set[tuple[str, int]] = set()
        self._profile = profile
        self._prices = prices
        self._currency = currency
        self._given = {(said.commodity, said.year): said for said in given}
        self._distributions = distributions
        self._splits = splits
        self._until = until
        self._known: dict[tuple[Fund, int], Decimal | None] = {}
        self._since: dict[tuple[Fund, int], Decimal] = {}
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

    def _per_unit(
        self, fund: Fund, bought: datetime.date, last: int, date: datetime.date
    ) -> Decimal:
        """Return the lump sums of a unit of a day, up to and including a last year.

        Args:
            fund: The fund.
            bought: The day of purchase.
            last: The last year.
            date: The day; the lump sum of a unit that was split since is shared by what it became.
        """
        if last < max(bought.year, FIRST_YEAR):
            return ZERO
        # Units older than lump sums count from January of the first year that has them.
        month = bought.month if bought.year >= FIRST_YEAR else 1
        year = max(bought.year, FIRST_YEAR)
        first = in_year_of_purchase(self.of_year(fund, year) or ZERO, month)
        if not self._splits.of(fund.commodity):
            return first + self._up_to(fund, last) - self._up_to(fund, year)
        total = ZERO
        for of in range(year, last + 1):
            amount = first if of == year else self.of_year(fund, of) or ZERO
            end = datetime.date(of, 12, 31)
            total += self._splits.before(amount, fund.commodity, end, date)
        return total

    def _up_to(self, fund: Fund, year: int) -> Decimal:
        """Return the lump sums of a unit held from the first year to the end of a year."""
        if year < FIRST_YEAR:
            return ZERO
        key = (fund, year)
        known = self._since.get(key)
        if known is None:
            known = self._up_to(fund, year - 1) + (self.of_year(fund, year) or ZERO)
            self._since[key] = known
        return known

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
        day = line.changes[0].date
        for date, change in self._events(line):
            if change is None:
                last = date.year - 1
            # A split shares what was taxed before among more or fewer units.
            if change is None or self._splits.is_between(fund.commodity, day, date):
                total = sum(
                    (
                        number * self._per_unit(fund, month, last, date)
                        for month, number in months.items()
                        if number
                    ),
                    ZERO,
                )
            if change is not None:
                lot = change.cost
                before = held.get(lot, ZERO)
                held[lot] = before + change.number
                moved = max(held[lot], ZERO) - max(before, ZERO)
                month = lot.date.replace(day=1)
                months[month] = months.get(month, ZERO) + moved
                total += moved * self._per_unit(fund, month, last, date)
            elif any(months.values()):
                self._note(fund, last)
            day = date
            dates.append(date)
            sums.append(total)
        return _Sums(dates, sums)

    def _note(self, fund: Fund, year: int) -> None:
        """Note where the lump sum of a year comes from."""
        amount = self.of_year(fund, year)
        if amount is None:
            self.unknown.add((fund.commodity, year))
        elif amount and (fund.commodity, year) not in self._given:
            self.computed.add((fund.commodity, year))

    def _events(self, line: Line | Lots) -> Iterator[tuple[datetime.date, LotChange | None]]:
        """Yield the changes of a line and, as ``None``, the days on which a year is taxed."""
        first = max(line.changes[0].date.year - 1, FIRST_YEAR)
        due = [day for day in map(taxed_on, range(first, self._until.year)) if day <= self._until]
        passed = 0
        for change in line.changes:
            while passed < len(due) and due[passed] <= change.date:
                yield due[passed], None
                passed += 1
            yield change.date, change
        for day in due[passed:]:
            yield day, None

    def of_year(self, fund: Fund, year: int) -> Decimal | None:
        """Return the lump sum of a unit held for a whole year, in the report currency.

        Returns:
            The amount, rounded to 12 places; ``None`` where neither a directive gives it nor
            both a base rate and a price are known.
        """
        key = (fund, year)
        if key not in self._known:
            given = self._given.get((fund.commodity, year))
            self._known[key] = (
                self._computed(fund, year) if given is None else self._reported(given)
            )
        return self._known[key]

    def _reported(self, given: LumpSum) -> Decimal | None:
        return self._prices.convert(given.amount, self._currency, taxed_on(given.year))

    @exact
    def _computed(self, fund: Fund, year: int) -> Decimal | None:
        base_rate = self._profile.base_rates.get(year)
        if base_rate is None:
            return None
        if base_rate.rate <= 0:
            return ZERO
        opening, closing = self._opening(fund, year), self._closing(fund, year)
        if opening is None or closing is None:
            return None
        paid_out = self._distributions().get((fund.commodity, year), ZERO)
        return round_places(
            lump_sum(opening, closing, paid_out, base_rate.rate, self._profile.base_share)
        )

    def _opening(self, fund: Fund, year: int) -> Decimal | None:
        """Return the first price of a year (§ 18 Abs. 1 InvStG), per unit of its end.

        Without a quote in its first days, the last one before the year is nearer; a fund that is
        new has none and starts with its first.
        """
        start = datetime.date(year, 1, 1)
        day, price = start, self._price(fund, start)
        first = self._prices.first_day(fund.commodity, start)
        is_of_year = first is not None and first.year == year
        if first is not None and is_of_year and (price is None or first < start + FIRST_DAYS):
            day, price = first, self._price(fund, first)
        if price is None:
            return None
        return self._splits.before(price, fund.commodity, day, datetime.date(year, 12, 31))

    def _closing(self, fund: Fund, year: int) -> Decimal | None:
        """Return the last price of a year; ``None`` where the last one is older than the year."""
        last = datetime.date(year, 12, 31)
        rate = self._prices.rate(fund.commodity, self._currency, last, fund.via)
        return None if rate is None or rate.date.year < year else rate.of(ONE)

    def _price(self, fund: Fund, date: datetime.date) -> Decimal | None:
        return self._prices.convert(Weight(ONE, fund.commodity), self._currency, date, fund.via)
