"""Making flows from decided transactions, a month at a time and only where they are read.

Nearly all figures are sums, which are added up while the ledger is read; so most flows of a long
ledger are never looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from beancount.core import data

from fsq_beancount.books.flows import Flow
from fsq_beancount.classification.classifier import PLAIN_LIVING, Classifier
from fsq_beancount.classification.decision import Decision, Outcome
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Prices
from fsq_beancount.core.terms import KEY_YEAR
from fsq_beancount.core.weights import weigh
from fsq_beancount.settings import metadata

Outcomes = Sequence[Outcome] | None
"""The outcome for each posting of a transaction; ``None`` if it is plain: nothing is declared."""

# The constructor of a named tuple takes twice as long. Takes all fields, in order.
_new: Final[Callable[..., Flow]] = tuple.__new__


class PlainDecisions(dict[str, Decision | None]):
    """The decision on a posting to each account in a plain transaction."""

    def __init__(self, classifier: Classifier) -> None:
        """Take the classifier, which knows the accounts."""
        super().__init__()
        self._classifier = classifier

    def __missing__(self, name: str) -> Decision | None:
        known = self[name] = PLAIN_LIVING if self._classifier.is_flow(name) else None
        return known


class FlowMaker:
    """Makes the flows of transactions."""

    def __init__(self, plain: Mapping[str, Decision | None], prices: Prices, currency: str) -> None:
        """Prepare for a ledger.

        Args:
            plain: The decision on a posting to each account in a plain transaction.
            prices: The prices.
            currency: The report currency.
        """
        self._plain = plain
        self._prices = prices
        self._currency = currency

    def make(self, entry: data.Transaction, outcomes: Outcomes) -> list[Flow]:
        """Return the flows of a transaction, in the order of its postings."""
        flows: list[Flow] = []
        self.add(entry, outcomes, flows.append)
        return flows

    def add(
        self, entry: data.Transaction, outcomes: Outcomes, add: Callable[[Flow], object]
    ) -> None:
        """Add the flows of a transaction, in the order of its postings.

        This may run for every posting, so it is written for speed: nearly every flow is a living
        cost in the report currency, and is created with few calls.

        Args:
            entry: The transaction.
            outcomes: Its outcomes.
            add: Takes each flow.
        """
        date, currency, plain = entry.date, self._currency, self._plain
        year = date.year if KEY_YEAR not in entry.meta else _year(entry.meta, date.year)
        for position, posting in enumerate(entry.postings):
            account, units, cost, price, _, meta = posting
            if outcomes is None:
                outcome: Outcome = plain[account]
                moved = year  # a plain posting has none of the suite's metadata
            else:
                outcome = outcomes[position]
                moved = _year(meta, year) if meta and KEY_YEAR in meta else year
            if outcome is None:
                continue
            if not isinstance(outcome, Decision):
                for decision, part in outcome:
                    add(Flow(date, account, decision, -part, moved, entry, posting))
                continue
            if (
                cost is None
                and price is None
                and units is not None
                and units.number is not None
                and units.currency == currency
            ):
                add(_new(Flow, (date, account, outcome, -units.number, moved, entry, posting)))
            else:
                number = self._prices.convert(weigh(posting), currency, date)
                amount = None if number is None else -number
                add(Flow(date, account, outcome, amount, moved, entry, posting))


def _year(meta: Mapping[str, Any], otherwise: int) -> int:
    """Return the year that metadata moves a flow to; invalid values are reported elsewhere."""
    said = meta[KEY_YEAR]
    return int(said) if metadata.is_year(said) else otherwise


class DecidedMonth:
    """The transactions of a calendar month that have flows; these are made when they are read.

    Attributes:
        month: The month, numbered as in ``periods.py``.
    """

    __slots__ = ("_made", "_maker", "_outcomes", "_transactions", "month")

    def __init__(
        self,
        month: int,
        transactions: Sequence[data.Transaction],
        outcomes: Sequence[Outcomes],
        maker: FlowMaker,
    ) -> None:
        """Take the transactions with flows, oldest first.

        Args:
            month: The month.
            transactions: Its transactions that have flows, at least one.
            outcomes: The outcomes of each.
            maker: Makes their flows.
        """
        self.month = month
        self._transactions = transactions
        self._outcomes = outcomes
        self._maker = maker
        # Flows are compared by identity, so those that are made first stay, whichever thread of
        # Fava makes them.
        self._made: dict[str, Sequence[Flow]] = {}

    @property
    def decided(self) -> Sequence[Flow]:
        """The flows that are not plain living costs, oldest first."""
        made = self._made.get("decided")
        return self._made.setdefault("decided", self._make_decided()) if made is None else made

    @property
    def every(self) -> Sequence[Flow]:
        """All flows, oldest first."""
        made = self._made.get("every")
        return self._made.setdefault("every", self._make_every()) if made is None else made

    @exact
    def _make_decided(self) -> Sequence[Flow]:
        flows: list[Flow] = []
        for entry, outcomes in zip(self._transactions, self._outcomes, strict=True):
            if outcomes is not None:
                self._maker.add(entry, outcomes, flows.append)
        return flows

    @exact
    def _make_every(self) -> Sequence[Flow]:
        flows: list[Flow] = []
        decided = iter(self.decided)
        ahead = next(decided, None)
        for entry, outcomes in zip(self._transactions, self._outcomes, strict=True):
            if outcomes is None:
                self._maker.add(entry, None, flows.append)
            while ahead is not None and ahead.entry is entry:
                flows.append(ahead)
                ahead = next(decided, None)
        return flows
