"""Findings about settings: the report currency, and mistakes in our directives and metadata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fsq_beancount.core.errors import FsqError
from fsq_beancount.report.findings import Finding, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class NoOperatingCurrency(Finding):
    """The ledger has no operating currency.

    Attributes:
        currency: The currency that is used instead.
        of_prices: Whether it is the currency of most prices, because the ledger has no income and
            no expenses.
    """

    kind: ClassVar[Kind] = Kind.NO_OPERATING_CURRENCY
    currency: str
    of_prices: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCurrency(Finding):
    """Nothing converts to the first operating currency, but to another it does.

    Attributes:
        currency: The currency of the figures.
        other: The operating currency that most postings convert to.
    """

    kind: ClassVar[Kind] = Kind.OTHER_CURRENCY
    currency: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration(Finding):
    """A directive or metadata of ours has a mistake.

    Attributes:
        error: The error, which Beancount shows as well.
    """

    kind: ClassVar[Kind] = Kind.CONFIGURATION
    error: FsqError
