"""How sure the figures are, for JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from fsq_beancount.core.plain import clean
from fsq_beancount.export.values import Row, ratio, table
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import certainty as certainty_messages
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.report.certainty import FIGURES, NARROW, Certainty, Question
from fsq_beancount.report.report import Report

_COLUMNS: Final = ("id", "kind", "measure", "evidence", "lines", "before", "after", "accepted")
_READER: Final = Reader.of("en")
"""The language of the sentences in CSV: like the names of the columns."""


def certainty(found: Certainty, reader: Reader) -> dict[str, Any]:
    """Return the bands of the figures, and the findings with the effects of their fixes.

    Accepted findings are among them; ``settled`` has the ids of those that are gone.
    """
    return {
        **{
            name: {"low": ratio(found.bands[name].low), "high": ratio(found.bands[name].high)}
            for name in FIGURES
        },
        "sure": found.sure,
        "complete_until": [
            {"account": each.account, "date": each.date.isoformat()}
            for each in found.complete_until
        ],
        "findings": [_finding(each, reader) for each in found.questions],
        "settled": [each.id for each in found.settled],
    }


def load_errors(count: int, ledger: str, reader: Reader) -> dict[str, Any]:
    """Return the load errors of a ledger in the form of a finding."""
    return {
        "id": "",
        "kind": "load-error",
        "measure": NARROW,
        "accepted": False,
        "evidence": finding_messages.load_errors(count, ledger, reader),
        "fixes": [],
    }


def _finding(question: Question, reader: Reader) -> dict[str, Any]:
    evidence = [finding_messages.sentence(question.finding, reader)]
    evidence += [certainty_messages.open_again(each, reader) for each in question.again]
    return {
        "id": question.id,
        "kind": question.finding.kind.value,
        "measure": question.measure,
        "accepted": question.accepted,
        "evidence": " ".join(evidence),
        "fixes": [
            {"lines": lines, "before": before, "after": after}
            for lines, before, after in _fixes(question, reader)
        ],
    }


def _fixes(
    question: Question, reader: Reader
) -> Iterator[tuple[list[str], str | None, str | None]]:
    """Yield the lines of each fix, and the figure concerned before and after it.

    One with a blank to fill in was not run and has no figures.
    """
    ways = finding_messages.fixes(question.finding, reader)
    for fix, way in zip(question.finding.fixes, ways, strict=True):
        effect = question.effect_of(fix)
        lines = way.lines.splitlines()
        if effect is None:
            yield lines, None, None
        else:
            yield (
                lines,
                ratio(effect.before[question.figure]),
                ratio(effect.after[question.figure]),
            )


def findings_csv(report: Report) -> str:
    """Return the findings as CSV.

    A row per finding and fix; a finding without a fix has one row. Fixes with a blank to fill in
    have no figures.
    """
    return table(_COLUMNS, _rows(report.certainty))


def _rows(found: Certainty) -> Iterator[Row]:
    for question in found.questions:
        said = _finding(question, _READER)
        about = {name: said[name] for name in ("id", "kind", "measure", "evidence")}
        about["accepted"] = "yes" if question.accepted else "no"
        fixes = list(_fixes(question, _READER))
        if not fixes:
            yield about
        for lines, before, after in fixes:
            text = "\n".join(map(clean, lines))
            yield {**about, "lines": text, "before": before, "after": after}
