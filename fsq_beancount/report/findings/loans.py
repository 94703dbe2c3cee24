"""Findings about loans."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from fsq_beancount.report.findings import AboutAccount, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutLoan(AboutAccount):
    """A finding about a loan.

    Attributes:
        owed: The balance, in ``currency``; ``None`` without a price path to it.
        currency: The report currency.
    """

    owed: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanWithoutRate(AboutLoan):
    """The interest rate of a loan is unknown."""

    kind: ClassVar[Kind] = Kind.LOAN_WITHOUT_RATE


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietLoan(AboutLoan):
    """A loan has an interest rate, but no repayment and no interest were booked.

    Attributes:
        since: The date since which nothing was booked.
    """

    kind: ClassVar[Kind] = Kind.QUIET_LOAN
    since: datetime.date
