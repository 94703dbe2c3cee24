"""Classification of the names of assets and liabilities."""

from __future__ import annotations

from typing import Final

from fsq_beancount.names.lexicons import HOLDINGS
from fsq_beancount.names.reading import Match

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


def is_loan(account: str) -> bool:
    """Return whether a liability is named like a loan."""
    return HOLDINGS.find(account, ("loan",)) is not None


def is_clearing(account: str) -> bool:
    """Return whether money only passes through an account by its name."""
    return HOLDINGS.find(account, ("clearing",)) is not None


def may_be_clearing(account: str) -> bool:
    """Return whether an account is named for what may pass through it, or may be a broker's."""
    return HOLDINGS.find(account, ("passing",)) is not None


def held(account: str) -> Match | None:
    """Return the match of an asset account's name as a kind of holding, if any."""
    return HOLDINGS.find(account, _HELD)


def not_cash(account: str) -> Match | None:
    """Return the match of an asset account's name as one whose money is not cash, if any.

    The categories are ``house``, ``land``, ``car``, ``deposit`` (of a tenant), ``claim`` (on a
    debtor), ``pension`` and ``contract`` (of savings).
    """
    match = HOLDINGS.find(account, _NOT_CASH)
    # A deposit is a bank deposit unless the name is about a home.
    if match is None and "let" in HOLDINGS.all(account):
        match = HOLDINGS.all(account).get("let-deposit")
        return match and match._replace(category="deposit")
    return match
