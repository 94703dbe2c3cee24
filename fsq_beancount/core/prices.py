"""Prices: the conversion of amounts to other currencies at the price of a day.

The price on a day is the latest quote on or before it: the newer of the direct and the inverse
quote (the direct one on a tie), and of several on the same day the last in the file. If two
currencies have no quote for each other, a chain of at most three quotes is used: through a
preferred currency (that of a lot's cost) first, then through the alphabetically first that works.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from decimal import Decimal
from operator import attrgetter
from typing import Final, NamedTuple, cast

from beancount.core import data

from fsq_beancount.core.precision import EXACT, PRECISION, exact
from fsq_beancount.core.weights import Weight

PLACES: Final = Decimal("1e-12")
"""A conversion is rounded once, to twelve decimal places; everything after it is exact."""

MAX_LINKS: Final = 3

OLD_PRICE_DAYS: Final = 90
"""A price that is older by more days is too old to base figures on."""

ONE: Final = Decimal(1)

Converter = Callable[[Weight, datetime.date], Decimal | None]
"""Returns an amount in the report currency at a day's price, ``None`` without a price path."""


class Rate(NamedTuple):
    """A price as a fraction, because the inverse of a quote may have no exact decimal.

    Attributes:
        numerator: The factor to multiply by.
        denominator: The divisor.
        date: The day of the oldest quote used.
    """

    numerator: Decimal
    denominator: Decimal
    date: datetime.date

    def of(self, number: Decimal) -> Decimal:
        """Return the value of a number of units, rounded once to twelve decimal places."""
        exact = EXACT.multiply(number, self.numerator)
        if self.denominator is not ONE:
            exact = EXACT.divide(exact, self.denominator)
        return round_places(exact)


# The constructor of a named tuple takes twice as long.
_new: Callable[..., Rate] = tuple.__new__

IDENTITY: Final = Rate(ONE, ONE, datetime.date.max)


_LEAST: Final = PLACES.adjusted()
_TOO_LARGE: Final = PRECISION + PLACES.adjusted()


