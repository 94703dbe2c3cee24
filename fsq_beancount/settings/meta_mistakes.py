"""Mistakes in ``custom "fsq-meta"``: keys and values that are none, and unknown subjects."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping

from beancount.core import data

from fsq_beancount.core import errors
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.terms import KEY_LIQUIDITY, KEY_LOCKED_UNTIL
from fsq_beancount.settings import keys, open_mistakes
from fsq_beancount.settings.described import Statements, as_open, in_force
from fsq_beancount.settings.directives.meta import TYPE, Meta
from fsq_beancount.settings.keys import Place


def without_effect(meta: Meta, names: Callable[[], Iterable[str]]) -> FsqError | None:
    """Return why a statement says nothing: its key or its value is none, or nothing is called so.

    Args:
        meta: The statement.
        names: The accounts, those above them included, or the commodities that there are.
    """
    place = Place.OPEN if meta.is_account else Place.COMMODITY
    wrong = keys.mistake(meta.key, meta.value, place)
    message = f"{TYPE} on {meta.subject}: {wrong}"
    if wrong is None:
        known = set(names())
        if meta.subject in known:
            return None
        what = (
            "which is opened nowhere, nor is any account below it"
            if meta.is_account
            else "which is no commodity of the ledger; an account stands without quotes"
        )
        near = difflib.get_close_matches(meta.subject, sorted(known), n=1, cutoff=0.7)
        hint = f"; did you mean {near[0]}?" if near else ""
        message = f"{TYPE} names {meta.subject}, {what}{hint}"
    return errors.at(meta.entry.meta, meta.entry, message)


def on_accounts(
    statements: Statements, opened: Mapping[str, data.Open], flow_roots: tuple[str, ...], asset: str
) -> Iterator[FsqError]:
    """Yield the mistakes that the same words would be on the ``open`` of the account.

    Args:
        statements: The statements whose keys and values are right.
        opened: The ``open`` directives of the ledger, by account.
        flow_roots: What the names of income and expense accounts begin with.
        asset: What those of assets begin with.
    """
    for (is_account, subject), said in statements.items():
        own = opened.get(subject)
        for meta in (each for several in said.values() for each in several) if is_account else ():
            alone = as_open(meta)
            yield from _at(meta, open_mistakes.without_effect(alone, flow_roots))
            yield from _at(meta, open_mistakes.on_no_asset(alone, asset))
            # Of two statements that do not fit the one about the lock is named.
            if meta.key == KEY_LOCKED_UNTIL or (
                meta.key == KEY_LIQUIDITY and KEY_LOCKED_UNTIL not in said
            ):
                beside = {} if own is None else dict(own.meta)
                beside.update({key: in_force(said[key], meta.date).value for key in said})
                beside[meta.key] = meta.value
                pair = alone._replace(meta=beside)
                yield from _at(meta, open_mistakes.lock_of_what_is_not_locked(pair))


def _at(meta: Meta, found: Iterable[FsqError]) -> Iterator[FsqError]:
    return (errors.at(meta.entry.meta, meta.entry, each.message) for each in found)
