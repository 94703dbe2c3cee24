"""The kinds of findings that a ledger may name, and what their subjects are.

The id of a finding is ``kind:subject``. The settings read it before there is any finding.
"""

from __future__ import annotations

from typing import Final

ABOUT_ACCOUNTS: Final = frozenset(
    {
        *("unclassified-income", "lone-tax", "cost-left-living", "payslip-passive"),
        *("share-or-help", "cost-without-class", "tax-above-income", "negative-costs", "refund"),
        *("goods-or-gain", "fee-on-payslip", "expense-from-lot", "money-by-name"),
        *("lagging-account", "clearing-account", "unsettled-import", "padded-income"),
        *("loan-without-rate", "loan-without-payment", "not-depreciated"),
    }
)
"""The kinds whose subject is an account of the ledger."""

AS_WRITTEN: Final = frozenset(
    {
        *("rule-without-effect", "budget-unused", "budget-uncounted"),
        *("recurring-unknown", "lost-payments", "lump-sum-unknown", "lump-sum-unused"),
    }
)
"""The kinds whose subject is what a directive names, such as a pattern; it need not exist."""

OTHERS: Final = frozenset(
    {
        *("untaxed-income", "claims-undefined", "commodity-as-money", "unknown-gain"),
        *("unconverted", "counter", "stale-price", "two-way-quotes", "beyond-as-of"),
        *("distant-date", "negative-lots", "no-planned-income", "tax-treatment", "base-value"),
        *("lump-sum-without-distributions", "unvalued", "at-cost", "allowance"),
        *("private-rate", "allowance-left"),
        *("budget-unconverted", "milestone-unconverted", "planned-unconverted"),
        *("option-unconverted", "no-operating-currency", "other-currency"),
    }
)
"""The kinds with another subject: a commodity, a pair of them, a date, a setting."""

ACCEPTABLE: Final = ABOUT_ACCOUNTS | AS_WRITTEN | OTHERS
"""The kinds of findings that somebody may declare right."""

MISTAKES: Final = frozenset({"setting", "load-error"})
"""The kinds that are mistakes: nobody can declare them right."""
