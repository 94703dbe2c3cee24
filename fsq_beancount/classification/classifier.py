"""Decide the class, role and stream of the postings of a ledger, with reasons.

The order of precedence is documented in :mod:`fsq_beancount.classify`, the plugin that writes the
outcomes to the ledger.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Hashable, Sequence
from operator import itemgetter
from typing import Final

from beancount.core import data

from fsq_beancount.classification.account import Account, Said
from fsq_beancount.classification.amounts import Amounts
from fsq_beancount.classification.context import Context
from fsq_beancount.classification.decision import Decision, Outcome
from fsq_beancount.classification.declared import MappedTags, currency_of
from fsq_beancount.classification.employers import Employers
from fsq_beancount.classification.plain import USUAL, Screen, Seen
from fsq_beancount.classification.reason import Circumstance, Reason, Source, reasons
from fsq_beancount.classification.tax_history import TaxHistory
from fsq_beancount.classification.trades import (
    NO_TRADE,
    Lots,
    Trade,
    exchanged_in,
    with_exchange,
)
from fsq_beancount.classification.transaction import Decided, decide_transaction
from fsq_beancount.classification.uses import find_uses
from fsq_beancount.classification.whole import Uses, WholeLedger
from fsq_beancount.core.prices import Converter
from fsq_beancount.core.terms import (
    FLAG_UNREALIZED,
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
"""The decision on nearly all expenses."""


_account = itemgetter(data.Posting._fields.index("account"))


class _Accounts(dict[str, Account]):
    """The properties of each account, computed on first access."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self._config = config

    def __missing__(self, name: str) -> Account:
        known = self[name] = Account(name, self._config)
        return known