def is_quotient(number: Decimal) -> bool:
    """Return whether a number has more places than a conversion: it results from a division."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent < _LEAST


def round_places(number: Decimal) -> Decimal:
    """Return a number rounded to the twelve places that a conversion keeps."""
    if number.adjusted() >= _TOO_LARGE:
        # Unrealistically large: all digits of the precision are before the point.
        return number
    # The context as a positional argument: as a keyword it takes three times as long.
    return number.quantize(PLACES, None, EXACT)


_Quotes = tuple[list[datetime.date], list[Decimal]]
"""The days with a quote of a currency in another currency, in order, and the quotes."""


class Prices:
    """The price directives of a ledger."""

    def __init__(self, entries: Iterable[data.Directive]) -> None:
        """Read the price directives, in any order of entries."""
        prices = [entry for entry in entries if isinstance(entry, data.Price)]
        prices.sort(key=attrgetter("date"))
        self._quotes: dict[tuple[str, str], _Quotes] = {}
        # The directive of each pair's last quote: its line decides between two on the same day.
        newest: dict[tuple[str, str], data.Price] = {}
        self._neighbours: dict[str, set[str]] = {}
        for price in prices:
            base, quote = price.currency, price.amount.currency
            number = price.amount.number
            if base == quote or number is None:
                continue
            pair = base, quote
            quotes = self._quotes.get(pair)
            if quotes is None:
                quotes = self._quotes[pair] = ([], [])
                self._neighbours.setdefault(base, set()).add(quote)
                self._neighbours.setdefault(quote, set()).add(base)
            dates, numbers = quotes
            if not dates or dates[-1] != price.date:
                dates.append(price.date)
                numbers.append(number)
            elif _line(price) >= _line(newest[pair]):
                numbers[-1] = number
            else:
                continue
            newest[pair] = price
        self._rates: dict[tuple[str, str, datetime.date, str | None], Rate | None] = {}
        # The own prices of days, by base, quote and day: they hold on these days only.
        self._of_days: Mapping[tuple[str, str, datetime.date], Decimal] = {}

    def with_prices_of_days(
        self, of_days: Mapping[tuple[str, str, datetime.date], Decimal]
    ) -> Prices:
        """Return these prices with others that go before them, each on its day only.

        Args:
            of_days: The prices, by the currency to convert from and to, and the day.
        """
        others = copy(self)
        others._rates, others._of_days = {}, of_days
        return others

    @property
    def days(self) -> Iterable[Sequence[datetime.date]]:
        """The days of the quotes of each pair, oldest first."""
        return (dates for dates, _ in self._quotes.values())

    def quoted_within(self, first: datetime.date, last: datetime.date) -> Sequence[datetime.date]:
        """Return the days with quotes after a first and up to a last day, oldest first."""
        return sorted(
            {
                day
                for days in self.days
                for day in days[bisect.bisect_right(days, first) : bisect.bisect_right(days, last)]
            }
        )

    @property
    def currencies(self) -> frozenset[str]:
        """Every currency that a price directive names."""
        return frozenset(self._neighbours)

    @property
    def two_way(self) -> frozenset[tuple[str, str]]:
        """The pairs that have quotes in both directions, each in alphabetical order."""
        return frozenset(
            (base, quote)
            for base, quote in self._quotes
            if base < quote and (quote, base) in self._quotes
        )

    def first_day(
        self, currency: str, since: datetime.date = datetime.date.min
    ) -> datetime.date | None:
        """Return the day of the first quote of a currency from a day on, ``None`` without any."""
        several = (dates for (base, _), (dates, _) in self._quotes.items() if base == currency)
        found = ((dates, bisect.bisect_left(dates, since)) for dates in several)
        return min((dates[place] for dates, place in found if place < len(dates)), default=None)

    def days_of(self, currency: str) -> Sequence[datetime.date]:
        """Return the days with a quote of a currency, in order."""
        several = (days for (base, _), (days, _) in self._quotes.items() if base == currency)
        return sorted({day for days in several for day in days})

    def _link(self, base: str, quote: str, date: datetime.date) -> Rate | None:
        if self._of_days:
            number = self._of_days.get((base, quote, date))
            if number is not None:
                return _new(Rate, (number, ONE, date))
        direct = _latest(self._quotes.get((base, quote)), date)
        inverse = self._quotes.get((quote, base))
        if inverse is None:
            return direct
        found = _latest(inverse, date)
        # A quote of zero has no inverse.
        if (
            found is None
            or not found.numerator
            or (direct is not None and direct.date >= found.date)
        ):
            return direct
        return Rate(ONE, found.numerator, found.date)

    def _chains(
        self, base: str, quote: str, date: datetime.date, links: int, seen: tuple[str, ...]
    ) -> Iterator[Rate]:
        """Yield the rates of all chains with the given number of links, alphabetically."""
        if links == 1:
            rate = self._link(base, quote, date)
            if rate is not None:
                yield rate
            return
        for middle in sorted(self._neighbours.get(base, ())):
            if middle == quote or middle in seen:
                continue
            first = self._link(base, middle, date)
            if first is not None:
                for rest in self._chains(middle, quote, date, links - 1, (*seen, middle)):
                    yield _chain(first, rest)

    def _search(
        self, base: str, quote: str, date: datetime.date, links: int, seen: tuple[str, ...]
    ) -> Rate | None:
        """Return the rate of the shortest chain with at most the given number of links."""
        for number in range(1, links + 1):
            rate = next(self._chains(base, quote, date, number, seen), None)
            if rate is not None:
                return rate
        return None

    def rate(
        self, base: str, quote: str, date: datetime.date, via: str | None = None
    ) -> Rate | None:
        """Return the value of one unit of a currency in another currency on a day.

        Args:
            base: The currency to convert from.
            quote: The currency to convert to.
            date: The day.
            via: The intermediate currency to try first, that of a lot's cost.

        Returns:
            The rate, or ``None`` where there is no price path on that day.
        """
        if base == quote:
            return IDENTITY
        # Finding a quote is as fast as looking it up in the cache.
        direct = self._link(base, quote, date)
        if direct is not None:
            return direct
        key = (base, quote, date, via)
        if key not in self._rates:
            self._rates[key] = self._chained(base, quote, date, via)
        return self._rates[key]

    @exact
    def _chained(self, base: str, quote: str, date: datetime.date, via: str | None) -> Rate | None:
        if quote not in self._neighbours or base not in self._neighbours:
            return None
        if via is not None and via not in (base, quote):
            first = self._link(base, via, date)
            rest = self._search(via, quote, date, MAX_LINKS - 1, (base, via))
            if first is not None and rest is not None:
                return _chain(first, rest)
        return self._search(base, quote, date, MAX_LINKS, (base,))

    def convert(
        self, amount: Weight, quote: str, date: datetime.date, via: str | None = None
    ) -> Decimal | None:
        """Return an amount in another currency at a day's price, ``None`` without a path.

        An amount that is already in that currency is not changed; any other is rounded once, to
        twelve decimal places.
        """
        if amount.currency == quote:
            return amount.number
        rate = self.rate(amount.currency, quote, date, via)
        return None if rate is None else rate.of(amount.number)


def _line(price: data.Price) -> int:
    return cast("int", price.meta.get("lineno", 0))


def _latest(quotes: _Quotes | None, date: datetime.date) -> Rate | None:
    if quotes is None:
        return None
    dates, numbers = quotes
    position = bisect.bisect_right(dates, date) - 1
    return _new(Rate, (numbers[position], ONE, dates[position])) if position >= 0 else None


def _chain(first: Rate, rest: Rate) -> Rate:
    return Rate(
        first.numerator * rest.numerator,
        first.denominator * rest.denominator,
        min(first.date, rest.date),
    )
