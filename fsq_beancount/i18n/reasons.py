"""Why a posting is what it is, in words; what the ledger's author wrote stands in them as it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from fsq_beancount.classification.reason import Aspect, Circumstance, Reasons, Source


def words(reasons: Reasons, _: Callable[[str], str]) -> str:
    """Return reasons in words.

    Args:
        reasons: The reasons.
        _: Translates a text.
    """
    parts = []
    for reason in reasons:
        source = _source(reason.source, _)
        if reason.aspect is Aspect.ROLE:
            source = _("role by {source}").format(source=source)
        elif reason.aspect is Aspect.STREAM:
            source = _("stream by {source}").format(source=source)
        parts.append(source)
    return "; ".join(parts)


@lru_cache(maxsize=4096)
def in_english(reasons: Reasons) -> str:
    """Return reasons in English: as the plugin writes them to a ledger, and for programs."""
    return words(reasons, str)


def _source(source: Source, _: Callable[[str], str]) -> str:
    circumstance, subject, component, place = source
    # What is a piece of the ledger is quoted as it stands there, in any language.
    match circumstance:
        case Circumstance.OPEN:
            return f"open {subject} ({place})"
        case Circumstance.META:
            return f'custom "fsq-meta" {subject} ({place})'
        case Circumstance.RULE:
            return f'custom "fsq-rule" "{subject}" ({place})'
        case Circumstance.TAG:
            return f'tag #{subject} (custom "fsq-tag", {place})'
        case Circumstance.COMMODITY:
            return f"commodity {subject}"
        case Circumstance.NAME:
            return _('name "{word}" in {component}').format(word=subject, component=component)
    return {
        Circumstance.POSTING: _("metadata of the posting"),
        Circumstance.TRANSACTION: _("metadata of the transaction"),
        Circumstance.SALE: _("sells what is held at cost, and nothing else says what it is"),
        Circumstance.LOSS: _("named for losses, in a sale of what is held at cost"),
        Circumstance.BESIDE_ACTIVE: _("beside active income in the same transaction"),
        Circumstance.NOTHING: _("nothing says what it is"),
        Circumstance.LIVING: _("an expense that is no cost of earning"),
        Circumstance.PADDING: _("padding from an income account"),
        Circumstance.CAPITAL_TAX: _("a tax on capital income, no income beside it"),
        Circumstance.TRADE: _("the fee of a trade, no income beside it"),
        Circumstance.REFUND: _("a tax refund, no income beside it"),
        Circumstance.CHARGED: _("charged to the income of its transaction"),
        Circumstance.SPLIT: _("split over the income of its transaction"),
        Circumstance.UNCHARGED: _("no income beside it to charge it to"),
    }[circumstance]
