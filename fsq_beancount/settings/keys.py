"""The suite's metadata keys: their places, their allowed values, and mistakes in their use."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
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
    KEY_SOLD,
    KEY_STREAM,
    KEY_TAX_TREATMENT,
    KEY_USEFUL_LIFE,
    KEY_YEAR,
    ROLES,
    TAX_TREATMENTS,
)
from fsq_beancount.settings.directives.values import RATE, amount_of, is_amount, is_rate, is_years
from fsq_beancount.settings.metadata import (
    PREFIXES,
    is_hours,
    is_months,
    is_name,
    is_year,
    of_person,
)


class Place(StrEnum):
    """A place for metadata."""

    POSTING = "posting"
    TRANSACTION = "transaction"
    OPEN = "open"
    COMMODITY = "commodity"
    OTHER = "directive of another kind"


class Key(NamedTuple):
    """A metadata key.

    Attributes:
        places: The places where it is allowed.
        allowed: A description of its allowed values.
        accepts: Returns whether a value is allowed.
        meaning: Its meaning, for the documentation.
    """

    places: frozenset[Place]
    allowed: str
    accepts: Callable[[Any], bool]
    meaning: str


def _words(words: Iterable[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def _one_of(words: tuple[str, ...]) -> Callable[[Any], bool]:
    # Beancount's amounts raise when they are compared with a string.
    return lambda value: isinstance(value, str) and value in words


def place_of(entry: data.Directive) -> Place:
    """Return the place of a directive's metadata."""
    places: dict[type, Place] = {
        data.Open: Place.OPEN,
        data.Commodity: Place.COMMODITY,
        data.Transaction: Place.TRANSACTION,
    }
    return places.get(type(entry), Place.OTHER)


_FLOW: Final = frozenset({Place.POSTING, Place.TRANSACTION, Place.OPEN})
_POSTING: Final = frozenset({Place.POSTING})
_OPEN: Final = frozenset({Place.OPEN})
_HOLDING: Final = frozenset({Place.OPEN, Place.COMMODITY})

