"""Findings about days: income and expenses that are all to come, and days far from any other."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, NamedTuple

from fsq_beancount.report.findings import AboutAccount, Finding, Kind


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


class CoveredWindow(NamedTuple):
    """The figures of the last twelve months that certain accounts cover.

    Attributes:
        month: The last of them, ``2024-12``.
        fsq_narrow: The narrow quota, fraction; ``None`` where undefined.
        fsq_wide: The wide quota, fraction; ``None`` where undefined.
        runway: How long the cash at the end of that month lasts, months; ``None`` where undefined.
    """

    month: str
    fsq_narrow: Decimal | None
    fsq_wide: Decimal | None
    runway: Decimal | None

    def figure(self, measure: str) -> Decimal | None:
        """Return a figure by the id of its measure."""
        found: Decimal | None = getattr(self, measure)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class LaggingAccount(AboutAccount):
    """An account with regular entries stops before the months end that the books are kept for.

    Attributes:
        until: The day until which its books are complete.
        as_of: The last day that counts.
        shown: The figures of the last complete twelve months; ``None`` without any.
        filled: The quotas with the missing months of all such accounts filled: the lowest, with the
            least income and the most living costs of a month before, and the highest.
        own: The figures of the last twelve months that this account covers; ``None`` without any.
        common: The same of those that all such accounts cover.
    """

    kind: ClassVar[Kind] = Kind.LAGGING_ACCOUNT
    until: datetime.date
    as_of: datetime.date
    shown: CoveredWindow | None
    filled: tuple[CoveredWindow, CoveredWindow]
    own: CoveredWindow | None
    common: CoveredWindow | None
