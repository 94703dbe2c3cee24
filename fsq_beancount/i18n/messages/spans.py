"""Texts of the returns over several years, English and German."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fsq_beancount.i18n import language, messages
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import returns as returns_messages
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.measures.performance.growth import Growth
from fsq_beancount.measures.performance.span_definitions import SPANS
from fsq_beancount.measures.performance.spans import SpanReturns


def span(of: SpanReturns, reader: Reader) -> str:
    """Return the length of a span: ``3 years``, ``whole ledger``."""
    [key] = SPANS.keys
    return messages.key(key, key.value(of), reader)


def covered(found: Sequence[SpanReturns]) -> list[SpanReturns]:
    """Return the spans that the ledger covers."""
    return [each for each in found if each.growth is not None]


def growths(found: Sequence[SpanReturns]) -> list[Growth]:
    """Return the growth over each span that the ledger covers."""
    return [each.growth for each in found if each.growth is not None]


def undefined(found: Sequence[SpanReturns], reader: Reader) -> Iterator[str]:
    """Yield which spans the ledger does not cover, and why rates of the others are undefined."""
    _ = language.translation(reader.locale).gettext
    short = [span(each, reader) for each in found if each.growth is None]
    if short:
        words = _("The ledger is too short for: {spans}.")
        yield words.format(spans=", ".join(short))
    for each in covered(found):
        for name in ("return_net", "return_on_assets", "return_benchmark"):
            why = each.growth.undefined.get(name) if each.growth is not None else None
            if why is not None:
                words = _("{name}, {span}: undefined, since {reason}.")
                yield words.format(
                    name=MEASURES[name].name(reader.locale),
                    span=span(each, reader),
                    reason=returns_messages.reason(why, reader),
                )
