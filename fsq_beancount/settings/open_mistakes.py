"""Mistakes in the metadata of ``open`` directives: keys without effect on the account."""

from __future__ import annotations

from collections.abc import Iterator

from beancount.core import data

from fsq_beancount.core import errors
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.terms import (
    HORIZONS,
    KEY_CLASS,
    KEY_LIQUIDITY,
    KEY_LOCKED_UNTIL,
    KEY_ROLE,
    KEYS_OF_ASSETS,
    LOCKED,
)


def without_effect(entry: data.Open, flow_roots: tuple[str, ...]) -> Iterator[FsqError]:
    """Yield an error for each key that classifies flows on an account that takes none."""
    for key in (KEY_CLASS, KEY_ROLE):
        if key in entry.meta and not entry.account.startswith(flow_roots):
            message = (
                f"{key} stands on {entry.account}, which is neither an income nor an expense "
                "account, so it says nothing; write it on the account that the income or the "
                "cost is booked to"
            )
            yield errors.at(entry.meta, entry, message)


def on_no_asset(entry: data.Open, assets: str) -> Iterator[FsqError]:
    """Yield an error for each key that describes assets on an account that is not an asset."""
    for key in KEYS_OF_ASSETS:
        if key in entry.meta and not entry.account.startswith(assets):
            message = (
                f"{key} stands on {entry.account}, which is no asset account, so it says nothing; "
                f"write it on an account below {assets[:-1]}"
            )
            yield errors.at(entry.meta, entry, message)


def lock_of_what_is_not_locked(entry: data.Open) -> Iterator[FsqError]:
    """Yield an error where a lock stands beside a horizon that says otherwise."""
    horizon = entry.meta.get(KEY_LIQUIDITY)
    # Check the type first: Beancount's amounts raise when they are compared with a string.
    is_horizon = isinstance(horizon, str) and horizon in HORIZONS
    if KEY_LOCKED_UNTIL in entry.meta and is_horizon and horizon != LOCKED:
        message = (
            f'{KEY_LOCKED_UNTIL} stands beside {KEY_LIQUIDITY}: "{horizon}", which says that it '
            f'is not locked; write {KEY_LIQUIDITY}: "{LOCKED}" or leave one of the two out'
        )
        yield errors.at(entry.meta, entry, message)
