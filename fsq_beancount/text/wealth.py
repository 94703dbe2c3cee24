"""The balance sheet as text: its lines, the test of freedom, and missing settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fsq_beancount.i18n import language, messages
from fsq_beancount.i18n.messages import wealth as wealth_messages
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.report.report import Report
from fsq_beancount.text import terminal
from fsq_beancount.text.headline import is_empty
from fsq_beancount.text.style import Style, wrapped

SHOWS: Final = frozenset({"wealth"})
"""The families of figures shown here, in a richer form than their definitions give."""

_INDENT: Final = "  "

_DEFINED_ONLY: Final = frozenset({"human_capital", "total_wealth", "consumption", "balance"})
"""Lines that are left out where all are undefined: most ledgers do not set their options."""


def balance_sheet(report: Report, style: Style) -> list[str]:
    """Return the balance sheet on the as-of date; nothing where no account has a balance."""
    if report.scope.period is not None and is_empty(report):
        return []  # the sheet would not belong to the days asked for
    found = report.wealth
    if not found.rows:
        return []
    _ = language.translation(style.locale).gettext
    sheet = found.sheet
    title = _("Balance sheet in {currency} on {date}").format(
        currency=report.currency, date=language.day(sheet.date, style.locale)
    )
    lines = [title, *terminal.table(list(_rows(report, style)), right={2, 3}, gap=1)]
    if sheet.valued_at_cost:
        words = _("of it valued at cost, without a price: {amount} {currency} ({commodities})")
        commodities = ", ".join(sorted({item.currency for item in sheet.valued_at_cost}))
        amount = language.money(sheet.at_cost, style.locale)
        words = words.format(amount=amount, currency=report.currency, commodities=commodities)
        lines += wrapped(words, style.width, first=_INDENT, then=_INDENT * 2)
    unknown = wealth_messages.unknown_tax(sheet, report.currency, style.reader)
    if unknown:
        lines += wrapped(unknown, style.width, first=_INDENT, then=_INDENT * 2)
    if sheet.unconverted:
        words = _("not in it, without a price: {amounts}")
        amounts = ", ".join(
            f"{language.quantity(number, style.locale)} {currency}"
            for currency, number in sheet.unconverted.items()
        )
        words = words.format(amounts=amounts)
        lines += wrapped(words, style.width, first=_INDENT, then=_INDENT * 2)
    sentence = wealth_messages.freedom(sheet, report.currency, style.reader)
    if sentence:
        lines += ["", *wrapped(sentence, style.width)]
    for words, fix in wealth_messages.lacking(
        found.undefined, report.as_of, report.currency, style.reader
    ):
        lines += ["", *wrapped(words, style.width)]
        lines += [_INDENT + line for line in fix.splitlines()]
    return lines


def _rows(report: Report, style: Style) -> Iterator[list[str]]:
    sheet = report.wealth.sheet
    shares = {each.name: each.share for each in report.wealth.classes}
    for name, amount in sheet.by_asset_class.items():
        called = messages.asset_class(name, style.reader)
        share = shares.get(name)
        shown = "" if share is None else f" {language.percent(share, style.locale)}"
        yield [" ", f"  {called}", language.money(amount, style.locale), shown]
    hidden = all(getattr(sheet, name) is None for name in _DEFINED_ONLY)
    for name, sign in wealth_messages.LINES:
        value = getattr(sheet, name)
        if (hidden and name in _DEFINED_ONLY) or (value == 0 and name == "claims"):
            continue
        called = MEASURES[name].name(style.locale)
        yield [sign or " ", called, language.money(value, style.locale), ""]
