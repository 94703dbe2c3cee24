"""Whose accounts are one's own: a payment to or from one of them is a transfer.

That money went out says nothing of its purpose. It is a transfer if the other side is an account
of the same configuration, by its IBAN, or is named like its owner::

    CONFIG = together(
        [
            Dkb(Accounts("Assets:Bank:DKB", number="DE02 1203 0000 0000 2020 51")),
            TradeRepublic("Assets:Depot:TradeRepublic"),
        ],
        names=["Anna Muster"],
    )
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from fsq_importers.accounts import digits_and_letters
from fsq_importers.records import Kind, Record

if TYPE_CHECKING:
    from fsq_importers.importer import FsqImporter

Importers = TypeVar("Importers", bound="FsqImporter")


@dataclass(frozen=True, slots=True)
class Owners:
    """The other accounts of the owner of an account.

    Attributes:
        numbers: Their IBANs, without spaces.
        names: The names of their owners, case-folded.
    """

    numbers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def seen(self, record: Record) -> Record:
        """Return a payment as a transfer if its other side is an own account."""
        if record.kind is not Kind.PAYMENT:
            return record
        known = bool(record.iban) and digits_and_letters(record.iban) in self.numbers
        if known or _name(record.payee) in self.names:
            return replace(record, kind=Kind.TRANSFER)
        return record


def together(importers: Iterable[Importers], names: Sequence[str] = ()) -> list[Importers]:
    """Return the importers of one configuration, each of which knows the accounts of the others.

    Args:
        importers: All importers of the configuration.
        names: The names of the owners of the accounts, as banks write them.
    """
    found = list(importers)
    owners = frozenset(map(_name, names)) - {""}
    for importer in found:
        others = (a.number for each in found if each is not importer for a in each.all_accounts())
        numbers = frozenset(map(digits_and_letters, others)) - {""}
        importer.owners = Owners(numbers, owners)
    return found


def _name(text: str) -> str:
    return " ".join(text.casefold().split())
