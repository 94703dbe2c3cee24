"""The rolling quotas as charts."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from fsq_beancount.i18n import language
from fsq_beancount.i18n.messages import coverage
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.report.report import Report
from fsq_beancount.text import chart
from fsq_beancount.text.style import Style

SHOWS: Final = frozenset({"rolling"})
"""The families of figures shown here, in a richer form than their definitions give."""


def charts(report: Report, style: Style) -> list[str]:
    """Return the rolling quotas as charts with the same scale, narrow above wide."""
    _ = language.translation(style.locale).gettext
    if len(report.rolling) < 2:  # a single column shows no trend
        return []
    if all(each.fsq_narrow is None for each in report.rolling):
        return []
    names = [MEASURES["fsq_narrow"].name(style.locale), MEASURES["fsq_wide"].name(style.locale)]
    series = [
        [chart.Bar(each.last, each.fsq_narrow, each.complete) for each in report.rolling],
        [chart.Bar(each.last, each.fsq_wide, each.complete) for each in report.rolling],
    ]
    if series[0] == series[1]:
        names, series = [" = ".join(names)], series[:1]
    lines: list[str] = []
    for name, drawn in zip(
        names, chart.draw(series, style.width, lambda value: _on_scale(value, style)), strict=True
    ):
        lines += [*[""][: len(lines)], _("{measure}, over twelve months").format(measure=name)]
        lines += drawn
    meanings = {
        chart.INCOMPLETE: _("the books cover less than twelve months"),
        chart.ABOVE: _("beyond the scale"),
        chart.BELOW: _("below zero"),
        chart.UNDEFINED: _("undefined, no or negative living costs"),
    }
    everything = "".join(lines)
    return [
        *lines,
        *(f"  {mark} {meaning}" for mark, meaning in meanings.items() if mark in everything),
        *(f"  {gap}" for gap in coverage.gaps(report.rolling, style.reader)),
    ]


def _on_scale(value: Decimal, style: Style) -> str:
    """Return a value of a scale with all of its decimal places."""
    places = -int((value * 100).normalize().as_tuple().exponent)
    return language.percent(value, style.locale, max(0, places))
