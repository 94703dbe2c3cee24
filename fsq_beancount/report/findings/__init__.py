"""Findings: reasons why figures are uncertain, as data that the faces put into words.

Each kind of finding is a class in the module of its topic, and has a sentence in
``i18n.messages.findings``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NamedTuple

from fsq_beancount.report.findings.fix import Fix


class Kind(StrEnum):
    """The kind of a finding."""

    NO_OPERATING_CURRENCY = "no-operating-currency"
    OTHER_CURRENCY = "other-currency"
    UNCONVERTED = "unconverted"
    COUNTER = "counter"
    UNCLASSIFIED = "unclassified-income"
    UNCHARGED_COST = "cost-without-class"
    LIVING_TAX = "lone-tax"
    COST_LEFT_LIVING = "cost-left-living"
    UNTAXED_INCOME = "untaxed-income"
    EXPENSE_FROM_LOT = "expense-from-lot"
    SALE_ONLY = "goods-or-gain"
    REFUND = "refund"
    SHARE_OR_HELP = "share-or-help"
    PAYSLIP_PASSIVE = "payslip-passive"
    FEE_ON_PAYSLIP = "fee-on-payslip"
    NEGATIVE_COSTS = "negative-costs"
    TAX_ABOVE_INCOME = "tax-above-income"
    RULE_UNUSED = "rule-without-effect"
    PADDED_INCOME = "padded-income"
    OLD_PRICE = "stale-price"
    LOAN_WITHOUT_RATE = "loan-without-rate"
    QUIET_LOAN = "loan-without-payment"
    UNVALUED = "unvalued"
    CLAIMS = "claims-undefined"
    COMMODITY_AS_MONEY = "commodity-as-money"
    MONEY_BY_NAME = "money-by-name"
    UNTREATED = "tax-treatment"
    AT_COST = "at-cost"
    BUDGET_UNCONVERTED = "budget-unconverted"
    MILESTONE_UNCONVERTED = "milestone-unconverted"
    PLANNED_UNCONVERTED = "planned-unconverted"
    OPTION_UNCONVERTED = "option-unconverted"
    BUDGET_UNUSED = "budget-unused"
    BUDGET_UNCOUNTED = "budget-uncounted"
    RECURRING_UNKNOWN = "recurring-unknown"
    NO_PLANNED_INCOME = "no-planned-income"
    RECURRING_SKIPS = "lost-payments"
    LUMP_SUM_UNKNOWN = "lump-sum-unknown"
    LUMP_SUM_UNUSED = "lump-sum-unused"
    TAX_WITHOUT_COST = "unknown-gain"
    LUMP_SUM_WITHOUT_DISTRIBUTIONS = "lump-sum-without-distributions"
    BASE_VALUE = "base-value"
    PRIVATE_RATE = "private-rate"
    ALLOWANCE = "allowance"
    ALLOWANCE_LEFT = "allowance-left"
    NOT_DEPRECIATED = "not-depreciated"
    BEYOND_AS_OF = "beyond-as-of"
    DISTANT_DATE = "distant-date"
    LAGGING_ACCOUNT = "lagging-account"
    CLEARING_ACCOUNT = "clearing-account"
    UNSETTLED_IMPORT = "unsettled-import"
    NEGATIVE_LOTS = "negative-lots"
    TWO_WAY_QUOTES = "two-way-quotes"
    CONFIGURATION = "setting"


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
        kind: The kind of the finding.
        place: The place in the ledger, if there is a single one.
        fixes: Alternative additions to the ledger; each of them fixes the finding.
    """

    kind: ClassVar[Kind]
    place: Place | None = None
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutAccount(Finding):
    """A finding about an account.

    Attributes:
        account: The account; it may be named in a directive only and never be opened.
    """

    account: str
