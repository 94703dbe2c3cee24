"""Helpers of the readers of directives: descriptions of allowed values, and checks of values."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final, TypeGuard

from beancount.core.amount import Amount
from beancount.parser.grammar import ValueType

_OF_BEANCOUNT: Final = (str, Amount, Decimal, datetime.date, bool)
"""What the values of directives are where Beancount reads them itself."""

RATE: Final = "a rate a year such as 0.0185 for 1.85 %"


def closest(word: str, words: Iterable[str], cutoff: float = 0.8) -> str | None:
    """Return the most similar word to a misspelt word, if any is similar enough."""
    matches = difflib.get_close_matches(word.lower(), list(words), n=1, cutoff=cutoff)
    return matches[0] if matches else None


def listed(words: Iterable[str]) -> str:
    """Return words as a list for a message, each in quotes."""
    return ", ".join(f'"{word}"' for word in words)


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return the end of a message that suggests a similar word, empty if there is none."""
    meant = closest(word, words)
    return f'; did you mean "{meant}"?' if meant else ""


def is_number(value: Any) -> TypeGuard[Decimal]:
    """Return whether a value is a finite number."""
    return isinstance(value, Decimal) and value.is_finite()


def amount_of(value: Any) -> Amount | None:
    """Return a value as Beancount's amount, ``None`` where it is none or has no finite number.

    An amount is told by its shape, a number and a currency: whatever else reads ledgers brings a
    class of its own.
    """
    if isinstance(value, Amount):
        return value if is_number(value.number) else None
    number, currency = getattr(value, "number", None), getattr(value, "currency", None)
    return Amount(number, currency) if is_number(number) and isinstance(currency, str) else None


def is_amount(value: Any) -> bool:
    """Return whether a value is an amount of money."""
    return amount_of(value) is not None


def read_alike(values: Sequence[Any]) -> Sequence[Any]:
    """Return the values of a directive, with each amount as Beancount's."""
    for each in values:
        if not isinstance(each.value, _OF_BEANCOUNT):
            return [_alike(value) for value in values]
    return values


def _alike(value: Any) -> Any:
    amount = amount_of(value.value)
    return value if amount is None else ValueType(amount, Amount)


def is_text(value: Any) -> bool:
    """Return whether a value is a string that is not blank."""
    return isinstance(value, str) and bool(value.strip())


def is_rate(value: Any) -> bool:
    """Return whether a value is an annual rate as a fraction; 1.85 must be a mistake for 1.85 %."""
    return is_number(value) and abs(value) < 1


def is_years(value: Any) -> bool:
    """Return whether a value is a useful life in years."""
    return is_number(value) and 0 < value <= 200
