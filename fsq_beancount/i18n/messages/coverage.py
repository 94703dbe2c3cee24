"""Which months are in no figure over twelve months, and why, English and German."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from fsq_beancount.books.coverage import Coverage
from fsq_beancount.core.periods import month_label
from fsq_beancount.i18n import language
from fsq_beancount.i18n.language import Reader

if TYPE_CHECKING:
    from fsq_beancount.report.report import RollingFigures

MOST_ACCOUNTS: Final = 3
"""So many accounts are named; the rest is counted."""


def sentences(coverage: Coverage, currency: str, reader: Reader) -> Iterator[str]:
    """Yield what is left out of the last twelve months, a sentence for each reason.

    Args:
        coverage: Which months the books cover.
        currency: The report currency.
        reader: The reader.
    """
    texts = language.translation(reader.locale)
    out = coverage.left_out
    if out:
        words = texts.ngettext(
            "{months} is in no figure over twelve months: what paid nearly all living costs "
            "({accounts}) is booked to {last} only.",
            "{months} are in no figure over twelve months: what paid nearly all living costs "
            "({accounts}) is booked to {last} only.",
            len(out),
        )
        first, last = _month(out[0], reader), _month(out[-1], reader)
        yield words.format(
            months=first if len(out) == 1 else f"{first} – {last}",
            accounts=_accounts(coverage.payers, reader),
            last=_month(coverage.last_month, reader),
        )
    gone = sorted(coverage.unpriced_of_year)
    if gone:
        words = texts.ngettext(
            "{months} is in no figure over twelve months: more than half of its income and expense "
            "postings have no price in {currency}.",
            "{months} are in no figure over twelve months: more than half of their income and "
            "expense postings have no price in {currency}.",
            len(gone),
        )
        months = ", ".join(_month(month, reader) for month in gone)
        yield words.format(months=months, currency=currency)


def gaps(rolling: Iterable[RollingFigures], reader: Reader) -> Iterator[str]:
    """Yield which months are left out of a series for want of postings, a sentence for each gap.

    Args:
        rolling: The series, oldest first.
        reader: The reader.
    """
    texts = language.translation(reader.locale)
    for figures in rolling:
        if figures.silent_before:
            yield texts.gettext("{count} months without a posting before {month}: left out").format(
                count=figures.silent_before, month=language.month(figures.month, reader.locale)
            )


def _month(month: int, reader: Reader) -> str:
    return language.month(month_label(month), reader.locale)


def _accounts(names: tuple[str, ...], reader: Reader) -> str:
    shown = ", ".join(names[:MOST_ACCOUNTS])
    more = len(names) - MOST_ACCOUNTS
    if more <= 0:
        return shown
    words = language.translation(reader.locale).gettext("{accounts} and {count} more")
    return words.format(accounts=shown, count=more)
