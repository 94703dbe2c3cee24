"""What lines change, in words: figures before and after, and how sure a ledger is."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from fsq_beancount.i18n import language, messages, numbers
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import certainty as certainty_messages
from fsq_beancount.i18n.messages import streams as stream_messages
from fsq_beancount.measures.catalogue import FAMILIES, MEASURES
from fsq_beancount.measures.definition import Key, KeyKind, Unit
from fsq_beancount.measures.milestones.ladder import ALL_LIVING_COSTS
from fsq_beancount.report.certainty import FIGURES
from fsq_beancount.report.proposals import Change, Effect, Figure, State, Value

_MOST_PLACES: Final = 12
_DATED_OR_COUNTED: Final = frozenset({KeyKind.DAY, KeyKind.MONTH, KeyKind.NUMBER})
_FAMILIES: Final = {family.id: family for family in FAMILIES}


def effect(of: Effect | None, reader: Reader, hide: Callable[[str], str] = str) -> list[str]:
    """Return what lines change alone, a sentence for each figure; nothing where it is unknown.

    Args:
        of: The effect; ``None`` of lines that were not run.
        reader: The reader.
        hide: Masks an amount where amounts are hidden.
    """
    _ = language.translation(reader.locale).gettext
    if of is None:
        return []
    if of.changes:
        return [change(each, reader, hide) for each in of.changes]
    if of.others is None:
        return [_("Neither the quotas nor the runway change.")]
    if not of.others:
        return [no_change(reader)]
    families = ", ".join(_FAMILIES[name].name(reader.locale) for name in of.others)
    return [_("Only figures of these parts change: {families}.").format(families=families)]


def change(
    each: Change, reader: Reader, hide: Callable[[str], str] = str, *, suggested: bool = False
) -> str:
    """Return a figure before and after: ``FSQ narrow: 50.2% → 43.7%``.

    It has as many digits as it takes to tell the two apart.

    Args:
        each: The change.
        reader: The reader.
        hide: Masks an amount where amounts are hidden.
        suggested: Whether names of streams are suggested, so that they are translated.
    """
    unit = MEASURES[each.figure.measure].unit
    before, after = told_apart(each.before, each.after, unit, reader)
    if unit is Unit.MONEY:
        before, after = hide(before), hide(after)
    return f"{_name(each.figure, reader, suggested=suggested)}: {before} → {after}"


def _name(each: Figure, reader: Reader, *, suggested: bool) -> str:
    """Return the name of a figure, with what tells its row apart but its date."""
    family = _FAMILIES[each.family]
    name = MEASURES[each.measure].name(reader.locale)
    told = [
        _key(key, value, reader, suggested=suggested)
        for key, value in zip(family.keys, each.keys, strict=True)
        if key.kind not in _DATED_OR_COUNTED
    ]
    if each.income_class is not None:
        told.insert(0, messages.income_class(each.income_class, reader))
    return f"{name} ({', '.join(told)})" if told else name


def _key(key: Key, value: object, reader: Reader, *, suggested: bool) -> str:
    if value == ALL_LIVING_COSTS and key.id == "name":
        return language.translation(reader.locale).gettext("All living costs")
    if key.id == "stream" and value is not None:
        return stream_messages.stream(str(value), reader, suggested=suggested)
    return messages.key(key, value, reader)


def told_apart(before: Value, after: Value, unit: Unit, reader: Reader) -> tuple[str, str]:
    """Return two values of a figure with as few digits as differ."""
    words = _words(before, unit, reader), _words(after, unit, reader)
    places = 1
    while words[0] == words[1] and before != after and places < _MOST_PLACES:
        places += 1
        words = _exact(before, unit, places, reader), _exact(after, unit, places, reader)
    return words


def _words(value: Value, unit: Unit, reader: Reader) -> str:
    if isinstance(value, bool | datetime.date) or value is None:
        return messages.figure(value, unit, reader)
    return messages.figure(Decimal(value), unit, reader)


def _exact(value: Value, unit: Unit, places: int, reader: Reader) -> str:
    if isinstance(value, bool | datetime.date) or value is None:
        return messages.figure(value, unit, reader)
    if unit is Unit.RATIO:
        return language.percent(Decimal(value), reader.numbers, places)
    if unit is Unit.POINTS:
        pattern = f"+0.{'0' * places};−0.{'0' * places}"
        points = numbers.writer(pattern, reader.numbers)(Decimal(value) * 100)
        words = language.translation(reader.locale).gettext("{points} percentage points")
        return words.format(points=points)
    return numbers.writer(f"#,##0.{'0' * places}", reader.numbers)(Decimal(value))


def state(of: State, reader: Reader) -> str:
    """Return how sure a ledger is: the narrow quota with its band, and the open questions."""
    texts = language.translation(reader.locale)
    said = []
    for name in FIGURES:
        value, band = of.figures[name], of.bands[name]
        if value is None:
            continue
        words = certainty_messages.figure(name, value, reader)
        if band.low is None or band.high is None:
            words = texts.gettext("{quota}, perhaps undefined").format(quota=words)
        elif band.low != band.high:
            low, high = told_apart(band.low, band.high, MEASURES[name].unit, reader)
            words = texts.gettext("{quota} ({low} to {high})").format(
                quota=words, low=low, high=high
            )
        said.append(words)
    count = texts.ngettext("{count} open question", "{count} open questions", of.questions).format(
        count=of.questions
    )
    return ", ".join((*said, count))


def no_change(reader: Reader) -> str:
    """Return that no measure changes."""
    return language.translation(reader.locale).gettext("No measure changes.")
