"""Classification of the names of income accounts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from fsq_beancount.core.terms import ACTIVE, NEUTRAL
from fsq_beancount.names.lexicons import INCOME
from fsq_beancount.names.qualifiers import (
    CLASS_OF,
    CONDITIONS,
    PUBLIC,
    QUALIFYING,
    SEARCHED,
    Qualifier,
)
from fsq_beancount.names.reading import Match

_ISIN: Final = re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]")
_TAX_STEMS: Final = ("steuer", "tax", "impot", "impuest", "impost", "belasting")
"""The stems for taxes in built-in words for refunds: "tax refund", "Steuererstattung"."""
_ALWAYS: Final = tuple(category for category in SEARCHED if category not in CONDITIONS)


@lru_cache(maxsize=4096)
def income(account: str) -> Match | None:
    """Return the match that gives an income account its class, if any.

    If a qualifier decided, ``unqualified`` is the match that the name would have without it.
    """
    held = INCOME.all(account)
    if not held:
        return None
    fine = INCOME.find(account, _searched(account))
    if fine is None:
        found, income_class, kind = None, None, None
    else:
        kind = fine.category
        found = fine._replace(category=PUBLIC.get(kind, kind))
        income_class = CLASS_OF[found.category]
    if income_class == ACTIVE:
        return found
    for qualifier in QUALIFYING:
        match = held.get(qualifier.words)
        if match is None or not _applies(qualifier, kind, held):
            continue
        if income_class != NEUTRAL:
            return match._replace(category=qualifier.category, unqualified=found)
        if qualifier.category == "refund":
            # A check asks about refunds; other neutral income keeps its own category.
            return match
    return found


def _applies(qualifier: Qualifier, kind: str | None, held: dict[str, Match]) -> bool:
    """Return whether a qualifier applies to income of a kind, or of no named kind."""
    if kind in qualifier.never or (qualifier.only and kind not in qualifier.only):
        return False
    return not qualifier.beside or not qualifier.beside.isdisjoint(held)


def _searched(account: str) -> tuple[str, ...]:
    """Return the finer categories in which an account's name is searched."""
    held = INCOME.all(account)
    works = {category for category in CONDITIONS if category in held and _works(category, account)}
    if not works:
        return _ALWAYS
    return tuple(category for category in SEARCHED if category in works or category in _ALWAYS)


def _works(category: str, account: str) -> bool:
    """Return whether the other words in a name meet the conditions of a category."""
    held = INCOME.all(account)
    beside = CONDITIONS[category]
    if not beside.none_of.isdisjoint(held):
        return False
    if not beside.any_of or not beside.any_of.isdisjoint(held):
        return True
    if beside.or_isin and any(map(_ISIN.fullmatch, account.split(":"))):
        return True
    # Alone means the account below the root, or a parent of names without built-in words.
    first = account.split(":")[1]
    is_first = held[category].component == first
    return beside.or_alone and is_first and INCOME.read(first).whole is not None


@lru_cache(maxsize=4096)
def is_asked(account: str) -> Match | None:
    """Return the match of an ambiguous word in an income account's name, to be asked about."""
    return None if income(account) else INCOME.all(account).get("asked")


def is_refund(account: str) -> bool:
    """Return whether a name contains a word for refunds."""
    return "refund" in INCOME.all(account)


def is_tax_refund(account: str) -> bool:
    """Return whether the word that decides an income account's name is one for a tax refund."""
    match = income(account)
    return match is not None and any(stem in match.word for stem in _TAX_STEMS)


def is_sales(account: str) -> bool:
    """Return whether an income account is named for sales."""
    return "sales" in INCOME.all(account)


def is_property(account: str) -> bool:
    """Return whether an income account is named for rent or for a property."""
    return INCOME.find(account, ("rent", "property")) is not None


def is_recurring(account: str) -> bool:
    """Return whether an income account is named for recurring payments of customers."""
    return INCOME.find(account, ("recurring",)) is not None
