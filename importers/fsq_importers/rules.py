"""The user's rules for payments: rent, VG Wort, a course sold by a third party.

Banks record the other party and a text, but not the purpose of a payment. Rules declare it::

    RULES = (
        Rule("Income:Vermietung:Mieteinnahmen", iban="DE02120300000000202051",
             parts={"Income:Vermietung:Umlagen": Decimal("150.00")}),
        Rule("Income:Bücher:VG-Wort", payee="VG WORT", vat_rate=Decimal("0.07"),
             vat_account="Liabilities:Umsatzsteuer"),
        Rule("Expenses:Lebensmittel", payee="EDEKA|REWE"),
    )

The first rule that matches decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from beancount.core import account as account_names

from fsq_importers.accounts import AccountNameError, digits_and_letters
from fsq_importers.numbers import ZERO, unit
from fsq_importers.records import OPEN_TO_RULES, Kind, Record

_TAG: Final = re.compile(r"[A-Za-z0-9/._-]+")


class Leg(NamedTuple):
    """The part of a payment for an account of the ledger, signed like a posting."""

    account: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for the payments that match all of its conditions.

    Attributes:
        account: The account on the other side.
        payee: A pattern for the other party, found anywhere, ignoring case.
        text: A pattern for the text, found anywhere, ignoring case.
        iban: The IBAN of the other side, with or without spaces.
        least: The smallest amount, signed as on the statement.
        most: The largest amount.
        parts: Amounts for other accounts, such as the service charges in a rent; they are deducted
            from the payment, whether it is incoming or outgoing.
        vat_rate: The rate of the value added tax included in the payment: 0.07 or 0.19.
        vat_account: The account of that tax.
        tags: Tags for the transaction.
        narration: The narration that replaces the bank's text.
    """

    account: str
    payee: str = ""
    text: str = ""
    iban: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    parts: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    vat_rate: Decimal = ZERO
    vat_account: str = ""
    tags: frozenset[str] = frozenset()
    narration: str = ""

    def __post_init__(self) -> None:
        used = [self.account, *self.parts, *([self.vat_account] if self.vat_rate else [])]
        for account in used:
            if not account_names.is_valid(account):
                message = f'rule: "{account}" is no account name; write it as Income:Miete'
                raise AccountNameError(message)
        if not (self.payee or self.text or self.iban):
            message = f"rule for {self.account}: name a payee, a text or an IBAN"
            raise AccountNameError(message)
        for tag in self.tags:
            if not _TAG.fullmatch(tag):
                message = f'rule for {self.account}: "{tag}" is no tag; write it as wohnung-7'
                raise AccountNameError(message)
        for pattern in (self.payee, self.text):
            try:
                re.compile(pattern)
            except re.error as error:
                message = f'rule for {self.account}: "{pattern}" is no pattern ({error})'
                raise AccountNameError(message) from None

    def matches(self, record: Record) -> bool:
        """Return whether the rule applies to a record."""
        return (
            (not self.payee or re.search(self.payee, record.payee, re.IGNORECASE) is not None)
            and (not self.text or re.search(self.text, record.text, re.IGNORECASE) is not None)
            and (not self.iban or digits_and_letters(self.iban) == digits_and_letters(record.iban))
            and (self.least is None or record.net >= self.least)
            and (self.most is None or record.net <= self.most)
        )

    def legs(self, number: Decimal, currency: str) -> tuple[Leg, ...]:
        """Return the other side of a payment; the legs add up to the payment exactly."""
        sign = -1 if number >= 0 else 1
        total = abs(number)
        legs: list[Leg] = []
        if self.vat_rate:
            smallest = unit(currency)
            tax = (total - total / (1 + self.vat_rate)).quantize(smallest, ROUND_HALF_UP)
            legs.append(Leg(self.vat_account, sign * tax))
        legs += [Leg(account, sign * part) for account, part in self.parts.items()]
        rest = sign * total - sum((leg.number for leg in legs), ZERO)
        return Leg(self.account, rest), *legs


def first_match(rules: Sequence[Rule], record: Record) -> Rule | None:
    """Return the first rule that applies to a record; ``None`` if there is none."""
    if record.kind is Kind.NOTE or (record.kind not in OPEN_TO_RULES and record.gross is not None):
        return None
    return next((rule for rule in rules if rule.matches(record)), None)
