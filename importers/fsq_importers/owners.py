"""Whose accounts are one's own: a payment to or from one of them is a transfer.

That money went out says nothing of its purpose. It is a transfer if the other side is an account
of the same configuration, by its IBAN, or is named like its owner.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from fsq_importers.accounts import digits_and_letters
from fsq_importers.records import Kind, Record


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
        if known or name_of(record.payee) in self.names:
            return replace(record, kind=Kind.TRANSFER)
        return record


def name_of(text: str) -> str:
    """Return the name of an owner for comparison, without case and repeated blanks."""
    return " ".join(text.casefold().split())
