"""The transaction that books a tax owed: the accounts of the ledger, its digits and its days."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from babel.numbers import get_currency_precision
from beancount.core import account as account_module
from beancount.core import data

from fsq_beancount import names
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow
from fsq_beancount.check.taxed import Source
from fsq_beancount.classification.account import is_loan
from fsq_beancount.core.terms import KEY_CLASS, KEY_ROLE, KEY_STREAM, TAX
from fsq_beancount.core.written import string
from fsq_beancount.report.findings.fix import Blank, Fix, Line

_HARMLESS: Final = frozenset(
    {
        *("auto", "auto_accounts", "check_average_cost", "check_closing", "check_commodity"),
        *("check_drained", "close_tree", "coherent_cost", "commodity_attr", "implicit_prices"),
        *("leafonly", "noduplicates", "nounused", "onecommodity", "pedantic", "sellgains"),
        "unique_prices",
    }
)
"""Beancount's own plugins that leave the postings of a transaction as they are."""

_WORDS: Final = {"de": "Steuern"}
"""The account of taxes in a ledger that has none, by tax profile."""


def changes_postings(facts: Facts) -> bool:
    """Return whether a plugin may change a transaction when the ledger is loaded."""
    return any(
        name.partition(".")[0] != "fsq_beancount"
        and not (
            name.startswith("beancount.plugins.")
            and name.removeprefix("beancount.plugins.") in _HARMLESS
        )
        for name, _ in facts.options.get("plugin", ())
    )


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Return an amount with the digits of its currency: cents of euro, whole yen."""
    digits = get_currency_precision(currency)
    return amount.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


class TaxBooking:
    """The accounts that a tax owed is booked on."""

    def __init__(self, facts: Facts, flows: Sequence[Flow], date: datetime.date) -> None:
        """Find the accounts that are open on a day.

        Args:
            facts: The facts of the ledger.
            flows: The flows of the window.
            date: The day of the transaction.
        """
        self._facts = facts
        self._date = date
        self._profile = facts.config.option("tax-profile", date) or ""
        self._used = frozenset(flow.account for flow in flows if flow.role == TAX)
        self._closed: dict[str, datetime.date] = {}
        self._settled: dict[str, datetime.date] = {}
        self._padded: set[str] = set()
        for entry in facts.entries:
            if isinstance(entry, data.Transaction):
                continue
            if isinstance(entry, data.Balance):
                self._settled[entry.account] = entry.date
            elif isinstance(entry, data.Close):
                self._closed[entry.account] = entry.date
            elif isinstance(entry, data.Pad):
                self._padded.add(entry.account)
        self._taken: set[str] = set()
        """The accounts that fixes of the same ledger open."""

    def book(self, amount: Decimal | None, source: Source) -> Fix:
        """Return the transaction for a tax on income.

        Args:
            amount: The tax, report currency; ``None`` where only a person knows it.
            source: The income.
        """
        facts, day = self._facts, self._date
        tax, is_new_tax = self._tax_account(source)
        debt, is_new_debt = self._liability(tax)
        lines: list[Line] = [
            (f"{day} open {account} {facts.currency}",)
            for account, is_new in ((tax, is_new_tax), (debt, is_new_debt))
            if is_new
        ]
        leaf = account_module.leaf(tax)
        lines.append((f'{day} * "{leaf}" "{source.account}"',))
        blank = amount is None or changes_postings(facts)
        lines.append((f"  {tax}  ", Blank.AMOUNT if blank else str(amount), f" {facts.currency}"))
        lines.append((f'    {KEY_ROLE}: "{TAX}"',))
        lines.append((f'    {KEY_CLASS}: "{source.income_class}"',))
        if source.stream is not None:
            lines.append((f"    {KEY_STREAM}: {string(source.stream)}",))
        lines.append((f"  {debt}",))
        return Fix(tuple(lines))

    def _tax_account(self, source: Source) -> tuple[str, bool]:
        """Return the account of the tax, and whether it has to be opened."""
        ranked: dict[str, list[str]] = {}
        for account in self._open(self._facts.config.roots.expenses):
            match = names.cost(account)
            if match is not None:
                ranked.setdefault(match.category, []).append(account)
        for category in ("capital-tax", "tax") if source.is_capital else ("tax",):
            if accounts := ranked.get(category):
                return min(accounts, key=lambda name: (name not in self._used, name)), False
        return self._new(f"{self._facts.config.roots.expenses}:{self._word()}"), True

    def _liability(self, tax: str) -> tuple[str, bool]:
        """Return the liability, and whether it has to be opened."""
        root = self._facts.config.roots.liabilities
        for account in sorted(self._open(root)):
            if _is_of_tax(account) and not self._is_bound(account):
                return account, False
        words = (word for word in tax.split(":")[1:] if _is_of_tax(f"{root}:{word}"))
        return self._new(f"{root}:{next(words, self._word())}"), True

    def _is_bound(self, account: str) -> bool:
        """Return whether a posting to a liability would change another one, or an assertion."""
        return (
            account in self._padded
            or is_loan(account, self._facts.config)
            or self._settled.get(account, datetime.date.min) > self._date
        )

    def _word(self) -> str:
        return _WORDS.get(self._profile, "Taxes")

    def _new(self, account: str) -> str:
        """Return an account that is not in use, with a number behind if need be."""
        opened = self._facts.config.opens
        name, number = account, 1
        while name in opened or name in self._taken or is_loan(name, self._facts.config):
            number += 1
            name = f"{account}{number}"
        self._taken.add(name)
        return name

    def _open(self, root: str) -> Iterator[str]:
        """Yield the accounts below a root that take the report currency on the day."""
        parents = {account_module.parent(account) for account in self._facts.config.opens}
        for account, entry in self._facts.config.opens.items():
            if account_module.root(1, account) != root or account in parents:
                continue
            if (
                entry.date > self._date
                or self._closed.get(account, datetime.date.max) <= self._date
            ):
                continue
            if not entry.currencies or self._facts.currency in entry.currencies:
                yield account


def _is_of_tax(account: str) -> bool:
    """Return whether a liability is named for taxes owed."""
    match = names.cost(account)
    return match is not None and match.category in ("tax", "capital-tax", "wage-tax")
