"""Findings about what is set up: the currency of the figures, and mistakes in our directives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fsq_beancount.core.errors import FsqError
from fsq_beancount.report.findings import Finding, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class NoOperatingCurrency(Finding):
    """The ledger names no operating currency.

    Attributes:
        currency: The currency of the figures instead.
        of_prices: Whether it is that of most prices, for want of income and expenses.
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
        error: The error as Beancount shows it, too.
    """

    kind: ClassVar[Kind] = Kind.CONFIGURATION
    error: FsqError
