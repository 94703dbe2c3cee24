"""The proposals as Beancount: lines to add, and comments around them.

All faces show this text. It may be appended to the main file as a whole: what is no line to add is
a comment, and so are the lines that the owner has to decide.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Final

from fsq_beancount.core import plain
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import changes
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.i18n.messages import proposals as messages
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.proposals import Change, Proposal, Proposals

WIDTH: Final = 80
"""The width of comments, columns; lines of the ledger are never broken."""


def text(found: Proposals, reader: Reader, hide: Callable[[str], str] = str) -> str:
    """Return the proposals as lines of a ledger.

    Args:
        found: The proposals.
        reader: The reader.
        hide: Masks an amount where amounts are hidden.
    """
    # The ledger may not end with a line break, and a blank line ends its last directive.
    return "\n".join(("", *_lines(found, reader, hide))) + "\n"


def _lines(found: Proposals, reader: Reader, hide: Callable[[str], str]) -> Iterator[str]:
    sure, doubtful, together = messages.headings(reader)
    name = Path(found.ledger).name
    yield from _comment(messages.title(found, name, reader))
    if found.load_errors:
        yield from _comment(finding_messages.load_errors(found.load_errors, name, reader))
    as_it_is, with_lines = messages.before_and_after(found, reader)
    yield from _comment(as_it_is)
    if found.sure:
        yield from _comment(with_lines)
        yield from _heading(sure)
        for each, name in _grouped(found.sure, reader):
            yield from _proposal(each, name, reader, hide)
    elif found.doubtful:
        yield from _comment(messages.nothing_sure(reader))
    if found.doubtful:
        yield from _heading(doubtful)
        for each, name in _grouped(found.doubtful, reader):
            yield from _proposal(each, name, reader, hide)
    if found.sure:
        yield from _heading(together)
        for change in found.changes:
            yield from _comment(_change(change, found, reader, hide), then="    ")
        if not found.changes:
            yield from _comment(changes.no_change(reader))
    if found.unsettled:
        yield ""
        yield from _comment(messages.unsettled(found.unsettled, reader))


def _change(each: Change, found: Proposals, reader: Reader, hide: Callable[[str], str]) -> str:
    return changes.change(each, reader, hide, suggested=found.has_suggested_streams)


def _grouped(several: Iterable[Proposal], reader: Reader) -> Iterator[tuple[Proposal, str]]:
    """Yield proposals, the first of each group with its heading."""
    for group, its in groupby(several, key=lambda each: each.group):
        heading = messages.group(group, reader)
        for each in its:
            yield each, heading
            heading = ""


def _proposal(
    each: Proposal, heading: str, reader: Reader, hide: Callable[[str], str]
) -> Iterator[str]:
    if heading:
        yield ""
        yield f"; --- {heading}"
    yield ""
    about = each.about
    if isinstance(about, Finding) and each.id:
        # The number of a line is soon another one; what has an id is known by its subject.
        about = replace(about, place=None)
    yield from _comment(messages.why(about, reader, hide))
    for number, fix in enumerate(each.fixes[:1] if each.sure else each.fixes):
        if number:
            yield from _comment(messages.alternative(reader))
        effect = each.effects[number]
        for words in changes.effect(effect, reader, hide):
            yield from _comment(words, first="→ ", then="  ")
        if effect is None and not fix.is_template:
            yield from _comment(messages.at_load(reader), first="→ ", then="  ")
        lines = fix.written(lambda blank: finding_messages.placeholder(blank, reader))
        for line in lines.splitlines():
            yield line if each.sure else f";{line}"


def _heading(words: str) -> Iterator[str]:
    yield ""
    yield from _comment(f"=== {words}")


def _comment(words: str, first: str = "", then: str = "") -> Iterator[str]:
    """Yield words as comments, with control characters replaced and long names unbroken."""
    yield from textwrap.wrap(
        plain.clean(words),
        WIDTH,
        initial_indent=f"; {first}",
        subsequent_indent=f"; {then}",
        break_long_words=False,
        break_on_hyphens=False,
    )
