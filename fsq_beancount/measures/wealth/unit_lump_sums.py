"""The advance lump sum (*Vorabpauschale*) of a unit of a fund, by year.

A fund that distributes little is taxed each year as if it had distributed the base rate: as
reported by the bank (``custom "fsq-lump-sum"``), else computed from the ledger's prices.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.books.splits import Splits
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Prices, round_places
from fsq_beancount.core.weights import Weight
from fsq_beancount.settings.directives.lump_sum import FIRST_YEAR, LumpSum
from fsq_beancount.tax.profile import Profile

ZERO: Final = Decimal()
ONE: Final = Decimal(1)

FIRST_DAYS: Final = datetime.timedelta(days=10)
"""How long after the beginning of a year a quote counts as its first price."""


@exact
def lump_sum(
    opening: Decimal,
    closing: Decimal,
    distributions: Decimal,
    base_rate: Decimal,
    base_share: Decimal = Decimal("0.7"),
) -> Decimal:
    """Return the advance lump sum of a holding over a whole year (§ 18 Abs. 1 InvStG).

    It is ``opening · base rate · 0.7``, at most the year's gain including distributions, less
    distributions; never below zero.

    Args:
        opening: The value at the beginning of the year, currency.
        closing: The value at its end, currency.
        distributions: The distributions in the year, currency.
        base_rate: The base rate of the year (*Basiszins*), fraction.
        base_share: The share of it that counts, fraction.
    """
    base = min(opening * base_rate * base_share, closing - opening + distributions)
    return max(base - distributions, ZERO)


@exact
def in_year_of_purchase(of_whole_year: Decimal, month: int) -> Decimal:
    """Return the lump sum of a holding in the year of its purchase (§ 18 Abs. 2 InvStG).

    It is reduced by a twelfth for each full month before the month of purchase.

    Args:
        of_whole_year: The lump sum of a holding over the whole year, currency.
        month: The month of the purchase, 1 to 12.
    """
    return round_places(of_whole_year * (13 - month) / 12)


def _last_day(year: int) -> datetime.date:
    return datetime.date(year, 12, 31)


def taxed_on(year: int) -> datetime.date:
    """Return the day on which the lump sum of a year is taxed (§ 18 Abs. 3 InvStG).

    It is the first workday of the next year, from Monday to Friday.
    """
    day = datetime.date(year + 1, 1, 2)
    return day + datetime.timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])


class Fund(NamedTuple):
    """A fund with lump sums: a commodity, priced through the currency of its cost."""

    commodity: str
    via: str | None


class UnitLumpSums:
    """The lump sums of a unit of a fund, each computed on first use.

    Attributes:
        until: The last day that counts.
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
        "until",
    )

    def __init__(
        self,
        *,
        profile: Profile,
        prices: Prices,
        splits: Splits,
        currency: str,
        given: Iterable[LumpSum],
        distributions: Callable[[int], Mapping[str, Decimal]],
        until: datetime.date,
    ) -> None:
        """Store the inputs; nothing is computed yet.

        Args:
            profile: The tax profile, which has the base rates.
            prices: The prices of the ledger.
            splits: The splits of its commodities.
            currency: The report currency.
            given: The lump sums reported by the bank; of several for the same year the last counts.
            distributions: Gives the distributions of a year per unit of its end, by commodity, in
                the report currency; called where a lump sum has to be computed.
            until: The last day whose prices count.
        """
        self._profile = profile
        self._prices = prices
        self._splits = splits
        self._currency = currency
        self._given = {(said.commodity, said.year): said for said in given}
        self._distributions = distributions
        self.until = until
        self._known: dict[tuple[Fund, int], Decimal | None] = {}
        self._since: dict[tuple[Fund, int], Decimal] = {}

    @exact
    def up_to(self, last: int, fund: Fund, bought: datetime.date, date: datetime.date) -> Decimal:
        """Return the lump sums of a unit up to and including a last year, currency.

        Args:
            last: The last year.
            fund: The fund.
            bought: The day of the purchase.
            date: The later day that the unit is of.
        """
        if last < max(bought.year, FIRST_YEAR):
            return ZERO
        # Units older than lump sums count from January of the first year that has them.
        month = bought.month if bought.year >= FIRST_YEAR else 1
        year = max(bought.year, FIRST_YEAR)
        missed = self._whole(fund, year)
        missed -= in_year_of_purchase(self.of_year(fund, year) or ZERO, month)
        later = self._later
        return later(fund, self._whole(fund, last), last, date) - later(fund, missed, year, date)

    def _later(self, fund: Fund, amount: Decimal, year: int, date: datetime.date) -> Decimal:
        """Return an amount per unit of the end of a year as one per unit of a later day."""
        return self._splits.per_later_unit(fund.commodity, amount, _last_day(year), date)

    def _whole(self, fund: Fund, year: int) -> Decimal:
        """Return the lump sums of a unit of the end of a year, held from the first year on."""
        if year < FIRST_YEAR:
            return ZERO
        key = (fund, year)
        known = self._since.get(key)
        if known is None:
            before = self._whole(fund, year - 1)
            before = self._later(fund, before, year - 1, _last_day(year))
            known = self._since[key] = before + (self.of_year(fund, year) or ZERO)
        return known

    def is_reported(self, fund: Fund, year: int) -> bool:
        """Return whether the bank has reported the lump sum of a year."""
        return (fund.commodity, year) in self._given

    def of_year(self, fund: Fund, year: int) -> Decimal | None:
        """Return the lump sum of a unit held for a whole year, in the report currency.

        The unit is one of the end of the year, as the bank reports it.

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
        paid_out = self._distributions(year).get(fund.commodity, ZERO)
        return round_places(
            lump_sum(opening, closing, paid_out, base_rate.rate, self._profile.base_share)
        )

    def _opening(self, fund: Fund, year: int) -> Decimal | None:
        """Return the first price of a year (§ 18 Abs. 1 InvStG), per unit of its end.

        Without a quote in its first days, the last one before the year is nearer; a fund that is
        new has none and starts with its first.
        """
        day = datetime.date(year, 1, 1)
        first = self._prices.first_day(fund.commodity, day)
        if first is not None and first.year == year:
            is_near = first < day + FIRST_DAYS
            if is_near or self._price(fund, day) is None:
                day = first
        price = self._price(fund, day)
        if price is None:
            return None
        return self._splits.per_later_unit(fund.commodity, price, day, _last_day(year))

    def _closing(self, fund: Fund, year: int) -> Decimal | None:
        """Return the last price of a year so far; ``None`` where it is older than the year."""
        last = min(_last_day(year), self.until)
        rate = self._prices.rate(fund.commodity, self._currency, last, fund.via)
        return None if rate is None or rate.date.year < year else rate.of(ONE)

    def _price(self, fund: Fund, date: datetime.date) -> Decimal | None:
        return self._prices.convert(Weight(ONE, fund.commodity), self._currency, date, fund.via)