KEYS: Final[Mapping[str, Key]] = {
    KEY_CLASS: Key(
        _FLOW,
        _words(CLASSES),
        _one_of(CLASSES),
        meaning="the class of income that a posting is of, or is a cost of",
    ),
    KEY_ROLE: Key(
        _FLOW | {Place.COMMODITY},
        _words(ROLES),
        _one_of(ROLES),
        meaning="what a posting is; on a commodity that its units are no money",
    ),
    KEY_STREAM: Key(
        _FLOW,
        'a name in quotes such as "Aktien"',
        is_name,
        meaning="the stream of income that a posting belongs to",
    ),
    KEY_YEAR: Key(
        frozenset({Place.POSTING, Place.TRANSACTION}),
        "a year from 1900 to 9998, without quotes, such as 2023",
        is_year,
        meaning="the year that an assessment, a refund or a payment belongs to",
    ),
    KEY_HOURS: Key(
        frozenset({Place.TRANSACTION}),
        "hours of work, without quotes, such as 2.5",
        is_hours,
        meaning="how much work is behind a transaction",
    ),
    KEY_INVESTMENT: Key(
        frozenset({Place.POSTING, Place.OPEN}),
        'the name of a stream in quotes such as "Aktien"',
        is_name,
        meaning="the stream that this is money put into",
    ),
    KEY_COVERS: Key(
        frozenset({Place.TRANSACTION}),
        "whole months from 1 to 120, without quotes, such as 12",
        is_months,
        meaning="how many months a customer has paid for",
    ),
    KEY_RECEIVABLE: Key(
        _OPEN,
        "TRUE or FALSE",
        lambda value: isinstance(value, bool),
        meaning="whether an asset is what somebody owes you",
    ),
    KEY_ASSET_CLASS: Key(
        _HOLDING,
        'a name in quotes such as "stocks", "bonds", "real-estate", "cash" or "p2p"',
        lambda value: isinstance(value, str) and bool(value.strip()),
        meaning="the class that an asset counts in",
    ),
    KEY_LIQUIDITY: Key(
        _OPEN, _words(HORIZONS), _one_of(HORIZONS), meaning="how soon an asset can be money"
    ),
    KEY_LOCKED_UNTIL: Key(
        _OPEN,
        "a date without quotes, such as 2042-07-01",
        lambda value: isinstance(value, datetime.date),
        meaning="the day until which nothing can be taken out of an asset",
    ),
    KEY_INTEREST_RATE: Key(
        _OPEN, RATE, is_rate, meaning="the rate a year agreed for a loan when it is opened"
    ),
    KEY_LOAN: Key(
        _OPEN,
        "TRUE or FALSE",
        lambda value: isinstance(value, bool),
        meaning="whether a liability is a loan, where its name does not say so",
    ),
    KEY_INTEREST_ON: Key(
        _FLOW,
        "the account of a loan such as Liabilities:Baudarlehen",
        lambda value: isinstance(value, str) and bool(value.strip()),
        meaning="the loan that an expense is interest on, or a fee of",
    ),
    KEY_USEFUL_LIFE: Key(
        _POSTING,
        "a number of years above 0 and up to 200, such as 10 or 2.5",
        is_years,
        meaning="how long what was bought is used; its price is depreciated over that time",
    ),
    KEY_RESIDUAL: Key(
        _POSTING,
        "an amount without quotes, such as 7500 EUR",
        is_amount,
        meaning="what it is still worth at the end of that time",
    ),
    KEY_SOLD: Key(
        _POSTING,
        "a date without quotes, such as 2026-05-20",
        lambda value: isinstance(value, datetime.date),
        meaning="the day on which it was sold, so that depreciation ends",
    ),
    KEY_TAX_TREATMENT: Key(
        _HOLDING,
        _words(TAX_TREATMENTS),
        _one_of(TAX_TREATMENTS),
        meaning="how a gain from selling it is taxed",
    ),
}
"""All keys that users may write."""


def mistakes(
    meta: Mapping[str, Any] | None, place: Place, entry: data.Directive
) -> Iterator[FsqError]:
    """Yield an error for each of the suite's keys that is unknown, misplaced or invalid."""
    said = of_person(meta)
    for name, value in said.items() if said is not None else ():
        if name.startswith(PREFIXES):
            message = mistake(name, value, place)
            if message is not None:
                yield errors.at(dict(said or {}), entry, message)


def mistake(name: str, value: object, place: Place) -> str | None:
    """Return what is wrong with a key of metadata and its value where they stand, if anything."""
    key = KEYS.get(name)
    if key is None:
        closest = difflib.get_close_matches(name.replace("_", "-"), list(KEYS), n=1, cutoff=0.75)
        hint = f'; did you mean "{closest[0]}"?' if closest else ""
        return f'"{name}" is no metadata key of fsq-beancount. Allowed are {_words(KEYS)}{hint}'
    if place not in key.places:
        places = " or ".join(f"{name}" for name in Place if name in key.places)
        article = "an" if place is Place.OPEN else "a"
        return f"{name} stands on {article} {place}; it belongs on: {places}"
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
    if isinstance(value, str):
        return f'"{value}"'
    amount = amount_of(value)
    return str(value if amount is None else amount)


def mistakes_in(entry: data.Transaction) -> Iterator[FsqError]:
    """Yield the mistakes in the metadata of a transaction and of its postings."""
    yield from mistakes(entry.meta, Place.TRANSACTION, entry)
    seen: set[tuple[object, str]] = set()
    for posting in entry.postings:
        for error in mistakes(posting.meta, Place.POSTING, entry):
            # Booking makes several postings of one that sells several lots.
            line = (error.source.get("lineno"), error.message)
            if line not in seen:
                seen.add(line)
                yield error
