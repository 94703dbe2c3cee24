"""Screening of transactions: most are plain and need no decision.

Nearly every transaction of a ledger moves money to expense accounts without declarations or
recognised names. Most of the time for a large ledger is spent here, so this code is written for
speed; all such code is behind :meth:`Screen.look`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from beancount.core import data
from beancount.core.interpolate import AUTOMATIC_META as AUTOMATIC
from beancount.core.interpolate import AUTOMATIC_TOLERANCES as TOLERANCES

from fsq_beancount.classification.account import Account
from fsq_beancount.core.terms import FLAG_UNREALIZED, KEY_RULE
from fsq_beancount.settings import metadata
from fsq_beancount.settings.metadata import USUAL_KEYS, of_plugin_alone

# Bit flags: combined with "or" for all postings of a transaction.
NO_FLOW: Final = 0
PLAIN_FLOW: Final = 1
REMARKABLE_FLOW: Final = 2
FLOWS: Final = PLAIN_FLOW | REMARKABLE_FLOW
TAGGED: Final = 4
"""The plugin has annotated a posting: it is classified again."""

DECLARED: Final = 8
"""A person has written metadata of this suite."""


class AccountKinds(dict[str, int]):
    """Whether each account takes flows, and whether a declaration or its name gives their kind.

    It is a dictionary of numbers, since it is looked up for every posting of a ledger.
    """

    def __init__(self, accounts: Mapping[str, Account]) -> None:
        """Take the properties of each account."""
        super().__init__()
        self._accounts = accounts

    def __missing__(self, name: str) -> int:
        account = self._accounts[name]
        kind = NO_FLOW
        if account.is_flow:
            kind = PLAIN_FLOW if account.is_plain else REMARKABLE_FLOW
        self[name] = kind
        return kind

    @property
    def with_flows(self) -> frozenset[str]:
        """The accounts looked up so far that take flows."""
        return frozenset(name for name, kind in self.items() if kind != NO_FLOW)


class Seen(NamedTuple):
    """The features of a transaction that is not plain.

    Attributes:
        held: Whether it buys, sells or moves lots at cost.
        priced: Whether it buys, sells or moves a commodity other than money, at a price and
            without a cost.
        on_entry: Whether a person has written metadata of this suite on the transaction itself.
        on_postings: Whether a person has written metadata of this suite on a posting.
        particular: Whether any of its flows has a currency other than the report's, a cost or a
            price.
        decides: Whether any of its postings may be something other than a plain living cost.
    """

    held: bool
    priced: bool
    on_entry: bool
    on_postings: bool
    particular: bool
    decides: bool


# The constructor of a named tuple takes twice as long. Takes all fields, in order.
_new: Callable[..., Seen] = tuple.__new__


USUAL: Final = Seen(
    held=False, priced=False, on_entry=False, on_postings=False, particular=False, decides=True
)
"""A transaction that its accounts and its flag alone decide, in the report currency; this object.

Most income is such a transaction: nothing is declared in it, no tag or currency decides anything,
nothing is at a cost or at a price, and it is no unrealised gain.
"""


def said_in(tags: Mapping[str, Any]) -> int:
    """Return the flags for the metadata of a posting that has more keys than usual."""
    if KEY_RULE in tags:
        # Usually all of the metadata is from the plugin.
        if of_plugin_alone(tags) or metadata.of_person(tags) is None:
            return TAGGED
        return TAGGED | DECLARED
    # Beancount marks the postings that it has completed.
    said = len(tags) > USUAL_KEYS + (AUTOMATIC in tags) and metadata.speaks(tags)
    return DECLARED if said else 0


class Screen:
    """Separates plain transactions from those that need a decision.

    Attributes:
        kinds: Whether each account takes flows, and which.
        singled_out: Returns whether a tag or a currency decides how a transaction is classified;
            ``None`` if none does in this ledger.
    """

    def __init__(
        self,
        accounts: Mapping[str, Account],
        currency: str,
        singled_out: Callable[[data.Transaction], bool] | None,
        is_money: Callable[[str], bool],
    ) -> None:
        """Prepare for a ledger.

        Args:
            accounts: The properties of each account.
            currency: The report currency.
            singled_out: Returns whether a tag or a currency decides how a transaction is
                classified; ``None`` if none does in this ledger.
            is_money: Whether a commodity is money.
        """
        self.kinds = AccountKinds(accounts)
        self._currency = currency
        self.singled_out = singled_out
        self._is_money = is_money

    def look(self, entry: data.Transaction) -> Seen | None:
        """Screen a transaction.

        Returns:
            The features that are not plain. ``None`` guarantees that no posting has metadata of
            this suite or a cost, and that each posting to an expense account is a plain living
            cost, of the year of its date or the year in the transaction's ``fsq-year``.
            :data:`USUAL` itself for a transaction without any particulars.
        """
        kinds = self.kinds
        concerned = NO_FLOW
        remarkable = False
        for name, _, cost, _, _, tags in entry.postings:
            concerned |= kinds[name]
            if cost is not None or (tags and len(tags) > USUAL_KEYS):
                remarkable = True
        meta = entry.meta
        # Booking leaves its tolerances on nearly every transaction.
        on_entry = len(meta) > USUAL_KEYS + (TOLERANCES in meta) and metadata.speaks(meta)
        singled_out = entry.flag == FLAG_UNREALIZED or (
            self.singled_out is not None and self.singled_out(entry)
        )
        if not (remarkable or on_entry or singled_out):
            if concerned <= PLAIN_FLOW:
                return None
            if self._is_usual(entry):
                return USUAL
        return self._look_closely(entry, concerned, on_entry=on_entry, singled_out=singled_out)

    def _is_usual(self, entry: data.Transaction) -> bool:
        """Return whether nothing is at a price, and all flows are in the report currency."""
        kinds, currency = self.kinds, self._currency
        for name, units, _, price, _, _ in entry.postings:
            if price is not None:
                return False
            if kinds[name] and (units is None or units.currency != currency):
                return False
        return True

    def _look_closely(
        self,
        entry: data.Transaction,
        concerned: int,
        *,
        on_entry: bool,
        singled_out: bool,
    ) -> Seen | None:
        """Check the metadata of postings and the lots, which few transactions have."""
        kinds, currency = self.kinds, self._currency
        held = priced = particular = False
        said = 0
        for name, units, cost, price, _, tags in entry.postings:
            if cost is not None:
                held = True
                particular = particular or bool(kinds[name])
            elif price is not None or units is None or units.currency != currency:
                if kinds[name]:
                    particular = True
                elif price is not None and units is not None:
                    priced = priced or not self._is_money(units.currency)
            if tags and len(tags) > USUAL_KEYS:
                said |= said_in(tags)
        on_postings = bool(said & DECLARED)
        decides = concerned != NO_FLOW and (
            said or on_entry or concerned > PLAIN_FLOW or singled_out
        )
        if not (held or priced or on_entry or on_postings or particular or singled_out):
            return USUAL if decides else None
        if not (decides or held or on_postings or on_entry):
            return None
        return _new(Seen, (held, priced, on_entry, on_postings, particular, decides))
