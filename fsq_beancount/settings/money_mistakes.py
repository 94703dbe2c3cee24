"""Mistakes about money: an operating currency with an asset class other than money."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from beancount.core import data

from fsq_beancount.core import errors
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.terms import CASH, KEY_ASSET_CLASS
from fsq_beancount.settings import metadata, money
from fsq_beancount.settings.directives import Statement
from fsq_beancount.settings.directives.meta import Meta


def no_money(
    declared: Iterable[data.Commodity], elsewhere: Iterable[Statement], operating: Container[str]
) -> Iterator[FsqError]:
    """Yield an error for each asset class of an operating currency that does not mean money.

    Args:
        declared: The ``commodity`` directives of the ledger.
        elsewhere: The ``fsq-meta`` directives, of commodities and accounts.
        operating: The operating currencies.
    """
    for entry in declared:
        if entry.currency in operating:
            yield from _mistakes(entry, entry.currency, entry.meta)
    for meta in elsewhere:
        if isinstance(meta, Meta) and not meta.is_account and meta.subject in operating:
            yield from _mistakes(meta.entry, meta.subject, {meta.key: meta.value})


def _mistakes(
    entry: data.Directive, currency: str, said_of_it: Mapping[str, Any]
) -> Iterator[FsqError]:
    said = metadata.text_in(said_of_it, KEY_ASSET_CLASS)
    if said is not None and money.said_to_be_money({KEY_ASSET_CLASS: said}) is False:
        yield errors.at(entry.meta, entry, _message(currency, said))


def _message(currency: str, said: str) -> str:
    words = ", ".join(f'"{word}"' for word in sorted(money.MONEY_WORDS))
    return (
        f'{KEY_ASSET_CLASS}: "{said}" stands on {currency}, which is an operating currency and so '
        f'always money; allowed are {words}: write {KEY_ASSET_CLASS}: "{CASH}" or leave it out, '
        f"or take {currency} out of the operating currencies"
    )
