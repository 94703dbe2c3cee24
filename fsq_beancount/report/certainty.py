"""How sure the figures are: the findings with the effect of each fix, and the band they leave.

These are types alone; ``fsq_beancount.check`` computes them, and ``fsq_beancount.analyse`` hands
its function in, since a check reads a report.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings import Finding, Kind, Place
from fsq_beancount.report.findings.days import LaggingAccount
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


class Again(NamedTuple):
    """A directive that accepted a finding while less was at stake.

    Attributes:
        id: What it accepts, ``kind:subject``.
        amount: The accepted amount, in its currency.
        place: Where it is written.
    """

    id: str
    amount: Weight
    place: Place | None


class Settled(NamedTuple):
    """A directive that accepts a finding which is gone.

    Attributes:
        id: What it accepts, ``kind:subject``.
        place: Where it is written.
    """

    id: str
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A finding with what its fixes would change.

    Attributes:
        finding: The finding.
        id: Its stable name, ``kind:subject``; empty for a finding that has only a place.
        measure: The id of the figure it concerns.
        effects: The effects of its fixes, the likeliest first; templates have none.
        accepted: Whether the owner has said that it is right as it is; it counts as sure then.
        stake: The amount at stake in the last twelve months, absolute, report currency, without the
            parts that are accepted; of what is held or owed, its value on the as-of date. ``None``
            where it has no amount.
        accept: The lines that accept what is open; empty for a finding that has only a place.
        again: The directives that accepted it while at most half as much was at stake.
    """

    finding: Finding
    id: str
    measure: str
    effects: tuple[Effect, ...] = ()
    accepted: bool = False
    stake: Decimal | None = None
    accept: tuple[str, ...] = ()
    again: tuple[Again, ...] = ()

    @property
    def width(self) -> Decimal:
        """The largest change of a quota by a fix, fraction; 0 where none is defined twice."""
        return max(self._moves(NARROW, WIDE), default=Decimal())

    def moves(self, points: Decimal) -> bool:
        """Return whether a fix moves a figure by so many points, or makes it undefined or defined.

        Args:
            points: Percentage points of a quota, or months of the runway.
        """
        return (
            self.width * 100 >= points
            or any(move >= points for move in self._moves(RUNWAY))
            or any(
                (effect.before[name] is None) != (effect.after[name] is None)
                for effect in self.effects
                for name in FIGURES
            )
        )

    def covered(self, name: str) -> list[Decimal | None]:
        """Return the values of a figure for the months that a lagging account covers, if it is one.

        They answer the question as well as a fix does.
        """
        if not isinstance(self.finding, LaggingAccount):
            return []
        windows = (self.finding.own, self.finding.common, *self.finding.filled)
        return [window.figure(name) for window in windows if window is not None]

    def answers(self, name: str) -> list[tuple[Decimal | None, Decimal | None]]:
        """Return a figure before and after each answer that is in the bands, by its id."""
        lagging: list[tuple[Decimal | None, Decimal | None]] = []
        if isinstance(self.finding, LaggingAccount) and self.finding.shown is not None:
            shown = self.finding.shown.figure(name)
            lagging = [(shown, covered) for covered in self.covered(name) if covered is not None]
        return [
            *((effect.before[name], effect.after[name]) for effect in self.effects),
            *lagging,
        ]

    def _moves(self, *names: str) -> Iterator[Decimal]:
        for name in names:
            for before, after in self.answers(name):
                if before is not None and after is not None:
                    yield abs(after - before)

    @property
    def now(self) -> Mapping[str, Decimal | None] | None:
        """The figures as they are, by id; ``None`` where no answer to it is in the bands."""
        if self.effects:
            return self.effects[0].before
        if isinstance(self.finding, LaggingAccount) and self.finding.shown is not None:
            return {name: self.finding.shown.figure(name) for name in FIGURES}
        return None

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
        questions: The findings, those with the widest effect first, accepted ones last.
        complete_until: The day until which the books of each account with regular entries are
            complete.
        settled: The directives that accept a finding which is gone; none for a part of a ledger.
    """

    bands: Mapping[str, Band]
    sure: bool
    questions: tuple[Question, ...]
    complete_until: tuple[CompleteUntil, ...] = ()
    settled: tuple[Settled, ...] = ()

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
