"""Findings: what makes the figures less than certain."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final


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
    CONFIGURATION = "configuration"


FROM_PRICES: Final = "prices"
"""The detail of ``NO_OPERATING_CURRENCY`` where the currency is that of most prices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a reader should know or mend.

    Attributes:
        kind: What was found; the wording is the face's.
        subject: The account, currency, rule or directive it is about.
        amount: How much it is about, in ``currency``, positive.
        currency: The currency of ``amount``.
        count: How many postings it is about.
        quota: The narrow quota of the last twelve months as it is.
        quota_if_charged: The narrow quota as it would be if the amount were charged to passive
            income instead of the living costs.
        detail: The message of a configuration error, or what else the wording needs.
        filename: Where in the ledger, if there is one place.
        lineno: The line in it.
        remedy: Lines to add to the ledger, any one of which mends it.
    """

    kind: Kind
    subject: str = ""
    amount: Decimal | None = None
    currency: str = ""
    count: int = 0
    quota: Decimal | None = None
    quota_if_charged: Decimal | None = None
    detail: str = ""
    filename: str = ""
    lineno: int = 0
    remedy: tuple[str, ...] = ()
