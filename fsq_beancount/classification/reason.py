"""The reasons for a classification, as data: the deciding circumstance and its subject.

The user interfaces put a reason into words. Those words are never parsed.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from threading import Lock
from typing import Final, NamedTuple
from weakref import WeakValueDictionary


class Circumstance(StrEnum):
    """The circumstance that decided the classification of a posting."""

    POSTING = "posting"
    """Metadata of the posting."""
    TRANSACTION = "transaction"
    """Metadata of the transaction."""
    OPEN = "open"
    """Metadata of the ``open`` of the account or of an ancestor."""
    META = "meta"
    """An ``fsq-meta`` directive in place of such metadata."""
    RULE = "rule"
    """A rule of the ledger."""
    TAG = "tag"
    """A tag that the ledger maps to a class."""
    COMMODITY = "commodity"
    """A commodity that the ledger excludes."""
    NAME = "name"
    """The name of the account."""
    SALE = "sale"
    """A sale of lots at cost, and nothing else."""
    LOSS = "loss"
    """A name for losses, in a sale of lots at cost."""
    LOSS_OF_ASSET = "loss-of-asset"
    """A name for losses, against an asset that earns and pays no living cost."""
    ACCRUED_INTEREST = "accrued-interest"
    """A name for interest, in the same transaction as the purchase of a lot at cost."""
    EMPLOYER = "employer"
    """Active income next to it in the last twelve months: an employer's pension or dividend."""
    NO_EMPLOYER = "no-employer"
    """A name for an employer, but no active income next to it in the last twelve months."""
    PAYSLIP = "payslip"
    """Larger active income in the same transaction: a pension is an employer's contribution."""
    ON_PAYSLIP = "on-payslip"
    """Active income in the same transaction, which leaves dividends and interest passive."""
    GOODS = "goods"
    """Goods sold from stock: their cost is booked as an expense."""
    SALES = "sales"
    """A name for sales, and no sold commodity has a price in the ledger."""
    BESIDE_ACTIVE = "beside-active"
    """Active income in the same transaction."""
    NOTHING = "nothing"
    """Nothing determines the class of the income."""
    LIVING = "living"
    """An expense that nothing marks as a cost of earning."""
    HOUSEHOLD_FEE = "household-fee"
    """A fee of the household, by the other words of its name."""
    BARE_FEE = "bare-fee"
    """A fee on a payslip, without another word in its name."""
    HOME = "home"
    """A cost of buying a home, land or a vehicle on credit."""
    DEPRECIATION = "depreciation"
    """A name for depreciation, against an account that is not the household's."""
    PADDING = "padding"
    """A padding transaction of Beancount from an income account."""
    CAPITAL_TAX = "capital-tax"
    """A tax on capital income, without income in its transaction."""
    LUMP_SUM_TAX = "lump-sum-tax"
    """A tax on an advance lump sum, regardless of the income of its transaction."""
    WORK_TAX = "work-tax"
    """A wage tax or a social insurance next to active income, a sale or a vesting."""
    TRADE = "trade"
    """The fee of a trade, without income in its transaction."""
    REFUND = "refund"
    """A tax refund, without income in its transaction and without earlier payments."""
    FOLLOWS = "follows"
    """A tax refund, without income in its transaction: it is allocated like the payments."""
    TAX_BACK = "tax-back"
    """A refund of a tax on capital income: it goes to the income that bore the tax."""
    NOT_BORNE = "not-borne"
    """A refund of a tax on capital income that no income bore in this or the last year."""
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
        Circumstance.LUMP_SUM_TAX,
        Circumstance.WORK_TAX,
        Circumstance.GOODS,
        Circumstance.TRADE,
        Circumstance.REFUND,
        Circumstance.FOLLOWS,
        Circumstance.TAX_BACK,
        Circumstance.NOT_BORNE,
    }
)
"""The circumstances by which a cost without a declared class is charged to income."""


LEFT_LIVING: Final = frozenset(
    {
        Circumstance.LIVING,
        Circumstance.HOUSEHOLD_FEE,
        Circumstance.BARE_FEE,
        Circumstance.FOLLOWS,
    }
)
"""The circumstances in which an expense is a living cost because nothing else is known."""


class Aspect(StrEnum):
    """The aspect of a posting that is decided."""

    CLASS = "class"
    ROLE = "role"
    STREAM = "stream"


class Source(NamedTuple):
    """The source of a decision.

    Attributes:
        circumstance: The circumstance.
        subject: Its subject: a pattern, a tag, an account, a commodity, or a built-in word.
        component: The component of the account's name that the word matched in.
        place: The place of the declaration in the ledger, ``file:line``.
    """

    circumstance: Circumstance
    subject: str = ""
    component: str = ""
    place: str = ""


class Reason(NamedTuple):
    """The source that decided an aspect of a posting; a class may decide the role as well."""

    source: Source
    aspect: Aspect = Aspect.CLASS


class Reasons:
    """The reasons for a decision, most specific first; created by :func:`reasons` only.

    Equal reasons are the same object, so they are compared and hashed by identity. This is for
    speed: every posting of the ledger is summed by decision.
    """

    __slots__ = ("__weakref__", "_each")

    def __init__(self, each: tuple[Reason, ...]) -> None:
        """Take the reasons, at least one."""
        self._each = each

    def __iter__(self) -> Iterator[Reason]:
        """Yield the reasons."""
        return iter(self._each)

    def __repr__(self) -> str:
        """Return the call that creates them."""
        return f"reasons({', '.join(map(repr, self._each))})"

    @property
    def first(self) -> Circumstance:
        """The most specific circumstance."""
        return self._each[0].source.circumstance

    def has(self, circumstance: Circumstance) -> bool:
        """Return whether a circumstance is among the reasons."""
        return any(reason.source.circumstance is circumstance for reason in self._each)

    @property
    def are_of_circumstances(self) -> bool:
        """Whether a cost was charged by its transaction, not by a declaration.

        Such a cost is charged again whenever figures are computed: in another currency, or with a
        price that the plugin did not know, it may be charged differently.
        """
        return any(reason.source.circumstance in ALLOCATIONS for reason in self._each)


_known: WeakValueDictionary[tuple[Reason, ...], Reasons] = WeakValueDictionary()
_one_at_a_time: Final = Lock()
"""Fava serves requests in several threads, and equal reasons must be one object in all of them."""


def reasons(*of: Reason) -> Reasons:
    """Return the reasons for a decision: the same object for equal reasons."""
    with _one_at_a_time:
        known = _known.get(of)
        if known is None:
            known = _known[of] = Reasons(of)
    return known
