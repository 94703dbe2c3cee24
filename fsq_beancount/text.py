"""The report as text that a person likes to read, no wider than the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from fsq_beancount import chart, language, terminal, text_tables, wording
from fsq_beancount.config import NO_CURRENCY
from fsq_beancount.findings import Finding
from fsq_beancount.measures.flows import FLOW_MEASURES
from fsq_beancount.measures.registry import Measure
from fsq_beancount.report import Report
from fsq_beancount.vocabulary import INCOME, UNCLASSIFIED

WIDTH: Final = 80

_MEASURES: Final[Mapping[str, Measure[Any, Any]]] = {m.id: m for m in FLOW_MEASURES}


@dataclass(frozen=True, slots=True)
class Style:
    """How a reader wants it.

    Attributes:
        locale: The reader's locale.
        width: The columns of the terminal.
        ascii_only: Whether drawing and punctuation keep to ASCII.
        encoding: That of the output.
    """

    locale: str
    width: int = WIDTH
    ascii_only: bool = False
    encoding: str = "utf-8"


def render(
    report: Report, style: Style, *, ledger: str, mistakes: int = 0, books_end: bool = True
) -> str:
    """Return the report as text.

    Args:
        report: The report.
        style: How the reader wants it.
        ledger: The ledger's name, for the commands that show more.
        mistakes: How many mistakes are in what the ledger says to us.
        books_end: Whether the report ends where the books do, not on a day asked for.
    """
    sections = (
        _header(report, style, ledger, mistakes, books_end),
        _headline(report, style),
        [] if _is_empty(report) else text_tables.tables(report, style.locale, style.width),
        _charts(report, style),
        _unconverted(report, style),
        _unclassified(report, style),
        _warnings(report, style),
    )
    return paragraphs(filter(None, sections), style)


def paragraphs(parts: Iterable[Sequence[str]], style: Style) -> str:
    """Return paragraphs of lines as text to print."""
    lines = [line for part in parts for line in ("", *part)]
    return terminal.page(lines[1:], ascii_only=style.ascii_only)


def _header(report: Report, style: Style, ledger: str, mistakes: int, books_end: bool) -> list[str]:
    texts = language.translation(style.locale)
    _, ngettext = texts.gettext, texts.ngettext
    title = _("Financial security quota in {currency}, as of {date}").format(
        currency=report.currency, date=language.day(report.as_of, style.locale)
    )
    lines = [_("Financial security quota") if report.currency == NO_CURRENCY else title]
    if report.running_month is not None and report.flows:
        ended = _("The books end on {date}: {month} is in no figure over twelve months.")
        asked = _("Counted up to {date}: {month} is in no figure over twelve months.")
        lines.append(
            (ended if books_end else asked).format(
                date=language.day(report.as_of, style.locale),
                month=language.month(report.running_month, style.locale),
            )
        )
    if report.load_errors:
        lines.append(wording.load_errors(report.load_errors, ledger, style.locale))
    if mistakes:
        lines.append(
            ngettext(
                "{count} mistake in the settings for fsq; to see it: fsq check {ledger}",
                "{count} mistakes in the settings for fsq; to see them: fsq check {ledger}",
                mistakes,
            ).format(count=mistakes, ledger=ledger)
        )
    return lines


def _is_empty(report: Report) -> bool:
    """Return whether there is nothing in the periods asked for, nor before them."""
    return report.last_year is None and not any(
        period.trued_up is not None
        or any(period.first <= flow.date <= period.last for flow in report.flows)
        for period in report.periods
    )


def _headline(report: Report, style: Style) -> list[str]:
    """Return the figures a reader sees first: those of the last rolling twelve months."""
    texts = language.translation(style.locale)
    _ = texts.gettext
    figures = report.last_year
    if figures is None:
        if report.periods and _is_empty(report):
            periods = ", ".join(
                language.period(each.period, style.locale) for each in report.periods
            )
            words = _("No income or expenses in {period} up to the as-of date.")
            return [words.format(period=periods)]
        if report.periods:
            return [_("No complete month, so no figure over twelve months.")]
        return [_("There is no income and there are no expenses to report.")]
    lines = [
        _("Twelve months, {first} – {last}").format(
            first=language.month(figures.first, style.locale),
            last=language.month(figures.last, style.locale),
        )
    ]
    if not figures.complete:
        lines.append(
            texts.ngettext(
                "The books cover only {count} month of them; nothing is scaled up.",
                "The books cover only {count} months of them; nothing is scaled up.",
                figures.months,
            ).format(count=figures.months)
        )
    rows = [
        [
            f"  {_MEASURES[name].name(style.locale)}",
            language.percent(quota, style.locale),
            "" if quota is None else _missing(missing, report.currency, style),
        ]
        for name, quota, missing in (
            ("fsq_narrow", figures.fsq_narrow, figures.missing_narrow),
            ("fsq_wide", figures.fsq_wide, figures.missing_wide),
        )
    ]
    return lines + terminal.table(rows, right={1})


def _missing(missing: Decimal | None, currency: str, style: Style) -> str:
    _ = language.translation(style.locale).gettext
    if missing is None:
        return ""
    if not missing:
        return _("nothing is missing")
    amount = f"{language.money(missing, style.locale)} {currency}"
    return _("missing: {amount} a month").format(amount=amount)


def _charts(report: Report, style: Style) -> list[str]:
    """Return the rolling quotas as charts of one scale, the narrow one above the wide one."""
    _ = language.translation(style.locale).gettext
    if len(report.rolling) < 2:  # one column shows no growth
        return []
    if all(each.fsq_narrow is None for each in report.rolling):
        return []
    names = [_MEASURES["fsq_narrow"].name(style.locale), _MEASURES["fsq_wide"].name(style.locale)]
    series = [
        [chart.Column(each.last, each.fsq_narrow, each.complete) for each in report.rolling],
        [chart.Column(each.last, each.fsq_wide, each.complete) for each in report.rolling],
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
    return lines + [
        f"  {mark} {meaning}" for mark, meaning in meanings.items() if mark in everything
    ]


def _on_scale(value: Decimal, style: Style) -> str:
    """Return a value of a scale with as many places as it has."""
    places = -int((value * 100).normalize().as_tuple().exponent)
    return language.percent(value, style.locale, max(0, places))


def _unconverted(report: Report, style: Style) -> list[str]:
    _ = language.translation(style.locale).gettext
    if not report.unconverted:
        return []
    title = _("Without a price in {currency}, so in no figure:").format(currency=report.currency)
    rows = [
        [f"  {language.quantity(number, style.locale)}", currency]
        for currency, number in report.unconverted.items()
    ]
    return [title, *terminal.table(rows, right={0}, gap=1)]


def _unclassified(report: Report, style: Style) -> list[str]:
    """Return the income that nobody has called passive or active, by account."""
    _ = language.translation(style.locale).gettext
    first = min((each.first for each in (*report.periods, *report.rolling)), default=None)
    sums: dict[str, Decimal] = {}
    for flow in report.flows:
        if (
            flow.verdict.income_class == UNCLASSIFIED
            and flow.verdict.role == INCOME
            and flow.amount is not None
            and first is not None
            and flow.date >= first
        ):
            sums[flow.account] = sums.get(flow.account, Decimal()) + flow.amount
    if not sums:
        return []
    rows = [
        [f"  {account}", language.money(amount, style.locale), report.currency]
        for account, amount in sorted(sums.items())
    ]
    title = _("Unclassified income, counted like active income:")
    return [title, *terminal.table(rows, right={1}, gap=1)]


def _warnings(report: Report, style: Style) -> list[str]:
    return [line for finding in report.warnings for line in finding_lines(finding, style)]


def finding_lines(finding: Finding, style: Style) -> list[str]:
    """Return a finding and what mends it; the latter in lines that can be copied."""
    lines = textwrap.wrap(
        terminal.clean(wording.sentence(finding, style.locale)),
        style.width,
        break_long_words=False,
        break_on_hyphens=False,
    )
    for way in wording.remedies(finding, style.locale):
        # What is to be copied is not spelled otherwise; a dot of a pattern stands for any letter.
        copied = terminal.dotted(way.lines, style.encoding)
        lines += [f"  {way.words}", *(f"    {line}" for line in copied.splitlines())]
    return lines
