"""Checks of quotes: prices of a pair in both directions on one day that differ."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from typing import Final, NamedTuple

from beancount.core import data

from fsq_beancount.books.facts import Facts
from fsq_beancount.check.places import written_at
from fsq_beancount.report.findings.balances import TwoWayQuotes
from fsq_beancount.report.findings.fix import Fix
from fsq_beancount.report.report import Report

ONE: Final = Decimal(1)
HALF: Final = Decimal("0.5")
SPREAD: Final = Decimal("0.005")
"""Half a percent may lie between buying and selling, or between two hours of a day."""
COARSE: Final = Decimal("0.05")
"""The most that prices of few digits may differ by because they are rounded."""
DIGITS: Final = 10
"""The significant digits of a price that is the inverse of another."""
IMPLICIT: Final = "__implicit_prices__"
"""The metadata of prices that a plugin of Beancount takes from transactions."""


class _Quote(NamedTuple):
    """A price directive.

    Attributes:
        number: The price.
        entry: The directive.
    """

    number: Decimal
    entry: data.Price


class _Pair(NamedTuple):
    """The two prices of a pair on a day.

    Attributes:
        direct: The price of the alphabetically first commodity.
        inverse: That of the other.
    """

    direct: _Quote
    inverse: _Quote


def find(facts: Facts, report: Report) -> Iterator[TwoWayQuotes]:
    """Yield the pairs whose prices in both directions differ, in alphabetical order."""
    pairs = facts.prices.two_way
    if not pairs:
        return
    # Of several prices of a pair on one day the last in the file holds.
    quotes: dict[tuple[str, str], dict[datetime.date, _Quote]] = {}
    for entry in facts.entries:
        if isinstance(entry, data.Price) and entry.date <= report.as_of:
            pair = entry.currency, entry.amount.currency
            number = entry.amount.number
            if number and IMPLICIT not in entry.meta and (pair in pairs or pair[::-1] in pairs):
                quotes.setdefault(pair, {})[entry.date] = _Quote(number, entry)
    for base, quote in sorted(pairs):
        direct, inverse = quotes.get((base, quote), {}), quotes.get((quote, base), {})
        differing = [
            _Pair(direct[day], inverse[day])
            for day in sorted(direct.keys() & inverse.keys())
            if _differ(direct[day].number, inverse[day].number)
        ]
        if differing:
            last = differing[-1]
            date = last.direct.entry.date
            # The line written later is the one to look at first.
            later = max(last, key=lambda price: int(price.entry.meta["lineno"]))
            others = [
                *(each.number for each in direct.values() if each.entry.date != date),
                *(ONE / each.number for each in inverse.values() if each.entry.date != date),
            ]
            yield TwoWayQuotes(
                base=base,
                quote=quote,
                date=date,
                direct=last.direct.number,
                inverse=last.inverse.number,
                days=len(differing),
                place=written_at(later.entry.meta),
                fixes=_fixes(differing, others, str(facts.options.get("filename"))),
            )


def _differ(direct: Decimal, inverse: Decimal) -> bool:
    """Return whether two prices are no inverses of each other, apart from their rounding."""
    if direct <= 0 or inverse <= 0:
        return False
    rounding = sum((HALF * _unit(price) / price for price in (direct, inverse)), Decimal())
    return abs(direct * inverse - ONE) > max(SPREAD, min(rounding, COARSE))


def _unit(price: Decimal) -> Decimal:
    """Return the value of the last digit of a price."""
    return Decimal(1).scaleb(int(price.as_tuple().exponent))


def _fixes(differing: Sequence[_Pair], others: Sequence[Decimal], main: str) -> tuple[Fix, ...]:
    """Return the lines that make one direction the inverse of the other, the likeliest first.

    Of two prices of a day the one on the later line holds, so a line at the end of the main file
    overrules only those that stand there.

    Args:
        differing: The prices of each day.
        others: The prices of the first commodity on other days; the likelier one is near to them.
        main: The main file.
    """
    if any(quote.entry.meta["filename"] != main for pair in differing for quote in pair):
        return ()
    last = differing[-1]
    ways = [
        Fix(tuple((_inverted(pair.direct),) for pair in differing)),
        Fix(tuple((_inverted(pair.inverse),) for pair in differing)),
    ]
    if others:
        usual = sorted(others)[len(others) // 2]
        direct, inverse = last.direct.number, ONE / last.inverse.number
        if _distance(inverse, usual) < _distance(direct, usual):
            ways.reverse()
    return tuple(ways)


def _distance(one: Decimal, other: Decimal) -> Decimal:
    """Return how many times a number is another, or that it, whichever is more."""
    return max(one / other, other / one)


def _inverted(price: _Quote) -> str:
    """Return the directive of the price in the other direction."""
    number = Context(prec=DIGITS).divide(ONE, price.number).normalize()
    entry = price.entry
    return f"{entry.date} price {entry.amount.currency} {number:f} {entry.currency}"
