"""Mistakes in ``custom "fsq-accept"``: the account of an id that the ledger does not have."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import Final

from beancount.core import account as account_module

from fsq_beancount.core import errors
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.kinds import ABOUT_ACCOUNTS, AS_WRITTEN
from fsq_beancount.settings.directives.accept import TYPE, Accept

_AS_NEAR: Final = 0.7
"""The similarity from which an account may be the one that is meant."""


def unknown_account(
    accept: Accept, known: Callable[[str], bool], accounts: Callable[[], Iterable[str]]
) -> FsqError | None:
    """Return an error where the account of an id is opened nowhere, nor any account below it.

    Args:
        accept: The statement.
        known: Whether there is an account, or one below it.
        accounts: All accounts that there are.
    """
    if accept.kind in AS_WRITTEN or known(accept.subject):
        return None
    if accept.kind not in ABOUT_ACCOUNTS and not account_module.is_valid(accept.subject):
        return None  # a commodity or another name
    near = difflib.get_close_matches(accept.subject, sorted(accounts()), n=1, cutoff=_AS_NEAR)
    hint = f'; did you mean "{accept.kind}:{near[0]}"?' if near else "; take the line out"
    message = (
        f'{TYPE} has the id "{accept.id}", but {accept.subject} is opened nowhere, nor is any '
        f"account below it{hint}"
    )
    return errors.at(accept.entry.meta, accept.entry, message)
