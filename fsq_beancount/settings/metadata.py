"""Our metadata keys: where each may stand and what it may say."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, NamedTuple

from beancount.core import data

from fsq_beancount.core import errors
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.terms import (
    CLASSES,
    EXCLUDED,
    HORIZONS,
    KEY_ASSET_CLASS,
    KEY_CLASS,
    KEY_COVERS,
    KEY_HOURS,
    KEY_INTEREST_ON,
    KEY_INTEREST_RATE,
    KEY_INVESTMENT,
    KEY_LIQUIDITY,
    KEY_LOAN,
    KEY_LOCKED_UNTIL,
    KEY_RECEIVABLE,
    KEY_RESIDUAL,
    KEY_ROLE,
    KEY_RULE,
    KEY_SOLD,
    KEY_STREAM,
    KEY_TAX_TREATMENT,
    KEY_USEFUL_LIFE,
    KEY_YEAR,
    ROLES,
    TAX_TREATMENTS,
)
from fsq_beancount.settings.directives.values import RATE, is_amount, is_rate, is_years

STEM: Final = "fsq"
PREFIXES: Final = ("fsq-", "fsq_")
"""Keys that begin so are meant for us; with an underscore they are a mistake."""

USUAL_KEYS: Final = 2
"""Metadata always has ``filename`` and ``lineno``; without more there is nothing to look for."""


class Place(StrEnum):
    """What metadata can stand on."""

    POSTING = "posting"
    TRANSACTION = "transaction"
    OPEN = "open"
    COMMODITY = "commodity"
    OTHER = "directive of another kind"


class Key(NamedTuple):
    """A metadata key.

    Attributes:
        places: Where it may stand.
        allowed: Its values in words; empty where this version does not read it yet.
        accepts: Whether a value is one of them.
    """

    places: frozenset[Place]
    allowed: str = ""
    accepts: Callable[[Any], bool] = lambda _value: True


def _words(words: Iterable[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def _one_of(words: tuple[str, ...]) -> Callable[[Any], bool]:
    # Beancount's amounts raise when they are compared with a string.
    return lambda value: isinstance(value, str) and value in words


def text_in(meta: Mapping[str, Any] | None, key: str) -> str | None:
    """Return the text of a metadata key, ``None`` where it is missing, empty or no text."""
    value = meta.get(key) if meta else None
    return value if isinstance(value, str) and value.strip() else None


def place_of(entry: data.Directive) -> Place:
    """Return what the metadata of a directive stands on."""
    places: dict[type, Place] = {
        data.Open: Place.OPEN,
        data.Commodity: Place.COMMODITY,
        data.Transaction: Place.TRANSACTION,
    }
    return places.get(type(entry), Place.OTHER)


def is_year(value: object) -> bool:
    """Return whether a value is a year that a flow can be moved to."""
    # A Decimal with a fraction or an exponent is no year; int() of a NaN would raise.
    return (
        isinstance(value, Decimal)
        and value.is_finite()
        and value == value.to_integral_value()
        and 1900 <= value <= 9998
    )


def is_hours(value: object) -> bool:
    """Return whether a value is a number of hours."""
    return isinstance(value, Decimal) and value.is_finite() and value >= 0


def is_months(value: object) -> bool:
    """Return whether a value is a number of months that one can have paid for."""
    return (
        isinstance(value, Decimal)
        and value.is_finite()
        and value == value.to_integral_value()
        and 1 <= value <= 120
    )


def is_name(value: object) -> bool:
    """Return whether a value is a name: text with something in it."""
    return isinstance(value, str) and bool(value.strip())


_FLOW: Final = frozenset({Place.POSTING, Place.TRANSACTION, Place.OPEN})
_POSTING: Final = frozenset({Place.POSTING})
_OPEN: Final = frozenset({Place.OPEN})
_HOLDING: Final = frozenset({Place.OPEN, Place.COMMODITY})

KEYS: Final[Mapping[str, Key]] = {
    KEY_CLASS: Key(_FLOW, _words(CLASSES), _one_of(CLASSES)),
    KEY_ROLE: Key(_FLOW | {Place.COMMODITY}, _words(ROLES), _one_of(ROLES)),
    KEY_STREAM: Key(
        _FLOW,
        'a name in quotes such as "Aktien"',
        is_name,
    ),
    KEY_YEAR: Key(
        frozenset({Place.POSTING, Place.TRANSACTION}),
        "a year from 1900 to 9998, without quotes, such as 2023",
        is_year,
    ),
    KEY_HOURS: Key(
        frozenset({Place.TRANSACTION}),
        "hours of work, without quotes, such as 2.5",
        is_hours,
    ),
    KEY_INVESTMENT: Key(
        frozenset({Place.POSTING, Place.OPEN}),
        'the name of a stream in quotes such as "Aktien"',
        is_name,
    ),
    KEY_COVERS: Key(
        frozenset({Place.TRANSACTION}),
        "whole months from 1 to 120, without quotes, such as 12",
        is_months,
    ),
    KEY_RECEIVABLE: Key(_OPEN, "TRUE or FALSE", lambda value: isinstance(value, bool)),
    KEY_ASSET_CLASS: Key(
        _HOLDING,
        'a name in quotes such as "stocks", "bonds", "real-estate", "cash" or "p2p"',
        lambda value: isinstance(value, str) and bool(value.strip()),
    ),
    KEY_LIQUIDITY: Key(_OPEN, _words(HORIZONS), _one_of(HORIZONS)),
    KEY_LOCKED_UNTIL: Key(
        _OPEN,
        "a date without quotes, such as 2042-07-01",
        lambda value: isinstance(value, datetime.date),
    ),
    KEY_INTEREST_RATE: Key(frozenset({Place.OPEN}), RATE, is_rate),
    KEY_LOAN: Key(frozenset({Place.OPEN}), "TRUE or FALSE", lambda v: isinstance(v, bool)),
    KEY_INTEREST_ON: Key(
        _FLOW,
        "the account of a loan such as Liabilities:Baudarlehen",
        lambda value: isinstance(value, str) and bool(value.strip()),
    ),
    KEY_USEFUL_LIFE: Key(
        _POSTING, "a number of years above 0 and up to 200, such as 10 or 2.5", is_years
    ),
    KEY_RESIDUAL: Key(
        _POSTING,
        "an amount without quotes, such as 7500 EUR",
        is_amount,
    ),
    KEY_SOLD: Key(
        _POSTING,
        "a date without quotes, such as 2026-05-20",
        lambda value: isinstance(value, datetime.date),
    ),
    KEY_TAX_TREATMENT: Key(_HOLDING, _words(TAX_TREATMENTS), _one_of(TAX_TREATMENTS)),
}
"""Every key that a user may write."""


def mistakes(
    meta: Mapping[str, Any] | None, place: Place, entry: data.Directive
) -> Iterator[FsqError]:
    """Yield an error for each of our keys that is unknown, misplaced or has a wrong value."""
    said = of_person(meta)
    for name, value in said.items() if said is not None else ():
        if name.startswith(PREFIXES):
            message = _mistake(name, value, place)
            if message is not None:
                yield errors.at(dict(said or {}), entry, message)


def _mistake(name: str, value: object, place: Place) -> str | None:
    key = KEYS.get(name)
    if key is None:
        closest = difflib.get_close_matches(name.replace("_", "-"), list(KEYS), n=1, cutoff=0.75)
        hint = f'; did you mean "{closest[0]}"?' if closest else ""
        return f'"{name}" is no metadata key of fsq-beancount. Allowed are {_words(KEYS)}{hint}'
    if place not in key.places:
        places = " or ".join(f"{name}" for name in Place if name in key.places)
        return f"{name} stands on a {place}; it belongs on: {places}"
    if value is None:
        return f"{name} has no value; allowed: {key.allowed}"
    if place is Place.COMMODITY and name == KEY_ROLE and not _one_of((EXCLUDED,))(value):
        return f'{name} has the value {_shown(value)}; on a commodity allowed is "{EXCLUDED}" only'
    if not key.accepts(value):
        return f"{name} has the value {_shown(value)}; allowed: {key.allowed}"
    return None


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()  # as a ledger writes it
    return f'"{value}"' if isinstance(value, str) else str(value)


def has_more(meta: Mapping[str, Any] | None) -> bool:
    """Return whether metadata has more than Beancount writes to all there is.

    Its length is there at once, where a search for a key takes as long as all else. ``False``
    promises that no key of ours is in it.
    """
    return meta is not None and len(meta) > USUAL_KEYS


def speaks(meta: Mapping[str, Any]) -> bool:
    """Return whether metadata has a key that is meant for us, right or wrong."""
    # A search in one string: this is asked of every transaction there is.
    return len(meta) > USUAL_KEYS and STEM in "".join(meta)


def tagged(meta: dict[str, Any] | None, tags: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the metadata of a posting with the tags that the plugin gives it.

    Args:
        meta: What the posting has.
        tags: The tags, :data:`KEY_RULE` first; by that :func:`of_person` tells the two apart.

    Returns:
        Both, what is there before what is added; ``None`` where there is nothing to add, since an
        earlier run has said all or a person has.
    """
    if not meta:
        return dict(tags) if len(tags) > 1 else None
    if len(meta) > USUAL_KEYS:
        if KEY_RULE in meta:
            return None
        tags = {key: tags[key] for key in tags if key not in meta}
    return {**meta, **tags} if len(tags) > 1 else None


