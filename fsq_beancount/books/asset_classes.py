"""Asset classes: our names for them, and what treatments, account names and other tools call so."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from fsq_beancount import names
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.core.terms import CASH
from fsq_beancount.settings import metadata

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

OTHERS_KEYS: Final = ("asset-class", "asset_class")
"""What other tools write on a commodity, such as Beancount's own ``commodity_attr``."""

OTHERS_WEIGHT: Final = "asset_allocation_"
"""How fava-investor begins a key that says which percentage is of a class."""

_SAME: Final = {
    **dict.fromkeys(("stock", "share", "shares", "equity", "equities", "aktien"), STOCKS),
    **dict.fromkeys(("bond", "fixed-income", "fixedincome", "anleihen"), BONDS),
    **dict.fromkeys(("realestate", "property", "immobilien"), REAL_ESTATE),
    **dict.fromkeys(("money-market", "moneymarket", "currency", "geldmarkt"), CASH),
    **dict.fromkeys(("cryptocurrency", "krypto"), CRYPTO),
    **dict.fromkeys(("metal", "metals", "gold", "edelmetalle"), METALS),
}
"""What others call a class, by our name for it."""

OF_TREATMENT: Final = {
    "share": STOCKS,
    "equity-fund": STOCKS,
    "mixed-fund": MIXED_FUNDS,
    "real-estate-fund": REAL_ESTATE,
    "foreign-real-estate-fund": REAL_ESTATE,
    "bond": BONDS,
}
"""The class of what is taxed so, where nothing else says what it is."""

_OF_NAME: Final = {
    "held-property": REAL_ESTATE,
    "held-p2p": P2P,
    "held-metal": METALS,
    "held-crypto": CRYPTO,
    "held-durable": DURABLES,
    "held-stock": STOCKS,
    "held-bond": BONDS,
}
"""What an account's name says of the lots in it. Of money it says nothing: who saves for a house
calls the account so, and who buys stocks has money left there."""


def by_name(account: str) -> str | None:
    """Return the class that an account's name says, ``None`` where it says none."""
    match = names.held(account)
    return _OF_NAME[match.category] if match is not None else None


@exact
def said_by_others(meta: Mapping[str, Any]) -> dict[str, Decimal]:
    """Return the shares of the classes that metadata of other tools gives, empty without any."""
    weights: dict[str, Decimal] = {}
    for key, value in meta.items():
        if (
            key.startswith(OTHERS_WEIGHT)
            and len(key) > len(OTHERS_WEIGHT)
            and isinstance(value, Decimal)
            and value.is_finite()
            and value > 0
        ):
            name = _our_name(key[len(OTHERS_WEIGHT) :])
            weights[name] = weights.get(name, Decimal()) + value
    if weights:
        return _shares(weights)
    for key in OTHERS_KEYS:
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
    """Return a class that another tool names, as we write classes: ``fixed-income``."""
    name = names.fold(text.strip()).replace("_", "-").replace(" ", "-")
    return _SAME.get(name, name)
