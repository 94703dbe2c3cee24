"""Proposals: the lines to add to a ledger that has none of ours, or not all it could have.

Each source of lines has a module here, and a line in :func:`find`. What is sure is decided by
:mod:`fsq_beancount.propose.questions` for findings and by each source for its own ideas;
:mod:`fsq_beancount.propose.together` runs all sure lines at once, by a whole analysis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fsq_beancount.books.facts import Facts
from fsq_beancount.core.precision import exact
from fsq_beancount.i18n.language import Reader
from fsq_beancount.propose import (
    holdings,
    lifetime,
    milestones,
    plan,
    questions,
    setup,
    streams,
    tax,
)
from fsq_beancount.propose.runs import Runs, names_plugin
from fsq_beancount.propose.together import Joint, extended, kept, state
from fsq_beancount.report.proposals import Group, Proposal, Proposals
from fsq_beancount.report.report import Report

_ORDER = list(Group)


@exact
def find(facts: Facts, report: Report, reader: Reader) -> Proposals:
    """Return the lines to add to a ledger.

    Args:
        facts: The facts of the ledger.
        report: Its report, of the whole ledger.
        reader: Whose language the names of streams are in.
    """
    runs = Runs(facts, report)
    candidates = [*setup.find(facts, report), *questions.find(report, runs)]
    first = kept(_in_order(each for each in candidates if each.sure), runs)
    # What is suggested by figures is suggested by those with the sure lines.
    ideas = list(_ideas(first, runs, reader))
    sure = _in_order((*first.proposals, *(each for each in ideas if each.sure)))
    joint = first if len(sure) == len(first.proposals) else extended(first, sure, runs)
    chosen = {id(each) for each in joint.proposals}
    others = (each for each in (*candidates, *ideas) if id(each) not in chosen)
    doubtful = [each for each in map(_asked, others) if each.fixes]
    return Proposals(
        ledger=str(facts.options.get("filename") or ""),
        load_errors=report.load_errors,
        sure=joint.proposals,
        doubtful=_in_order(doubtful),
        changes=joint.changes,
        before=state(report),
        after=state(joint.judged),
        unsettled=sum(not each.finding.fixes for each in joint.judged.certainty.open),
        has_suggested_streams=report.streams.suggested,
    )


def _ideas(joint: Joint, runs: Runs, reader: Reader) -> Iterator[Proposal]:
    facts, report = joint.facts, joint.report
    yield from streams.find(facts, report, runs, reader, charged=joint.proposals)
    yield from milestones.find(report, runs)
    yield from holdings.find(facts, report, runs)
    yield from tax.find(facts, report, runs, reader)
    yield from plan.find(report, runs)
    if report.flows:
        yield from lifetime.find(report)


def _asked(each: Proposal) -> Proposal:
    """Return a proposal as one to decide, without alternatives that raise an error."""
    pairs = [
        (fix, effect)
        for fix, effect in zip(each.fixes, each.effects, strict=True)
        if effect is not None or fix.is_template or names_plugin(fix)
    ]
    return replace(
        each,
        fixes=tuple(fix for fix, _ in pairs),
        effects=tuple(effect for _, effect in pairs),
        sure=False,
    )


def _in_order(several: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return proposals by group; of two rules in a file the later decides, so they keep theirs."""
    return tuple(sorted(several, key=lambda each: _ORDER.index(each.group)))
