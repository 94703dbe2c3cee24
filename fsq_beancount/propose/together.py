"""All sure lines at once: the whole analysis with them, and none that makes anything worse.

Lines may be right alone and wrong together. A proposal is left out of the sure ones where, with
those before it, a line raises an error, a question appears that was not open, its own stays open,
or a band grows. A question that was only held back, until the others are answered, may appear.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from fsq_beancount import check
from fsq_beancount.books.facts import Facts
from fsq_beancount.check.trial import figures as banded
from fsq_beancount.propose.figures import changes, figures
from fsq_beancount.propose.runs import Runs
from fsq_beancount.report.certainty import FIGURES, Band, Question
from fsq_beancount.report.findings.earning import CostLeftLiving
from fsq_beancount.report.proposals import Change, Proposal, State
from fsq_beancount.report.report import Report


class Joint(NamedTuple):
    """The analysis with the lines of some proposals.

    Attributes:
        proposals: The proposals.
        facts: The facts of the ledger with their lines.
        report: Its report.
        changes: Every figure that they change together.
        judged: The report that says how sure it is: the same, or one without lines that move no
            quota and no runway.
    """

    proposals: tuple[Proposal, ...]
    facts: Facts
    report: Report
    changes: tuple[Change, ...]
    judged: Report


def kept(sure: Sequence[Proposal], runs: Runs) -> Joint:
    """Return the proposals that make nothing worse together, with their analysis."""
    joint = _joint(sure, runs)
    if joint is not None:
        return joint
    best = _nothing(runs)
    for each in sure:
        best = _joint((*best.proposals, each), runs) or best
    return best


def extended(joint: Joint, several: Sequence[Proposal], runs: Runs) -> Joint:
    """Return an analysis with more proposals, which move no quota and no runway: milestones.

    So the bands stay, and no fix has to be run again to know them. Where a line raises an error or
    a question, none of the proposals is added.

    Args:
        joint: The analysis without them.
        several: All proposals, those of the analysis among them, in order.
        runs: Runs the lines.
    """
    tried = runs.run([line for each in several for line in each.lines])
    known = check.find(joint.facts, joint.report)
    if tried.errors or len(check.find(tried.facts, tried.report)) > len(known):
        return joint
    found = changes(runs.before, figures(tried.report))
    return Joint(tuple(several), tried.facts, tried.report, found, judged=joint.judged)


def state(report: Report) -> State:
    """Return how sure a ledger is."""
    found = report.certainty
    return State(
        questions=len(found.open),
        bands=found.bands,
        figures=banded.by_name(banded.of(report)),
    )


def _nothing(runs: Runs) -> Joint:
    return Joint((), runs.facts, runs.report, (), judged=runs.report)


def _joint(several: Sequence[Proposal], runs: Runs) -> Joint | None:
    """Return the analysis with the lines of all; ``None`` where they make something worse."""
    lines = [line for each in several for line in each.lines]
    if not lines:
        return _nothing(runs)
    tried = runs.run(lines)
    if tried.errors or _is_worse(several, runs.report, tried.report):
        return None
    found = changes(runs.before, figures(tried.report))
    return Joint(tuple(several), tried.facts, tried.report, found, judged=tried.report)


def _is_worse(several: Sequence[Proposal], before: Report, after: Report) -> bool:
    was = [question.id or question.finding.kind for question in before.certainty.open]
    now = [
        question.id or question.finding.kind
        for question in after.certainty.open
        if not _was_held_back(question)
    ]
    if any(now.count(each) > was.count(each) for each in now):
        return True
    if any(each.id in now for each in several if each.id):
        return True
    bands, grown = before.certainty.bands, after.certainty.bands
    return any(_width(grown[name]) > _width(bands[name]) for name in FIGURES)


def _was_held_back(question: Question) -> bool:
    """Return whether it is asked only once all costs are charged: rent without any cost."""
    return isinstance(question.finding, CostLeftLiving) and not question.finding.costs


def _width(band: Band) -> Decimal:
    """Return how wide a band is, in an order: one without a bound is the widest."""
    if band.low is None or band.high is None:
        return Decimal("Infinity")
    return band.high - band.low
