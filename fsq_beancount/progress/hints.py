"""Findings as the page shows them: in words, with what each fix would change and lines to copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from flask import url_for

from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.progress import links
from fsq_beancount.report.certainty import FIGURES, NARROW, Effect, Question
from fsq_beancount.report.findings import AboutAccount, Finding, Place
from fsq_beancount.report.findings.flows import RuleUnused, Unpriced

if TYPE_CHECKING:
    from fsq_beancount.progress.view import View
    from fsq_beancount.report.findings.fix import Fix

_AMOUNT = re.compile(r"(?<![\w.,:-])[-+]?[0-9][0-9,.]*(?=\s+[A-Z][A-Z0-9'._-]*(?![a-z]))")
"""The number of an amount in a line of a ledger or a message of Beancount: before a currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a fix does to a figure.

    Attributes:
        name: The name of the figure.
        narrow: Whether it is the narrow quota.
        before: The figure without the fix.
        after: The figure with it.
    """

    name: str
    narrow: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A fix as shown on the page.

    Attributes:
        words: What to do.
        lines: The lines to add to the ledger; amounts are masked where they are hidden.
        is_copied: Whether there is a button that copies the lines; masked lines are of no use.
        is_run: Whether it was run, so that its changes are known.
        is_template: Whether there is a blank to fill in.
        changes: What it does to the figures, as far as can be seen; that of the question first.
    """

    words: str
    lines: str
    is_copied: bool
    is_run: bool
    is_template: bool
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A finding as shown on the page.

    Attributes:
        sentence: The finding in words.
        ways: The ways to fix it, the likeliest first.
        place: The place in the ledger, ``main.beancount:12``; empty if there is no single place.
        editor: The address of that place in Fava's editor, if there is one.
        postings: The address of the postings concerned; ``None`` if there is none.
        account: The account concerned; empty if there is none.
    """

    sentence: str
    ways: Sequence[Way]
    place: str
    editor: str
    postings: str | None
    account: str

    @property
    def telling(self) -> Way:
        """The likeliest way, or the first that changes a figure where the likeliest does not."""
        return next((way for way in self.ways if way.changes), self.ways[0])


def hint(question: Question, view: View) -> Hint:
    """Return a question as shown to the reader."""
    finding = question.finding
    account = _account(finding)
    if account not in view.figures.facts.config.opened:
        account = ""
    place = _within(finding.place, view.figures.facts.config.folder)
    texts = finding_messages.fixes(finding, view.reader)
    return Hint(
        # The place is shown as a link, so it need not be in the sentence.
        sentence=masked(
            finding_messages.sentence(replace(finding, place=None), view.reader, view.hidden), view
        ),
        ways=tuple(
            _way(fix, text, question, view) for fix, text in zip(finding.fixes, texts, strict=True)
        ),
        place="" if place is None else str(place),
        editor="" if finding.place is None else _editor(finding.place),
        postings=_postings(finding, account, view),
        account=account,
    )


def _way(fix: Fix, text: finding_messages.FixText, question: Question, view: View) -> Way:
    effect = question.effect_of(fix)
    lines = masked(text.lines, view)
    return Way(
        words=text.words,
        lines=lines,
        is_copied=lines == text.lines,
        is_run=effect is not None,
        is_template=fix.is_template,
        changes=() if effect is None else tuple(_changes(effect, question.figure, view)),
    )


def masked(text: str, view: View) -> str:
    """Return a text with its amounts masked where they are hidden."""
    return _AMOUNT.sub(lambda found: view.hidden(found[0]), text)


def _changes(effect: Effect, first: str, view: View) -> Iterator[Change]:
    for name in sorted(FIGURES, key=lambda name: name != first):
        before, after = (
            view.figure(name, values[name]) for values in (effect.before, effect.after)
        )
        if before != after:
            yield Change(name=view.name(name), narrow=name == NARROW, before=before, after=after)


def _account(finding: Finding) -> str:
    """Return the account that a finding names; it may not exist in the ledger."""
    match finding:
        case AboutAccount():
            return finding.account
        case RuleUnused():
            # The pattern of a rule may be the plain name of an account.
            return finding.pattern
    return ""


def _within(place: Place | None, folder: str) -> Place | None:
    """Return a place with the name of its file relative to the ledger's folder."""
    if place is None or not (path := Path(place.filename)).is_relative_to(folder):
        return place
    return Place(path.relative_to(folder).as_posix(), place.lineno)


def _editor(place: Place) -> str:
    return url_for("report", report_name="editor", file_path=place.filename, line=place.lineno)


def _postings(finding: Finding, account: str, view: View) -> str | None:
    if not view.report.flows:
        return None
    if isinstance(finding, Unpriced):
        condition = "amount IS NULL"
    elif account:
        condition = f"account {links.literal(account)}"
    else:
        return None
    first = view.report.flows[0].date
    return view.query_page(links.flows(condition, first, view.report.as_of))
