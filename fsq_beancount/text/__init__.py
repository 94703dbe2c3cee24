"""The report as readable text, no wider than the terminal.

A family of measures is rendered from its definitions alone; a family with a form of its own has a
module here, and a line in :func:`render`.
"""

from __future__ import annotations

from typing import Final

from fsq_beancount.core.precision import exact
from fsq_beancount.measures import catalogue
from fsq_beancount.report.report import Report
from fsq_beancount.text import (
    budget,
    certainty,
    falls,
    generic,
    headline,
    income_calendar,
    liquidity,
    living,
    milestones,
    periods,
    projection,
    returns,
    rolling,
    spans,
    streams,
    wealth,
)
from fsq_beancount.text.certainty import finding_lines
from fsq_beancount.text.style import WIDTH, Style, paragraphs

__all__ = ["WIDTH", "Style", "finding_lines", "paragraphs", "render"]

RICHER: Final = frozenset().union(
    *(
        module.SHOWS
        for module in (
            *(headline, milestones, rolling, budget, living),
            *(streams, wealth, falls, returns, spans, liquidity, income_calendar, projection),
        )
    )
)
"""Families that modules here render in a form of their own."""


@exact
def render(
    report: Report, style: Style, *, ledger: str, mistakes: int = 0, books_end: bool = True
) -> str:
    """Return the report as text.

    Args:
        report: The report.
        style: The style of the text.
        ledger: The ledger's name, for the commands that show more.
        mistakes: The number of mistakes in our directives and metadata.
        books_end: Whether the report ends where the books do, not on a given day.
    """
    empty = headline.is_empty(report)
    # The same order as on the page in Fava: the results first, then their details.
    sections = (
        headline.header(report, style, ledger, mistakes, books_end),
        headline.headline(report, style),
        milestones.ladder(report, style),
        rolling.charts(report, style),
        [] if empty else periods.tables(report, style.locale, style.width),
        living.standard(report, style),
        budget.comparison(report, style),
        *([] if empty else streams.paragraphs(report, style)),
        wealth.balance_sheet(report, style),
        falls.largest_fall(report, style),
        falls.crashes(report, style),
        returns.change(report, style),
        returns.rates(report, style),
        [] if empty and report.scope.period else spans.returns(report, style),
        returns.leverage(report, style),
        [] if empty else liquidity.liquidity(report, style),
        income_calendar.calendar(report, style),
        *(
            generic.block(report, family, style)
            for family in catalogue.FAMILIES
            if family.id not in RICHER
        ),
        certainty.unconverted(report, style),
        certainty.unclassified(report, style),
        certainty.warnings(report, style),
    )
    return paragraphs(filter(None, sections), style)
