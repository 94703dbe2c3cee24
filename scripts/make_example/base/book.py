"""The book: every transaction of the story, and the resulting balances."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from make_example.base.accounts import GIRO
from make_example.base.figures import ZERO


@dataclass(frozen=True)
class Leg:
    """A posting: its units, their cost or price as written in the ledger, and its weight."""

    account: str
    units: Decimal
    currency: str = "EUR"
    lot: str = ""
    weight: tuple[Decimal, str] | None = None
    meta: Mapping[str, str] = field(default_factory=dict)

    def weighs(self) -> tuple[Decimal, str]:
        """Return the weight of the posting in the balance of its transaction, as in Beancount."""
        return self.weight or (self.units, self.currency)


@dataclass(frozen=True)
class Transaction:
    """A transaction of the ledger."""

    day: date
    payee: str
    text: str
    legs: tuple[Leg, ...]
    tag: str
    meta: Mapping[str, str]


class Book:
    """All transactions so far, and the resulting balances."""

    def __init__(self) -> None:
        self.transactions: list[Transaction] = []

    def add(
        self,
        day: date,
        payee: str,
        text: str,
        *legs: Leg,
        tag: str = "",
        meta: Mapping[str, str] | None = None,
    ) -> None:
        """Enter a transaction.

        Raises:
            ValueError: It does not balance to the last digit.
        """
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for leg in legs:
            weight, currency = leg.weighs()
            sums[currency] += weight
        if any(sums.values()):
            raise ValueError(f"{day} {text!r} does not balance: {dict(sums)}")
        self.transactions.append(Transaction(day, payee, text, legs, tag, meta or {}))

    def pay(
        self,
        day: date,
        payee: str,
        text: str,
        *legs: Leg,
        account: str = GIRO,
        tag: str = "",
        meta: Mapping[str, str] | None = None,
    ) -> None:
        """Enter postings in euros with their payment from an account (to it, if negative)."""
        paid = sum((leg.weighs()[0] for leg in legs), ZERO)
        self.add(day, payee, text, *legs, Leg(account, -paid), tag=tag, meta=meta)

    def balances(self, before: date) -> dict[tuple[str, str], Decimal]:
        """Return the units by account and currency at the beginning of a day."""
        units: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for transaction in self.transactions:
            if transaction.day < before:
                for leg in transaction.legs:
                    units[leg.account, leg.currency] += leg.units
        return units

    def balance(self, account: str, before: date) -> Decimal:
        """Return the balance of an account in euros at the beginning of a day."""
        return self.balances(before)[account, "EUR"]

    def lowest(self, account: str, first: date, last: date) -> Decimal:
        """Return the lowest end-of-day balance of an account in euros, ``first`` … ``last``."""
        changes: dict[date, Decimal] = defaultdict(Decimal)
        for transaction in self.transactions:
            for leg in transaction.legs:
                if leg.account == account:
                    changes[max(transaction.day, first)] += leg.units
        running = lowest = changes.pop(first, ZERO)
        for day in sorted(day for day in changes if day <= last):
            running += changes[day]
            lowest = min(lowest, running)
        return lowest
