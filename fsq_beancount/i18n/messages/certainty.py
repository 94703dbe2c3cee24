"""Certainty in words: the effect of a fix, and the band of the quotas."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fsq_beancount.i18n import language, messages
from fsq_beancount.i18n.language import Reader
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.report.certainty import FIGURES, NARROW, WIDE, Certainty, Effect


def effects(effect: Effect, reader: Reader) -> Iterator[str]:
    """Yield a sentence for each figure that a fix changes."""
    _ = language.translation(reader.locale).gettext
    for name in FIGURES:
        before, after = effect.before[name], effect.after[name]
        if before != after:
            yield _("{name}: {after} instead of {before}.").format(
                name=MEASURES[name].name(reader.locale),
                after=_figure(name, after, reader),
                before=_figure(name, before, reader),
            )


def summary(
    found: Certainty, value: Decimal | None, reader: Reader, *, below_it: bool = False
) -> str:
    """Return a sentence on how sure the quotas are; empty where no fix moves them.

    It is about the narrow quota, or about the wide one where that alone is unsure.

    Args:
        found: How sure the figures are.
        value: The narrow quota.
        reader: The reader.
        below_it: Whether the sentence stands below the quotas; the narrow one then needs no name.
    """
    texts = language.translation(reader.locale)
    before = next((effect.before for each in found.asked for effect in each.effects), None)
    if before is None:
        return ""
    count = len(found.asked)
    for figure, now in ((NARROW, value), (WIDE, before[WIDE])):
        if now is None:
            continue
        quota = _figure(figure, now, reader)
        if figure != NARROW or not below_it:
            quota = f"{MEASURES[figure].name(reader.locale)} {quota}"
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


def _figure(name: str, value: Decimal | None, reader: Reader) -> str:
    return messages.figure(value, MEASURES[name].unit, reader)
