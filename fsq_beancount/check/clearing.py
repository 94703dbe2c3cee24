"""Checks of clearing accounts: what money only passes through returns to zero."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from beancount.core import data

from fsq_beancount import names
from fsq_beancount.books.coverage import is_money
from fsq_beancount.books.facts import Facts
from fsq_beancount.check.places import written_at
from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings.balances import ClearingAccount
from fsq_beancount.report.report import Report

ZERO: Final = Decimal()
CENT: Final = Decimal("0.01")
"""A smaller balance is a difference of rounding."""

OPEN_DAYS: Final = 31
"""A transfer takes days, and what is cleared by the month at most this many."""

RETURNS: Final = 3
"""A name that may mean another thing counts if the account has returned to zero this often."""


@dataclass(slots=True)
class _Passage:
    """The balance of an account in a currency, and how it returned to zero.

    Attributes:
        balance: The balance.
        entry: The transaction that made it other than zero.
        returns: How often it returned to zero.
        longest: The longest time that it took to, days.
    """

    balance: Decimal = ZERO
    entry: data.Transaction | None = None
    returns: int = 0
    longest: int = 0

    def add(self, number: Decimal, entry: data.Transaction) -> None:
        self.balance += number
        if abs(self.balance) >= CENT:
            if self.entry is None:
                self.entry = entry
        elif self.entry is not None:
            self.returns += 1
            self.longest = max(self.longest, (entry.date - self.entry.date).days)
            self.entry = None


def find(facts: Facts, report: Report) -> Iterator[ClearingAccount]:
    """Yield the clearing accounts that have not returned to zero, in alphabetical order."""
    roots = facts.config.roots
    held = (f"{roots.assets}:", f"{roots.liabilities}:", f"{roots.equity}:")
    certain = {
        account: names.is_clearing(account)
        for account in facts.config.opened
        if account.startswith(held)
        and (names.is_clearing(account) or names.may_be_clearing(account))
    }
    for (account, currency), passage in sorted(_passages(facts, report.as_of, certain).items()):
        entry = passage.entry
        if entry is None or not (certain[account] or passage.returns >= RETURNS):
            continue
        if (report.as_of - entry.date).days > max(OPEN_DAYS, passage.longest):
            yield ClearingAccount(
                account=account,
                balance=Weight(passage.balance, currency),
                since=entry.date,
                place=written_at(entry.meta),
            )


def _passages(
    facts: Facts, as_of: datetime.date, accounts: Mapping[str, bool]
) -> dict[tuple[str, str], _Passage]:
    """Return the passages of accounts, by account and currency, up to a day."""
    found: dict[tuple[str, str], _Passage] = {}
    for entry in facts.entries if accounts else ():
        if entry.date > as_of:
            break
        if not isinstance(entry, data.Transaction):
            continue
        for account, units, cost, *_ in entry.postings:
            if account in accounts and units is not None and units.number and cost is None:
                if not is_money(units.currency, facts):
                    continue
                found.setdefault((account, units.currency), _Passage()).add(units.number, entry)
    return found
