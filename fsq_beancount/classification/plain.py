"""The pass over plain transactions: which of them is anything to decide about at all?

Nearly every transaction of a ledger moves money to expense accounts of which nobody and no name
says anything. A large ledger spends its time here, so this is written for speed, and all that is
so written stands behind :meth:`Screen.look`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from beancount.core import data
from beancount.core.interpolate import AUTOMATIC_META as AUTOMATIC
from beancount.core.interpolate import AUTOMATIC_TOLERANCES as TOLERANCES

from fsq_beancount.classification.account import Account
from fsq_beancount.core.terms import FLAG_UNREALIZED, KEY_RULE
from fsq_beancount.settings import metadata
from fsq_beancount.settings.metadata import USUAL_KEYS, of_plugin_alone

# Each a bit of its own: joined by "or" they say what all accounts of a transaction are.
_NO_FLOW: Final = 0
_PLAIN_FLOW: Final = 1
_REMARKABLE_FLOW: Final = 2


class Seen(NamedTuple):
    """What a look at a transaction shows that is not plain.

    Attributes:
        held: Whether it buys, sells or moves what is held at cost.
        on_entry: Whether a person has written metadata for us on the transaction itself.
        on_postings: Whether a person has written metadata for us on a posting.
        particular: Whether a flow of it has another currency than the report's, a cost or a price.
        decides: Whether a posting of it may be anything but a plain living cost.
    """

    held: bool
    on_entry: bool
    on_postings: bool
    particular: bool
    decides: bool


# A named tuple's own constructor takes twice as long. All fields, in their order.
_new: Callable[..., Seen] = tuple.__new__


class _Flows(dict[str, int]):
    """Of each account whether it takes flows, and whether its name or anybody says of what kind.

    One number for each, since the accounts of every posting there is are asked for.
    """

    def __init__(self, accounts: Mapping[str, Account]) -> None:
        super().__init__()
        self._accounts = accounts

    def __missing__(self, name: str) -> int:
        account = self._accounts[name]
        plain = _PLAIN_FLOW if account.is_plain else _REMARKABLE_FLOW
        known = self[name] = plain if account.is_flow else _NO_FLOW
        return known


class Screen:
    """Tells plain transactions from those that are looked at once more."""

    def __init__(
        self,
        accounts: Mapping[str, Account],
        currency: str,
        singled_out: Callable[[data.Transaction], bool] | None,
    ) -> None:
        """Prepare for a ledger.

        Args:
            accounts: What is known of each account.
            currency: The report currency.
            singled_out: Whether a tag or a currency of a transaction decides what it is; ``None``
                for a ledger in which none does.
        """
        self._flows = _Flows(accounts)
        self._currency = currency
        self._singled_out = singled_out

    def look(self, entry: data.Transaction) -> Seen | None:
        """Look at a transaction.

        Returns:
            What is not plain about it. ``None`` promises that no posting has metadata for us, or a
            cost, and that each posting to an expense account is a plain living cost, of the year of
            its date or of the one that the transaction's ``fsq-year`` names.
        """
        flows = self._flows
        concerned = _NO_FLOW
        remarkable = False
        for name, _, cost, _, _, tags in entry.postings:
            concerned |= flows[name]
            if cost is not None or (tags and len(tags) > USUAL_KEYS):
                remarkable = True
        meta = entry.meta
        # Booking leaves its tolerances on nearly every transaction.
        on_entry = len(meta) > USUAL_KEYS + (TOLERANCES in meta) and metadata.speaks(meta)
        if not (
            remarkable
            or on_entry
            or concerned > _PLAIN_FLOW
            or entry.flag == FLAG_UNREALIZED
            or (self._singled_out is not None and self._singled_out(entry))
        ):
            return None
        return self._look_closely(entry, concerned, on_entry=on_entry)

    def _look_closely(
        self, entry: data.Transaction, concerned: int, *, on_entry: bool
    ) -> Seen | None:
        """Look at the metadata of postings and at lots, which few transactions have."""
        flows, currency = self._flows, self._currency
        held = tagged = on_postings = particular = False
        for name, units, cost, price, _, tags in entry.postings:
            if cost is not None:
                held = True
            if (
                units is None or units.currency != currency or cost is not None or price is not None
            ) and flows[name]:
                particular = True
            if tags and len(tags) > USUAL_KEYS:
                if KEY_RULE in tags:
                    # Tagged by the plugin: what it is is decided anew.
                    tagged = True
                    # Mostly it is the plugin alone that has written something.
                    if not of_plugin_alone(tags) and metadata.of_person(tags) is not None:
                        on_postings = True
                elif len(tags) > USUAL_KEYS + (AUTOMATIC in tags) and metadata.speaks(tags):
                    on_postings = True
        decides = concerned != _NO_FLOW and (
            tagged
            or on_postings
            or on_entry
            or concerned > _PLAIN_FLOW
            or entry.flag == FLAG_UNREALIZED
            or (self._singled_out is not None and self._singled_out(entry))
        )
        if not (decides or held or on_postings or on_entry):
            return None
        return _new(Seen, (held, on_entry, on_postings, particular, decides))
