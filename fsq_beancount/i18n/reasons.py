"""The reasons of a classification in words; text of the ledger is quoted unchanged."""

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
    """Return reasons in English, as the plugin writes them to the ledger, and for programs."""
    return words(reasons, str)


def _source(source: Source, _: Callable[[str], str]) -> str:
    circumstance, subject, component, place = source
    # Text of the ledger is quoted unchanged in every language.
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
        Circumstance.SALE: _("sells lots, and nothing else says what it is"),
        Circumstance.LOSS: _("named for losses, in a sale of lots"),
        Circumstance.LOSS_OF_ASSET: _("named for losses, of an asset that earns"),
        Circumstance.ACCRUED_INTEREST: _("interest accrued on what is bought"),
        Circumstance.EMPLOYER: _("beside active income in the last twelve months"),
        Circumstance.NO_EMPLOYER: _("no active income beside it in the last twelve months"),
        Circumstance.PAYSLIP: _("beside larger active income in the same transaction"),
        Circumstance.ON_PAYSLIP: _("passive although active income stands beside it"),
        Circumstance.GOODS: _("goods sold from stock, an expense takes their cost"),
        Circumstance.SALES: _("named for sales, and nothing sold has a price in the ledger"),
        Circumstance.BESIDE_ACTIVE: _("beside active income in the same transaction"),
        Circumstance.NOTHING: _("nothing says what it is"),
        Circumstance.LIVING: _("an expense that is no cost of earning"),
        Circumstance.HOUSEHOLD_FEE: _("a fee of the household, by its name"),
        Circumstance.BARE_FEE: _("a fee on a payslip, and nothing says for what"),
        Circumstance.HOME: _("a cost of buying a home or a vehicle on credit"),
        Circumstance.DEPRECIATION: _("named for depreciation, and nothing is paid"),
        Circumstance.PADDING: _("padding from an income account"),
        Circumstance.CAPITAL_TAX: _("a tax on capital income, no income beside it"),
        Circumstance.LUMP_SUM_TAX: _("a tax on an advance lump sum"),
        Circumstance.WORK_TAX: _("a tax on income of work"),
        Circumstance.TRADE: _("the fee of a trade, no income beside it"),
        Circumstance.REFUND: _("a tax refund, no income beside it"),
        Circumstance.FOLLOWS: _("a tax refund that goes where the tax went"),
        Circumstance.TAX_BACK: _("a refund of capital tax, to those that bore it"),
        Circumstance.NOT_BORNE: _("a refund of capital tax that nothing bore before"),
        Circumstance.CHARGED: _("charged to the income of its transaction"),
        Circumstance.SPLIT: _("split over the income of its transaction"),
        Circumstance.UNCHARGED: _("no income beside it to charge it to"),
    }[circumstance]
