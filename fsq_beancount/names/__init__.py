"""Classification of account names, in English, German, French, Spanish, Italian, Dutch and more.

The built-in names are defaults for ledgers without declarations; any directive or metadata of the
user takes precedence. To support another language, add its data (``names/english.py`` is the
model) to :data:`LANGUAGES`.

A name is read from the leaf to the root; the matching component nearest the leaf decides. Words
that qualify (an employer, a refund, a share, a help, the subject of work) end the search for what
is passive or near-passive, wherever in the name they stand (:mod:`fsq_beancount.names.qualifiers`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from fsq_beancount.core.terms import ACTIVE, NEUTRAL
from fsq_beancount.names.dutch import DUTCH
from fsq_beancount.names.english import ENGLISH
from fsq_beancount.names.french import FRENCH
from fsq_beancount.names.german import GERMAN
from fsq_beancount.names.italian import ITALIAN
from fsq_beancount.names.language import Language
from fsq_beancount.names.nordic import DANISH, NORWEGIAN, SWEDISH
from fsq_beancount.names.portuguese import PORTUGUESE
from fsq_beancount.names.qualifiers import (
    CLASS_OF,
    CONDITIONS,
    PUBLIC,
    QUALIFIERS,
    QUALIFYING,
    SEARCHED,
)
from fsq_beancount.names.reading import Lexicon, Match, fold
from fsq_beancount.names.spanish import SPANISH

__all__ = [
    "CLASS_OF",
    "COSTS",
    "LANGUAGES",
    "QUALIFIERS",
    "Match",
    "cost",
    "fold",
    "income",
]

LANGUAGES: Final[tuple[Language, ...]] = (
    ENGLISH,
    GERMAN,
    FRENCH,
    SPANISH,
    ITALIAN,
    DUTCH,
    PORTUGUESE,
    SWEDISH,
    DANISH,
    NORWEGIAN,
)

COSTS: Final = (
    # In order of precedence within a component.
    "lump-sum-tax",
    "capital-tax",
    "wage-tax",
    "social",
    "vat",
    "trade-tax",
    "tax",
    "household-fee",
    "bare-fee",
    "fee",
)
"""The categories of names for costs of earning."""

INCOME: Final = Lexicon([language.income for language in LANGUAGES])
EXPENSES: Final = Lexicon([language.costs for language in LANGUAGES])
HOLDINGS: Final = Lexicon([language.holdings for language in LANGUAGES])

_HELD: Final = (
    "held-property",
    "held-p2p",
    "held-metal",
    "held-crypto",
    "held-durable",
    "held-stock",
    "held-bond",
)
_NOT_CASH: Final = ("house", "land", "car", "deposit", "claim", "pension", "contract")


@lru_cache(maxsize=4096)
def income(account: str) -> Match | None:
    """Return the match that gives an income account its class, if any.

    Where a qualifier decided, the match has the one that the name would have without it.
    """
    held = INCOME.all(account)
    if not held:
        return None
    searched = tuple(
        category for category in SEARCHED if category not in CONDITIONS or _works(category, account)
    )
    fine = INCOME.find(account, searched)
    found = (
        None if fine is None else fine._replace(category=PUBLIC.get(fine.category, fine.category))
    )
    if found is not None and CLASS_OF[found.category] == ACTIVE:
        return found
    for qualifier in QUALIFYING:
        match = held.get(qualifier.words)
        if match is None or (qualifier.beside and not qualifier.beside & held.keys()):
            continue
        kind = fine.category if fine is not None else None
        if (qualifier.only and kind not in qualifier.only) or kind in qualifier.never:
            continue
        if found is not None and CLASS_OF[found.category] == NEUTRAL:
            # It is nobody's earnings as it is; money back is told apart, since it is asked about.
            if qualifier.category != "refund":
                continue
            return match
        return match._replace(category=qualifier.category, unqualified=found)
    return found


def _works(category: str, account: str) -> bool:
    """Return whether a category that needs certain words beside it, or none, is searched."""
    held = INCOME.all(account)
    match = held.get(category)
    if match is None:
        return False
    beside = CONDITIONS[category]
    if any(other in held for other in beside.none_of):
        return False
    if not beside.any_of or any(other in held for other in beside.any_of):
        return True
    return beside.or_alone and _is_alone(match, account)


def _is_alone(match: Match, account: str) -> bool:
    """Return whether a match is the account below the root itself, or that account's subaccount."""
    first = account.split(":")[1]
    return match.component == first and INCOME.read(first).whole is not None


@lru_cache(maxsize=4096)
def is_asked(account: str) -> Match | None:
    """Return the word of an income account's name that may mean anything, so that it is asked."""
    return None if income(account) else INCOME.all(account).get("asked")


