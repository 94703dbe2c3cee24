"""A posting to an income or expense account while its transaction is being classified."""

from __future__ import annotations

from beancount.core import data

from fsq_beancount import names
from fsq_beancount.classification.account import Account, Said
from fsq_beancount.classification.allocation import Kind
from fsq_beancount.classification.decision import Decision
from fsq_beancount.classification.reason import Aspect, Circumstance, Reason, Source, reasons
from fsq_beancount.core.terms import LIVING


class Item:
    """A posting to an income or expense account, with the decisions made so far.

    Attributes:
        position: Its index in the transaction.
        posting: The posting.
        account: The properties of its account.
        said_class: Its declared class.
        said_stream: Its declared stream.
        role: Its role; ``None`` until it is decided.
        income_class: Its class, for income.
        gain: Whether it is a realised gain or loss, or a cost of one.
        is_accrued: Whether it is interest accrued on a lot that is bought.
        takes_goods: Whether it books the cost of goods sold from stock.
        is_of_transfer: Whether it is a tax or a fee of selling a home, land or a vehicle.
        reasons: The reasons for the decisions.
    """

    __slots__ = (
        "account",
        "gain",
        "income_class",
        "is_accrued",
        "is_of_transfer",
        "position",
        "posting",
        "reasons",
        "role",
        "said_class",
        "said_stream",
        "takes_goods",
    )

    def __init__(self, position: int, posting: data.Posting, account: Account) -> None:
        """Start with nothing decided."""
        self.position = position
        self.posting = posting
        self.account = account
        self.said_class: Said | None = None
        self.said_stream: Said | None = None
        self.role: str | None = None
        self.income_class: str | None = None
        self.gain = False
        self.is_accrued = False
        self.takes_goods = False
        self.is_of_transfer = False
        self.reasons: list[Reason] = []

    def because(self, by: Circumstance | Source, aspect: Aspect = Aspect.CLASS) -> None:
        """Record the reason for the decision on an aspect."""
        source = by if isinstance(by, Source) else Source(by)
        self.reasons.append(Reason(source, aspect))

    @property
    def kind(self) -> Kind:
        """The kind of income."""
        stream = self.said_stream.value if self.said_stream is not None else None
        return Kind(self.income_class, stream, self.gain)

    def decision(self, kind: Kind | None = None) -> Decision:
        """Return the decision; for a cost, with the kind of income it is charged to."""
        income_class, stream, gain = kind or self.kind
        said = self.said_stream
        why = self.reasons
        # A source that declares both class and stream is named once, with the class.
        if said is not None and Reason(said.source) not in why:
            why = [*why, Reason(said.source, Aspect.STREAM)]
        return Decision(income_class, self.role or LIVING, stream, reasons(*why), gain)


def name_of(match: names.Match) -> Source:
    """Return a match in an account name as the source of a decision."""
    return Source(Circumstance.NAME, match.word, component=match.component)
