"""Texts of the balance sheet: asset classes, the test of freedom, missing settings."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from fsq_beancount.i18n import language
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages.findings import FixText
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.measures.wealth.lifetime import LifetimeValue
from fsq_beancount.measures.wealth.sheet import Sheet

EXAMPLES: Final[Mapping[str, str]] = {
    "birth-date": "1985-04-01",
    "retirement-age": "67",
    "life-expectancy": "90",
    "discount-rate": "0.03",
    "income-growth": "0.02",
    "inflation": "0.02",
    "tax-profile": '"de"',
    "tax-rate": "0.25",
}
"""An example value for each option that figures need, as written in a ledger."""


_EURO: Final = "EUR"

LINES: Final[Sequence[tuple[str, str]]] = (
    ("assets", ""),
    ("latent_tax", "−"),
    ("receivables", "+"),
    ("claims", "+"),
    ("other_debts", "−"),
    ("gross_wealth", "="),
    ("loans", "−"),
    ("net_wealth", "="),
    ("human_capital", "+"),
    ("total_wealth", "="),
    ("consumption", "−"),
    ("balance", "="),
)
"""The lines of the sheet in order, each with the sign that it is added up with."""

OF_THE_WHOLE: Final = frozenset(
    {"claims", "human_capital", "total_wealth", "consumption", "balance"}
)
"""The lines that a part of the ledger does not have."""


def option_line(name: str, date: datetime.date) -> str:
    """Return the ledger line that sets an option to its example value."""
    return f'{date} custom "fsq-option" "{name}" {EXAMPLES[name]}'


def freedom(sheet: Sheet, currency: str, reader: Reader, hidden: Callable[[str], str] = str) -> str:
    """Return a sentence on whether the household is financially free, and by how much.

    It is empty where that is undefined; :func:`lacking` says why.

    Args:
        sheet: The balance sheet.
        currency: The report currency.
        reader: The reader.
        hidden: Masks an amount where the reader hides amounts.
    """
    _ = language.translation(reader.locale).gettext
    margin, unlocked = sheet.freedom_margin, sheet.freedom_margin_unlocked
    if margin is None or unlocked is None or sheet.consumption is None:
        return ""

    def amount(value: Decimal) -> str:
        return f"{hidden(language.money(abs(value), reader.numbers))} {currency}"

    if sheet.consumption <= 0:
        words = (
            _("Financially free: there is no consumption to come that would have to be paid.")
            if sheet.financially_free
            else _("Not financially free: net wealth is below zero by {missing}.")
        )
    elif sheet.financially_free:
        words = _(
            "Financially free: net wealth pays for {ratio} of all consumption to come, {margin} "
            "more than it takes."
        )
    elif margin >= 0:
        words = _(
            "Not financially free yet: net wealth would pay for all consumption to come, but "
            "{locked} of it is locked; without that, {missing_unlocked} are missing."
        )
    else:
        words = _(
            "Not financially free yet: net wealth pays for {ratio} of all consumption to come; "
            "{missing} are missing."
        )
    return words.format(
        ratio=language.percent(sheet.freedom_ratio, reader.numbers),
        margin=amount(margin),
        missing=amount(margin),
        missing_unlocked=amount(unlocked),
        locked=amount(sheet.locked),
    )


def unknown_tax(
    sheet: Sheet, currency: str, reader: Reader, hidden: Callable[[str], str] = str
) -> str:
    """Return which commodities are in no latent tax, in a sentence; empty where there are none.

    Args:
        sheet: The balance sheet.
        currency: Its currency.
        reader: The reader.
        hidden: Hides an amount where the reader does not want it to be seen.
    """
    if not sheet.latent_tax_unknown:
        return ""
    _ = language.translation(reader.locale).gettext
    words = _("latent tax unknown, and in no figure, since the cost or the rate is: {amounts}")
    amounts = (
        f"{commodity} {hidden(language.money(amount, reader.numbers))} {currency}"
        for commodity, amount in sheet.latent_tax_unknown.items()
    )
    return words.format(amounts=", ".join(amounts))


def lacking(
    undefined: Mapping[str, LifetimeValue], date: datetime.date, currency: str, reader: Reader
) -> Iterator[FixText]:
    """Yield why figures are undefined, each with the ledger lines that would define them.

    Args:
        undefined: The undefined figures, by id.
        date: The date of the lines.
        currency: The report currency.
        reader: The reader.
    """
    texts = language.translation(reader.locale)
    _ = texts.gettext
    tax = undefined.get("latent_tax")
    if tax is not None:
        words = _("No latent tax is deducted. To have it, write (with values of your own):")
        yield FixText(words, _tax_lines(tax.missing, date, currency))
    named = {name: one for name, one in undefined.items() if name != "latent_tax"}
    missing = dict.fromkeys(option for one in named.values() for option in one.missing)
    if missing:
        names = _names((name for name, one in named.items() if one.missing), reader)
        words = _("Undefined: {figures}. To define it, write (with values of your own):")
        yield FixText(words.format(figures=names), _lines(missing, date))
    short = {name: one.months for name, one in named.items() if one.months is not None}
    if short:
        count = max(short.values())
        words = texts.ngettext(
            "Undefined: {figures}. It takes twelve complete months, and the books have {count}.",
            "Undefined: {figures}. It takes twelve complete months, and the books have {count}.",
            count,
        )
        yield FixText(words.format(figures=_names(short, reader), count=count), "")
    for name, one in named.items():
        if one.unconverted:
            words = _("Undefined without a price of {currencies}: {figures}.")
            currencies = ", ".join(one.unconverted)
            yield FixText(words.format(figures=_names([name], reader), currencies=currencies), "")


def _tax_lines(options: Sequence[str], date: datetime.date, currency: str) -> str:
    """Return the lines that define a tax; a profile of a country is for ledgers in its currency."""
    if "tax-profile" in options and currency != _EURO:
        options = ("tax-rate",)
        return f'{date} custom "fsq-option" "tax-profile" "flat"\n{_lines(options, date)}'
    return _lines(options, date)


def _lines(options: Iterable[str], date: datetime.date) -> str:
    return "\n".join(option_line(name, date) for name in options)


def _names(figures: Iterable[str], reader: Reader) -> str:
    return ", ".join(MEASURES[name].name(reader.locale) for name in figures)
