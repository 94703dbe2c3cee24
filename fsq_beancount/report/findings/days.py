"""Findings about days: income and expenses that are all to come, and days far from any other."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import ClassVar

from fsq_beancount.report.findings import Finding, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class BeyondAsOf(Finding):
    """All income and expenses of the ledger are later than the last day that counts.

    Attributes:
        postings: How many postings they are.
        as_of: The last day that counts.
        until: The as-of date that would count them all.
    """

    kind: ClassVar[Kind] = Kind.BEYOND_AS_OF
    postings: int
    as_of: datetime.date
    until: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class DistantDate(Finding):
    """A transaction is more than two years from any other.

    Attributes:
        date: Its day.
        nearest: The day of the nearest other one.
        counts: Whether it is not later than the last day that counts.
    """

    kind: ClassVar[Kind] = Kind.DISTANT_DATE
    date: datetime.date
    nearest: datetime.date
    counts: bool
