"""Findings about income and expenses: without class, price or income to charge them to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, NamedTuple

from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings import AboutAccount, Finding, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPostings(AboutAccount):
    """A finding about postings of an account.

    Attributes:
        amount: The sum of the postings, positive, report currency.
        postings: How many there are.
    """

    amount: Weight
    postings: int


class IfCharged(NamedTuple):
    """The narrow quota of the last twelve months, if living costs were charged to passive income.

    Attributes:
        quota: The quota as it is, ``None`` where undefined.
        quota_if_charged: The quota as it would be.
    """

    quota: Decimal | None
    quota_if_charged: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclassified(AboutPostings):
    """Income has no class, and counts like active income."""

    kind: ClassVar[Kind] = Kind.UNCLASSIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class UnchargedCost(AboutPostings):
    """A cost of earning stands beside no income."""

    kind: ClassVar[Kind] = Kind.UNCHARGED_COST


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingTax(AboutPostings):
    """A tax stands beside no income, and counts as living costs.

    Attributes:
        if_charged: The quota with the tax charged, if that changes it.
    """

    kind: ClassVar[Kind] = Kind.LIVING_TAX
    if_charged: IfCharged | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RentWithoutCosts(AboutPostings):
    """No cost is charged to a rent.

    Attributes:
        costs: The accounts whose living costs may be costs of the rent.
        if_charged: The quota with all of these costs charged, if that changes it.
    """

    kind: ClassVar[Kind] = Kind.RENT_WITHOUT_COSTS
    costs: tuple[str, ...]
    if_charged: IfCharged | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleOnly(AboutPostings):
    """Income is near-passive for no other reason than a sale beside it."""

    kind: ClassVar[Kind] = Kind.SALE_ONLY


@dataclass(frozen=True, slots=True, kw_only=True)
class PaddedIncome(AboutPostings):
    """Padding comes from an income account, and is in no figure."""

    kind: ClassVar[Kind] = Kind.PADDED_INCOME


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpriced(Finding):
    """Postings in a currency are in no figure, for want of a price.

    Attributes:
        amount: The sum of the postings without regard to sign, in their currency.
        postings: How many there are.
    """

    amount: Weight
    postings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unconverted(Unpriced):
    """A currency has no price on the days it is booked.

    Attributes:
        into: The currency that a price is missing in.
    """

    kind: ClassVar[Kind] = Kind.UNCONVERTED
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter(Unpriced):
    """A currency has neither price nor cost anywhere, so that it may be no money at all.

    Attributes:
        may_count: Whether it may only count something: it is neither the currency of a state nor
            that of most postings.
    """

    kind: ClassVar[Kind] = Kind.COUNTER
    may_count: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleUnused(Finding):
    """A rule matches no posting that it is in force for.

    Attributes:
        pattern: The pattern of the rule as written.
    """

    kind: ClassVar[Kind] = Kind.RULE_UNUSED
    pattern: str
