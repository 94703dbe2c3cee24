"""Patterns for account names, with a time limit for matching."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import Final

import regex
from beancount.core import account as account_module

PATIENCE: Final = 0.5
"""The time limit for matching a pattern against a name, in seconds; a microsecond is usual."""

_PLAIN: Final = re.compile(r"[A-Za-z0-9:_-]+")
"""Patterns that are nothing but a name."""

_endless: set[regex.Pattern[str]] = set()
"""Patterns that have exceeded the time limit; they are not tried again."""


def read(text: str) -> regex.Pattern[str] | str:
    """Return a pattern, or the part of an error message that describes the mistake."""
    if not text.strip():
        return "an empty pattern"
    try:
        with warnings.catch_warnings():
            # Python warns of patterns whose meaning may change in the future.
            warnings.simplefilter("ignore")
            # The standard module defines the accepted syntax; `regex` supports a timeout.
            re.compile(text, re.IGNORECASE)
            return regex.compile(text, regex.IGNORECASE | regex.VERSION0)
    except (re.error, regex.error, OverflowError, RecursionError) as error:
        return (
            f'the pattern "{text}", which is no regular expression ({error}). In a Beancount '
            "string write [0-9] or a doubled backslash instead of a single one"
        )


def matches(pattern: regex.Pattern[str], account: str) -> bool:
    """Return whether a pattern matches an account or one of its ancestors.

    A pattern that takes too long matches nothing: where the account is open, the rule is left out
    and reported as a mistake.
    """
    name = _name_in(pattern)
    if name is not None and account.isascii():
        # Nearly all patterns are names, and comparing those is much faster.
        return f"{account.lower()}:".startswith(name)
    try:
        return any(_is_match(pattern, name) for name in account_module.parents(account))
    except TimeoutError:
        return False


@lru_cache(maxsize=1 << 10)  # With each fix that is tried, the other rules are read again.
def is_endless(pattern: regex.Pattern[str], accounts: tuple[str, ...]) -> bool:
    """Return whether a pattern takes too long to match any of the accounts."""
    if _name_in(pattern) is not None:
        return False
    try:
        for account in accounts:
            for name in account_module.parents(account):
                _is_match(pattern, name)
    except TimeoutError:
        return True
    return False


@lru_cache(maxsize=1 << 10)
def _name_in(pattern: regex.Pattern[str]) -> str | None:
    """Return the name of an account that a pattern consists of, with a colon, in lower case.

    ``None`` for other patterns.
    """
    return f"{pattern.pattern.lower()}:" if _PLAIN.fullmatch(pattern.pattern) else None


def _is_match(pattern: regex.Pattern[str], name: str) -> bool:
    """Return whether a pattern matches a name.

    Raises:
        TimeoutError: If matching exceeds the time limit.
    """
    if pattern in _endless:
        raise TimeoutError
    try:
        return _try_to_match(pattern, name)
    except TimeoutError:
        _endless.add(pattern)
        raise


@lru_cache(maxsize=1 << 16)  # A ledger is read by the plugin and by every analysis.
def _try_to_match(pattern: regex.Pattern[str], name: str) -> bool:
    return pattern.fullmatch(name, timeout=PATIENCE) is not None
