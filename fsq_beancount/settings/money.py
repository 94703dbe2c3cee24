"""Money, as distinct from other commodities: the currencies of states, and others by declaration.

This is the only place that decides it. A commodity that is not money can have a gain, must be sold
before it can be spent, and is a lot wherever a rule is about lots, even if held without a cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final

from fsq_beancount import names
from fsq_beancount.core.terms import KEY_ASSET_CLASS, KEYS_OF_OTHERS, WEIGHT_OF_OTHERS
from fsq_beancount.settings import metadata

MONEY_WORDS: Final = frozenset({"cash", "currency", "money"})
"""The asset classes, folded, that make a commodity money."""

_SPECIAL: Final = frozenset(
    {
        # Convertible and financial francs, pesetas and rands, besides the ordinary ones.
        *("BEC", "BEL", "ESA", "ESB", "LUC", "LUL", "ZAL"),
        # The offshore yuan, the digital bolívar, and the ECU before the euro.
        *("CNH", "VED", "XEU"),
    }
)
"""Currencies of a state or a union that the CLDR lists, but not as legal tender.

All other codes that are not legal tender are no currencies: metals (XAU, XAG), units of account of
banks and funds that no state or union issues (XDR, XUA, XSU), units of funds and indices (BOV, CHE,
CHW, CLF, COU, ECV, MXV, USN, USS, UYI, UYW), and codes for tests or for nothing (XTS, XXX).
"""


@cache
def is_currency(code: str) -> bool:
    """Return whether a code is the present or past currency of a state or a union of states.

    The list is the CLDR's as Babel ships it: which state had which legal tender at any time.
    """
    return code in _SPECIAL or code in _legal_tender()


@cache
def is_current(code: str) -> bool:
    """Return whether a code is the currency of a state or a union today."""
    return code in _legal_tender(today=True)


@cache
def _legal_tender(*, today: bool = False) -> frozenset[str]:
    # Babel is slow to import, and a ledger in a single currency does not need it here.
    from babel.core import get_global

    return frozenset(
        code
        for of_territory in get_global("territory_currencies").values()
        for code, _, end, is_tender in of_territory
        if is_tender and not (today and end is not None)
    )


def said_to_be_money(meta: Mapping[str, Any]) -> bool | None:
    """Return whether the metadata of a commodity declares it money, ``None`` if undeclared.

    ``fsq-asset-class`` takes precedence over the metadata of other tools.
    """
    classes = [names.fold(said.strip()) for said in _asset_classes(meta)]
    return MONEY_WORDS.issuperset(classes) if classes else None


def _asset_classes(meta: Mapping[str, Any]) -> Iterator[str]:
    said = metadata.text_in(meta, KEY_ASSET_CLASS)
    if said is not None and said.strip():
        yield said
        return
    weighted = [key for key, value in meta.items() if is_weight(key, value)]
    if weighted:
        yield from (key.removeprefix(WEIGHT_OF_OTHERS) for key in weighted)
        return
    first = next(filter(None, (metadata.text_in(meta, key) for key in KEYS_OF_OTHERS)), None)
    if first is not None:
        yield first


def is_weight(key: str, value: object) -> bool:
    """Return whether metadata gives a commodity a share of an asset class."""
    return (
        key.startswith(WEIGHT_OF_OTHERS)
        and len(key) > len(WEIGHT_OF_OTHERS)
        and isinstance(value, Decimal)
        and value.is_finite()
        and value > 0
    )
