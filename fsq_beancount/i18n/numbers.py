"""Numbers in the locale's way: what Babel writes, without looking all of it up for each number.

A page writes thousands of figures in a handful of patterns. Babel reads each pattern and the marks
of the locale once, and Python's own formatting writes the digits.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Final

from babel.core import Locale
from babel.numbers import NumberPattern, get_decimal_symbol, get_group_symbol, parse_pattern

Writer = Callable[[float | Decimal], str]
"""Writes a number; half a unit of the last place goes to the even one."""

_THOUSANDS: Final = (3, 3)

# Rounding to cents is an error in decimal arithmetic where the digits before them are too many.
_PRECISION: Final = 1000


@lru_cache(maxsize=64)
def writer(pattern: str, locale: str) -> Writer:
    """Return what writes numbers in a pattern of the Unicode CLDR, such as ``#,##0.00``.

    Args:
        pattern: The pattern; one with a percent sign takes a ratio.
        locale: Whose marks stand between the groups of digits and before the places.
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
        # Months are counted, and the whole is a plain 1.
        digits = format(Decimal(value), spec).rstrip("%")
        # A loss below half a cent is no -0.00.
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
    """Return the same for a pattern that does not group by thousands, as India's."""
    places = pattern.frac_prec[1] + pattern.scale

    def write(value: float | Decimal) -> str:
        number = Decimal(value)
        with localcontext(prec=max(_PRECISION, number.adjusted() + _PRECISION)):
            # A loss below half a cent is no -0.00.
            shown = round(number, places) or Decimal()
            text: str = pattern.apply(shown, locale)
            return text

    return write
