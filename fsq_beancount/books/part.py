"""A part of a ledger: some of its accounts, with the transactions that touch them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from beancount.core import data
from beancount.core.account import TYPE as ACCOUNT_TYPE


@dataclass(frozen=True)
class Part:
    """The accounts that match a pattern, which is understood as in Fava's account filter.

    What they hold and owe is the wealth of the part, so its cash belongs to it only if the account
    of the cash matches, too. All income and expenses of a transaction that touches one of them
    count, on whatever account they are.

    Attributes:
        pattern: A regular expression that is found anywhere in the name of an account, letter case
            ignored: the name of an account, of one component of it, or the beginning of several.

    Raises:
        re.error: The pattern is no regular expression.
    """

    pattern: str

    def __post_init__(self) -> None:
        """Reject what is no pattern."""
        re.compile(self.pattern)

    def holds(self, account: str) -> bool:
        """Return whether an account belongs to the part."""
        known = self._known.get(account)
        if known is None:
            known = self._known[account] = self._search.search(account) is not None
        return known

    def select(self, entries: Iterable[data.Directive]) -> Sequence[data.Directive]:
        """Return the directives that name an account of the part, in their order."""
        return [entry for entry in entries if any(map(self.holds, _accounts(entry)))]

    @cached_property
    def _search(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.IGNORECASE)

    @cached_property
    def _known(self) -> dict[str, bool]:
        return {}


def _accounts(entry: data.Directive) -> Iterable[str]:
    """Yield the accounts that a directive names."""
    if isinstance(entry, data.Transaction):
        return [posting.account for posting in entry.postings]
    if isinstance(entry, data.Custom):
        # The parser gives None for a directive without values.
        return [each.value for each in entry.values or () if each.dtype == ACCOUNT_TYPE]
    if isinstance(entry, data.Pad):
        return [entry.account, entry.source_account]
    account = getattr(entry, "account", None)
    return [] if account is None else [account]
