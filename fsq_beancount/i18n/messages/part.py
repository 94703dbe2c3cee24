"""Texts that say that figures are those of a part of the ledger, and not of the whole."""

from __future__ import annotations

from fsq_beancount.books.part import Part
from fsq_beancount.i18n import language
from fsq_beancount.i18n.language import Reader


def selected(part: Part, reader: Reader) -> str:
    """Return a sentence on which part of the ledger a report is of."""
    _ = language.translation(reader.locale).gettext
    words = _(
        "A part of the ledger: the accounts that match {pattern}, with the income and expenses of "
        "their transactions."
    )
    return words.format(pattern=part.pattern)


def returns(part: Part, reader: Reader) -> str:
    """Return a sentence on what the returns of a part are."""
    _ = language.translation(reader.locale).gettext
    words = _(
        "Of the part {pattern} alone, with its cash and its loans: what comes from or goes to "
        "other accounts is no return, but passive income paid into it is, whatever earned it."
    )
    return words.format(pattern=part.pattern)


def liquidity(part: Part, reader: Reader) -> str:
    """Return a sentence on what the liquidity of a part is."""
    _ = language.translation(reader.locale).gettext
    words = _(
        "Of the part {pattern}: its own cash, and the income and expenses of its transactions; the "
        "reserve is that of the whole ledger."
    )
    return words.format(pattern=part.pattern)
