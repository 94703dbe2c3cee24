"""Facts about the whole ledger that a single transaction does not show; computed on first use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from beancount.core import account as account_module
from beancount.core import data

from fsq_beancount import names

IMPLICIT: Final = "__implicit_prices__"
"""The metadata key of price directives that Beancount's plugin derives from costs and prices."""


class Uses(NamedTuple):
    """The uses of asset and liability accounts in the whole ledger.

    Attributes:
        paying: The accounts that pay living costs, apart from losses and depreciation.
        taking: The accounts that receive income.
        earning: The accounts that receive passive income.
        passive_names: The components of the names of all accounts of passive income, folded.
    """

    paying: frozenset[str]
    taking: frozenset[str]
    earning: frozenset[str]
    passive_names: frozenset[str]

    def is_of_household(self, account: str) -> bool:
        """Return whether an account pays living costs or receives income."""
        return account in self.paying or account in self.taking

    def is_invested(self, account: str) -> bool:
        """Return whether a loss of an asset may be a loss of earning.

        Such an asset pays no living costs, and either receives passive income or has its own or its
        parent's name in common with an account of passive income.
        """
        if account in self.paying:
            return False
        if account in self.earning:
            return True
        own = account_module.split(account)[1:][-2:]
        return not self.passive_names.isdisjoint(map(names.fold, own))


class WholeLedger:
    """The facts of the whole ledger.

    Attributes:
        asked: Whether a decision has depended on the uses of accounts.
    """

    def __init__(
        self, entries: Sequence[data.Directive], find_uses: Callable[[], Uses] | None
    ) -> None:
        """Prepare for a ledger.

        Args:
            entries: All its directives.
            find_uses: Finds the uses of accounts, which takes a classification of the ledger;
                ``None`` for that classification itself.
        """
        self.asked = False
        self._entries = entries
        self._find_uses = find_uses

    @cached_property
    def uses(self) -> Uses | None:
        """The uses of accounts; ``None`` while they are being found."""
        self.asked = True
        return None if self._find_uses is None else self._find_uses()

    @cached_property
    def _priced(self) -> frozenset[str]:
        return frozenset(
            currency
            for entry in self._entries
            if isinstance(entry, data.Price) and IMPLICIT not in entry.meta
            for currency in (entry.currency, entry.amount.currency)
        )

    def is_any_priced(self, postings: Iterable[data.Posting]) -> bool:
        """Return whether the commodity of any of the postings has a price directive."""
        return any(posting.units.currency in self._priced for posting in postings if posting.units)
