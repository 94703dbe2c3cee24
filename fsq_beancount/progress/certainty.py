"""Findings that make the figures less reliable, and the lines that fix them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flask import url_for

from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.progress import links
from fsq_beancount.progress.frame import Section, Step, Urgency
from fsq_beancount.report.findings import AboutAccount, Finding, Kind, Place
from fsq_beancount.report.findings.flows import RuleUnused, Unpriced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fsq_beancount.progress.view import View

GRAVE: Final = frozenset(
    {
        Kind.CONFIGURATION,
        Kind.NO_OPERATING_CURRENCY,
        Kind.UNCLASSIFIED,
        Kind.UNCONVERTED,
        Kind.COUNTER,
    }
)
"""The findings that are shown expanded; the others are collapsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A finding as shown on the page.

    Attributes:
        sentence: The finding in words.
        fixes: The ways to fix it.
        place: The place in the ledger, ``main.beancount:12``; empty if there is no single place.
        editor: The address of that place in Fava's editor, if there is one.
        postings: The address of the postings concerned; ``None`` if there is none.
        account: The account concerned; empty if there is none.
    """

    sentence: str
    fixes: Sequence[finding_messages.FixText]
    place: str
    editor: str
    postings: str | None
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """The content of the section, besides the number of load errors."""

    grave: tuple[Hint, ...]
    others: tuple[Hint, ...]


def certainty(view: View) -> Certainty:
    """Return the findings for the section."""
    return Certainty(
        grave=tuple(_hint(one, view) for one in view.figures.findings if one.kind in GRAVE),
        others=tuple(_hint(one, view) for one in view.figures.findings if one.kind not in GRAVE),
    )


def next_step(view: View) -> Step | None:
    """Return the most urgent fix that the figures need before they can be trusted."""
    _ = view.gettext
    if view.report.load_errors:
        errors = url_for("report", report_name="errors")
        words = _("Mend what Beancount could not read: it is in no figure.")
        return Step(Urgency.MEND, words, errors)
    kinds = {finding.kind for finding in view.figures.findings}
    for kind, words in (
        (Kind.CONFIGURATION, _("Mend the directives named below.")),
        (Kind.UNCONVERTED, _("Add the missing prices: amounts without one are in no figure.")),
        (Kind.UNCLASSIFIED, _("Say what the unclassified income is: it counts as active.")),
    ):
        if kind in kinds:
            return Step(Urgency.MEND, words, "#certainty")
    return None


def _hint(finding: Finding, view: View) -> Hint:
    account = _account(finding)
    if account not in view.figures.facts.config.opened:
        account = ""
    place = _within(finding.place, view.figures.facts.config.folder)
    return Hint(
        # The place is shown as a link, so it need not be in the sentence.
        sentence=_sentence(replace(finding, place=None), view),
        fixes=finding_messages.fixes(replace(finding, place=place), view.reader),
        place="" if place is None else str(place),
        editor="" if finding.place is None else _editor(finding.place),
        postings=_postings(finding, account, view),
        account=account,
    )


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


def _sentence(finding: Finding, view: View) -> str:
    return finding_messages.sentence(finding, view.reader, view.hidden)


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


SECTION: Final = Section(
    anchor="certainty",
    title="How certain the figures are",
    needs="",
    ledger_lines="",
    content=certainty,
    next_step=next_step,
)
