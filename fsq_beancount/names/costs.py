"""Classification of the names of expense accounts."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from fsq_beancount.names.lexicons import COSTS
from fsq_beancount.names.reading import Match

_SEARCHED: Final = (
    # The finer categories, in order of precedence within a component.
    "lump-sum-tax",
    "capital-tax",
    "taxed-capital",
    "wage-tax",
    "taxed-wage",
    "social",
    "vat",
    "taxed-vat",
    "moms",
    "trade-tax",
    "household-tax",
    "tax",
    "trade-fee",
    "fee",
    "bank-fee",
)

_PUBLIC: Final = {
    "taxed-capital": "capital-tax",
    "taxed-wage": "wage-tax",
    "taxed-vat": "vat",
    "moms": "vat",
    "trade-fee": "fee",
    "bank-fee": "fee",
}
"""The category of a match by the finer category of the lists of words, where it differs."""

_BESIDE: Final = {
    "taxed-capital": "tax",
    "taxed-wage": "tax",
    "taxed-vat": "tax",
    "moms": "moms-beside",
    "bank-fee": "bank",
}
"""The category that a name must also contain for a word to count: ``Frais`` alone may be any cost,
and ``Moms`` alone the costs of a mother."""


@lru_cache(maxsize=4096)
def cost(account: str) -> Match | None:
    """Return the match of an account's name as a tax, a social insurance or a fee, if any.

    The categories are ``capital-tax``, ``lump-sum-tax`` (Vorabpauschale), ``wage-tax``, ``social``,
    ``vat``, ``trade-tax`` (on transactions), ``tax`` (any other), ``household-fee`` (other words
    name a household matter), ``bare-fee`` (nothing else is in the name) and ``fee``. Taxes of a
    household and input VAT do not match: the former are living costs, the latter is a claim.
    """
    held = COSTS.all(account)
    components = account.split(":")[1:]
    if "bare-fee" in held and len(components) == 1 and COSTS.read(components[0]).whole:
        return held["bare-fee"]
    if "lump-sum-tax" in held:
        # The parts of this tax have the same names as the parts of any other.
        return held["lump-sum-tax"]
    match = COSTS.find(account, _searched(account))
    if match is None:
        return None
    category = _PUBLIC.get(match.category, match.category)
    is_let = "let" in held
    is_home = "home" in held and not is_let
    if category == "household-tax":
        return match._replace(category="tax") if is_let else None
    if match.category in ("tax", "taxed-wage") and is_home:
        return None
    # The fee of a platform or a broker is never a household fee, whatever else is in the name.
    if match.category == "fee" and not is_let and (is_home or "household" in held):
        category = "household-fee"
    return match._replace(category=category)


_TRANSFER: Final = frozenset(
    {
        *("transfer tax", "real estate transfer tax"),
        *("grunderwerbsteuer", "grunderwerbssteuer"),
        *("overdrachtsbelasting", "drachtsbelasting"),
        *("droits de mutation", "imposta di registro", "imposta catastale", "imposta ipotecaria"),
        *("plusvalia municipal", "impuesto de transmisiones", "itp", "imt", "dokumentavgift"),
    }
)
"""The household taxes on the transfer of a property."""


def transfer_cost(account: str) -> Match | None:
    """Return the match of an account's name as a tax or a fee of the transfer of a home, if any.

    The categories are ``tax`` and ``fee``. :func:`cost` treats these names as household matters,
    which is true when a home is bought, but not when it is sold.
    """
    match = COSTS.find(account, _searched(account))
    if match is None:
        return None
    if match.category == "household-tax":
        return match._replace(category="tax") if match.word in _TRANSFER else None
    held = COSTS.all(account)
    is_home_fee = match.category == "fee" and "home" in held and "household" not in held
    return match if is_home_fee and "let" not in held else None


def _searched(account: str) -> tuple[str, ...]:
    """Return the finer categories in which an account's name is searched."""
    held = COSTS.all(account)
    lacking = {category for category, needed in _BESIDE.items() if needed not in held}
    return tuple(category for category in _SEARCHED if category not in lacking)


def is_loss(account: str) -> bool:
    """Return whether an expense account is named for losses, defaults or write-offs."""
    held = COSTS.all(account)
    if "body" in held:
        # For example, loss of weight, hair or memory.
        return False
    if COSTS.find(account, ("loss",)) is not None:
        return True
    return "default" in held and "claim" in held


def is_depreciation(account: str) -> bool:
    """Return whether an expense account is named for depreciation."""
    return COSTS.find(account, ("depreciation",)) is not None


def is_interest(account: str) -> bool:
    """Return whether an expense account is named for interest, not for a tax or a fee on it."""
    match = COSTS.find(account, (*_searched(account), "interest"))
    return match is not None and match.category == "interest"


def is_upkeep(account: str) -> bool:
    """Return whether an expense account is named for the upkeep of a property."""
    return COSTS.find(account, ("upkeep",)) is not None


def is_unsettled(account: str) -> bool:
    """Return whether an income or expense account is named for what nobody has assigned yet."""
    return COSTS.find(account, ("unsettled",)) is not None