def is_refund(account: str) -> bool:
    """Return whether a name holds a word for money that comes back."""
    return "refund" in INCOME.all(account)


def is_sales(account: str) -> bool:
    """Return whether an income account is named for sales."""
    return "sales" in INCOME.all(account)


def is_property(account: str) -> bool:
    """Return whether an income account is named for rent or for a property."""
    return INCOME.find(account, ("rent", "property")) is not None


def is_recurring(account: str) -> bool:
    """Return whether an income account is named for recurring payments of customers."""
    return INCOME.find(account, ("recurring",)) is not None


@lru_cache(maxsize=4096)
def cost(account: str) -> Match | None:
    """Return the match of an account's name as a tax, a social insurance or a fee, if any.

    Taxes of a household and input VAT are none: the former are living costs, the latter is a claim.
    """
    held = EXPENSES.all(account)
    searched: tuple[str, ...] = _COST_WORDS
    lacking = {word for word, needed in _BESIDE.items() if needed not in held}
    if lacking:
        searched = tuple(category for category in searched if category not in lacking)
    match = EXPENSES.find(account, searched)
    if match is None:
        return None
    category = _PUBLIC_COST.get(match.category, match.category)
    is_home = "home" in held and "let" not in held
    if category == "household-tax":
        return match._replace(category="tax") if "let" in held else None
    if category == "tax" and is_home:
        return None
    if category == "fee" and (is_home or "household" in held):
        category = "household-fee"
    elif category == "fee" and _is_bare(account):
        category = "bare-fee"
    return match._replace(category=category)


_PUBLIC_COST: Final = {
    "taxed-wage": "wage-tax",
    "taxed-capital": "capital-tax",
    "bank-fee": "fee",
}
"""The category of a match by the finer category of the lists of words, where it differs."""

_BESIDE: Final = {"taxed-wage": "tax", "taxed-capital": "tax", "bank-fee": "bank"}
"""What else a name must hold for a word to say anything: ``Frais`` alone may be any cost."""

_COST_WORDS: Final = (
    "lump-sum-tax",
    "capital-tax",
    "taxed-capital",
    "wage-tax",
    "taxed-wage",
    "social",
    "vat",
    "trade-tax",
    "household-tax",
    "tax",
    "fee",
    "bank-fee",
)


def _searched_costs(account: str) -> tuple[str, ...]:
    """Return the finer categories of costs in which an account's name is searched."""
    held = EXPENSES.all(account)
    lacking = {word for word, needed in _BESIDE.items() if needed not in held}
    if not lacking:
        return _COST_WORDS
    return tuple(category for category in _COST_WORDS if category not in lacking)


def _is_bare(account: str) -> bool:
    """Return whether an account is named for fees and nothing else."""
    components = account.split(":")[1:]
    return len(components) == 1 and "bare-fee" in EXPENSES.read(components[0]).words


def is_loss(account: str) -> bool:
    """Return whether an expense account is named for losses, defaults or write-offs."""
    held = EXPENSES.all(account)
    return "loss" in held or ("default" in held and "claim" in held)


def is_depreciation(account: str) -> bool:
    """Return whether an expense account is named for depreciation."""
    return EXPENSES.find(account, ("depreciation",)) is not None


def is_interest(account: str) -> bool:
    """Return whether an expense account is named for interest, not for a tax or a fee on it."""
    match = EXPENSES.find(account, (*_searched_costs(account), "interest"))
    return match is not None and match.category == "interest"


def is_upkeep(account: str) -> bool:
    """Return whether an expense account is named for the upkeep of a property."""
    return EXPENSES.find(account, ("upkeep",)) is not None


def is_loan(account: str) -> bool:
    """Return whether a liability is named like a loan."""
    return HOLDINGS.find(account, ("loan",)) is not None


def held(account: str) -> Match | None:
    """Return the match of an asset account's name as a kind of thing that is held, if any."""
    return HOLDINGS.find(account, _HELD)


def not_cash(account: str) -> Match | None:
    """Return the match of an asset account whose money may not be spent as cash, if any.

    The categories are ``house``, ``land``, ``car``, ``deposit`` (of a tenant), ``claim`` (on
    somebody), ``pension`` and ``contract`` (of savings).
    """
    match = HOLDINGS.find(account, _NOT_CASH)
    # A deposit is one of a bank unless the name is about a home.
    if match is None and "let" in HOLDINGS.all(account):
        match = HOLDINGS.all(account).get("let-deposit")
    return match and match._replace(category=match.category.removeprefix("let-"))
