"""Asset classes, and their mapping from tax treatments, account names and other tools."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from fsq_beancount import names
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.core.terms import CASH, KEYS_OF_OTHERS, WEIGHT_OF_OTHERS
from fsq_beancount.settings import metadata, money

ONE: Final = Decimal(1)

STOCKS: Final = "stocks"
BONDS: Final = "bonds"
REAL_ESTATE: Final = "real-estate"
P2P: Final = "p2p"
METALS: Final = "precious-metals"
CRYPTO: Final = "crypto"
DURABLES: Final = "durables"
MIXED_FUNDS: Final = "mixed-funds"
OTHER: Final = "other"

_SAME: Final = {
    **dict.fromkeys(("stock", "share", "shares", "equity", "equities", "aktien"), STOCKS),
    **dict.fromkeys(("bond", "fixed-income", "fixedincome", "anleihen"), BONDS),
    **dict.fromkeys(("realestate", "property", "immobilien"), REAL_ESTATE),
    **dict.fromkeys(("money-market", "moneymarket", "geldmarkt", *money.MONEY_WORDS), CASH),
    **dict.fromkeys(("cryptocurrency", "krypto"), CRYPTO),
    **dict.fromkeys(("metal", "metals", "gold", "edelmetalle"), METALS),
}
"""The asset class for each name that other tools use."""

OF_TREATMENT: Final = {
    "share": STOCKS,
    "equity-fund": STOCKS,
    "mixed-fund": MIXED_FUNDS,
    "real-estate-fund": REAL_ESTATE,
    "foreign-real-estate-fund": REAL_ESTATE,
    "bond": BONDS,
}
"""The asset class for each tax treatment, where nothing else determines it."""

_OF_NAME: Final = {
    "held-property": REAL_ESTATE,
    "held-p2p": P2P,
    "held-metal": METALS,
    "held-crypto": CRYPTO,
    "held-durable": DURABLES,
    "held-stock": STOCKS,
    "held-bond": BONDS,
}
"""The asset class of the lots in an account by its name. It does not apply to money: savings for a
house are kept in an account of that name, and a stock account also holds uninvested cash."""


def said(text: str) -> str:
    """Return an asset class as our own metadata says it: as written, but money by one name."""
    return CASH if names.fold(text.strip()) in money.MONEY_WORDS else text.strip()


def by_name(account: str) -> str | None:
    """Return the class that an account's name says, ``None`` where it says none."""
    match = names.held(account)
    return _OF_NAME[match.category] if match is not None else None


@exact
def said_by_others(meta: Mapping[str, Any]) -> dict[str, Decimal]:
    """Return the shares of the asset classes in metadata of other tools, empty without any."""
    weights: dict[str, Decimal] = {}
    for key, value in meta.items():
        if money.is_weight(key, value):
            name = _our_name(key.removeprefix(WEIGHT_OF_OTHERS))
            weights[name] = weights.get(name, Decimal()) + value
    if weights:
        return _shares(weights)
    for key in KEYS_OF_OTHERS:
        said = metadata.text_in(meta, key)
        if said is not None:
            return {_our_name(said): ONE}
    return {}


def _shares(weights: Mapping[str, Decimal]) -> dict[str, Decimal]:
    total = sum(weights.values())
    shares = {name: round_places(weight / total) for name, weight in sorted(weights.items())}
    largest = max(shares, key=lambda name: shares[name])
    shares[largest] += ONE - sum(shares.values())
    return shares


def _our_name(text: str) -> str:
    """Return the asset class for another tool's name, in this suite's spelling: ``real-estate``."""
    name = names.fold(text.strip()).replace("_", "-").replace(" ", "-")
    return _SAME.get(name, name)
