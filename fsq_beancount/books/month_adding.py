"""Adding up transactions by month while a ledger is read, without making their flows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from beancount.core import data

from fsq_beancount.books.flow_making import DecidedMonth, FlowMaker, Outcomes
from fsq_beancount.books.month_sums import MonthSums
from fsq_beancount.classification.classifier import PLAIN_LIVING
from fsq_beancount.classification.decision import Decision, Outcome
from fsq_beancount.classification.transaction import Decided

ZERO: Final = Decimal()

LIVING: Final = id(PLAIN_LIVING)
"""The key of plain living costs in :attr:`MonthAdder.amounts`."""


class MonthAdder:
    """Adds up the transactions of a month, in a context of enough digits for exact sums.

    Transactions must be given in order of date. The pass over a ledger does what
    :meth:`add_living` does without the call.

    Attributes:
        amounts: The sums so far, by the id of their decision: to hash and to compare decisions
            takes longer than all else.
        transactions: The transactions with flows.
        outcomes: Their outcomes.
    """

    def __init__(self, maker: FlowMaker, sums: MonthSums) -> None:
        """Start without transactions.

        Args:
            maker: Makes the flows.
            sums: The sums of all months, to which this one is added.
        """
        self.amounts: dict[int, Decimal] = {}
        self.transactions: list[data.Transaction] = []
        self.outcomes: list[Outcomes] = []
        # They are kept in the outcomes, so an id stays that of its decision.
        self._decided: dict[int, Decision] = {LIVING: PLAIN_LIVING}
        self._maker = maker
        self._sums = sums

    def add_living(self, entry: data.Transaction, paid: Decimal) -> None:
        """Add a plain transaction.

        Args:
            entry: The transaction.
            paid: Its living costs, all of them in the report currency without cost or price.
        """
        self.amounts[LIVING] = self.amounts.get(LIVING, ZERO) - paid
        self.transactions.append(entry)
        self.outcomes.append(None)

    def add_usual(self, entry: data.Transaction, decided: Decided) -> None:
        """Add a transaction without particulars: like :meth:`add_decided`, but faster."""
        if decided.is_split:
            self.add_decided(entry, decided.outcomes)
            return
        amounts, postings = self.amounts, entry.postings
        for position, decision in decided.whole:
            number: Decimal = postings[position].units.number  # type: ignore[assignment, union-attr]
            key = id(decision)
            if key in amounts:
                amounts[key] -= number
            else:
                self._add(decision, -number)
        self.transactions.append(entry)
        self.outcomes.append(decided.outcomes)

    def add_decided(self, entry: data.Transaction, outcomes: Sequence[Outcome]) -> None:
        """Add a transaction that has flows, all in the report currency and in their own year.

        Args:
            entry: The transaction.
            outcomes: Its outcomes. A posting with any has neither cost nor price.
        """
        for posting, outcome in zip(entry.postings, outcomes, strict=True):
            if isinstance(outcome, Decision):
                number: Decimal = posting.units.number  # type: ignore[assignment, union-attr]
                self._add(outcome, -number)
            else:
                for decision, part in outcome or ():
                    self._add(decision, -part)
        self.transactions.append(entry)
        self.outcomes.append(outcomes)

    def add_flows(self, entry: data.Transaction, outcomes: Outcomes) -> None:
        """Add any transaction, by its flows."""
        flows = self._maker.make(entry, outcomes)
        for flow in flows:
            if flow.year != flow.date.year:
                self._sums.moved.append(flow)
            if flow.amount is None:
                self._sums.unconverted.append(flow)
            else:
                self._add(flow.decision, flow.amount)
        if flows:
            self.transactions.append(entry)
            self.outcomes.append(outcomes)

    def _add(self, decision: Decision, amount: Decimal) -> None:
        key = id(decision)
        self._decided[key] = decision
        self.amounts[key] = self.amounts.get(key, ZERO) + amount

    def end(self, month: int) -> Iterator[DecidedMonth]:
        """Yield the month if it has flows, after adding its sums to those of all months."""
        if not self.transactions:
            return
        sums = self._sums.decisions[month] = {}
        for key, amount in self.amounts.items():
            decision = self._decided[key]
            sums[decision] = sums.get(decision, ZERO) + amount
        yield DecidedMonth(month, self.transactions, self.outcomes, self._maker)
