"""Deciding what the postings of a transaction are: class, role and stream, and why.

The order in which things decide stands in :mod:`fsq_beancount.classify`, the plugin that writes
the decisions to the ledger.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any, Final

from beancount.core import data, flags

from fsq_beancount import names
from fsq_beancount.classification.account import Account, Said, class_in, role_in, stream_in
from fsq_beancount.classification.allocation import Earning, Kind, eligible, split
from fsq_beancount.classification.plain import Screen, Seen
from fsq_beancount.classification.trades import NO_TRADE, Lots, Trade
from fsq_beancount.classification.verdict import (
    RULE_BESIDE,
    RULE_CAPITAL_TAX,
    RULE_CHARGED,
    RULE_LIVING,
    RULE_LOSS,
    RULE_NOTHING,
    RULE_PADDING,
    RULE_REFUND,
    RULE_SALE,
    RULE_SPLIT,
    RULE_TRADE,
    RULE_UNCHARGED,
    Decision,
    Part,
    Verdict,
)
from fsq_beancount.core.prices import Converter
from fsq_beancount.core.terms import (
    ACTIVE,
    COST,
    COSTS_OF_EARNING,
    EXCLUDED,
    FEE,
    FLAG_UNREALIZED,
    INCOME,
    KEY_CLASS,
    KEY_ROLE,
    KEY_STREAM,
    LIVING,
    NEAR_PASSIVE,
    PASSIVE,
    TAX,
    UNCLASSIFIED,
)
from fsq_beancount.core.weights import weigh
from fsq_beancount.settings import metadata
from fsq_beancount.settings.config import Config

POLICY_KEYS: Final = (KEY_CLASS, KEY_ROLE, KEY_STREAM)

PLAIN_LIVING: Final = Verdict(None, LIVING, None, RULE_LIVING, gain=False)
"""What nearly all expenses are."""


class _Item:
    """A posting to an income or expense account while its transaction is decided."""

    __slots__ = (
        "account",
        "gain",
        "income_class",
        "position",
        "posting",
        "role",
        "rules",
        "said_class",
        "said_stream",
    )

    def __init__(self, position: int, posting: data.Posting, account: Account) -> None:
        self.position = position
        self.posting = posting
        self.account = account
        self.said_class: Said | None = None
        self.said_stream: Said | None = None
        self.role: str | None = None
        self.income_class: str | None = None
        self.gain = False
        self.rules: list[str] = []

    @property
    def kind(self) -> Kind:
        """The kind of income it is."""
        stream = self.said_stream.value if self.said_stream is not None else None
        return Kind(self.income_class, stream, self.gain)

    def verdict(self, kind: Kind | None = None) -> Verdict:
        """Return what was decided, for a cost with the kind of income it is charged to."""
        income_class, stream, gain = kind or self.kind
        rules = list(self.rules)
        if self.said_stream is not None and self.said_stream.by not in rules:
            rules.append(f"stream by {self.said_stream.by}")
        return Verdict(income_class, self.role or LIVING, stream, "; ".join(rules), gain)


class _Accounts(dict[str, Account]):
    """What is known of each account, found out when it is first asked for."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self._config = config

    def __missing__(self, name: str) -> Account:
        known = self[name] = Account(name, self._config)
        return known


_account = itemgetter(data.Posting._fields.index("account"))


def _currency(posting: data.Posting) -> str | None:
    # An amount of zero is false, so it takes a comparison with None.
    return posting.units.currency if posting.units is not None else None


