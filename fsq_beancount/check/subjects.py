"""The subjects of findings: with the kind they make the stable id of a finding."""

from __future__ import annotations

from typing import Final

from fsq_beancount.report.certainty import NARROW, RUNWAY, WIDE
from fsq_beancount.report.findings import AboutAccount, Finding, Kind
from fsq_beancount.report.findings.balances import TwoWayQuotes
from fsq_beancount.report.findings.earning import UntaxedIncome
from fsq_beancount.report.findings.flows import RuleUnused, Unpriced
from fsq_beancount.report.findings.wealth import (
    AboutCommodity,
    AllowanceLeft,
    Claims,
    OldPrice,
    PrivateRate,
    Unvalued,
)

_MEASURES: Final = {
    Kind.SALE_ONLY: WIDE,
    Kind.MONEY_BY_NAME: RUNWAY,
    Kind.COMMODITY_AS_MONEY: RUNWAY,
    Kind.LOAN_WITHOUT_RATE: "cost_of_debt",
    Kind.QUIET_LOAN: "cost_of_debt",
    Kind.UNVALUED: "net_wealth",
    Kind.AT_COST: "net_wealth",
    Kind.OLD_PRICE: "net_wealth",
    Kind.TWO_WAY_QUOTES: "net_wealth",
    Kind.NEGATIVE_LOTS: "net_wealth",
    Kind.CLEARING_ACCOUNT: "net_wealth",
    Kind.CLAIMS: "claims",
    Kind.UNTREATED: "latent_tax",
    Kind.LUMP_SUM_UNKNOWN: "latent_tax",
    Kind.LUMP_SUM_UNUSED: "latent_tax",
    Kind.TAX_WITHOUT_COST: "latent_tax",
    Kind.LUMP_SUM_WITHOUT_DISTRIBUTIONS: "latent_tax",
    Kind.BASE_VALUE: "latent_tax",
    Kind.PRIVATE_RATE: "latent_tax",
    Kind.ALLOWANCE: "latent_tax",
    Kind.ALLOWANCE_LEFT: "latent_tax",
    Kind.NOT_DEPRECIATED: "living_costs_budget",
    Kind.BUDGET_UNCONVERTED: "savings_planned",
    Kind.BUDGET_UNUSED: "savings_planned",
    Kind.BUDGET_UNCOUNTED: "savings_planned",
    Kind.PLANNED_UNCONVERTED: "months_secured",
    Kind.RECURRING_SKIPS: "months_secured",
    Kind.NO_PLANNED_INCOME: "months_secured",
    Kind.RECURRING_UNKNOWN: "months_secured",
}
"""The measures that kinds of findings concern; all others concern the narrow quota."""


def measure_of(finding: Finding) -> str:
    """Return the id of the measure that a finding concerns."""
    if isinstance(finding, UntaxedIncome) and finding.is_near:
        # A tax moves the income alone; a cost that was living moves both quotas.
        return WIDE
    if isinstance(finding, OldPrice) and finding.flows:
        return "return_net"
    return _MEASURES.get(finding.kind, NARROW)


def id_of(finding: Finding) -> str:
    """Return the stable id of a finding, ``kind:subject``; empty for one that only has a place."""
    # A pattern may have spaces around it, which nobody has to repeat to name it.
    subject = _subject_of(finding).strip()
    return f"{finding.kind.value}:{subject}" if subject else ""


def _subject_of(finding: Finding) -> str:
    match finding:
        case AboutAccount():
            return finding.account
        case AboutCommodity():
            return finding.subject
        case TwoWayQuotes():
            return f"{finding.base}/{finding.quote}"
        case Unpriced():
            return finding.amount.currency
        case Unvalued():
            return finding.units.currency
        case RuleUnused():
            return finding.pattern
        case Claims():
            return "pensions"
        case PrivateRate():
            return "tax-rate-private"
        case AllowanceLeft():
            return "saver-allowance"
    return ""
