"""Certainty in words: the effect of a fix, and the band of the quotas."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fsq_beancount.i18n import language, messages
from fsq_beancount.i18n.language import Reader
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.measures.definition import Unit
from fsq_beancount.report.certainty import (
    FIGURES,
    NARROW,
    RUNWAY,
    WIDE,
    Again,
    Certainty,
    Effect,
    Question,
)


def effects(effect: Effect, reader: Reader) -> Iterator[str]:
    """Yield a sentence for each figure that a fix changes."""
    _ = language.translation(reader.locale).gettext
    for name in FIGURES:
        before, after = effect.before[name], effect.after[name]
        if before != after:
            yield _("{name}: {after} instead of {before}.").format(
                name=_name(name, reader),
                after=_figure(name, after, reader),
                before=_figure(name, before, reader),
            )


def short_effect(question: Question, reader: Reader) -> str:
    """Return the widest effect of an answer on the figure it is about: ``67.9% → 15.0%``."""
    for name in sorted(FIGURES, key=lambda name: name != question.measure):
        pairs = [pair for pair in question.answers(name) if pair[0] != pair[1]]
        if pairs:
            words = " → ".join(_figure(name, value, reader) for value in max(pairs, key=_width))
            return words if name == NARROW else f"{_name(name, reader)} {words}"
    return ""


def _width(pair: tuple[Decimal | None, Decimal | None]) -> Decimal:
    """Return how far an answer moves a figure; infinitely where it is not defined on both sides."""
    before, after = pair
    return Decimal("Infinity") if before is None or after is None else abs(after - before)


def accepted(reader: Reader) -> str:
    """Return the word for a finding that is accepted."""
    return language.translation(reader.locale).gettext("accepted")


def how_to_accept(reader: Reader) -> str:
    """Return the words above the lines that accept a finding."""
    return language.translation(reader.locale).gettext("If it is right as it is, write:")


def open_again(again: Again, reader: Reader) -> str:
    """Return why an accepted finding is open again, after the place of the directive."""
    text = language.translation(reader.locale).gettext(
        "{amount} {currency} were accepted here, and more than twice as much is at stake now, so "
        "the question is open again."
    )
    amount = language.quantity(again.amount.number, reader.numbers)
    words = text.format(amount=amount, currency=again.amount.currency)
    return words if again.place is None else f"{again.place}: {words}"


def settled(reader: Reader) -> str:
    """Return the words above the directives whose finding is gone."""
    return language.translation(reader.locale).gettext(
        "Accepted and no longer found; these lines can go:"
    )


def left_out(accepted_ones: int, small_ones: int, points: str, reader: Reader) -> Iterator[str]:
    """Yield a sentence for each reason why findings are not shown.

    Args:
        accepted_ones: The number of those that are accepted.
        small_ones: The number of those that move no figure far enough.
        points: How far that is, percentage points, as the reader wrote it.
        reader: The reader.
    """
    texts = language.translation(reader.locale)
    if accepted_ones:
        yield texts.ngettext(
            "{count} accepted finding is not shown; to see it, add --all.",
            "{count} accepted findings are not shown; to see them, add --all.",
            accepted_ones,
        ).format(count=accepted_ones)
    if small_ones:
        yield texts.ngettext(
            "{count} finding is not shown: no line of it was run that moves a figure by "
            "{points} points.",
            "{count} findings are not shown: no line of them was run that moves a figure by "
            "{points} points.",
            small_ones,
        ).format(count=small_ones, points=points)


def summary(
    found: Certainty, value: Decimal | None, reader: Reader, *, below_it: bool = False
) -> str:
    """Return a sentence on how sure the figures are; empty where no fix moves them.

    It is about the narrow quota, else the wide one, else the runway: the first that is unsure.

    Args:
        found: How sure the figures are.
        value: The narrow quota.
        reader: The reader.
        below_it: Whether the sentence stands below the quotas; the narrow one then needs no name.
    """
    texts = language.translation(reader.locale)
    before = next((each.now for each in found.asked if each.now is not None), None)
    if before is None:
        return ""
    count = len(found.asked)
    for figure, now in ((NARROW, value), (WIDE, before[WIDE]), (RUNWAY, before[RUNWAY])):
        if now is None:
            continue
        quota = _figure(figure, now, reader)
        if figure != NARROW or not below_it:
            quota = f"{_name(figure, reader)} {quota}"
        band = found.bands[figure]
        if band.low is None or band.high is None:
            return texts.ngettext(
                "{quota}, but it may be undefined: {count} question.",
                "{quota}, but it may be undefined: {count} questions.",
                count,
            ).format(quota=quota, count=count)
        low, high = _figure(figure, band.low, reader), _figure(figure, band.high, reader)
        if low != high:
            return texts.ngettext(
                "{quota}, between {low} and {high}: {count} question.",
                "{quota}, between {low} and {high}: {count} questions.",
                count,
            ).format(quota=quota, low=low, high=high, count=count)
    return ""


def pointer(found: Certainty, value: Decimal | None, reader: Reader) -> str:
    """Return how sure the quotas are and the command that shows why; empty without a question.

    Args:
        found: How sure the figures are.
        value: The narrow quota, which stands above.
        reader: The reader.
    """
    texts = language.translation(reader.locale)
    count = len(found.asked)
    if not count:
        return ""
    words = summary(found, value, reader, below_it=True) or texts.ngettext(
        "{count} open question.", "{count} open questions.", count
    ).format(count=count)
    return texts.gettext("{words} See fsq check.").format(words=words)


def _name(name: str, reader: Reader) -> str:
    return MEASURES[name].name(reader.locale)


def _figure(name: str, value: Decimal | None, reader: Reader) -> str:
    unit = MEASURES[name].unit
    shown = messages.figure(value, unit, reader)
    if unit is not Unit.MONTHS or value is None:
        return shown
    return language.translation(reader.locale).gettext("{months} months").format(months=shown)


def figure(name: str, value: Decimal | None, reader: Reader) -> str:
    """Return a figure that has a band with its name: ``FSQ narrow 67.9%``."""
    return f"{_name(name, reader)} {_figure(name, value, reader)}"
