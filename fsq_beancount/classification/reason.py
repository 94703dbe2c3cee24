"""Why a posting is what it is, as data: the circumstance that decided, and what it names.

Faces put a reason into words. Nothing is ever learnt from those words.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from threading import Lock
from typing import Final, NamedTuple
from weakref import WeakValueDictionary


class Circumstance(StrEnum):
    """What decided about a posting."""

    POSTING = "posting"
    """Metadata of the posting."""
    TRANSACTION = "transaction"
    """Metadata of the transaction."""
    OPEN = "open"
    """Metadata of the ``open`` of the account or of one above it."""
    RULE = "rule"
    """A rule of the ledger."""
    TAG = "tag"
    """A tag that the ledger maps to a class."""
    COMMODITY = "commodity"
    """A commodity that the ledger excludes."""
    NAME = "name"
    """The name of the account."""
    SALE = "sale"
    """A sale of what is held at cost, and nothing else."""
    LOSS = "loss"
    """A name for losses, in a sale of what is held at cost."""
    BESIDE_ACTIVE = "beside-active"
    """Active income in the same transaction."""
    NOTHING = "nothing"
    """Nothing says what the income is."""
    LIVING = "living"
    """An expense of which nothing says that it is a cost of earning."""
    PADDING = "padding"
    """Beancount padded it from an income account."""
    CAPITAL_TAX = "capital-tax"
    """A tax on capital income without income beside it."""
    TRADE = "trade"
    """The fee of a trade without income beside it."""
    REFUND = "refund"
    """A tax that comes back, without income beside it."""
    CHARGED = "charged"
    """A cost of the income of its transaction."""
    SPLIT = "split"
    """A cost of several kinds of income in its transaction."""
    UNCHARGED = "uncharged"
    """A cost of earning with no income to charge it to."""


ALLOCATIONS: Final = frozenset(
    {
        Circumstance.CHARGED,
        Circumstance.SPLIT,
        Circumstance.UNCHARGED,
        Circumstance.CAPITAL_TAX,
        Circumstance.TRADE,
        Circumstance.REFUND,
    }
)
"""The circumstances by which a cost is charged to income, where nobody has said to which."""


class Aspect(StrEnum):
    """What of a posting is decided."""

    CLASS = "class"
    ROLE = "role"
    STREAM = "stream"


class Source(NamedTuple):
    """What decided.

    Attributes:
        circumstance: The circumstance.
        subject: What it names: a pattern, a tag, an account, a commodity, or a word of our data.
        component: The component of the account's name that the word matched in.
        place: Where the ledger says so, ``file:line``.
    """

    circumstance: Circumstance
    subject: str = ""
    component: str = ""
    place: str = ""


class Reason(NamedTuple):
    """What decided an aspect of a posting; a role may be decided along with its class."""

    source: Source
    aspect: Aspect = Aspect.CLASS


class Reasons:
    """The reasons of a decision, the first the one that says most; made by :func:`reasons` alone.

    There is one object for the same reasons, so that it is compared and hashed by identity: sums by
    decision are made of every posting there is.
    """

    __slots__ = ("__weakref__", "_each")

    def __init__(self, each: tuple[Reason, ...]) -> None:
        """Take the reasons, at least one."""
        self._each = each

    def __iter__(self) -> Iterator[Reason]:
        """Yield the reasons."""
        return iter(self._each)

    def __repr__(self) -> str:
        """Return how they are made."""
        return f"reasons({', '.join(map(repr, self._each))})"

    @property
    def first(self) -> Circumstance:
        """The circumstance that says most."""
        return self._each[0].source.circumstance

    def has(self, circumstance: Circumstance) -> bool:
        """Return whether a circumstance is among them."""
        return any(reason.source.circumstance is circumstance for reason in self._each)

    @property
    def are_of_circumstances(self) -> bool:
        """Whether a cost was charged by what stood beside it, not by what somebody said.

        It is charged anew wherever figures are computed: another currency, or a price that was not
        known to the plugin, may charge it elsewhere.
        """
        return any(reason.source.circumstance in ALLOCATIONS for reason in self._each)


_known: WeakValueDictionary[tuple[Reason, ...], Reasons] = WeakValueDictionary()
_one_at_a_time: Final = Lock()
"""Fava answers in several threads, and the same reasons are to be one object in all of them."""


def reasons(*of: Reason) -> Reasons:
    """Return the reasons of a decision: the same object for the same reasons."""
    with _one_at_a_time:
        known = _known.get(of)
        if known is None:
            known = _known[of] = Reasons(of)
    return known