def of_plugin_alone(meta: Mapping[str, Any]) -> bool:
    """Return whether all that metadata of a posting says to us has been added by the plugin.

    Args:
        meta: Metadata with :data:`KEY_RULE` that :func:`has_more`, as :func:`tagged` writes it.
    """
    # By its place: this is asked of all income there is.
    return list(meta)[USUAL_KEYS] == KEY_RULE


def of_person(meta: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return the metadata that a person has written, ``None`` if none of it is meant for us.

    The plugin adds its tags behind what is there, its rule first: what comes after the rule is
    not said by anybody, but decided, and is decided anew wherever figures are computed. So they
    do not depend on what the plugin did not know yet: a price, a name that a later plugin gives.
    """
    if not meta or KEY_RULE not in meta:
        return meta if meta and speaks(meta) else None
    if not has_more(meta) or of_plugin_alone(meta):
        return None
    said: dict[str, Any] = {}
    for name, value in meta.items():
        if name == KEY_RULE:
            break
        if name.startswith(PREFIXES):
            said[name] = value
    if not said:
        return None
    return {"filename": meta.get("filename"), "lineno": meta.get("lineno"), **said}


def mistakes_in(entry: data.Transaction) -> Iterator[FsqError]:
    """Yield the mistakes in the metadata of a transaction and of its postings."""
    yield from mistakes(entry.meta, Place.TRANSACTION, entry)
    seen: set[tuple[object, str]] = set()
    for posting in entry.postings:
        for mistake in mistakes(posting.meta, Place.POSTING, entry):
            # Booking makes several postings of one that sells several lots.
            line = (mistake.source.get("lineno"), mistake.message)
            if line not in seen:
                seen.add(line)
                yield mistake
