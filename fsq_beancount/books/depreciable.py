"""Depreciable assets, declared by metadata on the posting of the purchase.

::

    2020-03-14 * "Autohaus" "VW Golf"
      Assets:Auto                 30000.00 EUR
        fsq-useful-life: 10
        fsq-residual: 7500.00 EUR
        fsq-sold: 2026-05-20
      Assets:Bank                -30000.00 EUR

The depreciation plugin books their depreciation; this module only reads and checks the metadata.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, NamedTuple, cast

from beancount.core import data

from fsq_beancount.core import errors
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.terms import KEY_RESIDUAL, KEY_SOLD, KEY_USEFUL_LIFE
from fsq_beancount.core.weights import Weight, weigh
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.directives.values import amount_of
from fsq_beancount.settings.keys import KEYS
from fsq_beancount.settings.metadata import has_more

ZERO: Final = Decimal()
MONTHS_A_YEAR: Final = 12

DIGITS: Final = 24
"""Digits of a price before the point: Beancount calculates with 28, including the cents."""

KEYS_OF_DURABLES: Final = (KEY_USEFUL_LIFE, KEY_RESIDUAL, KEY_SOLD)


class DepreciableAsset(NamedTuple):
    """A depreciable asset.

    Attributes:
        account: The account that holds it.
        date: The day of the purchase.
        price: The purchase price.
        residual: The residual value, in the currency of the price.
        months: The useful life in months, the month of purchase included.
        sold: The day of the sale, if it was sold.
        entry: The transaction of the purchase.
        posting: The posting of the purchase.
    """

    account: str
    date: datetime.date
    price: Weight
    residual: Decimal
    months: int
    sold: datetime.date | None
    entry: data.Transaction
    posting: data.Posting


def are_in(entries: Iterable[data.Directive]) -> bool:
    """Return whether a ledger has metadata of depreciable assets, valid or not."""
    return any(
        not meta.keys().isdisjoint(KEYS_OF_DURABLES)
        for entry in entries
        if isinstance(entry, data.Transaction)
        for posting in entry.postings
        if (meta := posting.meta) is not None and has_more(meta)
    )


def find(entries: Iterable[data.Directive], config: Config) -> list[DepreciableAsset]:
    """Return the depreciable assets of a ledger, without those declared with mistakes.

    Args:
        entries: The directives, in order of date.
        config: The settings of the ledger.
    """
    said = [
        (entry, posting)
        for entry in entries
        if isinstance(entry, data.Transaction)
        for posting in entry.postings
        if posting.meta is not None and KEY_USEFUL_LIFE in posting.meta
    ]
    several = (_in_posting(entry, posting, config) for entry, posting in said)
    return [found for found in several if isinstance(found, DepreciableAsset)]


def mistakes_in(entry: data.Transaction, config: Config) -> Iterator[FsqError]:
    """Yield the mistakes in a transaction's metadata of depreciable assets.

    Values that a key does not allow are reported by :mod:`fsq_beancount.settings.keys` instead.
    """
    for posting in entry.postings:
        found = _in_posting(entry, posting, config)
        if isinstance(found, str):
            yield errors.at(dict(posting.meta or {}), entry, found)


def _in_posting(
    entry: data.Transaction, posting: data.Posting, config: Config
) -> DepreciableAsset | str | None:
    """Return the asset of a posting, an error message, or ``None`` without valid metadata."""
    meta = posting.meta
    if meta is None or not has_more(meta):
        return None
    said = [key for key in KEYS_OF_DURABLES if key in meta]
    if said and all(KEYS[key].accepts(meta[key]) for key in said):
        return _read(entry, posting, meta, config)
    return None


def _read(
    entry: data.Transaction, posting: data.Posting, meta: Mapping[str, Any], config: Config
) -> DepreciableAsset | str:
    """Return the depreciable asset that a posting buys, or an error message."""
    account = posting.account
    if KEY_USEFUL_LIFE not in meta:
        key = next(key for key in KEYS_OF_DURABLES if key in meta)
        return (
            f"{key} stands on a posting without {KEY_USEFUL_LIFE}, so nothing is depreciated; "
            f"write beside it for example: {KEY_USEFUL_LIFE}: 10"
        )
    if not account.startswith(f"{config.roots.assets}:"):
        return (
            f"{KEY_USEFUL_LIFE} stands on a posting to {account}, which is no asset account; book "
            f"what is used for years to an account below {config.roots.assets} and write it there"
        )
    residual = cast("Weight | None", amount_of(meta.get(KEY_RESIDUAL)))
    price = _price(posting, None if residual is None else residual.currency, config)
    if price.number <= 0:
        return (
            f"{KEY_USEFUL_LIFE} stands on a posting of {price.number} {price.currency}, which buys "
            f"nothing; write it on the posting that buys, and {KEY_SOLD} there when it is sold"
        )
    if price.number.adjusted() >= DIGITS:
        return (
            f"{KEY_USEFUL_LIFE} stands on a posting of {price.number} {price.currency}, too "
            f"much to depreciate in cents; allowed are up to {DIGITS} digits before the point"
        )
    if residual is not None and residual.currency != price.currency:
        return (
            f"{KEY_RESIDUAL} is in {residual.currency}, but the purchase is in {price.currency}; "
            f"write the residual value in {price.currency}"
        )
    rest = ZERO if residual is None else residual.number
    if not 0 <= rest <= price.number:
        return (
            f"{KEY_RESIDUAL} is {rest} {price.currency}; allowed is anything from 0 to the price "
            f"of {price.number} {price.currency}"
        )
    sold = meta.get(KEY_SOLD)
    if sold is not None and sold < entry.date:
        return f"{KEY_SOLD} is {sold}, before the purchase on {entry.date}; write a later date"
    months = (meta[KEY_USEFUL_LIFE] * MONTHS_A_YEAR).quantize(Decimal(1), ROUND_HALF_UP)
    return DepreciableAsset(
        account, entry.date, price, rest, max(int(months), 1), sold, entry, posting
    )


def place_of(asset: DepreciableAsset) -> dict[str, Any]:
    """Return where the purchase stands, so that an entry made leads to it."""
    for meta in (asset.entry.meta, asset.posting.meta):
        if meta and "filename" in meta and "lineno" in meta:
            return data.new_metadata(meta["filename"], meta["lineno"])
    return data.new_metadata("<fsq>", 0)


def _price(posting: data.Posting, residual_in: str | None, config: Config) -> Weight:
    """Return the price of a purchase: its weight, or its units where those are the currency meant.

    ``1 CAR @ 30000 EUR`` is priced in euros; ``1000 USD @ 0.90 EUR`` stays in dollars where the
    residual value, or else the operating currency, is in dollars.
    """
    units = cast("Weight", posting.units)
    if posting.cost is None and units.currency == (residual_in or config.currency):
        return Weight(units.number, units.currency)
    return weigh(posting)
