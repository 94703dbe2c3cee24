"""Findings in sentences, with their fixes.

Each class of findings has a function of its own in the module of its topic.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from typing import Final, NamedTuple

from fsq_beancount.i18n import language
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages.findings import (
    balances,
    days,
    earning,
    flows,
    loans,
    names,
    plans,
    settings,
    wealth,
)
from fsq_beancount.i18n.messages.findings.wording import Sentences, Wording
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.fix import Blank


class FixText(NamedTuple):
    """A fix in words: what to do, and the lines of the ledger that do it."""

    words: str
    lines: str


SENTENCES: Final[Sentences] = {
    **settings.SENTENCES,
    **flows.SENTENCES,
    **earning.SENTENCES,
    **names.SENTENCES,
    **loans.SENTENCES,
    **plans.SENTENCES,
    **wealth.SENTENCES,
    **days.SENTENCES,
    **balances.SENTENCES,
}


def load_errors(count: int, ledger: str, reader: Reader) -> str:
    """Return a sentence on the load errors: how many, their consequence, and how to list them."""
    return (
        language.translation(reader.locale)
        .ngettext(
            "{count} load error: what Beancount dropped is in no figure. "
            "To see it: bean-check {ledger}",
            "{count} load errors: what Beancount dropped is in no figure. "
            "To see them: bean-check {ledger}",
            count,
        )
        .format(count=count, ledger=shlex.quote(ledger))
    )


def nothing_found(reader: Reader) -> str:
    """Return the sentence for a check without findings."""
    return language.translation(reader.locale).gettext(
        "Nothing found that makes the figures less than certain."
    )


def with_fix(finding: Finding, reader: Reader) -> str:
    """Return a finding and its fixes as one text."""
    words = [sentence(finding, reader)]
    for way in fixes(finding, reader):
        words += way
    return " ".join(words)


def sentence(finding: Finding, reader: Reader, hide: Callable[[str], str] = str) -> str:
    """Return a finding as a sentence, after its place if it has one.

    Args:
        finding: The finding.
        reader: The reader.
        hide: Masks an amount where amounts are hidden.
    """
    text = SENTENCES[type(finding)](finding, Wording(reader, hide))
    return text if finding.place is None else f"{finding.place}: {text}"


def fixes(finding: Finding, reader: Reader) -> list[FixText]:
    """Return the alternative fixes of a finding."""
    _ = language.translation(reader.locale).gettext
    return [
        FixText(
            _("or:") if number else _("To mend it, write:"),
            fix.written(lambda blank: placeholder(blank, reader)),
        )
        for number, fix in enumerate(finding.fixes)
    ]


def placeholder(blank: Blank, reader: Reader) -> str:
    """Return the placeholder of a blank."""
    _ = language.translation(reader.locale).gettext
    match blank:
        case Blank.RATE:
            return _("<rate>")
        case Blank.PRICE:
            return _("<price>")
        case Blank.AMOUNT:
            return _("<amount>")
        case Blank.INTEREST_RATE:
            return _("<interest rate>")
        case Blank.DATE:
            return _("<date>")
