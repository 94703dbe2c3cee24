"""The certainty of the quotas and the runway: each fix is run, and the worst and best choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from fsq_beancount.books.facts import Facts
from fsq_beancount.check import lagging
from fsq_beancount.check.accepting import Accepting, Ruling
from fsq_beancount.check.choices import Answer, choices
from fsq_beancount.check.lasting import Lasting
from fsq_beancount.check.subjects import id_of, measure_of
from fsq_beancount.check.trial.band import Change, extreme
from fsq_beancount.check.trial.figures import Figures, by_name
from fsq_beancount.check.trial.rerun import Trials
from fsq_beancount.core.precision import exact
from fsq_beancount.report.certainty import (
    FIGURES,
    NARROW,
    RUNWAY,
    WIDE,
    Band,
    Certainty,
    Effect,
    Question,
)
from fsq_beancount.report.findings import Finding, Kind
from fsq_beancount.report.findings.fix import Fix
from fsq_beancount.report.report import Report

ZERO: Final = Decimal()
SURE: Final = Decimal("0.005")
"""Half a percentage point: a narrower band is sure."""


@exact
def assess(
    facts: Facts,
    report: Report,
    findings: Sequence[Finding],
) -> Certainty:
    """Return the certainty of the figures of a report.

    Args:
        facts: The facts of the ledger.
        report: Its report, of the whole ledger.
        findings: The findings about it.
    """
    trials = Trials(facts, report, as_of=report.as_of)
    lasting = Lasting(facts, report.as_of)
    accepting = Accepting(facts, report, findings)
    asked = [
        _question(lasting.finding(finding), trials, accepting.ruling(finding))
        for finding in findings
    ]
    # Mistakes in settings first; the order of the checks decides among equal effects.
    questions = sorted(asked, key=_rank, reverse=True)
    # Fixes may overlap, so a joint run has a defined order.
    in_order = sorted(questions, key=lambda question: question.id)
    answers = choices([each for each in in_order if each.effects and not each.accepted], trials)
    bands = {
        name: lagging.widened(name, _band(name, answers, trials), questions) for name in FIGURES
    }
    return Certainty(
        bands=bands,
        sure=all(_is_narrow(bands[name]) for name in (NARROW, WIDE)),
        questions=tuple(questions),
        settled=tuple(accepting.settled()) if trials.are_possible else (),
        complete_until=lagging.complete_until(report),
    )


def _question(finding: Finding, trials: Trials, ruling: Ruling) -> Question:
    effects = []
    fixes = []
    for fix in finding.fixes:
        effect = _effect(fix, trials)
        if effect is not None:
            effects.append(effect)
        if effect is not None or not _is_run(fix, trials):
            fixes.append(fix)
    return Question(
        # A fix that raises an error, or leaves no living costs, is not offered.
        finding=replace(finding, fixes=tuple(fixes)),
        id=id_of(finding),
        measure=measure_of(finding),
        effects=tuple(effects),
        accepted=ruling.accepted,
        stake=ruling.stake,
        accept=ruling.lines,
        again=ruling.again,
    )


def _is_run(fix: Fix, trials: Trials) -> bool:
    """Return whether a fix can be run: it has no blank, and there are figures of twelve months.

    Options and plugins take effect when the ledger is loaded, so they cannot be run here.
    """
    at_load = any(line.startswith(("option ", "plugin ")) for line in fix.text)
    return not (fix.is_template or at_load) and trials.are_possible and trials.before is not None


def _effect(fix: Fix, trials: Trials) -> Effect | None:
    """Return the effect of a fix; ``None`` if it cannot be run or leaves no quota."""
    if not _is_run(fix, trials):
        return None
    outcome = trials.run(fix.text)
    if outcome.errors or outcome.figures is None or outcome.figures.living_costs <= 0:
        return None
    return Effect(fix, before=by_name(trials.before), after=by_name(outcome.figures))


def _rank(question: Question) -> tuple[bool, bool, Decimal]:
    return not question.accepted, question.finding.kind is Kind.CONFIGURATION, question.width


def _is_narrow(band: Band) -> bool:
    return band.low is not None and band.high is not None and band.high - band.low < SURE


def _band(name: str, answers: Sequence[Sequence[Answer]], trials: Trials) -> Band:
    """Return the band of a figure over the choices of answers.

    Args:
        name: The figure.
        answers: The answers to each question, or to several together.
        trials: Runs the chosen lines together.
    """
    before = trials.before
    if before is None or not trials.are_possible:
        return Band(None, None)
    whole = _parts(name, before)
    changes = [[_change(name, answer.figures, before) for answer in each] for each in answers]
    seen = [by_name(before)[name]]
    seen += [by_name(answer.figures)[name] for each in answers for answer in each]
    for greatest in (False, True):
        choice = extreme(whole, changes, greatest=greatest)
        if choice is None:
            seen.append(None)
            continue
        chosen = [
            each[number].lines
            for each, number in zip(answers, choice, strict=True)
            if number is not None
        ]
        joint = trials.run([line for lines in chosen for line in lines])
        seen.append(by_name(joint.figures)[name])
    known = [value for value in seen if value is not None]
    if len(known) < len(seen):
        return Band(None, None)
    return Band(min(known), max(known))


def _parts(name: str, figures: Figures) -> Change:
    """Return the numerator and the denominator of a figure."""
    if name == RUNWAY:
        return Change(figures.cash, figures.living_costs / figures.months)
    income = figures.passive + (figures.near_passive if name == WIDE else ZERO)
    return Change(income, figures.living_costs)


def _change(name: str, figures: Figures | None, before: Figures) -> Change:
    if figures is None:
        return Change(ZERO, ZERO)
    now, then = _parts(name, figures), _parts(name, before)
    return Change(now.numerator - then.numerator, now.denominator - then.denominator)
