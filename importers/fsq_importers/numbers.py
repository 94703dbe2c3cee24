"""Numbers in exports, parsed by the convention that each format declares.

The convention is never guessed: ``1.000`` is one thousand in a German file, but 1 in an English
file, so each format declares it. Text that does not fit the convention is an error.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from typing import Final

from babel.numbers import get_currency_precision

ZERO: Final = Decimal()
CENT: Final = Decimal("0.01")

_FINEST: Final = Decimal("0.000001")
_LARGEST_EXPONENT: Final = 18
_SPACES: Final = dict.fromkeys(map(ord, " \t\u00a0\u2007\u2009\u202f"), None)
_SIGNS: Final = {ord("\N{MINUS SIGN}"): "-", ord("\N{EN DASH}"): "-", ord("\N{HYPHEN}"): "-"}
_CLEAN: Final = _SPACES | _SIGNS
_NOTHING: Final = frozenset({"", "-", "--", "n/a", "na", "n.a.", "none", "null", "notavailable"})
_PLAIN: Final = re.compile(r"-?[0-9]{1,18}\.[0-9]{1,10}")


class NumberError(ValueError):
    """A text that is not a number in the convention of its file."""


class Convention(StrEnum):
    """The number format of a file."""

    GERMAN = "de"
    """``1.234,56``"""
    ENGLISH = "en"
    """``1,234.56``"""
    SWISS = "ch"
    """``1'234.56``"""


def _pattern(group: str, point: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<before>[A-Z]{{3}}|[€$£])?(?P<sign>[+-]?)(?P<whole>[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|"
        rf"[0-9]*)(?:{point}(?P<part>[0-9]*))?(?P<power>[eE][+-]?[0-9]{{1,3}})?(?P<after>-)?"
        r"(?:[A-Z]{3}|[€$£])?"
    )


_PATTERNS: Final = {
    Convention.GERMAN: _pattern(r"\.", ","),
    Convention.ENGLISH: _pattern(",", r"\."),
    Convention.SWISS: _pattern("['\N{RIGHT SINGLE QUOTATION MARK}]", r"\."),
}
_GROUPS: Final = {
    Convention.GERMAN: ".",
    Convention.ENGLISH: ",",
    Convention.SWISS: "'\N{RIGHT SINGLE QUOTATION MARK}",
}


def parse(text: str, convention: Convention) -> Decimal | None:
    """Return the number in a text; ``None`` if it is empty or a placeholder: a dash, ``n/a``.

    Accepted are spaces of any kind, a leading or trailing currency, Unicode minus signs, a
    trailing minus sign, and exponents.

    Args:
        text: A cell: ``1.234,56 €``, ``--``, ``7,05883E-05``.
        convention: The number format of its file.

    Raises:
        NumberError: The text is not a number in that convention.
    """
    if convention is not Convention.GERMAN and _PLAIN.fullmatch(text):
        return Decimal(text)  # the fast path for most cells
    cleaned = text.translate(_CLEAN)
    if cleaned.casefold() in _NOTHING:
        return None
    match = _PATTERNS[convention].fullmatch(cleaned)
    whole, part = (match["whole"], match["part"] or "") if match else ("", "")
    if match is None or not whole + part or (match["sign"] and match["after"]):
        raise NumberError(f'"{text.strip()}" is no number written as {_example(convention)}')
    for mark in _GROUPS[convention]:
        whole = whole.replace(mark, "")
    sign = "-" if "-" in (match["sign"], match["after"]) else ""
    number = Decimal(f"{sign}{whole or 0}.{part}{match['power'] or ''}")
    if number and abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise NumberError(f'"{text.strip()}" is too large or too small to be money')
    return number


def _example(convention: Convention) -> str:
    examples = {
        Convention.GERMAN: "1.234,56",
        Convention.ENGLISH: "1,234.56",
        Convention.SWISS: "1'234.56",
    }
    return examples[convention]


@cache
def unit(currency: str) -> Decimal:
    """Return the smallest unit of a currency: 0.01 EUR, 1 JPY."""
    return Decimal(1).scaleb(-get_currency_precision(currency))


def quantise(number: Decimal, currency: str) -> Decimal:
    """Return an amount rounded to the smallest unit of its currency, halves away from zero."""
    return number.quantize(unit(currency), ROUND_HALF_UP)


def exactly(number: Decimal, currency: str) -> Decimal:
    """Return an amount with up to six decimal places, but at least those of its currency.

    For brokers that charge fractions of a cent: with each amount rounded, the balance would drift
    away from theirs.
    """
    smallest = unit(currency)
    rounded = number.quantize(_FINEST, ROUND_HALF_UP)
    if rounded == rounded.quantize(smallest, ROUND_HALF_UP):
        return rounded.quantize(smallest)
    return rounded.normalize()
