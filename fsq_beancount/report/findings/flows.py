"""Findings about income and expenses: without a class, a price, or income to charge to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings import AboutAccount, Finding, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPostings(AboutAccount):
    """A finding about postings of an account.

    Attributes:
        amount: The sum of the postings, positive, report currency.
        postings: The number of postings.
    """

    amount: Weight
    postings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclassified(AboutPostings):
    """Income has no class and counts as active income."""

    kind: ClassVar[Kind] = Kind.UNCLASSIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsettledImport(AboutPostings):
    """Postings stand where an importer leaves what it cannot tell.

    Attributes:
        is_income: Whether the account is one of income.
    """

    kind: ClassVar[Kind] = Kind.UNSETTLED_IMPORT
    is_income: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnchargedCost(AboutPostings):
    """A cost of earning has no income in its transaction to charge it to."""

    kind: ClassVar[Kind] = Kind.UNCHARGED_COST


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingTax(AboutPostings):
    """A tax has no income in its transaction and counts as living costs."""

    kind: ClassVar[Kind] = Kind.LIVING_TAX


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleOnly(AboutPostings):
    """Income is near-passive only because its transaction is a sale."""

    kind: ClassVar[Kind] = Kind.SALE_ONLY


@dataclass(frozen=True, slots=True, kw_only=True)
class PaddedIncome(AboutPostings):
    """Padding from an income account is excluded from all figures."""

    kind: ClassVar[Kind] = Kind.PADDED_INCOME


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpriced(Finding):
    """Postings in a currency without a price are in no figure.

    Attributes:
        amount: The sum of the absolute amounts of the postings, in their currency.
        postings: The number of postings.
    """

    amount: Weight
    postings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unconverted(Unpriced):
    """A currency has no price on the dates of its postings.

    Attributes:
        into: The currency that the price has to be in.
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
    """A rule matches no posting from its date on.

    Attributes:
        pattern: The pattern of the rule as written.
    """

    kind: ClassVar[Kind] = Kind.RULE_UNUSED
    pattern: str
