"""Plan against actual as a table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from fsq_beancount.i18n import language
from fsq_beancount.i18n.messages import budget as budget_messages
from fsq_beancount.measures.budget.comparison import Comparison
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.report.report import Report
from fsq_beancount.text import terminal
from fsq_beancount.text.style import Style, wrapped

SHOWS: Final = frozenset({"budget", "plan_kept"})
"""The families of figures shown here, in a richer form than their definitions give."""


def comparison(report: Report, style: Style) -> list[str]:
    """Return plan against actual of the days asked for, else of twelve months."""
    _ = language.translation(style.locale).gettext
    compared = report.budget_shown
    if compared is None:
        return []
    title = _("Plan and actual, {first} – {last}, in {currency}").format(
        first=language.day(compared.first, style.locale),
        last=language.day(compared.last, style.locale),
        currency=report.currency,
    )
    header = ["", _("Planned"), _("Actual"), _("Difference")]
    rows = [header, *_rows(compared, style)]
    lines = [title, *terminal.table(rows, right={1, 2, 3})]
    if report.plan_kept is not None:
        lines += wrapped(budget_messages.kept(report.plan_kept, style.reader), style.width)
    if compared.unconverted:
        lines.append(_("Planned without a price in {currency}:").format(currency=report.currency))
        lines += [
            f"  {language.quantity(number, style.locale)} {currency}"
            for currency, number in compared.unconverted.items()
        ]
    return lines


def _rows(compared: Comparison, style: Style) -> Iterator[list[str]]:
    _ = language.translation(style.locale).gettext

    def money(value: Decimal | None) -> str:
        return language.money(value, style.locale)

    for is_income, words, rest in (
        (True, _("Income without a budget"), compared.other_income),
        (False, _("Expenses without a budget"), compared.other_expenses),
    ):
        for row in compared.rows:
            if row.is_income is is_income:
                numbers = (row.planned, row.actual, row.difference)
                yield [f"  {row.account}", *map(money, numbers)]
        if rest:
            yield [f"  {words}", "", money(rest), ""]
    numbers = (compared.savings_planned, compared.savings, compared.savings_indirect)
    yield [f"  {MEASURES['savings'].name(style.locale)}", *map(money, numbers)]
