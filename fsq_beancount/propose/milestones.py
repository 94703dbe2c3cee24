"""The suggested milestones as lines."""

from __future__ import annotations

from collections.abc import Iterator

from fsq_beancount.core.periods import ROLLING_MONTHS
from fsq_beancount.propose.runs import Runs
from fsq_beancount.report.findings.fix import Fix
from fsq_beancount.report.proposals import Group, OwnMilestones, Proposal
from fsq_beancount.report.report import Report


def find(report: Report, runs: Runs) -> Iterator[Proposal]:
    """Yield the suggested milestones; bills that came in each of twelve months are sure.

    The largest costs, which are suggested where there are no such bills, are for the owner to name.
    """
    found = report.milestones
    if not found.suggested or not found.directives:
        return
    is_sure = found.of_bills and found.months == ROLLING_MONTHS
    fix = Fix(tuple((line,) for line in found.directives))
    yield Proposal(
        group=Group.MILESTONES,
        about=OwnMilestones(of_bills=found.of_bills),
        fixes=(fix,),
        effects=(runs.effect(fix),),
        sure=is_sure,
    )
