"""The milestones as a ladder: the first target at its foot, all living costs at its top.

.. code-block:: text

    3  All living costs  3,000.00  |··········|                   170.00
    2  Rent              1,440.00  |####······|                    65.00
    1  Electricity         600.00  |##########|  May 2022
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from fsq_beancount.core import plain
from fsq_beancount.i18n import language, messages
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.measures.milestones.ladder import Milestone
from fsq_beancount.report.report import Report
from fsq_beancount.text import terminal
from fsq_beancount.text.style import Style, bottom_aligned, wrapped

SHOWS: Final = frozenset({"milestones"})
"""The families of figures shown here, in a richer form than their definitions give."""

_CELLS: Final = 10
_DONE, _OPEN, _RAIL = "█", "·", "│"
_HEADER_WIDTH: Final = 10
_SHORTEST_NAME: Final = 10
_NAME: Final = 1  # the column of the name
_RUNGS: Final = 4  # the columns up to the rung


def ladder(report: Report, style: Style) -> list[str]:
    """Return the milestones of both quotas; nothing where the last is the only milestone."""
    _ = language.translation(style.locale).gettext
    found = report.milestones
    if found.last is None or len(found.narrow) < 2:
        return []
    names = [MEASURES[name].name(style.locale) for name in ("fsq_narrow", "fsq_wide")]
    several = [found.narrow, found.wide]
    if found.narrow == found.wide:
        names, several = [" = ".join(names)], several[:1]
    title = _("Milestones suggested, {measure}, twelve months to {month}")
    if not found.suggested:
        title = _("Milestones, {measure}, twelve months to {month}")
    lines: list[str] = []
    for name, milestones in zip(names, several, strict=True):
        lines += [*[""][: len(lines)]]
        words = title.format(measure=name, month=language.month(found.last, style.locale))
        lines += wrapped(words, style.width)
        lines += _drawn(milestones, style)
    if found.unconverted:
        amounts = ", ".join(
            f"{language.quantity(number, style.locale)} {currency}"
            for currency, number in found.unconverted.items()
        )
        words = _("Without a price in {currency}, so in no milestone: {amounts} a month")
        words = words.format(currency=report.currency, amounts=amounts)
        lines += wrapped(words, style.width)
    if found.suggested:
        words = (
            _("They come every month. To make them yours, change and write:")
            if found.of_bills
            else _("They are your largest living costs. To make them yours, change and write:")
        )
        lines += wrapped(words, style.width)
        lines += [f"  {terminal.dotted(line, style.encoding)}" for line in found.directives]
    return lines


def _drawn(milestones: Sequence[Milestone], style: Style) -> list[str]:
    _ = language.translation(style.locale).gettext
    header = [
        wrapped(name, _HEADER_WIDTH)
        for name in (
            _("Cost of 12 months"),
            "",
            _("First reached"),
            _("Last lost"),
            _("Missing a month"),
        )
    ]
    rows = [["", "", *line] for line in bottom_aligned(header)]
    rows += [list(_cells(each, style)) for each in reversed(milestones)]
    # Only names can be shortened, the other cells are numbers. Where even a short name is too
    # wide, the dates and the missing amounts follow in a block of their own.
    widths = [max(map(terminal.width, column)) + 2 for column in zip(*rows, strict=True)]
    taken = sum(widths) - widths[_NAME]
    narrow = taken + min(_SHORTEST_NAME, widths[_NAME] - 2) > style.width
    if narrow:
        taken -= sum(widths[_RUNGS:])
    room = max(_SHORTEST_NAME, style.width - taken)
    for row in rows:
        row[_NAME] = terminal.shortened(row[_NAME], room)
    if not narrow:
        return terminal.table(rows, right={0, 2, 6})
    above = [row[:_RUNGS] for row in rows]
    below = [[row[0], *row[_RUNGS:]] for row in rows]
    return [*terminal.table(above, right={0, 2}), "", *terminal.table(below, right={0, 3})]


def _cells(each: Milestone, style: Style) -> Iterator[str]:
    yield str(each.position)
    yield plain.clean(messages.milestone(each, style.reader))
    yield language.money(each.cost, style.locale)
    yield _RAIL + _rung(each.covered) + _RAIL
    for date in (each.reached_on, each.lost_on):
        yield "" if date is None else language.month(date, style.locale)
    missing = each.missing_per_month
    yield language.money(missing, style.locale) if missing else ""


def _rung(covered: Decimal | None) -> str:
    """Return a rung: full only if wholly covered, and never empty if partly covered."""
    if covered is None:
        return language.UNDEFINED.center(_CELLS)
    cells = max(int(covered * _CELLS), 1 if covered else 0)
    return _DONE * cells + _OPEN * (_CELLS - cells)
