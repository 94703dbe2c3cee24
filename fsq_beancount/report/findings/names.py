"""Findings about postings that a name or a place has decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fsq_beancount.report.findings import Kind
from fsq_beancount.report.findings.flows import AboutPostings


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund(AboutPostings):
    """Money that comes back is booked as income; it may give back a living cost."""

    kind: ClassVar[Kind] = Kind.REFUND


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOrHelp(AboutPostings):
    """Income is named for somebody's share of a cost, or for help."""

    kind: ClassVar[Kind] = Kind.SHARE_OR_HELP


@dataclass(frozen=True, slots=True, kw_only=True)
class PayslipPassive(AboutPostings):
    """Passive income is on a payslip or named for an employer; it may be pay."""

    kind: ClassVar[Kind] = Kind.PAYSLIP_PASSIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeOnPayslip(AboutPostings):
    """A fee without another word is on a payslip and counts as living costs."""

    kind: ClassVar[Kind] = Kind.FEE_ON_PAYSLIP


@dataclass(frozen=True, slots=True, kw_only=True)
class NegativeCosts(AboutPostings):
    """An expense account lowers the living costs of the last twelve months."""

    kind: ClassVar[Kind] = Kind.NEGATIVE_COSTS


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxAboveIncome(AboutPostings):
    """Taxes on capital income, paid alone, are larger than that income."""

    kind: ClassVar[Kind] = Kind.TAX_ABOVE_INCOME
