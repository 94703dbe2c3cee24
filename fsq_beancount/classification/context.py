"""A transaction being classified, with everything besides names that can decide its postings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beancount.core import data, flags

from fsq_beancount.classification.account import Account
from fsq_beancount.classification.amounts import Amounts
from fsq_beancount.classification.employers import Employers
from fsq_beancount.classification.tax_history import TaxHistory
from fsq_beancount.classification.trades import Trade
from fsq_beancount.classification.whole import WholeLedger


@dataclass(slots=True)
class Context:
    """A transaction and the facts known from the ledger up to it.

    Attributes:
        entry: The transaction.
        trade: Its effect on lots at cost.
        bought: Its postings that add to a holding at cost.
        sold: Its postings that reduce a holding at cost.
        exchanged: Its postings of commodities other than money, at a price and without a cost.
        others: Its postings that are neither income nor expense, with their accounts.
        amounts: The weights of its postings.
        whole: The facts of the whole ledger.
        employers: Accounts of an employer with active income in the same transaction before.
        taxes: The taxes paid before.
        income: Whether it has income.
        active_income: Whether it has active income.
        gain: Whether it has a realised gain or loss.
    """

    entry: data.Transaction
    trade: Trade
    bought: Sequence[data.Posting]
    sold: Sequence[data.Posting]
    exchanged: Sequence[data.Posting]
    others: list[tuple[data.Posting, Account]]
    amounts: Amounts
    whole: WholeLedger
    employers: Employers
    taxes: TaxHistory
    income: bool = False
    active_income: bool = False
    gain: bool = False

    @property
    def is_padding(self) -> bool:
        """Whether Beancount made it to pad an account."""
        return self.entry.flag == flags.FLAG_PADDING

    @property
    def touches_loan(self) -> bool:
        """Whether a posting is on a loan."""
        return any(account.is_loan for _, account in self.others)

    @property
    def arriving(self) -> Sequence[data.Posting]:
        """Its postings that add units at cost or, without a cost, at a price."""
        return (*self.bought, *filter(_adds, self.exchanged))

    @property
    def leaving(self) -> Sequence[data.Posting]:
        """Its postings that remove units at cost or, without a cost, at a price."""
        return (*self.sold, *(posting for posting in self.exchanged if not _adds(posting)))

    @property
    def buys_asset(self) -> bool:
        """Whether it adds a lot to an asset; a lot may also be spent or repay a debt."""
        if not self.trade.buys:
            return False
        self.amounts.are_needed()
        added = set(map(id, self.arriving))
        return any(account.is_asset and id(posting) in added for posting, account in self.others)

    @property
    def buys_home(self) -> bool:
        """Whether it touches a loan and adds a house, land, a vehicle, or a lot without a price.

        The costs of buying a home are living costs.
        """
        if not self.touches_loan:
            return False
        self.amounts.are_needed()
        if any(account.is_home and _adds(posting) for posting, account in self.others):
            return True
        return any(not self.whole.is_any_priced([posting]) for posting in self.arriving)

    @property
    def sells_home(self) -> bool:
        """Whether it reduces a house, land or a vehicle: a lot, or money in a sale with a gain.

        The costs of selling a home are costs of the sale.
        """
        homes = [posting for posting, account in self.others if account.is_home]
        if not homes:
            return False
        self.amounts.are_needed()
        sold = set(map(id, self.leaving))
        if any(id(posting) in sold for posting in homes):
            return True
        return self.gain and any(map(_takes, homes))

    def against(self, posting: data.Posting) -> Iterator[tuple[data.Posting, Account]]:
        """Yield the asset and liability postings of the opposite sign, which balance a cost."""
        self.amounts.are_needed()
        for other, account in self.others:
            if _adds(other) != _adds(posting) and other.units and other.units.number:
                yield other, account


def _takes(posting: data.Posting) -> bool:
    return bool(posting.units and posting.units.number and posting.units.number < 0)


def _adds(posting: data.Posting) -> bool:
    return bool(posting.units and posting.units.number and posting.units.number > 0)
