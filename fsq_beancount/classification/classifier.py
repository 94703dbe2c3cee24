"""Deciding what the postings of a transaction are: class, role and stream, and why.

The order in which things decide stands in :mod:`fsq_beancount.classify`, the plugin that writes
the outcomes to the ledger.
"""

from __future__ import annotations

import bisect
from collections.abc import Hashable, Sequence
from operator import itemgetter
from typing import Final

from beancount.core import data

from fsq_beancount.classification.account import Account, Said
from fsq_beancount.classification.allocation import Earning
from fsq_beancount.classification.amounts import Amounts
from fsq_beancount.classification.charge import charge, earnings_of
from fsq_beancount.classification.decision import Decision, Outcome
from fsq_beancount.classification.declared import MappedTags, currency_of, declare
from fsq_beancount.classification.expense import Beside, decide_expense
from fsq_beancount.classification.income import decide_income
from fsq_beancount.classification.item import Item
from fsq_beancount.classification.plain import Screen, Seen
from fsq_beancount.classification.reason import Circumstance, Reason, Source, reasons
from fsq_beancount.classification.trades import NO_TRADE, Lots, Trade
from fsq_beancount.core.prices import Converter
from fsq_beancount.core.terms import (
    COSTS_OF_EARNING,
    FLAG_UNREALIZED,
    INCOME,
    KEY_CLASS,
    KEY_ROLE,
    KEY_STREAM,
    LIVING,
)
from fsq_beancount.settings import metadata
from fsq_beancount.settings.config import Config

POLICY_KEYS: Final = (KEY_CLASS, KEY_ROLE, KEY_STREAM)

_PLAIN: Final = reasons(Reason(Source(Circumstance.LIVING)))
PLAIN_LIVING: Final = Decision(None, LIVING, None, _PLAIN, gain=False)
"""What nearly all expenses are."""


_account = itemgetter(data.Posting._fields.index("account"))


