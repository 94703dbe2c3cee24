"""``#fsq_findings``: what makes the figures uncertain, and what each fix would change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from beanquery.sources.beancount import Table

from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.report.certainty import Effect, Question
from fsq_beancount.tables.base import Analysed, Column, named, ratio

_READER = Reader.of("en")
"""The language of the sentences: like the names of the columns, whoever asks."""


class _FindingRow(NamedTuple):
    question: Question
    lines: str | None
    effect: Effect | None
    currency: str


class FindingsTable(Analysed, Table):  # type: ignore[misc]  # beanquery ships no types
    """A row per finding and fix; a finding without a fix has one row.

    Fixes with a blank to fill in, and those of a part of the ledger, have no figures.
    """

    name = "fsq_findings"
    columns = named(
        Column("id", str, lambda row: row.question.id or None),
        Column("kind", str, lambda row: row.question.finding.kind.value),
        Column("measure", str, lambda row: row.question.measure),
        Column(
            "evidence",
            str,
            lambda row: finding_messages.sentence(row.question.finding, _READER),
        ),
        Column("lines", str, lambda row: row.lines),
        ratio("before", lambda row: row.effect and row.effect.before[row.question.figure]),
        ratio("after", lambda row: row.effect and row.effect.after[row.question.figure]),
        Column("accepted", bool, lambda row: row.question.accepted),
    )

    def rows(self) -> Iterator[_FindingRow]:
        """Yield the findings, those with the widest effect first, and their fixes."""
        if self.period is not None and not any(True for _ in self.periods()):
            return
        currency = self.report.currency
        for question in self.report.certainty.questions:
            finding = question.finding
            if not finding.fixes:
                yield _FindingRow(question, None, None, currency)
            ways = finding_messages.fixes(finding, _READER)
            for fix, way in zip(finding.fixes, ways, strict=True):
                yield _FindingRow(question, way.lines, question.effect_of(fix), currency)
