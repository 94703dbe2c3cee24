"""Income by class next to the living costs, in Fava's own charts.

Fava draws them: its tooltips, number format, incognito mode and dark mode come with them, and a
click on a bar sets the time filter. Bars are grouped, not stacked: stacked bars would link to
accounts with the names of the classes, which do not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from fsq_beancount.core.periods import Interval
from fsq_beancount.core.terms import CLASSES
from fsq_beancount.progress.frame import Section
from fsq_beancount.progress.rolling import last_of_each

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from fsq_beancount.progress.view import View
    from fsq_beancount.report.report import FlowFigures


LINES: Final = "balances"
BARS: Final = "bar"
"""Fava's names for its types of charts."""


@dataclass(frozen=True, slots=True)
class Charts:
    """The content of the section.

    Attributes:
        data: The charts for Fava's component.
        count: The number of periods, drawn or not.
    """

    data: Sequence[dict[str, Any]]
    count: int


def charts(view: View) -> Charts | None:
    """Return income by class and living costs for the section; ``None`` without periods."""
    periods = view.figures.series
    if not periods:
        return None
    drawn: list[dict[str, Any]] = []
    interval = view.figures.interval or Interval.MONTH
    windows = [window for window in last_of_each(interval, view.report.rolling) if window.complete]
    # A line needs two points, and it cannot show that a window is incomplete.
    if len(windows) > 1:
        drawn.append(_chart(LINES, view.gettext("Twelve months each"), windows, view))
    # With ten years of months, the bars would be too narrow to tell apart.
    newest = view.shown(periods[::-1])[::-1]
    labels = {
        Interval.MONTH: view.gettext("Months"),
        Interval.QUARTER: view.gettext("Quarters"),
        Interval.YEAR: view.gettext("Years"),
    }
    drawn.append(_chart(BARS, labels[interval], newest, view))
    return Charts(drawn, len(periods))


def _chart(kind: str, label: str, several: Sequence[FlowFigures], view: View) -> dict[str, Any]:
    used = [name for name in CLASSES if any(figures.net_income[name] for figures in several)]
    points = list(_points(several, used, view))
    if kind == BARS:
        # Fava requires these keys in bar charts; nothing is drawn for them.
        points = [point | {"account_balances": {}, "budgets": {}} for point in points]
    return {"type": kind, "label": label, "data": points}


def _points(
    several: Iterable[FlowFigures], classes: Sequence[str], view: View
) -> Iterator[dict[str, datetime.date | dict[str, Decimal]]]:
    # Fava takes the keys of "balance" for currencies and labels the series with them.
    names = {name: view.class_name(name) for name in classes}
    costs = view.name("living_costs")
    for figures in several:
        amounts = {said: figures.net_income[name] for name, said in names.items()}
        amounts[costs] = figures.living_costs
        yield {
            "date": min(figures.last, view.report.as_of),
            "balance": {name: round(amount, 2) for name, amount in amounts.items()},
        }


SECTION: Final = Section(
    anchor="money",
    title="Income and living costs",
    needs="income or expenses",
    ledger_lines='2024-01-31 * "Bank" "Interest"\n'
    "  Assets:Bank             25.00 EUR\n"
    "  Income:Interest\n",
    content=charts,
)