class _Accounts(dict[str, Account]):
    """What is known of each account, found out when it is first asked for."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self._config = config

    def __missing__(self, name: str) -> Account:
        known = self[name] = Account(name, self._config)
        return known


class Classifier:
    """Decides what the postings of a ledger are.

    Transactions must be given in order of date, because whether one sells depends on what was
    bought before it.

    Attributes:
        look: Looks at a transaction. Most are plain: there is nothing to decide.
        annotated: The transactions seen so far in which a person has written metadata for us.
        trades: Those of the transactions seen so far that buy, sell or move what is held at cost.
    """

    def __init__(self, config: Config, currency: str, convert: Converter) -> None:
        """Prepare for a ledger.

        Args:
            config: What the ledger says.
            currency: The report currency.
            convert: Converts an amount to the report currency at the price of a day.
        """
        self.annotated: list[data.Transaction] = []
        self.trades: list[data.Transaction] = []
        self._config = config
        self._lots = Lots()
        self._accounts = _Accounts(config)
        self._tags = MappedTags(config)
        # In most ledgers neither a tag nor a currency decides anything.
        singled_out = self._is_singled_out if self._tags or config.excluded else None
        self.look = Screen(self._accounts, currency, singled_out).look
        self._rule_dates = [rule.date for rule in config.rules]
        self._memo: dict[Hashable, Sequence[Outcome]] = {}
        self._amounts = Amounts(currency, convert)

    def account(self, name: str) -> Account:
        """Return what is known of an account."""
        return self._accounts[name]

    def is_flow(self, name: str) -> bool:
        """Return whether it is the name of an income or an expense account."""
        return self.account(name).is_flow

    def decide(self, entry: data.Transaction, seen: Seen) -> Sequence[Outcome] | None:
        """Return what each posting of a transaction is, in their order.

        Transactions of unrealised gains are no income: each outcome of theirs is ``None``.

        Args:
            entry: The transaction.
            seen: What :attr:`look` has seen in it.

        Returns:
            The outcomes; ``None`` where, after all, it is a plain one.
        """
        trade = NO_TRADE
        if seen.held:
            trade = self._lots.trade(entry)
            self.trades.append(entry)
        if seen.on_entry or seen.on_postings:
            self.annotated.append(entry)
        if not seen.decides:
            return None
        if entry.flag == FLAG_UNREALIZED:
            return [None] * len(entry.postings)
        of_entry = tuple(map(entry.meta.get, POLICY_KEYS)) if seen.on_entry else ()
        said = seen.on_postings
        of_postings = self._particulars(entry, said=said) if seen.particular or said else ()
        return self._decide_once(entry, trade, of_entry, of_postings)

    def _is_singled_out(self, entry: data.Transaction) -> bool:
        """Return whether a tag or a currency of a transaction may decide what it is."""
        excluded = self._config.excluded
        return self._tags.are_on(entry) or any(
            currency_of(posting) in excluded for posting in entry.postings
        )

    def _particulars(self, entry: data.Transaction, *, said: bool) -> tuple[Hashable, ...]:
        """Return what beside their accounts can decide what the postings of a transaction are."""
        parts: list[Hashable] = []
        for name, units, cost, price, _, meta in entry.postings:
            if self._accounts[name].is_flow:
                parts += (each and each.currency for each in (units, cost, price))
                if said:
                    parts.extend(map((metadata.of_person(meta) or {}).get, POLICY_KEYS))
        return tuple(parts)

    def _decide_once(
        self,
        entry: data.Transaction,
        trade: Trade,
        of_entry: tuple[Hashable, ...],
        of_postings: tuple[Hashable, ...],
    ) -> Sequence[Outcome]:
        """Decide a transaction, or remember how one just like it was decided.

        Most income recurs with the same accounts. What it is depends on nothing else, unless its
        amounts or prices were needed to tell.

        Args:
            entry: The transaction.
            trade: What it does to the lots held at cost.
            of_entry: What its own metadata says.
            of_postings: The particulars of its postings. The two are told apart, since the same
                word means another thing in the one place than in the other.
        """
        tag_class = self._tags.class_of(entry) if self._tags else None
        ruled = bisect.bisect_right(self._rule_dates, entry.date) if self._rule_dates else 0
        accounts = map(_account, entry.postings)
        key = (*accounts, entry.flag, trade, ruled, tag_class, of_entry, of_postings)
        try:
            known = self._memo.get(key)
        except TypeError:
            # Another plugin has put something into our metadata that cannot be compared.
            return self._decide(entry, trade, tag_class)
        if known is None:
            self._amounts.asked = False
            known = self._decide(entry, trade, tag_class)
            if not self._amounts.asked:
                self._memo[key] = known
        return known

    def _decide(
        self, entry: data.Transaction, trade: Trade, tag_class: Said | None
    ) -> Sequence[Outcome]:
        items: list[Item] = []
        touches_loan = False
        for position, posting in enumerate(entry.postings):
            account = self._accounts[posting.account]
            if account.is_flow:
                items.append(Item(position, posting, account))
            elif account.is_loan:
                touches_loan = True
        for item in items:
            declare(item, entry, tag_class, self._config.excluded)
        decide_income([item for item in items if item.role == INCOME], trade)
        beside = Beside(any(item.role == INCOME for item in items), touches_loan)
        for item in items:
            if item.role is None:
                decide_expense(item, entry, beside, trade, self._amounts)
        outcomes: list[Outcome] = [None] * len(entry.postings)
        earnings: Sequence[Earning] | None = None
        for item in items:
            if item.role in COSTS_OF_EARNING:
                if earnings is None:
                    earnings = earnings_of(entry, items, self._amounts)
                outcome = charge(item, entry, earnings, trade, self._amounts)
                outcomes[item.position] = outcome
            else:
                outcomes[item.position] = item.decision()
        return outcomes
