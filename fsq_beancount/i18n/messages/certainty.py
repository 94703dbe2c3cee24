"""Certainty in words: the effect of a fix, and the band of the quotas."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fsq_beancount.i18n import language, messages
from fsq_beancount.i18n.language import Reader
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.report.certainty import FIGURES, NARROW, Certainty, Effect


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


def summary(found: Certainty, value: Decimal | None, reader: Reader) -> str:
    """Return a sentence on how sure the narrow quota is; empty where nothing is asked about it.

    Args:
        found: How sure the figures are.
        value: The narrow quota.
        reader: The reader.
    """
    texts = language.translation(reader.locale)
    band = found.bands[NARROW]
    asked = len([each for each in found.open if each.is_answerable])
    if found.sure or value is None or not asked:
        return ""
    name = MEASURES[NARROW].name(reader.locale)
    if band.low is None or band.high is None:
        return texts.ngettext(
            "{name} {value}, but it may be undefined: {count} question.",
            "{name} {value}, but it may be undefined: {count} questions.",
            asked,
        ).format(name=name, value=_figure(NARROW, value, reader), count=asked)
    return texts.ngettext(
        "{name} {value}, between {low} and {high}: {count} question.",
        "{name} {value}, between {low} and {high}: {count} questions.",
        asked,
    ).format(
        name=name,
        value=_figure(NARROW, value, reader),
        low=_figure(NARROW, band.low, reader),
        high=_figure(NARROW, band.high, reader),
        count=asked,
    )


def _figure(name: str, value: Decimal | None, reader: Reader) -> str:
    return messages.figure(value, MEASURES[name].unit, reader)
