"""How sure the figures are, for JSON."""

from __future__ import annotations

from typing import Any

from fsq_beancount.export.values import ratio
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.report.certainty import FIGURES, Certainty, Question


def certainty(found: Certainty, reader: Reader) -> dict[str, Any]:
    """Return the bands of the figures, and the findings with the effects of their fixes."""
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
    }


def _finding(question: Question, reader: Reader) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.finding.kind.value,
        "measure": question.measure,
        "accepted": question.accepted,
        "evidence": finding_messages.sentence(question.finding, reader),
        "fixes": [
            {
                "lines": list(effect.fix.text),
                "before": ratio(effect.before[question.figure]),
                "after": ratio(effect.after[question.figure]),
            }
            for effect in question.effects
        ],
    }