class Classifier:
    """Decides what the postings of a ledger are.

    Transactions must be given in order of date, because whether one sells depends on what was
    bought before it.

    Attributes:
        look: Looks at a transaction. Most are plain: there is nothing to decide.
        spoken: The transactions seen so far in which a person has written metadata for us.
        trades: Those of the transactions seen so far that buy, sell or move what is held at cost.
    """

    def __init__(self, config: Config, currency: str, convert: Converter) -> None:
        """Prepare for a ledger.

        Args:
            config: What the ledger says.
            currency: The report currency.
            convert: Converts an amount to the report currency at the price of a day.
        """
        self.spoken: list[data.Transaction] = []
        self.trades: list[data.Transaction] = []
        self._config = config
        self._currency = currency
        self._convert = convert
        self._lots = Lots()
        self._accounts = _Accounts(config)
        self._tags = _index_tags(config)
        # In most ledgers neither a tag nor a currency decides anything.
        singled_out = self._is_singled_out if self._tags or config.excluded else None
        self.look = Screen(self._accounts, currency, singled_out).look
        self._rule_dates = [rule.date for rule in config.rules]
        self._memo: dict[Hashable, Sequence[Decision]] = {}
        # Whether the decision at hand rests on amounts or prices, so that it holds only once.
        self._by_amounts = False

    def account(self, name: str) -> Account:
        """Return what is known of an account."""
        return self._accounts[name]

    def is_flow(self, name: str) -> bool:
        """Return whether it is the name of an income or an expense account."""
        return self.account(name).is_flow

    def decide(self, entry: data.Transaction, seen: Seen) -> Sequence[Decision] | None:
        """Return what each posting of a transaction is, in their order.

        Transactions of unrealised gains are no income: each decision of theirs is ``None``.

        Args:
            entry: The transaction.
            seen: What :attr:`look` has seen in it.

        Returns:
            The decisions; ``None`` where, after all, it is a plain one.
        """
        trade = NO_TRADE
        if seen.held:
            trade = self._lots.trade(entry)
            self.trades.append(entry)
        if seen.on_entry or seen.on_postings:
            self.spoken.append(entry)
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
        return not self._tags.keys().isdisjoint(entry.tags or ()) or any(
            _currency(posting) in self._config.excluded for posting in entry.postings
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
    ) -> Sequence[Decision]:
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
        tag_class = self._class_by_tag(entry) if self._tags else None
        ruled = bisect.bisect_right(self._rule_dates, entry.date) if self._rule_dates else 0
        accounts = map(_account, entry.postings)
        key = (*accounts, entry.flag, trade, ruled, tag_class, of_entry, of_postings)
        try:
            known = self._memo.get(key)
        except TypeError:
            # Another plugin has put something into our metadata that cannot be compared.
            return self._decide(entry, trade, tag_class)
        if known is None:
            self._by_amounts = False
            known = self._decide(entry, trade, tag_class)
            if not self._by_amounts:
                self._memo[key] = known
        return known

    def _decide(
        self, entry: data.Transaction, trade: Trade, tag_class: Said | None
    ) -> Sequence[Decision]:
        items: list[_Item] = []
        touches_loan = False
        for position, posting in enumerate(entry.postings):
            account = self._accounts[posting.account]
            if account.is_flow:
                items.append(_Item(position, posting, account))
            elif account.is_loan:
                touches_loan = True
        for item in items:
            self._hear(item, entry, tag_class)
        _decide_income([item for item in items if item.role == INCOME], trade)
        earned = any(item.role == INCOME for item in items)
        for item in items:
            if item.role is None:
                self._decide_expense(item, entry, trade, earned=earned, on_loan=touches_loan)
        decisions: list[Decision] = [None] * len(entry.postings)
        earnings: Sequence[Earning] | None = None
        for item in items:
            if item.role in COSTS_OF_EARNING:
                if earnings is None:
                    earnings = self._earnings(entry, items)
                decisions[item.position] = self._charge(item, entry, trade, earnings)
            else:
                decisions[item.position] = item.verdict()
        return decisions

    def _class_by_tag(self, entry: data.Transaction) -> Said | None:
        """Return the class of the tag that was mapped last, of those in force."""
        mapped = [
            item
            for tag in entry.tags or ()
            for item in self._tags.get(tag, ())
            if item[0] <= entry.date
        ]
        return max(mapped)[2] if mapped else None

    def _hear(self, item: _Item, entry: data.Transaction, tag_class: Said | None) -> None:
        """Take what is said about a posting (steps 1 to 5), and its role where that is clear.

        An expense whose role depends on its name and its transaction is left without one.
        """
        posting = item.posting
        policy = item.account.policy(entry.date)
        meta = metadata.of_person(posting.meta)
        item.said_class = (
            _said_in_metadata(meta, entry, class_in) or tag_class or policy.income_class
        )
        item.said_stream = _said_in_metadata(meta, entry, stream_in) or policy.stream
        said_role = _said_in_metadata(meta, None if item.account.is_income else entry, role_in)
        if said_role is None and _currency(posting) in self._config.excluded:
            said_role = Said(EXCLUDED, f"commodity {_currency(posting)}")
        if said_role is None:
            said_role = policy.role
        if said_role is not None:
            item.role = said_role.value
            # What says both role and class is named once, with the class.
            once = item.said_class is not None and item.said_class.by == said_role.by
            named_with_class = once and (item.role == INCOME or item.role in COSTS_OF_EARNING)
            if not named_with_class and not (item.role == INCOME and item.account.is_income):
                item.rules.append(f"role by {said_role.by}")
        elif item.account.is_income:
            padded = entry.flag == flags.FLAG_PADDING
            item.role = EXCLUDED if padded else INCOME
            if padded:
                item.rules.append(RULE_PADDING)
        if item.role == EXCLUDED and item.said_class is not None:
            item.income_class = item.said_class.value

    def _decide_expense(
        self, item: _Item, entry: data.Transaction, trade: Trade, *, earned: bool, on_loan: bool
    ) -> None:
        """Give an expense posting its role, where nobody has said it."""
        if entry.flag != flags.FLAG_PADDING:
            item.role = self._role_by_name(item, trade, earned=earned, on_loan=on_loan)
        if item.role is not None:
            return
        if item.said_class is not None:
            item.role = COST
        elif item.account.is_loss and trade.sells:
            item.role = INCOME
            item.income_class = NEAR_PASSIVE
            item.gain = True
            item.rules.append(RULE_LOSS)
        else:
            item.role = LIVING
            item.rules.append(RULE_LIVING)

    def _role_by_name(
        self, item: _Item, trade: Trade, *, earned: bool, on_loan: bool
    ) -> str | None:
        """Return the role that an expense's name gives it in its transaction, if any."""
        match = item.account.cost_match
        if match is None:
            return None
        role: str | None = None
        if match.category == "capital-tax":
            role = TAX
        elif on_loan:
            # The costs of buying a home are living costs.
            return None
        elif match.category == "fee":
            role = FEE if earned or trade.sells or trade.buys else None
        elif earned or trade.sells:
            role = TAX
        elif match.category == "tax" and not trade.buys:
            role = TAX if self._is_refund(item) else None
        if role is not None:
            item.rules.append(f'role by name "{match.word}" in {match.component}')
        return role

    def _earnings(self, entry: data.Transaction, items: Iterable[_Item]) -> list[Earning]:
        """Return the income that costs may be charged to: what has a price, not excluded."""
        earnings = []
        for item in items:
            if item.role == INCOME:
                weight = self._converted(item.posting, entry.date)
                if weight is not None:
                    earnings.append(Earning(item.kind, -weight))
        return earnings

    def _converted(self, posting: data.Posting, date: datetime.date) -> Decimal | None:
        weight = weigh(posting)
        if weight.currency == self._currency:
            return weight.number
        self._by_amounts = True
        return self._convert(weight, date)

    def _charge(
        self,
        item: _Item,
        entry: data.Transaction,
        trade: Trade,
        earnings: Sequence[Earning],
    ) -> Decision:
        """Charge a cost of earning to a class and stream: its own, else its transaction's."""
        said = item.said_class
        gross = eligible(
            earnings,
            said.value if said is not None else None,
            item.said_stream.value if item.said_stream is not None else None,
        )
        if said is not None:
            item.rules.append(said.by)
        if len(gross) > 1:
            self._by_amounts = True
            # A cost without a price has no parts: its whole goes where the largest part would.
            weight = self._converted(item.posting, entry.date)
            parts = split(weight or Decimal(), gross)
            if len(parts) > 1 and weight is not None:
                item.rules.append(RULE_SPLIT)
                return tuple(Part(item.verdict(kind), part) for kind, part in parts.items())
            gross = {max(parts, key=lambda kind: max(gross[kind])): []}
        if gross:
            if said is None:
                item.rules.append(RULE_CHARGED)
            return item.verdict(next(iter(gross)))
        item.gain = trade.sells or (trade.buys and item.role == FEE)
        item.income_class = self._class_without_income(item, trade)
        return item.verdict()

    def _class_without_income(self, item: _Item, trade: Trade) -> str:
        """Return the class a cost is charged to where no income stands beside it."""
        match = item.account.cost_match
        if item.said_class is not None:
            return item.said_class.value
        if item.role == TAX and match is not None and match.category == "capital-tax":
            item.rules.append(RULE_CAPITAL_TAX)
            return PASSIVE
        if item.role == TAX and self._is_refund(item):
            item.rules.append(RULE_REFUND)
            return ACTIVE
        if item.role == FEE and (trade.buys or trade.sells):
            item.rules.append(RULE_TRADE)
            return NEAR_PASSIVE
        item.rules.append(RULE_UNCHARGED)
        return UNCLASSIFIED

    def _is_refund(self, item: _Item) -> bool:
        self._by_amounts = True
        return weigh(item.posting).number < 0


