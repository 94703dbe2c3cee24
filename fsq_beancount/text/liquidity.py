"""The liquidity plan as text: how long the cash lasts, and the months to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fsq_beancount.i18n import language
from fsq_beancount.i18n.messages import liquidity as liquidity_messages
from fsq_beancount.i18n.messages import part as part_messages
from fsq_beancount.measures.liquidity.months import PlanMonth
from fsq_beancount.report.report import Report
from fsq_beancount.text import terminal
from fsq_beancount.text.style import Style, wrapped

SHOWS: Final = frozenset({"liquidity"})
"""The families of figures shown here, in a richer form than their definitions give."""

_MONTHS: Final = 6
"""The number of months of the plan that are shown; the CSV has all."""

_HINT_WIDTH: Final = 2


def liquidity(report: Report, style: Style) -> list[str]:
    """Return the runway and the plan; nothing where there is neither cash nor a plan."""
    found = report.liquidity
    if not (found.cash or found.unplanned_income or any(month.items for month in found.plan)):
        return []
    _ = language.translation(style.locale).gettext
    title = _("Liquidity in {currency} from {date} on").format(
        currency=report.currency, date=language.day(found.date, style.locale)
    )
    sentences = (
        liquidity_messages.runway(found, report.currency, style.reader),
        liquidity_messages.secured(found, report.currency, style.reader),
    )
    lines = [title]
    if report.part is not None:
        lines += wrapped(part_messages.liquidity(report.part, style.reader), style.width)
    for sentence in sentences:
        lines += wrapped(sentence, style.width)
    lines += _table(_shown(found.plan, found.short_on), style)
    if found.unconverted:
        amounts = ", ".join(
            f"{language.quantity(number, style.locale)} {currency}"
            for currency, number in found.unconverted.items()
        )
        lines.append(_("Planned, but without a price: {amounts}").format(amounts=amounts))
    for words, fix in liquidity_messages.hints(found, report.currency, style.reader):
        lines += wrapped(words, style.width)
        lines += [
            " " * _HINT_WIDTH + line for line in terminal.dotted(fix, style.encoding).splitlines()
        ]
    return lines


def _shown(plan: Sequence[PlanMonth], short: PlanMonth | None) -> Iterator[PlanMonth | None]:
    """Yield the first months and the first month below the reserve, ``None`` for a gap."""
    first = list(plan[:_MONTHS])
    yield from first
    if short is not None and short not in first:
        if short is not plan[_MONTHS]:
            yield None
        yield short


def _table(months: Iterator[PlanMonth | None], style: Style) -> Iterator[str]:
    _ = language.translation(style.locale).gettext
    rows = [[_("Month"), _("Opening"), _("In"), _("Out"), _("Closing")]]
    for month in months:
        if month is None:
            rows.append(["…", "", "", "", ""])
            continue
        name = language.month(month.month, style.locale)
        if not month.is_whole:
            name = _("rest of {month}").format(month=name)
        amounts = (month.opening, month.inflow, month.outflow, month.closing)
        rows.append([name, *(language.money(amount, style.locale) for amount in amounts)])
    if len(rows) > 1:
        yield from terminal.table(rows, right=range(1, 5))
