"""How sure the figures are: the findings with the effect of each fix, and the band they leave.

These are types alone; ``fsq_beancount.check`` computes them, and ``fsq_beancount.analyse`` hands
its function in, since a check reads a report.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fsq_beancount.report.findings import Finding, Kind
from fsq_beancount.report.findings.fix import Fix

NARROW: Final = "fsq_narrow"
WIDE: Final = "fsq_wide"
RUNWAY: Final = "runway"
FIGURES: Final = (NARROW, WIDE, RUNWAY)
"""The figures that have a band, by the ids of their measures."""


@dataclass(frozen=True, slots=True)
class Band:
    """The least and the greatest value of a figure over the open findings.

    Attributes:
        low: The least; ``None`` where some choice of fixes leaves the figure undefined.
        high: The greatest; ``None`` likewise.
    """

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Effect:
    """The change that a fix makes, from the analysis run with its lines.

    Attributes:
        fix: The fix.
        before: The figures without it, by id; ``None`` where undefined.
        after: The figures with it.
    """

    fix: Fix
    before: Mapping[str, Decimal | None]
    after: Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A finding with what its fixes would change.

    Attributes:
        finding: The finding.
        id: Its stable name, ``kind:subject``; empty for a finding that has only a place.
        measure: The id of the figure it concerns.
        effects: The effects of its fixes, the likeliest first; templates have none.
        accepted: Whether the owner has said that it is right as it is; it counts as sure then.
    """

    finding: Finding
    id: str
    measure: str
    effects: tuple[Effect, ...] = ()
    accepted: bool = False

    @property
    def figure(self) -> str:
        """The id of the figure that its effects are told by: the narrow quota, if not its own."""
        return self.measure if self.measure in FIGURES else NARROW

    def effect_of(self, fix: Fix) -> Effect | None:
        """Return the effect of one of its fixes; ``None`` for a fix that was not run."""
        return next((effect for effect in self.effects if effect.fix == fix), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteUntil:
    """The day until which the books of an account are complete.

    Attributes:
        account: The account.
        date: The day of its last entry.
    """

    account: str
    date: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """How sure the figures of the last complete twelve months are.

    Attributes:
        bands: The band of each figure by its id.
        sure: Whether the bands of both quotas are narrower than half a percentage point.
        questions: The findings, those with the widest effect first.
        complete_until: The day until which the books of each account with regular entries are
            complete.
    """

    bands: Mapping[str, Band]
    sure: bool
    questions: tuple[Question, ...]
    complete_until: tuple[CompleteUntil, ...] = ()

    @property
    def open(self) -> tuple[Question, ...]:
        """The findings that have not been accepted."""
        return tuple(question for question in self.questions if not question.accepted)

    @property
    def asked(self) -> tuple[Question, ...]:
        """The open questions; mistakes in the settings are counted apart."""
        return tuple(each for each in self.open if each.finding.kind is not Kind.CONFIGURATION)

    @property
    def mistakes(self) -> tuple[Finding, ...]:
        """The mistakes in the settings."""
        return tuple(
            each.finding for each in self.questions if each.finding.kind is Kind.CONFIGURATION
        )