class Classifier:
    """Classifies the postings of a ledger.

    Transactions must be given in order of date, because whether a transaction sells depends on
    earlier purchases, and the allocation of a refund on earlier payments.

    Attributes:
        screen: Separates plain transactions from those that need a decision.
        look: Screens a transaction. Most are plain: there is nothing to decide.
        annotated: The transactions seen so far with metadata of this suite written by a person.
        trades: The transactions seen so far that buy, sell or move lots at cost.
    """

    def __init__(
        self,
        config: Config,
        currency: str,
        convert: Converter,
        entries: Sequence[data.Directive],
        *,
        finds_uses: bool = True,
        lots: Lots | None = None,
    ) -> None:
        """Prepare for a ledger.

        Args:
            config: The settings of the ledger.
            currency: The report currency.
            convert: Converts an amount to the report currency at the price of a day.
            entries: The directives of the ledger, in order of date; facts about the whole ledger
                are computed from them on first use.
            finds_uses: Whether these facts include the uses of accounts. Without them no loss of
                an asset and no depreciation is recognised.
            lots: The lots held, if they are known already.
        """
        self.annotated: list[data.Transaction] = []
        self.trades: list[data.Transaction] = []
        self._config = config
        self._currency = currency
        self._entries = entries
        self._lots = Lots() if lots is None else lots
        # Of the latest transaction: whether it has lots at cost, and its postings at a price.
        self._held = False
        self._exchanged: Sequence[data.Posting] = ()
        self._accounts = _Accounts(config)
        self._tags = MappedTags(config)
        self._has_tags = bool(self._tags)
        # In most ledgers no tag or currency decides anything.
        singled_out = self._is_singled_out if self._tags or config.excluded else None
        self.screen = Screen(self._accounts, currency, singled_out, config.is_money)
        self.look = self.screen.look
        self._rule_dates = config.policy_dates
        # The decisions that can be reused, by the number of these dates that have passed, and those
        # of the date of the latest transaction.
        self._date: datetime.date | None = None
        self._memos: dict[int, dict[Hashable, Decided]] = {}
        self._memo: dict[Hashable, Decided] = {}
        self._amounts = Amounts(currency, convert)
        self._whole = WholeLedger(entries, self._find_uses if finds_uses else None)
        self._employers = Employers()
        self._taxes = TaxHistory(self._amounts)

    @property
    def is_local(self) -> bool:
        """Whether each transaction so far was decided by itself, apart from lots and prices."""
        return not (self._employers.asked or self._taxes.asked or self._whole.asked)

    def account(self, name: str) -> Account:
        """Return the properties of an account."""
        return self._accounts[name]

    def is_flow(self, name: str) -> bool:
        """Return whether an account is an income or an expense account."""
        return self.account(name).is_flow

    def decide(self, entry: data.Transaction, seen: Seen) -> Sequence[Outcome] | None:
        """Return the outcome for each posting of a transaction, in order.

        Transactions of unrealised gains are not income: each of their outcomes is ``None``.

        Args:
            entry: The transaction.
            seen: The result of :attr:`look` for it.

        Returns:
            The outcomes; ``None`` if the transaction is plain after all.
        """
        if seen is USUAL:
            return self.decide_usual(entry).outcomes
        held, priced, on_entry, on_postings, particular, decides = seen
        trade = NO_TRADE
        self._held = held
        self._exchanged = ()
        if held:
            trade = self._lots.trade(entry)
            self.trades.append(entry)
        if priced:
            self._exchanged = exchanged_in(entry, self._is_lot)
            trade = with_exchange(trade, self._exchanged)
        if on_entry or on_postings:
            self.annotated.append(entry)
        if not decides:
            return None
        if entry.flag == FLAG_UNREALIZED:
            return [None] * len(entry.postings)
        of_entry = tuple(map(entry.meta.get, POLICY_KEYS)) if on_entry else ()
        of_postings: tuple[Hashable, ...] = ()
        if particular or on_postings:
            of_postings = self._particulars(entry, said=on_postings)
        return self._decide_once(entry, trade, of_entry, of_postings)

    def _is_lot(self, account: str, commodity: str) -> bool:
        """Return whether a commodity in an account is a lot: held there, and not money."""
        return not (self.is_flow(account) or self._config.is_money(commodity))

    def _is_singled_out(self, entry: data.Transaction) -> bool:
        """Return whether a tag or a currency may decide how a transaction is classified."""
        excluded = self._config.excluded
        return self._tags.are_on(entry) or any(
            currency_of(posting) in excluded for posting in entry.postings
        )

    def _particulars(self, entry: data.Transaction, *, said: bool) -> tuple[Hashable, ...]:
        """Return the properties besides accounts that can decide how postings are classified."""
        parts: list[Hashable] = []
        for name, units, cost, price, _, meta in entry.postings:
            if self._accounts[name].is_flow:
                parts += (each and each.currency for each in (units, cost, price))
                if said:
                    parts.extend(map((metadata.of_person(meta) or {}).get, POLICY_KEYS))
        return tuple(parts)

    def decide_usual(self, entry: data.Transaction) -> Decided:
        """Return the outcomes of a transaction for which :attr:`look` returns :data:`USUAL`."""
        # This runs for most income; its key is the shortest that differs from all others.
        key = (entry.flag, *map(_account, entry.postings))
        known = self._memo_of(entry.date).get(key)
        if known is None:
            self._held = False
            self._exchanged = ()
            known = self._decide_new(entry, NO_TRADE, None, key)
        elif known.taxes:
            self._taxes.record(entry, known.outcomes, known.taxes)
        return known

    def _decide_once(
        self,
        entry: data.Transaction,
        trade: Trade,
        of_entry: tuple[Hashable, ...],
        of_postings: tuple[Hashable, ...],
    ) -> Sequence[Outcome]:
        """Decide a transaction, or reuse the outcomes of an equivalent transaction.

        Most income recurs with the same accounts. Its classification depends only on the values in
        the key and on the rules in force, unless amounts or prices were needed to decide.

        Args:
            entry: The transaction.
            trade: Its effect on lots.
            of_entry: The values of its own metadata.
            of_postings: The particulars of its postings, separate from ``of_entry`` because the
                same value has a different meaning on a transaction and on a posting.
        """
        tag_class = self._tags.class_of(entry) if self._has_tags else None
        accounts = map(_account, entry.postings)
        key = (*accounts, entry.flag, trade, tag_class, of_entry, of_postings)
        try:
            known = self._memo_of(entry.date).get(key)
        except TypeError:
            # Another plugin has put a value into our metadata that cannot be hashed.
            return self._decide(entry, trade, tag_class).outcomes
        if known is None:
            known = self._decide_new(entry, trade, tag_class, key)
        elif known.taxes:
            self._taxes.record(entry, known.outcomes, known.taxes)
        return known.outcomes

    def _memo_of(self, date: datetime.date) -> dict[Hashable, Decided]:
        """Return the decisions that can be reused on a day."""
        if date != self._date:
            # A comparison of dates takes time, and many transactions have the same date.
            self._date = date
            ruled = bisect.bisect_right(self._rule_dates, date)
            self._memo = self._memos.setdefault(ruled, {})
        return self._memo

    def _decide_new(
        self, entry: data.Transaction, trade: Trade, tag_class: Said | None, key: Hashable
    ) -> Decided:
        """Decide a transaction, and keep its outcomes if they can be reused."""
        self._amounts.asked = False
        known = self._decide(entry, trade, tag_class)
        if not self._amounts.asked:
            self._memo[key] = known
        return known

    def _decide(self, entry: data.Transaction, trade: Trade, tag_class: Said | None) -> Decided:
        context = Context(
            entry=entry,
            trade=trade,
            bought=self._lots.bought if self._held else (),
            sold=self._lots.sold if self._held else (),
            exchanged=self._exchanged,
            others=[],
            amounts=self._amounts,
            whole=self._whole,
            employers=self._employers,
            taxes=self._taxes,
        )
        return decide_transaction(context, self._accounts, tag_class, self._config.excluded)

    def _find_uses(self) -> Uses:
        """Find the uses of accounts, by a separate classification that does not depend on them."""
        alone = Classifier(
            self._config, self._currency, self._amounts.convert, self._entries, finds_uses=False
        )

        def classify(entry: data.Transaction) -> Sequence[Outcome] | None:
            seen = alone.look(entry)
            return None if seen is None else alone.decide(entry, seen)

        return find_uses(self._entries, classify, self._accounts)
