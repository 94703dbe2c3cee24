"""Findings: what makes the figures less than certain, as data that the faces put into words.

A kind of finding is a class in the module of its topic, and a sentence in
``i18n.messages.findings``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NamedTuple

from fsq_beancount.report.findings.fix import Fix


class Kind(StrEnum):
    """What was found."""

    NO_OPERATING_CURRENCY = "no-operating-currency"
    UNCONVERTED = "unconverted"
    COUNTER = "counter"
    UNCLASSIFIED = "unclassified"
    UNCHARGED_COST = "uncharged-cost"
    LIVING_TAX = "living-tax"
    RENT_WITHOUT_COSTS = "rent-without-costs"
    SALE_ONLY = "sale-only"
    RULE_UNUSED = "rule-unused"
    PADDED_INCOME = "padded-income"
    OLD_PRICE = "old-price"
    LOAN_WITHOUT_RATE = "loan-without-rate"
    QUIET_LOAN = "quiet-loan"
    UNVALUED = "unvalued"
    CLAIMS = "claims"
    UNTREATED = "untreated"
    AT_COST = "at-cost"
    BUDGET_UNCONVERTED = "budget-unconverted"
    MILESTONE_UNCONVERTED = "milestone-unconverted"
    PLANNED_UNCONVERTED = "planned-unconverted"
    OPTION_UNCONVERTED = "option-unconverted"
    BUDGET_UNUSED = "budget-unused"
    BUDGET_UNCOUNTED = "budget-uncounted"
    RECURRING_UNKNOWN = "recurring-unknown"
    RECURRING_SKIPS = "recurring-skips"
    LUMP_SUM_UNKNOWN = "lump-sum-unknown"
    LUMP_SUM_UNUSED = "lump-sum-unused"
    TAX_WITHOUT_COST = "tax-without-cost"
    ALLOWANCE = "allowance"
    NOT_DEPRECIATED = "not-depreciated"
    BEYOND_AS_OF = "beyond-as-of"
    DISTANT_DATE = "distant-date"
    CONFIGURATION = "configuration"


class Place(NamedTuple):
    """A line of the ledger: ``main.beancount:12``."""

    filename: str
    lineno: int

    def __str__(self) -> str:
        """Return the place as editors and compilers write it."""
        return f"{self.filename}:{self.lineno}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fact that a reader should know or fix.

    Attributes:
        kind: What was found.
        place: Where in the ledger, if there is one place.
        fixes: What to add to the ledger; any of these fixes it.
    """

    kind: ClassVar[Kind]
    place: Place | None = None
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutAccount(Finding):
    """A finding about an account.

    Attributes:
        account: The account, which a directive may name without an ``open`` of it.
    """

    account: str
