"""The findings as ``fsq check`` prints them: a line each, then the details, numbered alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from fsq_beancount.core import plain
from fsq_beancount.i18n.messages import certainty as messages
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.report.certainty import Certainty, Question, Settled
from fsq_beancount.report.findings import Place
from fsq_beancount.text import terminal
from fsq_beancount.text.certainty import finding_lines
from fsq_beancount.text.style import Style, wrapped

_LEAST: Final = 20
"""The least width of a finding in the list, in columns of the terminal."""


def parts(
    found: Certainty,
    shown: Sequence[Question],
    narrow: Decimal | None,
    style: Style,
    *,
    here: Callable[[Place], Place],
) -> list[list[str]]:
    """Return a paragraph on how sure the narrow quota is, a list, and one for each finding.

    Args:
        found: How sure the figures are.
        shown: The findings to show.
        narrow: The narrow quota.
        style: The style of the text.
        here: Names a file as the reader does.
    """
    summary = messages.summary(found, narrow, style.reader)
    named = [_named(question, here) for question in shown]
    paragraphs = [wrapped(summary, style.width)] if summary else []
    if named:
        paragraphs.append(_listed(named, style))
    return [
        *paragraphs,
        *([*_details(number, each, style)] for number, each in enumerate(named, start=1)),
    ]


def settled(
    gone: Sequence[Settled], style: Style, *, here: Callable[[Place], Place]
) -> list[list[str]]:
    """Return a paragraph with the directives that accept what is no longer found, if any."""
    if not gone:
        return []
    lines = [
        plain.clean(f"  {'' if each.place is None else f'{here(each.place)}: '}{each.id}")
        for each in gone
    ]
    return [[*wrapped(messages.settled(style.reader), style.width), *lines]]


def _named(question: Question, here: Callable[[Place], Place]) -> Question:
    finding = question.finding
    if finding.place is not None:
        finding = replace(finding, place=here(finding.place))
    again = tuple(
        each if each.place is None else each._replace(place=here(each.place))
        for each in question.again
    )
    return replace(question, finding=finding, again=again)


def _listed(shown: Sequence[Question], style: Style) -> list[str]:
    """Return a line for each finding: its number, its words, and the widest effect of a fix."""
    numbers = [f"{number}." for number in range(1, len(shown) + 1)]
    effects = [_state(question, style) for question in shown]
    # In ASCII an ellipsis is two characters longer, and an arrow one.
    room = style.width - len(numbers[-1]) - 1 - 3 * style.ascii_only
    if any(effects):
        room -= max(map(terminal.width, effects)) + 1
    rows = [
        [number, terminal.shortened(_words(question, style), max(room, _LEAST)), effect]
        for number, question, effect in zip(numbers, shown, effects, strict=True)
    ]
    return terminal.table(rows, right={0, 2}, gap=1)


def _state(question: Question, style: Style) -> str:
    if question.accepted:
        return messages.accepted(style.reader)
    return messages.short_effect(question, style.reader)


def _words(question: Question, style: Style) -> str:
    # What has an id is known by its subject; the place is left to the details.
    finding = replace(question.finding, place=None) if question.id else question.finding
    words = finding_messages.sentence(finding, style.reader)
    # Spelled before it is cut, since an umlaut may take two letters.
    printed = terminal.page([words], ascii_only=style.ascii_only).removesuffix("\n")
    return terminal.spelled(printed, style.encoding)


def _details(number: int, question: Question, style: Style) -> Iterator[str]:
    effects = {effect.fix: effect for effect in question.effects}
    again = [messages.open_again(each, style.reader) for each in question.again]
    if question.accepted:
        again.append(f"({messages.accepted(style.reader)})")
    yield from finding_lines(
        question.finding, style, effects, number=f"{number}. ", more=map(plain.clean, again)
    )
    if question.accept:
        yield f"  {messages.how_to_accept(style.reader)}"
        for line in question.accept:
            yield terminal.dotted(line, style.encoding)
