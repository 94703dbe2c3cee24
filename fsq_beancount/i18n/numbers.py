"""Numbers in the format of a locale: as Babel writes them, but with its look-ups cached.

A page writes thousands of figures in a handful of patterns. Babel reads each pattern and the
symbols of the locale once, and Python's own formatting writes the digits.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Final

from babel.core import Locale
from babel.numbers import NumberPattern, get_decimal_symbol, get_group_symbol, parse_pattern

Writer = Callable[[float | Decimal], str]
"""Writes a number, rounded half to even."""

_THOUSANDS: Final = (3, 3)

# Rounding to cents fails in decimal arithmetic where the digits exceed the precision.
_PRECISION: Final = 1000


@lru_cache(maxsize=64)
def writer(pattern: str, locale: str) -> Writer:
    """Return a writer of numbers in a pattern of the Unicode CLDR, such as ``#,##0.00``.

    Args:
        pattern: The pattern; with a percent sign the writer takes a ratio.
        locale: The locale of the group separator and the decimal point.
    """
    parsed: NumberPattern = parse_pattern(pattern)
    way = Locale.parse(locale)
    if parsed.grouping != _THOUSANDS:
        return _as_babel(parsed, way)
    least, most = parsed.frac_prec
    spec = f",.{most}{'%' if parsed.scale else 'f'}"
    optional = most - least
    (before, before_negative), (after, after_negative) = parsed.prefix, parsed.suffix
    group, point = get_group_symbol(way), get_decimal_symbol(way)

    def write(value: float | Decimal) -> str:
        # The value may be an int, such as a number of months, or 1 for the whole.
        digits = format(Decimal(value), spec).rstrip("%")
        # A loss below half a cent is 0.00, not -0.00.
        negative = digits[0] == "-" and digits.strip("-0.,") != ""
        whole, _, places = digits.lstrip("-").partition(".")
        if optional:
            places = places[:least] + places[least:].rstrip("0")
        number = whole.replace(",", group)
        if places:
            number = f"{number}{point}{places}"
        if negative:
            return f"{before_negative}{number}{after_negative}"
        return f"{before}{number}{after}"

    return write


def _as_babel(pattern: NumberPattern, locale: Locale) -> Writer:
    """Return a writer for a pattern that does not group by thousands, as in India."""
    places = pattern.frac_prec[1] + pattern.scale

    def write(value: float | Decimal) -> str:
        number = Decimal(value)
        with localcontext(prec=max(_PRECISION, number.adjusted() + _PRECISION)):
            # A loss below half a cent is 0.00, not -0.00.
            shown = round(number, places) or Decimal()
            text: str = pattern.apply(shown, locale)
            return text

    return write
