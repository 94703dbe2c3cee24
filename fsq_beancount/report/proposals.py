"""Proposals: lines to add to a ledger, each with its reason and its effect.

The reason is a finding, or an :class:`Idea`: a small typed class with a sentence of its own in
``i18n.messages.proposals``. These are types alone; ``fsq_beancount.propose`` finds them.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from fsq_beancount.report.certainty import Band
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.fix import Fix

Value = Decimal | datetime.date | int | bool | None
"""The value of a figure; ``None`` where it is undefined or its row is not there."""


class Group(StrEnum):
    """What lines are about; the order is that of the groups in the output."""

    SETUP = "set-up"
    FLOWS = "income and its costs"
    STREAMS = "streams"
    MILESTONES = "milestones"
    LOANS = "loans"
    HOLDINGS = "holdings"
    TAX = "tax"
    PLAN = "plan"
    LIFE = "life"
    OTHER = "other"


class Figure(NamedTuple):
    """A figure of a report: a measure in a row of its family.

    Attributes:
        family: The id of the family.
        keys: The values of the family's keys in that row, in order.
        measure: The id of the measure.
        income_class: The class of income, for a measure by class.
    """

    family: str
    keys: tuple[object, ...]
    measure: str
    income_class: str | None = None


class Change(NamedTuple):
    """The change of a figure, from two whole analyses.

    Attributes:
        figure: The figure.
        before: Its value in the ledger as it is.
        after: Its value with lines added.
    """

    figure: Figure
    before: Value
    after: Value


class Effect(NamedTuple):
    """What lines change alone, with the ledger as it is.

    Attributes:
        changes: The headlines that they change.
        others: The ids of the families of which they change other figures only; ``None`` where only
            the quotas and the runway were looked at.
    """

    changes: tuple[Change, ...] = ()
    others: tuple[str, ...] | None = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """A reason to add lines that is no finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginMissing(Idea):
    """The main file does not name the plugin.

    Attributes:
        mistakes: The number of mistakes in our directives, which are load errors with the plugin.
    """

    mistakes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMissing(Idea):
    """The ledger does not ask for the page in Fava."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMilestones(Idea):
    """The ledger declares no milestones, so that they are suggested.

    Attributes:
        of_bills: Whether they are bills that come every month; else the largest costs.
    """

    of_bills: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStreams(Idea):
    """The ledger names no stream, so that the names of accounts group the income."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoesOn(Idea):
    """Income comes regularly, and the plan does not have it.

    Attributes:
        accounts: The accounts, the largest income first.
    """

    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment(Idea):
    """A loan was repaid in the last twelve months, and the plan has no instalment.

    Attributes:
        account: The account of the loan.
    """

    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSoon(Idea):
    """What is held counts as sold within days, although its name says otherwise.

    Attributes:
        account: The account.
        word: The component of its name that says so.
    """

    account: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoTaxProfile(Idea):
    """What is held has gains, and no law says what tax they bear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifetime(Idea):
    """Human capital and consumption are undefined without the date of birth and some rates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Lines to add to a ledger.

    Attributes:
        group: What they are about.
        about: Why: a finding or an idea.
        fixes: Alternatives, the likeliest first, which is the one that a sure proposal adds.
        effects: What each of them changes; ``None`` of one that was not run, since it has a blank
            or takes effect when the ledger is loaded.
        sure: Whether structure or arithmetic supports the lines, so that nobody has to be asked.
        id: The stable name of the finding; empty of an idea.
    """

    group: Group
    about: Finding | Idea
    fixes: tuple[Fix, ...]
    effects: tuple[Effect | None, ...] = ()
    sure: bool = False
    id: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the likeliest alternative; of one that is no template."""
        return self.fixes[0].text


class State(NamedTuple):
    """How sure a ledger is.

    Attributes:
        questions: The number of open questions.
        bands: The band of each figure that has one, by its id.
        figures: The value of each of these.
    """

    questions: int
    bands: Mapping[str, Band]
    figures: Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """All that can be added to a ledger.

    Attributes:
        ledger: The path of the main file.
        load_errors: The number of errors that Beancount found when it loaded the ledger.
        sure: The lines that need no decision, in the order of their groups.
        doubtful: Those that the owner has to decide.
        changes: Every figure that all sure lines together change, by whole analyses.
        before: How sure the ledger is as it is.
        after: How sure it is with all sure lines.
        unsettled: The number of open questions that no line of these settles.
        has_suggested_streams: Whether names of streams are suggested, so that they are translated.
    """

    ledger: str
    load_errors: int
    sure: tuple[Proposal, ...]
    doubtful: tuple[Proposal, ...]
    changes: tuple[Change, ...]
    before: State
    after: State
    unsettled: int
    has_suggested_streams: bool

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of all sure proposals, in order."""
        return tuple(line for each in self.sure for line in each.lines)
