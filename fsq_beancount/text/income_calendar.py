"""The calendar of income as text: what is due next month, and what of the last month came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from fsq_beancount.core import plain
from fsq_beancount.core.periods import month_label
from fsq_beancount.i18n import language, messages
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.measures.liquidity.calendar_definitions import INCOME_CALENDAR
from fsq_beancount.measures.liquidity.income_calendar import IncomeDue
from fsq_beancount.report.report import Report
from fsq_beancount.text import blocks
from fsq_beancount.text.style import Style

SHOWS: Final = frozenset({"income_calendar"})
"""The families of figures shown here, in a richer form than their definitions give."""

_TO_COME: Final = ("income_due_on", "income_due", "income_due_rest")
_CAME: Final = ("income_expected", "income_received")


def calendar(report: Report, style: Style) -> list[str]:
    """Return what is due, and what was and came; nothing where there is neither."""
    rows: Sequence[IncomeDue] = report.rows_of(INCOME_CALENDAR)
    if not rows:
        return []
    _ = language.translation(style.locale).gettext
    last = language.month(month_label(report.coverage.last_month), style.locale)
    return [
        _("Income to come, in {currency}").format(currency=report.currency),
        *_table([row for row in rows if row.income_due or row.income_due_rest], _TO_COME, style),
        "",
        _("Income of {month}, in {currency}").format(month=last, currency=report.currency),
        *_table([row for row in rows if row.income_expected or row.income_received], _CAME, style),
    ]


def _table(rows: Sequence[IncomeDue], measures: Iterable[str], style: Style) -> Iterator[str]:
    """Yield a row for each account, with those figures that any of them has."""
    if not rows:
        yield f"  {language.UNDEFINED}"
        return
    columns = [
        (
            each.name(style.locale),
            [messages.figure(each.value(row), each.unit, style.reader) for row in rows],
        )
        for each in map(MEASURES.__getitem__, measures)
        if any(each.value(row) is not None for row in rows)
    ]
    labels = [f"  {plain.clean(row.account)}" for row in rows]
    # The blocks of a table begin with an empty line.
    yield from islice(blocks.table("", labels, columns, style.width), 1, None)
