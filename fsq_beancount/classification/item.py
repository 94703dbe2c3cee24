"""A posting to an income or expense account while its transaction is decided."""

from __future__ import annotations

from beancount.core import data

from fsq_beancount import names
from fsq_beancount.classification.account import Account, Said
from fsq_beancount.classification.allocation import Kind
from fsq_beancount.classification.decision import Decision
from fsq_beancount.classification.reason import Aspect, Circumstance, Reason, Source, reasons
from fsq_beancount.core.terms import LIVING


class Item:
    """A posting to an income or expense account, with what is decided about it so far.

    Attributes:
        position: Its place in the transaction.
        posting: The posting.
        account: What is known of its account.
        said_class: The class that somebody gave it.
        said_stream: The stream that somebody gave it.
        role: Its role; ``None`` until it is decided.
        income_class: Its class, for income.
        gain: Whether it is a realised gain or loss, or a cost of one.
        reasons: What decided.
    """

    __slots__ = (
        "account",
        "gain",
        "income_class",
        "position",
        "posting",
        "reasons",
        "role",
        "said_class",
        "said_stream",
    )

    def __init__(self, position: int, posting: data.Posting, account: Account) -> None:
        """Begin with nothing decided."""
        self.position = position
        self.posting = posting
        self.account = account
        self.said_class: Said | None = None
        self.said_stream: Said | None = None
        self.role: str | None = None
        self.income_class: str | None = None
        self.gain = False
        self.reasons: list[Reason] = []

    def because(self, by: Circumstance | Source, aspect: Aspect = Aspect.CLASS) -> None:
        """Note what decided an aspect of it."""
        source = by if isinstance(by, Source) else Source(by)
        self.reasons.append(Reason(source, aspect))

    @property
    def kind(self) -> Kind:
        """The kind of income it is."""
        stream = self.said_stream.value if self.said_stream is not None else None
        return Kind(self.income_class, stream, self.gain)

    def decision(self, kind: Kind | None = None) -> Decision:
        """Return what was decided, for a cost with the kind of income it is charged to."""
        income_class, stream, gain = kind or self.kind
        said = self.said_stream
        why = self.reasons
        # What says both class and stream is named once, with the class.
        if said is not None and Reason(said.source) not in why:
            why = [*why, Reason(said.source, Aspect.STREAM)]
        return Decision(income_class, self.role or LIVING, stream, reasons(*why), gain)


def name_of(match: names.Match) -> Source:
    """Return what was recognised in a name as what decides."""
    return Source(Circumstance.NAME, match.word, component=match.component)