def _index_tags(config: Config) -> dict[str, list[tuple[datetime.date, int, Said]]]:
    index: dict[str, list[tuple[datetime.date, int, Said]]] = {}
    for order, rule in enumerate(config.tags):
        by = f'tag #{rule.tag} (custom "fsq-tag", {config.place(rule.entry.meta)})'
        index.setdefault(rule.tag, []).append((rule.date, order, Said(rule.income_class, by)))
    return index


def _said_in_metadata(
    meta: Mapping[str, Any] | None,
    entry: data.Transaction | None,
    value_in: Callable[[Mapping[str, Any] | None], str | None],
) -> Said | None:
    value = value_in(meta)
    if value is not None:
        return Said(value, "metadata of the posting")
    if entry is not None:
        value = value_in(entry.meta)
        if value is not None:
            return Said(value, "metadata of the transaction")
    return None


def _decide_income(incomes: Sequence[_Item], trade: Trade) -> None:
    """Give each income posting of a transaction its class (steps 1 to 8)."""
    undecided: list[_Item] = []
    for item in incomes:
        match = item.account.income_match
        item.gain = _is_gain(item.account, trade)
        if item.said_class is not None:
            item.income_class = item.said_class.value
            item.rules.append(item.said_class.by)
        elif match is not None:
            item.income_class = names.CLASS_OF[match.category]
            item.rules.append(f'name "{match.word}" in {match.component}')
        elif trade.sells:
            item.income_class = NEAR_PASSIVE
            item.rules.append(RULE_SALE)
        else:
            undecided.append(item)
    beside_active = any(item.income_class == ACTIVE for item in incomes)
    for item in undecided:
        item.income_class = ACTIVE if beside_active else UNCLASSIFIED
        item.rules.append(RULE_BESIDE if beside_active else RULE_NOTHING)


def _is_gain(account: Account, trade: Trade) -> bool:
    """Return whether income is a realised gain, whatever its class."""
    match = account.income_match
    if account.is_loss or (match is not None and match.category == "gain"):
        return True
    other = match is not None and names.CLASS_OF[match.category] in (PASSIVE, ACTIVE)
    return trade.sells and not other
